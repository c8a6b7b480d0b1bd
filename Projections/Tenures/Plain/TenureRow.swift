import Events

/// A stint of a key as numbers: 72 bytes that can be kept by the million, copied and sorted.
///
/// Ids and texts stand as their numbers in a `TermTable`, 0 where there is none. Only stints have rows of which at most
/// one event tells the start and at most one the end, and none anything else.
public struct TenureRow: Hashable, Sendable, BitwiseCopyable {
    /// The holder.
    public var person: UInt32
    public var organization: UInt32
    public var seat: SeatNumber
    /// The stint's place among the stints of its key.
    public var stint: UInt32 = 0
    /// The days on which it may have started.
    public var start: PackedDays
    /// The days on which it was over; `future` in both where it is open.
    public var end: PackedDays
    /// What else is known of the stint. Nothing of its neighbours: whether the row is alone is not said here.
    public var flags: SliceFlags
    /// The clock reading of the start, packed; 0 where there is none.
    public var startClock: UInt32 = 0
    /// The clock reading of the end, packed; 0 where there is none.
    public var endClock: UInt32 = 0
    public var position: UInt32 = 0
    public var area: UInt32 = 0
    public var onBehalfOf: UInt32 = 0
    public var reportsTo: UInt32 = 0
    /// The place in the log of the event that tells the start; 0 where none does.
    public var startEvent: UInt32 = 0
    /// The place in the log of the event that its end rests on; 0 where there is none.
    public var endEvent: UInt32 = 0
    /// The code of the kind of position, 0 for none.
    public var kindCode: UInt8 = 0
    /// The code of how it started, 0 for none.
    public var howStartedCode: UInt8 = 0
    /// The code of how it ended, 0 for none.
    public var howEndedCode: UInt8 = 0

    /// Creates the row of a key's first stint, of which nothing else is known yet.
    public init(
        person: UInt32, organization: UInt32, seat: SeatNumber, start: PackedDays, end: PackedDays, flags: SliceFlags
    ) {
        self.person = person
        self.organization = organization
        self.seat = seat
        self.start = start
        self.end = end
        self.flags = flags
    }

    /// What sort of position it is.
    public var kind: PositionKind? { PositionKind.coded(kindCode) }
    /// How it started.
    public var howStarted: StartManner? { StartManner.coded(howStartedCode) }
    /// How it ended.
    public var howEnded: EndManner? { EndManner.coded(howEndedCode) }

    /// Whether one event dates both sides, as an interval of `position.held` does.
    ///
    /// That event surely covers days (R7), all of them among those on which the stint is certain. The bounds that it
    /// claims itself are those of its record: these here may have been narrowed by each other or by a neighbour.
    public var isOfInterval: Bool {
        startEvent != 0 && startEvent == endEvent && flags.isStartClaimed && flags.isEndClaimed
    }
}

extension TenureRow {
    /// Adds what an event of the holder's says besides its dates, over what earlier ones said.
    @inline(__always)
    mutating func add(_ record: borrowing PositionRecord) {
        if record.type == .positionEnded {
            if position == 0 { position = record.position }
            if kindCode == 0 { kindCode = record.kindCode }
        } else {
            if record.position != 0 { position = record.position }
            if record.kindCode != 0 { kindCode = record.kindCode }
            if record.area != 0 { area = record.area }
            if record.onBehalfOf != 0 { onBehalfOf = record.onBehalfOf }
            if record.reportsTo != 0 { reportsTo = record.reportsTo }
            if record.howStartedCode != 0 { howStartedCode = record.howStartedCode }
        }
        if record.howEndedCode != 0 { howEndedCode = record.howEndedCode }
    }
}
