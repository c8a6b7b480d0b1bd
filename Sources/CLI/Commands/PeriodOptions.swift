import ArgumentParser
import Chronology

/// The options of answers about a stretch of time.
struct PeriodOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The first day, as --at takes dates; the first that is known, if left out.", valueName: "date"))
    var from: String?

    @Option(help: ArgumentHelp("The last day; today, or the last that is known, if left out.", valueName: "date"))
    var to: String?

    /// The first day of the one and the last day of the other; nil where they are left out.
    func days(today: CivilDay) throws -> (first: CivilDay?, last: CivilDay?) {
        let first = try from.map { try Self.bound($0, "--from", \.earliest, today) }
        let last = try to.map { try Self.bound($0, "--to", \.latest, today) }
        if let first, let last, first > last { throw UsageError("--from \(first) is later than --to \(last)") }
        return (first, last)
    }

    private static func bound(
        _ text: String, _ option: String, _ side: KeyPath<DayBounds, CivilDay?>, _ today: CivilDay
    ) throws -> CivilDay {
        let date: EDTF
        do {
            date = try DatePhrase.parse(text, today: today)
        } catch {
            throw UsageError("\(option): \(error.description)")
        }
        guard let day = date.strict[keyPath: side] else {
            throw UsageError("\(option): \(date.text) has no such day; give a day, a month or a year")
        }
        return day
    }
}
