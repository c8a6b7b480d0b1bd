/// A name that an event gives to somebody or something, as a place in the stored bytes.
public struct NameRecord: Hashable, Sendable, BitwiseCopyable {
    /// The number of the id that is named.
    public internal(set) var entity: UInt32 = 0
    /// Where the name stands in the bytes that were decoded; empty where it does not stand there as it is.
    public var bytes: Range<Int> { Int(start)..<Int(end) }
    var start: UInt16 = 0
    var end: UInt16 = 0
    /// The widened bounds of the date from which on it is the name; any day for an introduction.
    public internal(set) var since = PackedDays.anyDay
    /// Where the list of identifiers stands as JSON; empty where there is none.
    public var identifiers: Range<Int> { Int(identifiersStart)..<Int(identifiersEnd) }
    var identifiersStart: UInt16 = 0
    var identifiersEnd: UInt16 = 0
    /// Whether nothing that a directory asks for is missing here. Where it is false the event has to be decoded whole:
    /// it has further names, an order, or a name that is written with escapes.
    public internal(set) var isPlain = true
}

/// What bounds tenures: a birth or death, a founding or dissolution, or what an event says of a post.
public struct MilestoneRecord: Hashable, Sendable, BitwiseCopyable {
    /// The number of the id of whom or what it is about; of a post 0 where it is known by its title.
    public internal(set) var entity: UInt32
    /// The number of a post's organisation; 0 for all others.
    public internal(set) var organization: UInt32
    /// The widened bounds of the date.
    public internal(set) var days: PackedDays
    /// Whether nothing that the fold asks for is missing here.
    public internal(set) var isPlain: Bool
}

/// What one event says, as numbers.
public struct ContentRecord: Hashable, Sendable, BitwiseCopyable {
    /// The type.
    public internal(set) var type: EventTypeCode
    /// The claims of a position event; nil for all others.
    public internal(set) var position: PositionRecord?
    /// The name that an introduction or a renaming gives, or an event about a post, a work or a source; nil for all
    /// other events, and where a post has no id.
    public internal(set) var name: NameRecord?
    /// What it bounds; nil for events that bound no tenure.
    public internal(set) var milestone: MilestoneRecord?

    init(_ type: EventTypeCode) { self.type = type }

    /// The number of the organisation of a position event; 0 for all others.
    public var organization: UInt32 { position?.organization ?? 0 }
}

/// A stored event as numbers.
public struct EventRecord: Hashable, Sendable, BitwiseCopyable {
    /// The place in the log, from 1.
    public internal(set) var seq = 0
    /// The batch that it was recorded in, from 1.
    public internal(set) var batch = 0
    /// The first 8 bytes of its id, the first one highest.
    public internal(set) var idPrefix: UInt64 = 0
    /// What it says.
    public internal(set) var content = ContentRecord(.custom)
    /// The first 8 bytes of the id of the event that it corrects or retracts; 0 where it does neither.
    public internal(set) var target: UInt64 = 0
    /// What a correction puts in the place of the event; nil for all others.
    public internal(set) var replacement: ContentRecord?
}

/// The ids that an event names, as numbers: what it is found by.
public struct NamedTerms: Hashable, Sendable {
    /// Every entity's id, each once, in the order in which the event names them; a source that it adds, none it cites.
    public internal(set) var entities: [UInt32] = []
    /// The sources that it cites, each once, in order.
    public internal(set) var sources: [UInt32] = []
    /// The source that it distrusts; 0 where it distrusts none.
    public internal(set) var distrusted: UInt32 = 0

    mutating func removeAll() {
        distrusted = 0
        entities.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func add(_ entity: UInt32) {
        if !entities.contains(entity) { entities.append(entity) }
    }

    @inline(__always)
    mutating func cite(_ source: UInt32) {
        if sources.last != source { sources.append(source) }
    }
}
