import Events

/// What an organisation's own events contribute to the tenures of everybody in it.
public struct TenureContext: Hashable, Sendable {
    /// What makes a title and a post one seat.
    public let seats: SeatNames
    /// What bounds the tenures.
    public let milestones: Milestones

    /// Creates one; by default, that of an organisation of which nothing is said.
    public init(seats: SeatNames = SeatNames(), milestones: Milestones = Milestones()) {
        self.seats = seats
        self.milestones = milestones
    }

    /// The tenures of the organisation that may read otherwise in another context. O(titles and posts of both).
    public func change(to other: TenureContext, in organization: EntityID) -> ContextChange {
        guard self != other else { return ContextChange() }
        var change = ContextChange()
        for title in seats.titles(namingOtherwiseIn: other.seats) {
            change.titles[title] = [seats.seat(titled: title), other.seats.seat(titled: title)]
        }
        change.seats = change.titles.values.reduce(into: []) { $0.formUnion($1) }
        change.seats.formUnion(seats.seats(ofOtherKindsIn: other.seats))
        change.seats.formUnion(milestones.seats(limitedOtherwiseIn: other.milestones, of: organization))
        change.isOfAll = milestones.limits(of: organization) != other.milestones.limits(of: organization)
        return change
    }
}

/// Which tenures of an organisation a change of its posts or limits touches.
///
/// A claim with a seat makes a tenure of it, and one that only says by whom somebody was succeeded counts only beside
/// such. So the people to look at anew are those with a tenure of one of the seats.
public struct ContextChange: Hashable, Sendable {
    /// The folded titles that name another seat than before: which they named and which they name.
    public internal(set) var titles: [String: Set<Seat>] = [:]
    /// Those seats, and those of other kinds or limits than before.
    public internal(set) var seats: Set<Seat> = []
    /// Whether it touches all tenures: the organisation itself has other limits.
    public internal(set) var isOfAll = false

    /// Whether it touches no tenure.
    public var isNone: Bool { seats.isEmpty && !isOfAll }
}
