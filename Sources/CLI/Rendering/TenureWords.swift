import Chronology
import Projections

/// A tenure's dates in words: "since November 2023", "since 2015, until 14 May 2024".
enum TenureWords {
    private static let startUnknown = "start unknown"
    private static let endUnknown = "end unknown"
    private static let endedUnknown = "ended, when is unknown"

    /// Both sides of a stint; says so where nothing is known of either.
    static func text(_ stint: Stint) -> String {
        let parts = [start(stint), end(stint)].compactMap(\.self)
        // That nothing is known of the start goes without saying where nothing is known of the end.
        let isUnknown = parts.allSatisfy { $0 == startUnknown || $0 == endUnknown }
        if isUnknown { return "dates unknown" }
        return parts == [startUnknown, endedUnknown] ? endedUnknown : parts.joined(separator: ", ")
    }

    /// Bounds that come from sightings and limits only say by when, not since when.
    static func start(_ stint: Stint) -> String? {
        if stint.isStartDated { return DateWords.moment(stint.start).map { "since \($0)" } }
        guard let latest = stint.start.bounds.latest else { return startUnknown }
        // A day before the end is what every stint lasts: it says nothing of the start that the end does not.
        let isDrawnFromEnd = latest.number + 1 >= stint.end.latest
        return isDrawnFromEnd ? startUnknown : "by \(DateWords.text(latest))"
    }

    /// The end; nil where none is recorded.
    static func end(_ stint: Stint) -> String? {
        switch stint.endState {
        case .open:
            return nil
        case .ended:
            guard let moment = DateWords.moment(stint.end) else { return endedUnknown }
            return "until \(moment)" + (stint.isEndInferred ? " (inferred)" : "")
        case .unknown:
            guard let latest = stint.end.bounds.latest else { return endUnknown }
            return "end unknown, over by \(DateWords.text(latest))"
        }
    }

    /// The tenure as a bar.
    static func span(_ stint: Stint, seen: [CivilDay] = []) -> TenureBars.Span {
        let (start, end) = (stint.start.bounds, stint.end.bounds)
        let ending: TenureBars.End =
            switch stint.endState {
            case .ended: .ended
            case .open: .open
            case .unknown: .unknown
            }
        return TenureBars.Span(
            start: .init(start.earliest, start.latest), end: ending, at: .init(end.earliest, end.latest),
            isUndated: !stint.isStartDated || (ending != .open && !stint.isEndDated), seen: seen)
    }
}
