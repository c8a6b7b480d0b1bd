import Chronology
import Events

extension Timeline {
    /// How the rows of a timeline are grouped.
    public enum Grouping: Hashable, Sendable {
        /// As a chart is: board, executives, the others.
        case positions
        /// By where they are.
        case organizations
    }

    /// Lays tenures out over time. O(k log k + s²) in the keys, and in the stints of each.
    ///
    /// - Parameters:
    ///   - keys: The tenures of an organisation, or of a person.
    ///   - posts: The posts of an organisation.
    ///   - first: The first day to draw; where left out, the first on which anything dated begins.
    ///   - last: The last day to draw; where left out, the last on which anything dated ends, or today.
    ///   - today: After it, nothing is more than possible.
    public init(
        of subject: Named, by grouping: Grouping, keys: [KeyTenures], posts: (EntityID) -> PostBook,
        marks: [TimelineMark] = [], from first: CivilDay? = nil, through last: CivilDay? = nil, today: CivilDay,
        named: (EntityID) -> Named
    ) {
        self.subject = subject
        self.today = today
        var kinds: [EntityID: SeatKinds] = [:]
        for (organization, keys) in Dictionary(grouping: keys, by: \.key.organization) {
            kinds[organization] = SeatKinds(keys, posts(organization))
        }
        let drafts = keys.map { key in
            let post = posts(key.key.organization)[key.key.seat]
            return RowDraft(
                key, kind: kinds[key.key.organization]?.kind(of: key.key.seat),
                tenures: PersonHistory.Tenure.stints(
                    of: key, title: post?.titles(at: .day(today)).first, at: nil, today: today, named: named),
                runs: key.tenures.runs(today: today))
        }
        let days = Self.extent(drafts, marks, today: today, from: first, through: last)
        self.days = days
        self.marks = marks.filter { mark in
            guard let days else { return true }
            let isWithin = mark.range.earliest <= days.upperBound.number && mark.range.latest >= days.lowerBound.number
            // A birth long before anything else would push all of that to one side: it is said, and not drawn.
            return isWithin || mark.kind == .born && first == nil
        }
        groups = Self.groups(drafts.compactMap { $0.row(within: days) }, by: grouping, named)
    }

    private static func groups(_ rows: [Row], by grouping: Grouping, _ named: (EntityID) -> Named) -> [Group] {
        struct Place: Hashable {
            let organization: EntityID
            let seat: Seat
        }
        var seats: [(rank: Int, heading: Group.Heading, rows: SeatRows)] = []
        let bySeat = Dictionary(grouping: rows) { Place(organization: $0.organization.id, seat: $0.key.seat) }
        for (place, rows) in bySeat {
            let rows = rows.sorted(by: Row.precedes)
            let title = rows.last { !$0.isUndated }?.title ?? rows.last?.title ?? place.seat.fallbackTitle
            let group = ChartGroup(rows.lazy.compactMap(\.kind).first, title: title)
            let heading: Group.Heading =
                grouping == .positions ? .positions(group) : .organization(named(place.organization))
            let leads = grouping == .positions && (ChartTitles.isChair(title) || ChartTitles.isChief(title))
            seats.append((leads ? 0 : 1, heading, SeatRows(seat: place.seat, title: title, rows: rows)))
        }
        seats.sort { one, other in
            if one.rank != other.rank { return one.rank < other.rank }
            guard let first = one.rows.rows.first, let second = other.rows.rows.first else { return false }
            return Row.precedes(first, second)
        }
        let groups = Dictionary(grouping: seats, by: \.heading).mapValues { $0.map(\.rows) }
        var order: [Group.Heading] = []
        for seat in seats where !order.contains(seat.heading) { order.append(seat.heading) }
        if grouping == .positions { order = ChartGroup.allCases.map(Group.Heading.positions) }
        return order.compactMap { heading in groups[heading].map { Group(heading: heading, seats: $0) } }
    }

    /// The days to draw: those asked for, else those that anything dated names.
    private static func extent(
        _ rows: [RowDraft], _ marks: [TimelineMark], today: CivilDay, from first: CivilDay?, through last: CivilDay?
    ) -> ClosedRange<CivilDay>? {
        var bounds = rows.flatMap { $0.datedBounds(today: today) }
        if bounds.isEmpty { bounds = rows.flatMap(\.runs).flatMap { [$0.days.earliest, $0.days.latest] } }
        for mark in marks where mark.kind != .born { bounds += [mark.range.earliest, mark.range.latest] }
        if rows.contains(where: \.isOpen) { bounds.append(today.number) }
        bounds = bounds.filter { DayRange.past < $0 && $0 < DayRange.future }
        let from = first ?? bounds.min().map(CivilDay.init)
        let through = last ?? bounds.max().map(CivilDay.init)
        guard let from, let through else { return nil }
        return from <= through ? from...through : first == nil ? through...through : from...from
    }
}

extension Timeline.Row {
    /// Dated rows first, in world order.
    static func precedes(_ first: Timeline.Row, _ second: Timeline.Row) -> Bool {
        if first.isUndated != second.isUndated { return second.isUndated }
        guard let one = first.tenures.first, let other = second.tenures.first else {
            return first.key < second.key
        }
        return PersonHistory.Tenure.precedes(one, other)
    }
}
