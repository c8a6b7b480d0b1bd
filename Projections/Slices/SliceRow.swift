/// A row of the packed index: one stint of a key, or days on which the key holds in any case.
///
/// Ids and titles are numbers of a dictionary that is somebody else's. Days are as ``SliceDay`` packs them.
public struct SliceRow: Hashable, Sendable {
    /// The holder.
    public var person: UInt32
    /// The seat.
    public var seat: UInt32
    /// What the stint's sources call the seat; of other rows, what those of the key's first stint do.
    public var title: UInt32
    /// The first day on which the stint may have started, or the first of the days.
    public var startEarliest: Int32
    /// The last day on which it may have started.
    public var startLatest: Int32
    /// The first day on which it may have been over, or the first one after the days.
    public var endEarliest: Int32
    /// The last day on which it may have been over.
    public var endLatest: Int32
    /// The stint's place among the stints of its key; 0 where the row is no stint.
    public var stint: UInt32
    /// What else is known.
    public var flags: SliceFlags
    /// The first batch that made the key's tenures what they are.
    public var since: Int32
    /// The first batch after which they no longer were; ``stillHolds`` where they are.
    public var until: Int32

    /// The ``until`` of rows that no batch superseded.
    public static let stillHolds = Int32.max

    /// Creates a row.
    public init(
        person: UInt32, seat: UInt32, title: UInt32, start: (earliest: Int32, latest: Int32),
        end: (earliest: Int32, latest: Int32), stint: UInt32 = 0, flags: SliceFlags, since: Int32,
        until: Int32 = stillHolds
    ) {
        self.person = person
        self.seat = seat
        self.title = title
        startEarliest = start.earliest
        startLatest = start.latest
        endEarliest = end.earliest
        endLatest = end.latest
        self.stint = stint
        self.flags = flags
        self.since = since
        self.until = until
    }

    /// The days on which the stint may have started.
    public var start: DayRange { DayRange(SliceDay.unpacked(startEarliest), SliceDay.unpacked(startLatest)) }
    /// The days on which it was over.
    public var end: DayRange { DayRange(SliceDay.unpacked(endEarliest), SliceDay.unpacked(endLatest)) }

    /// Person and seat in one number: what rows of the same key have in common.
    var key: UInt64 { UInt64(person) << 32 | UInt64(seat) }

    /// Whether the row can hold at the end of a day.
    func isPossible(on day: Int32) -> Bool { startEarliest <= day && day < endLatest }

    /// Whether it was so after a batch.
    func isKnown(in batch: Int32) -> Bool { since <= batch && batch < until }
}

extension SliceRow: Comparable {
    /// Orders by key, then by everything else, so that one set of rows has one order.
    public static func < (first: SliceRow, second: SliceRow) -> Bool {
        if first.key != second.key { return first.key < second.key }
        let days = (
            (first.startLatest, first.endEarliest, first.startEarliest, first.endLatest),
            (second.startLatest, second.endEarliest, second.startEarliest, second.endLatest)
        )
        if days.0 != days.1 { return days.0 < days.1 }
        let rest = (
            (first.stint, first.flags.rawValue, first.title), (second.stint, second.flags.rawValue, second.title)
        )
        if rest.0 != rest.1 { return rest.0 < rest.1 }
        return (first.since, first.until) < (second.since, second.until)
    }
}
