import EventLog
import Events

/// Bodies of events one after another, as one thread hands them to another.
struct StoredPiece: Sendable {
    /// The bytes of all events.
    private(set) var bytes: [UInt8] = []
    /// Where the bytes of each event end.
    private(set) var ends: [Int] = []
    /// The places of the events in the log.
    private(set) var seqs: [Int] = []
    /// Their batches, by their rows.
    private(set) var batches: [Int] = []
    /// The first 8 bytes of their ids, by the index of these; nil where that has none.
    private(set) var prefixes: [UInt64?] = []

    private static let enoughBytes = 1 << 18

    /// Makes one with room for as much as it is filled with.
    init() {
        bytes.reserveCapacity(Self.enoughBytes + Self.enoughBytes / 8)
        ends.reserveCapacity(1_024)
    }

    /// Makes one of events that have just been made.
    init(_ events: SealedEvents) {
        events.forEachBody { seq, id, body in append(body, at: seq, batch: events.batch, idPrefix: id.prefix) }
    }

    /// Whether it holds as much as is worth another thread's while.
    var isFull: Bool { bytes.count >= Self.enoughBytes }
    var isEmpty: Bool { ends.isEmpty }
    /// How many events it holds.
    var count: Int { ends.count }

    /// Adds an event.
    mutating func append(_ event: RawSpan, at seq: Int, batch: Int, idPrefix: UInt64?) {
        seqs.append(seq)
        batches.append(batch)
        prefixes.append(idPrefix)
        // Copied before the call returns, during which the bytes stay where they are.
        event.withUnsafeBytes { bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
    }
}
