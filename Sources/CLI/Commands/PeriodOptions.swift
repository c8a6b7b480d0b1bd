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
        let first = try from.map { try DayInput.first($0, "--from", today: today) }
        let last = try to.map { try DayInput.last($0, "--to", today: today) }
        if let first, let last, first > last { throw UsageError("--from \(first) is later than --to \(last)") }
        return (first, last)
    }
}
