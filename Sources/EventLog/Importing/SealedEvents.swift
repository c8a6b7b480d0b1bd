import Events
import Proofs
import SQLite

/// Events of one batch that are ready to be written: their bodies, and the hashes of their stored bytes.
public struct SealedEvents: Sendable {
    /// The batch.
    public let batch: Int
    /// When it is recorded.
    public let recorded: RecordedTime
    /// The place in the log of the first of them.
    public let firstSeq: Int
    /// Their bodies, one event behind the other.
    var bytes: [UInt8] = []
    /// The stored bytes of the event that is added.
    private var whole: [UInt8] = []
    /// Where each ends.
    private(set) var ends: [Int] = []
    private(set) var leaves: [TreeHash] = []
    private(set) var ids: [EventID] = []

    /// Makes an empty list.
    public init(batch: Int, recorded: RecordedTime, firstSeq: Int) {
        self.batch = batch
        self.recorded = recorded
        self.firstSeq = firstSeq
    }

    /// How many there are.
    public var count: Int { ends.count }

    /// Lends the body of each with its id.
    package func forEachBody(_ use: (_ seq: Int, EventID, RawSpan) throws -> Void) rethrows {
        let all = bytes.span.bytes
        var start = 0
        for (index, end) in ends.enumerated() {
            try use(firstSeq + index, ids[index], all.extracting(start..<end))
            start = end
        }
    }

    /// Room for so many events whose bodies have so many bytes.
    public mutating func reserve(_ events: Int, bytes count: Int) {
        bytes.reserveCapacity(count)
        ends.reserveCapacity(events)
        leaves.reserveCapacity(events)
        ids.reserveCapacity(events)
    }

    /// Adds an event.
    ///
    /// - Parameters:
    ///   - write: Writes its stored bytes behind others.
    ///   - writeCompact: Writes its compact body behind others; nil for the first event of a batch.
    public mutating func add(
        _ id: EventID, _ write: (inout [UInt8]) -> Void, compact writeCompact: ((inout [UInt8]) -> Void)?
    ) throws(EventError) {
        whole.removeAll(keepingCapacity: true)
        write(&whole)
        guard whole.count <= StoredEvent.maximumBytes else { throw .tooLargeToStore(whole.count) }
        if let writeCompact { writeCompact(&bytes) } else { bytes += whole }
        ends.append(bytes.count)
        leaves.append(.leaf(whole[...]))
        ids.append(id)
    }
}

extension EventError {
    /// That an event is too large with what the ledger assigns to it.
    static func tooLargeToStore(_ count: Int) -> EventError {
        EventError(
            kind: .tooLarge, field: nil,
            reason: "a stored event has at most \(StoredEvent.maximumBytes) bytes; this has \(count)",
            remedy: "shorten the note, the quotes or the message")
    }
}

/// Writes batches of sealed events into a log, inside one ``EventLog/write(_:)``.
public struct SealedAppending {
    private let log: EventLog
    private let events: Statement
    private let batches: Statement
    private var leaves: [TreeHash] = []
    private var ids: [IDIndex.Entry] = []
    /// Where the log ends, with what was added.
    public private(set) var head: EventLog.Head

    /// Begins behind what the log has.
    public init(_ log: EventLog) throws {
        self.log = log
        head = try log.head()
        (events, batches) = try log.translating {
            (
                try log.connection.statement("INSERT INTO events (seq, batch, body) VALUES (?, ?, ?)"),
                try log.connection.statement("INSERT INTO batches (batch, first_seq, recorded) VALUES (?, ?, ?)")
            )
        }
    }

    /// Writes events that follow those before them, in the same batch or the next one.
    public mutating func add(_ sealed: SealedEvents) throws {
        guard sealed.firstSeq == head.seq + 1, sealed.count <= StoredBounds.numbers.upperBound - head.seq else {
            throw log.damaged("events were sealed for another place")
        }
        if sealed.batch != head.batch { try begin(sealed) }
        try log.translating {
            let bytes = sealed.bytes.span.bytes
            var start = 0
            try events.bind(sealed.batch, at: 2)
            for (index, end) in sealed.ends.enumerated() {
                try events.bind(sealed.firstSeq + index, at: 1)
                try events.bind(bytes.extracting(start..<end), at: 3)
                try events.run()
                ids.append(IDIndex.Entry(id: sealed.ids[index], seq: sealed.firstSeq + index))
                start = end
            }
        }
        leaves += sealed.leaves
        head = EventLog.Head(seq: head.seq + sealed.count, batch: head.batch, recorded: head.recorded)
        if ids.count >= Self.mostKept { try finish() }
    }

    /// Of how many events at most what finds and proves them is kept, before it is written.
    private static let mostKept = 131_072

    /// Begins the batch of some events.
    private mutating func begin(_ sealed: SealedEvents) throws {
        guard StoredBounds.times.contains(sealed.recorded), head.batch < StoredBounds.numbers.upperBound,
            sealed.batch == head.batch + 1, head.recorded.map({ $0 < sealed.recorded }) ?? true
        else { throw log.damaged("nothing can follow batch \(head.batch), its time and event \(head.seq)") }
        try log.translating {
            _ = try batches.bind(sealed.batch, sealed.firstSeq, sealed.recorded.microseconds).run()
        }
        head = EventLog.Head(seq: head.seq, batch: sealed.batch, recorded: sealed.recorded)
    }

    /// Brings the tree up to date, which a checkpoint signs.
    public mutating func extendTree() throws {
        try log.translating { try log.extendTree(leaves) }
        leaves.removeAll(keepingCapacity: true)
    }

    /// Writes what finds and proves the events that were added; the caller has made sure that none of them is in the log
    /// already.
    public mutating func finish() throws {
        try extendTree()
        try log.translating { try log.insertNew(ids) }
        ids.removeAll(keepingCapacity: true)
    }
}
