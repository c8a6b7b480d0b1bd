import Events

/// Somebody in a seat at the end of a day: what a chart says of it, without names and events.
public struct ChartLine: Hashable, Sendable {
    /// The holder; `nobody` where a source says that the seat was vacant.
    public let person: EntityID
    /// The seat with the title.
    public let titledSeat: TitledSeat
    /// How surely.
    public let certainty: Certainty
    /// Whether as an interim holder.
    public let isActing: Bool
    /// Whether the evidence disagrees.
    public let isDisputed: Bool
    /// The days on which the stint may have started; any day where the line rests on no stint, but on an interval that
    /// is disputed.
    public let start: DayRange
    /// The days on which it was over, likewise; `future` in both where it is open.
    public let end: DayRange

    /// The seat.
    public var seat: Seat { titledSeat.seat }
    /// The title as a source of the stint has it; where the line rests on no stint, of the key's first one.
    public var title: String? { titledSeat.title }

    /// Creates a line.
    public init(
        person: EntityID, titledSeat: TitledSeat, certainty: Certainty, isActing: Bool, isDisputed: Bool,
        start: DayRange, end: DayRange
    ) {
        self.person = person
        self.titledSeat = titledSeat
        self.certainty = certainty
        self.isActing = isActing
        self.isDisputed = isDisputed
        self.start = start
        self.end = end
    }

    /// The line of a key that holds.
    public init(_ key: KeyTenures, _ holding: Holding) {
        let stint = holding.stint.map { key.tenures.stints[$0] }
        self.init(
            person: key.key.person,
            titledSeat: TitledSeat(
                key.key.seat, title: (holding.stint.map { key.details[$0] } ?? key.details.first)?.position),
            certainty: holding.certainty, isActing: stint?.kind == .acting, isDisputed: holding.isDisputed,
            start: stint?.start ?? .anyDay, end: stint?.end ?? .anyDay)
    }

    /// The line of the packed index, with what its numbers stand for.
    @inlinable
    public init(_ line: SliceLine, person: EntityID, titledSeat: TitledSeat) {
        let isStint = line.stint != nil
        self.init(
            person: person, titledSeat: titledSeat, certainty: line.certainty, isActing: line.isActing,
            isDisputed: line.isDisputed, start: isStint ? line.row.start : .anyDay,
            end: isStint ? line.row.end : .anyDay)
    }
}
