import Chronology
import Projections

/// A tenure's dates in words: "since November 2023", "since 2015, until 14 May 2024".
enum TenureWords {
    /// Both sides of a stint; says so where nothing is known of either.
    static func text(_ stint: Stint) -> String {
        let parts = [start(stint), end(stint)].compactMap(\.self)
        return parts.isEmpty ? "dates unknown" : parts.joined(separator: ", ")
    }

    private static func start(_ stint: Stint) -> String? {
        DateWords.moment(stint.start).map { "since \($0)" }
    }

    private static func end(_ stint: Stint) -> String? {
        let moment = DateWords.moment(stint.end)
        switch stint.endState {
        case .open:
            return nil
        case .ended:
            guard let moment else { return "ended, when is unknown" }
            return "until \(moment)" + (stint.isEndInferred ? " (inferred)" : "")
        case .unknown:
            guard let moment else { return "end unknown" }
            return "until \(moment) (end unknown)"
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
