import Chronology
import Events

/// Everyone who held a seat, in order, with the times in which nobody did.
public struct PostHistory: Hashable, Sendable {
    /// A time in which the seat was surely empty.
    public struct Gap: Hashable, Sendable {
        /// The days on which it began.
        public let start: DayRange
        /// The days on which it was over; nil where it lasts.
        public let end: DayRange?
        /// The events that it follows from, as places in the log: the ends before it, the start after it or the post's.
        public let events: [Int]
    }

    /// A line of the history.
    public enum Line: Hashable, Sendable {
        case tenure(PersonHistory.Tenure)
        case gap(Gap)
    }

    /// The organisation.
    public let organization: Named
    /// The seat.
    public let seat: Seat
    /// What it is called.
    public let title: String
    /// The post's record, where post events speak of it.
    public let post: PostRecord?
    /// Holders and gaps in world order.
    public let lines: [Line]

    /// The holders in world order.
    public var tenures: [PersonHistory.Tenure] {
        lines.compactMap { line in
            if case .tenure(let tenure) = line { return tenure }
            return nil
        }
    }

    /// Puts the history of a seat together. O(t log t) in the tenures.
    ///
    /// - Parameter otherTitle: What the seat is called where neither a tenure nor the post says so.
    public init(
        of seat: Seat, in organization: Named, keys: [KeyTenures], post: PostRecord?, knownAs otherTitle: String? = nil,
        at time: WorldTime? = nil, today: CivilDay, named: (EntityID) -> Named
    ) {
        self.organization = organization
        self.seat = seat
        self.post = post
        let now = WorldTime.day(today)
        let tenures =
            keys
            .flatMap {
                PersonHistory.Tenure.stints(
                    of: $0, title: post?.titles(at: now).first, at: time, today: today, named: named)
            }
            .sorted(by: PersonHistory.Tenure.precedes)
        title = tenures.last?.title ?? post?.titles(at: now).first ?? otherTitle ?? seat.fallbackTitle
        lines = Self.lines(tenures, post, today)
    }

    private static func lines(_ tenures: [PersonHistory.Tenure], _ post: PostRecord?, _ today: CivilDay) -> [Line] {
        var lines: [Line] = []
        // The end that is latest so far: a gap begins only when everyone is gone.
        var lastEnd: DayRange?
        // Where a stated vacancy came last, its end: it tells of that time itself.
        var vacantUntil: DayRange?
        let ends = Dictionary(grouping: tenures, by: \.stint.end)
        func gap(_ start: DayRange, to end: DayRange?, _ after: [Int]) -> Line {
            let before = (ends[start] ?? []).flatMap(\.stint.endEvents)
            return .gap(Gap(start: start, end: end, events: Set(before + after).sorted()))
        }
        for tenure in tenures {
            if let end = vacantUntil ?? lastEnd, end.latest < tenure.stint.start.earliest {
                lines.append(gap(end, to: tenure.stint.start, tenure.stint.startEvents))
            }
            lines.append(.tenure(tenure))
            let end = tenure.stint.end
            let latest = (vacantUntil ?? lastEnd).map { max($0, end, by: \.latest) } ?? end
            if tenure.key.person == .nobody {
                vacantUntil = latest
            } else {
                lastEnd = lastEnd.map { max($0, end, by: \.latest) } ?? end
                vacantUntil = nil
            }
        }
        if vacantUntil == nil, let end = lastEnd, end.latest <= today.number,
            post?.abolished.map({ $0.latest > end.latest }) ?? true, post?.stands(at: .day(today)) ?? false
        {
            lines.append(gap(end, to: nil, post?.events ?? []))
        }
        return lines
    }
}

private func max(_ first: DayRange, _ second: DayRange, by side: (DayRange) -> Int) -> DayRange {
    side(second) > side(first) ? second : first
}
