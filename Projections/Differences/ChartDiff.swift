import Events

/// A moment at which a chart is asked for: in the world, and in what is believed.
public struct ChartMoment: Hashable, Sendable {
    /// When in the world.
    public let time: WorldTime
    /// What the answer rests on.
    public let belief: Belief

    /// Creates a moment.
    public init(_ time: WorldTime, believing belief: Belief = .current) {
        self.time = time
        self.belief = belief
    }
}

/// What changed between two charts of an organisation: on two dates, or in two beliefs.
///
/// An exact algebra: equal charts differ in nothing, differences that meet compose, the reverse swaps before and after,
/// and a difference applied to the first chart gives the second.
public struct ChartDiff: Hashable, Sendable {
    /// The moment of the first chart.
    public let before: ChartMoment
    /// The moment of the second chart.
    public let after: ChartMoment
    /// Organisations: their names, parents, units.
    public let organizations: KeyedChanges<EntityID, ChartState.Organization>
    /// Seats: what post events say of them, and whether they are vacant.
    public let seats: KeyedChanges<SeatPlace, ChartState.SeatRecord>
    /// Lines: who holds what.
    public let lines: KeyedChanges<LinePlace, ChartState.Line>
    /// The seats of each person who has others than before.
    public let people: KeyedChanges<EntityID, Set<SeatPlace>>

    /// Compares two charts. O(n) in their lines.
    public init(from before: OrgChart, _ first: ChartMoment, to after: OrgChart, _ second: ChartMoment) {
        let (old, new) = (ChartState(before), ChartState(after))
        self.init(
            first, second, organizations: KeyedChanges(from: old.organizations, to: new.organizations),
            seats: KeyedChanges(from: old.seats, to: new.seats), lines: KeyedChanges(from: old.lines, to: new.lines),
            people: KeyedChanges(from: old.people, to: new.people))
    }

    private init(
        _ before: ChartMoment, _ after: ChartMoment, organizations: KeyedChanges<EntityID, ChartState.Organization>,
        seats: KeyedChanges<SeatPlace, ChartState.SeatRecord>, lines: KeyedChanges<LinePlace, ChartState.Line>,
        people: KeyedChanges<EntityID, Set<SeatPlace>>
    ) {
        self.before = before
        self.after = after
        self.organizations = organizations
        self.seats = seats
        self.lines = lines
        self.people = people
    }

    /// Whether the charts are equal.
    public var isEmpty: Bool { organizations.isEmpty && seats.isEmpty && lines.isEmpty && people.isEmpty }

    /// The difference over this one and the next; nil where that does not begin at the moment at which this one ends.
    public func followed(by next: ChartDiff) -> ChartDiff? {
        guard after == next.before else { return nil }
        return ChartDiff(
            before, next.after, organizations: organizations.followed(by: next.organizations),
            seats: seats.followed(by: next.seats), lines: lines.followed(by: next.lines),
            people: people.followed(by: next.people))
    }

    /// The difference from the second chart to the first.
    public var reversed: ChartDiff {
        ChartDiff(
            after, before, organizations: organizations.reversed, seats: seats.reversed, lines: lines.reversed,
            people: people.reversed)
    }

    /// The second chart's state, from the first's.
    public func applied(to state: ChartState) -> ChartState {
        var state = state
        state.organizations = organizations.applied(to: state.organizations)
        state.seats = seats.applied(to: state.seats)
        state.lines = lines.applied(to: state.lines)
        state.people = people.applied(to: state.people)
        return state
    }

    /// Whether both charts are of one belief, so that only the world's time lies between them.
    var isInOneBelief: Bool { before.belief == after.belief }

    /// Whether the second chart is of an earlier time of the world than the first.
    public var isBackward: Bool { after.time.lastDay < before.time.lastDay }
}
