import Chronology

/// Dates as people type them behind an option.
enum DayInput {
    /// The date that a phrase means.
    ///
    /// - Parameter option: What an error calls the place of the phrase.
    static func date(_ text: String, _ option: String, today: CivilDay) throws -> EDTF {
        do {
            return try DatePhrase.parse(text, today: today)
        } catch {
            throw UsageError("\(option): \(error.description)")
        }
    }

    /// The first day of the date that a phrase means.
    static func first(_ text: String, _ option: String, today: CivilDay) throws -> CivilDay {
        let date = try date(text, option, today: today)
        guard let day = date.strict.earliest else { throw missing("first", of: date, option) }
        return day
    }

    /// The last day of the date that a phrase means.
    static func last(_ text: String, _ option: String, today: CivilDay) throws -> CivilDay {
        let date = try date(text, option, today: today)
        guard let day = date.strict.latest else { throw missing("last", of: date, option) }
        return day
    }

    private static func missing(_ day: String, of date: EDTF, _ option: String) -> UsageError {
        UsageError("\(option): \(date.text) has no \(day) day; give a day, a month or a year")
    }
}
