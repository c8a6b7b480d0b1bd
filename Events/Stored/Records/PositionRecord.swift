/// What a position event claims, as numbers: 72 bytes that can be kept by the million, copied and sorted.
///
/// Ids and texts stand as their numbers in a ``TermTable``, 0 where there is none. The claims and their days are those
/// that the event's date makes; what they come to is for the fold.
public struct PositionRecord: Hashable, Sendable, BitwiseCopyable {
    /// Which claims an event makes of its holder's tenure.
    public struct Claims: OptionSet, Hashable, Sendable, BitwiseCopyable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// A start, on the days of ``PositionRecord/start``.
        public static var start: Claims { Claims(rawValue: 1) }
        /// An end, on the days of ``PositionRecord/end``. With a start it is the end of one interval.
        public static var end: Claims { Claims(rawValue: 1 << 1) }
        /// A start that nothing dates.
        public static var undatedStart: Claims { Claims(rawValue: 1 << 2) }
        /// An end that nothing dates.
        public static var undatedEnd: Claims { Claims(rawValue: 1 << 3) }
        /// That the stint of the start has ended, and not when.
        public static var endUnknown: Claims { Claims(rawValue: 1 << 4) }
        /// That the holder was in post at some time within the days of ``PositionRecord/start``.
        public static var sighting: Claims { Claims(rawValue: 1 << 5) }
    }

    /// The first 8 bytes of the id, the first one highest.
    public internal(set) var idPrefix: UInt64
    /// The place in the log; where it needs more than 32 bits the highest number that has 32.
    public internal(set) var seq: UInt32
    /// The batch, bounded like the place.
    public internal(set) var batch: UInt32
    public internal(set) var person: UInt32 = 0
    public internal(set) var organization: UInt32 = 0
    public internal(set) var post: UInt32 = 0
    public internal(set) var position: UInt32 = 0
    public internal(set) var area: UInt32 = 0
    public internal(set) var onBehalfOf: UInt32 = 0
    public internal(set) var reportsTo: UInt32 = 0
    public internal(set) var succeeds: UInt32 = 0
    /// The widened bounds of the start, or of the sighting; any day where neither is dated.
    public internal(set) var start = PackedDays.anyDay
    /// The widened bounds of the end; any day where it is not dated.
    public internal(set) var end = PackedDays.anyDay
    public internal(set) var type: EventTypeCode
    public internal(set) var claims: Claims = []
    /// Whether nothing that the fold asks for is missing here. Where it is false the event has to be decoded whole: it
    /// has an order or a time of day, or something needs more bits than there are.
    public internal(set) var isPlain = true
    /// Whether the holder is an interim one.
    public internal(set) var isActing = false
    package internal(set) var kindCode: UInt8 = 0
    package internal(set) var howStartedCode: UInt8 = 0
    package internal(set) var howEndedCode: UInt8 = 0

    /// - Parameter event: The event that says so, or whose replacement does.
    init(_ type: EventTypeCode, of event: EventRecord) {
        self.type = type
        idPrefix = event.idPrefix
        seq = UInt32(clamping: event.seq)
        batch = UInt32(clamping: event.batch)
        isPlain = Int(seq) == event.seq && Int(batch) == event.batch
    }

    /// What sort of position it is.
    public var kind: PositionKind? { PositionKind.coded(kindCode) }
    /// How it started.
    public var howStarted: StartManner? { StartManner.coded(howStartedCode) }
    /// How it ended.
    public var howEnded: EndManner? { EndManner.coded(howEndedCode) }

    /// The days on which the predecessor's tenure ended, as far as this event tells: on the day of its own start, or
    /// by the day on which its holder was seen. Nil where it names no predecessor, or nothing dates that.
    public var inferredEnd: PackedDays? {
        guard succeeds != 0 else { return nil }
        if claims.contains(.start) { return start }
        guard claims.contains(.sighting), start.latest < PackedDays.future else { return nil }
        return PackedDays(PackedDays.past, start.latest)
    }
}

extension PositionRecord {
    /// Sets the claims that the event's date makes of its holder's tenure.
    mutating func read(_ date: DateReading) {
        if !date.isPlain { isPlain = false }
        switch type {
        case .positionStarted:
            start = date.start
            claims = date.isUndated ? .undatedStart : .start
        case .positionEnded:
            end = date.start
            claims = date.isUndated ? .undatedEnd : .end
        default:
            guard date.shape == .interval else {
                start = date.start
                claims = .sighting
                return
            }
            readInterval(date)
        }
    }

    private mutating func readInterval(_ date: DateReading) {
        let isEndUnknown = date.endSide != .dated && date.endSide != .open
        if date.startSide == .dated {
            start = date.start
            claims.formUnion(isEndUnknown ? [.start, .endUnknown] : .start)
        }
        if date.endSide == .dated {
            end = date.end
            claims.formUnion(.end)
        }
        if claims.isEmpty { claims = isEndUnknown ? [.undatedStart, .undatedEnd] : .undatedStart }
    }
}

extension CaseIterable where Self: Equatable, AllCases.Index == Int {
    /// The case of a code: one more than its place among all, 0 for none.
    public static func coded(_ code: UInt8) -> Self? {
        let place = Int(code) - 1
        return allCases.indices.contains(place) ? allCases[place] : nil
    }

    /// The code that ``coded(_:)`` undoes.
    public static func code(of value: Self?) -> UInt8 {
        value.flatMap { allCases.firstIndex(of: $0) }.map { UInt8($0 + 1) } ?? 0
    }
}
