/// Stored events one after another, as one thread hands them to another.
struct StoredPiece: Sendable {
    /// The bytes of all events.
    private(set) var bytes: [UInt8] = []
    /// Where the bytes of each event end.
    private(set) var ends: [Int] = []
    /// The places of the events in the log.
    private(set) var seqs: [Int] = []

    private static let enoughBytes = 1 << 18

    /// Makes one with room for as much as it is filled with.
    init() {
        bytes.reserveCapacity(Self.enoughBytes + Self.enoughBytes / 8)
        ends.reserveCapacity(1_024)
    }

    /// Whether it holds as much as is worth another thread's while.
    var isFull: Bool { bytes.count >= Self.enoughBytes }
    var isEmpty: Bool { ends.isEmpty }

    /// Adds an event.
    mutating func append(_ event: RawSpan, at seq: Int) {
        seqs.append(seq)
        // Copied before the call returns, during which the bytes stay where they are.
        event.withUnsafeBytes { bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
    }
}
