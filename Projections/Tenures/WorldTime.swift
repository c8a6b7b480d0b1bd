import Chronology

/// The world time that an answer is asked for.
public enum WorldTime: Hashable, Sendable {
    /// The last moment of a civil day.
    case day(CivilDay)
    /// Every day from the first to the last: a year, a month, a season.
    case period(ClosedRange<CivilDay>)
    /// A clock reading on a day, in seconds from midnight.
    case instant(CivilDay, second: Int)

    /// What a date asks for; nil where it has no first or no last day.
    public init?(_ date: EDTF) {
        guard let first = date.strict.earliest, let last = date.strict.latest, first <= last else { return nil }
        if let time = date.time {
            self = .instant(first, second: time.latestSecond)
        } else {
            self = first == last ? .day(first) : .period(first...last)
        }
    }

    /// The last day that it asks for.
    public var lastDay: CivilDay {
        switch self {
        case .day(let day), .instant(let day, _): day
        case .period(let days): days.upperBound
        }
    }
}
