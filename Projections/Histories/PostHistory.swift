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
    public init(
        of seat: Seat, in organization: Named, keys: [KeyTenures], post: PostRecord?, at time: WorldTime? = nil,
        today: CivilDay, named: (EntityID) -> Named
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
        title = tenures.last?.title ?? post?.titles(at: now).first ?? seat.fallbackTitle
        lines = Self.lines(tenures, post, today)
    }

    private static func lines(_ tenures: [PersonHistory.Tenure], _ post: PostRecord?, _ today: CivilDay) -> [Line] {
        var lines: [Line] = []
        // The end that is latest so far: a gap begins only when everyone is gone.
        var lastEnd: DayRange?
        for tenure in tenures where tenure.key.person != .nobody {
            if let end = lastEnd, end.latest < tenure.stint.start.earliest {
                lines.append(.gap(Gap(start: end, end: tenure.stint.start)))
            }
            lines.append(.tenure(tenure))
            let end = tenure.stint.end
            lastEnd = lastEnd.map { max($0, end, by: \.latest) } ?? end
        }
        let vacancies = tenures.filter { $0.key.person == .nobody }
        if let end = lastEnd, end.latest <= today.number, vacancies.isEmpty,
            post?.abolished.map({ $0.latest > end.latest }) ?? true, post?.stands(at: .day(today)) ?? false
        {
            lines.append(.gap(Gap(start: end, end: nil)))
        }
        return merge(lines.filter { !$0.isGap(statedBy: vacancies) }, vacancies)
    }

    /// Puts stated vacancies where they belong in time.
    private static func merge(_ lines: [Line], _ vacancies: [PersonHistory.Tenure]) -> [Line] {
        var merged = lines
        for vacancy in vacancies {
            let index =
                merged.firstIndex { line in
                    switch line {
                    case .tenure(let tenure): PersonHistory.Tenure.precedes(vacancy, tenure)
                    case .gap(let gap): vacancy.stint.start.latest <= gap.start.earliest
                    }
                } ?? merged.endIndex
            merged.insert(.tenure(vacancy), at: index)
        }
        return merged
    }
}

extension PostHistory.Line {
    /// Whether it is a gap of whose time a source may say itself that nobody held the seat.
    fileprivate func isGap(statedBy vacancies: [PersonHistory.Tenure]) -> Bool {
        guard case .gap(let gap) = self else { return false }
        return vacancies.contains { vacancy in
            vacancy.stint.start.earliest < gap.end?.latest ?? DayRange.future
                && gap.start.earliest < vacancy.stint.end.latest
        }
    }
}

private func max(_ first: DayRange, _ second: DayRange, by side: (DayRange) -> Int) -> DayRange {
    side(second) > side(first) ? second : first
}
