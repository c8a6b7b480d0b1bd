import Events
import Proofs
import SQLite

/// What the ledger assigns to a batch besides positions.
public struct BatchStamp: Hashable, Sendable {
    /// The clock's reading; the log moves it on where it does not follow the last batch.
    public let now: RecordedTime
    /// Who records the batch.
    public let author: String?
    /// Why.
    public let message: String?

    /// Creates a stamp.
    public init(now: RecordedTime, author: String? = nil, message: String? = nil) {
        self.now = now
        self.author = author
        self.message = message
    }
}

extension EventLog {
    /// Appends events as one batch, inside a ``write(_:)``.
    ///
    /// The batch's recorded time is the stamp's, or a microsecond after the last batch's where the clock stepped back.
    /// - Parameter random: Gives each event 16 bytes of salt.
    /// - Returns: The events as stored. None for no events: an empty batch is not made.
    public func append(
        _ events: [Event], _ stamp: BatchStamp, random: inout some RandomNumberGenerator
    ) throws -> [StoredEvent] {
        try append(events.map(EventContent.init), stamp, random: &random)
    }

    /// The same where the events' bytes and ids are at hand.
    public func append(
        _ events: [EventContent], _ stamp: BatchStamp, random: inout some RandomNumberGenerator
    ) throws -> [StoredEvent] {
        guard !events.isEmpty else { return [] }
        let (author, message) = try StoredEvent.checked(author: stamp.author, message: stamp.message)
        let head = try head()
        let recorded = max(
            stamp.now, head.recorded.map { RecordedTime(microseconds: $0.microseconds + 1) } ?? stamp.now)
        guard StoredBounds.times.contains(recorded), head.batch < StoredBounds.numbers.upperBound,
            events.count <= StoredBounds.numbers.upperBound - head.seq
        else { throw damaged("nothing can follow batch \(head.batch), its time and event \(head.seq)") }
        var stored: [StoredEvent] = []
        stored.reserveCapacity(events.count)
        for (index, content) in events.enumerated() {
            stored.append(
                StoredEvent(
                    event: content.event, id: content.id, seq: head.seq + index + 1, recorded: recorded,
                    batch: head.batch + 1, salt: Salt.make(&random), author: index == 0 ? author : nil,
                    message: index == 0 ? message : nil))
        }
        try insert(stored.map { .event($0) }) { StoredEvent.bytes(of: events[$0], assigned: stored[$0]) }
        return stored
    }

    /// Writes rows with what finds and proves them, inside a ``write(_:)``.
    func insert(_ rows: [LogRow]) throws {
        try insert(rows) { rows[$0].exported }
    }

    /// - Parameter bytes: Gives the bytes of an event that is there, by its place in the rows.
    private func insert(_ rows: [LogRow], _ bytes: (Int) -> [UInt8]) throws {
        try translating {
            let body = try connection.statement("INSERT INTO events (seq, batch, body) VALUES (?, ?, ?)")
            let batch = try connection.statement(
                "INSERT INTO batches (batch, first_seq, recorded) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            var lastBatch = try head().batch
            var scanner = StoredScanner()
            var leaves: [TreeHash] = []
            leaves.reserveCapacity(rows.count)
            var ids: [IDIndex.Entry] = []
            ids.reserveCapacity(rows.count)
            for (index, row) in rows.enumerated() {
                let (bytes, leaf) = try Self.content(of: row) { bytes(index) }
                let isFirst = row.batch != lastBatch
                if row.batch != lastBatch {
                    try batch.bind(row.batch, row.seq, row.recorded.microseconds).run()
                    lastBatch = row.batch
                }
                // One by one: a list of values would be made and thrown away several times an event.
                try body.bind(row.seq, at: 1)
                try body.bind(row.batch, at: 2)
                if let bytes {
                    // The first event of a batch says what those behind it leave out.
                    try body.bind(isFirst ? bytes : compactBody(of: bytes, at: row.seq, &scanner), at: 3)
                } else {
                    try body.bindNull(at: 3)
                }
                try body.run()
                leaves.append(leaf)
                if let kept = row.keptID { ids.append(IDIndex.Entry(id: kept, seq: row.seq)) }
            }
            try insert(ids)
            try extendTree(leaves)
        }
    }

    private func compactBody(of bytes: [UInt8], at seq: Int, _ scanner: inout StoredScanner) throws -> [UInt8] {
        do throws(StoredFault) {
            return try scanner.compactBody(of: bytes)
        } catch {
            throw LogError.brokenSequence(seq: seq, reason: "its bytes are not those of an event: \(error)")
        }
    }

    /// The stored bytes of a row, none for an erased event, and the hash of its leaf.
    private static func content(
        of row: LogRow, _ bytes: () -> [UInt8]
    ) throws -> (bytes: [UInt8]?, leaf: TreeHash) {
        switch row {
        case .event:
            let bytes = bytes()
            guard bytes.count <= StoredEvent.maximumBytes else { throw EventError.tooLargeToStore(bytes.count) }
            return (bytes, .leaf(bytes))
        case .redacted(let redacted):
            guard let leaf = TreeHash(redacted.leaf) else {
                throw LogError.brokenSequence(seq: redacted.seq, reason: "its leaf hash has not 32 bytes")
            }
            return (nil, leaf)
        }
    }
}

/// Sixteen random bytes in base64url: they keep the hash of stored bytes from confirming a guess.
public enum Salt {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// How many characters a fresh salt has.
    public static let count = 22

    /// A fresh salt.
    static func make(_ random: inout some RandomNumberGenerator) -> String {
        var text: [UInt8] = []
        append(to: &text, &random)
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes a fresh salt behind other bytes.
    public static func append(to text: inout [UInt8], _ random: inout some RandomNumberGenerator) {
        var high = UInt64.random(in: .min ... .max, using: &random)
        var low = UInt64.random(in: .min ... .max, using: &random)
        // 128 bits in groups of six, the first bits first; the last group has two, and four of nothing (RFC 4648).
        for _ in 0..<count {
            text.append(digits[Int(high >> 58)])
            high = high << 6 | low >> 58
            low <<= 6
        }
    }
}
