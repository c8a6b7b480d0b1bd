import Chronology

/// The lengths of time into which a calendar is divided, each of which begins where the one before it ends.
public enum CalendarStep: String, Hashable, Sendable, CaseIterable {
    case day, month, quarter, year

    /// The number of the period that a day is in; the next period has the next number.
    public func number(of day: CivilDay) -> Int {
        let (year, month, _) = day.components
        return switch self {
        case .day: day.number
        case .month: year * 12 + month - 1
        case .quarter: year * 4 + (month - 1) / 3
        case .year: year
        }
    }

    /// The first and the last day of a period.
    public func period(_ number: Int) -> ClosedRange<CivilDay> {
        if self == .day { return CivilDay(number: number)...CivilDay(number: number) }
        let first = first(of: number)
        return first...max(first, self.first(of: number + 1).advanced(by: -1))
    }

    /// The period as a date of EDTF: `2015-03-01`, `2015-03`, `2015-33` (the first quarter), `2015`.
    public func text(of number: Int) -> String {
        let day = period(number).lowerBound
        let text = day.description
        switch self {
        case .day: return text
        case .month: return String(text.dropLast(3))
        case .quarter: return String(text.dropLast(5)) + String(33 + (day.month - 1) / 3)
        case .year: return String(text.dropLast(6))
        }
    }

    private func first(of number: Int) -> CivilDay {
        let (periods, months) = self == .month ? (12, 1) : self == .quarter ? (4, 3) : (1, 12)
        let year = number >= 0 ? number / periods : -((periods - 1 - number) / periods)
        let month = (number - year * periods) * months + 1
        return CivilDay(year: year, month: month, day: 1) ?? CivilDay(number: DayRange.future)
    }
}
