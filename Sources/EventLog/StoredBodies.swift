import Events
import SQLite

/// Makes stored bytes of the bodies that rows have, one after another.
///
/// The first event of a batch has its stored bytes as its body, as every event has that an earlier version wrote; those
/// behind it have a ``CompactBody``.
struct BodyReader {
    private let connection: Connection
    private var scanner = StoredScanner()
    /// What was said of the event that was read last.
    private var last: RowStamp?

    init(_ connection: Connection) { self.connection = connection }

    /// The stored bytes of a row's event; what is neither of the two forms as it stands, for whoever decodes it to say.
    ///
    /// - Throws: ``LogError/unreadable(seq:reason:)`` where nothing says when a compact body was recorded.
    mutating func bytes(_ seq: Int, batch: Int, _ body: [UInt8]) throws -> [UInt8] {
        guard (try? scanner.isCompact(body)) == true else { return body }
        let row = try stamp(seq, batch)
        return (try? scanner.wholeBytes(ofScanned: body, row)) ?? body
    }

    mutating func forgetBatch() { last = nil }

    /// Goes by what a whole body says of its batch for those that follow it, whatever the batch's row says.
    mutating func trust(_ body: [UInt8]) {
        guard let said = try? scanner.outline(of: body) else { return }
        last = RowStamp(seq: said.seq, batch: said.batch, recorded: said.recorded)
    }

    private mutating func stamp(_ seq: Int, _ batch: Int) throws -> RowStamp {
        if last?.batch == batch { last?.seq = seq }
        if let last, last.batch == batch { return last }
        let found = try connection.statement("SELECT recorded FROM batches WHERE batch = ?").bind(batch).first {
            RecordedTime(microseconds: $0.integer(0))
        }
        guard let found, StoredBounds.times.contains(found) else {
            throw LogError.unreadable(
                seq: seq,
                reason: "nothing says when its batch \(batch) was recorded (`annals verify` says what is damaged)")
        }
        let stamp = RowStamp(seq: seq, batch: batch, recorded: found)
        last = stamp
        return stamp
    }
}

extension EventLog {
    /// The body of the row at a position and its batch, in whichever form it stands; nil where the log ends before it,
    /// and where it was erased.
    package func body(at seq: Int) throws -> (bytes: [UInt8], batch: Int)? {
        try translating {
            try connection.statement("SELECT body, batch FROM events WHERE seq = ?").bind(seq).first { row in
                row.optionalBlob(0).map { ($0, Int(row.integer(1))) }
            }
        } ?? nil
    }

    /// Lends the body of every row in order, in whichever form it stands, in constant memory.
    ///
    /// - Parameters:
    ///   - erased: Called in the place of an event whose bytes are erased.
    ///   - body: Returns false to stop.
    package func forEachBody(
        erased: (_ seq: Int) throws -> Void, _ body: (_ seq: Int, _ batch: Int, RawSpan) throws -> Bool
    ) throws {
        try translating {
            let rows = try connection.statement("SELECT seq, batch, body FROM events ORDER BY seq")
            while try rows.step() {
                let seq = Int(rows.integer(0))
                if rows.isNull(2) {
                    try erased(seq)
                } else {
                    guard try rows.withBlob(2, { try body(seq, Int(rows.integer(1)), $0) }) else { return }
                }
            }
        }
    }

    /// The stored bytes of the event at a position; nil where the log ends before it, and where they were erased.
    public func bytes(at seq: Int) throws -> [UInt8]? {
        guard let (body, batch) = try body(at: seq) else { return nil }
        return try translating {
            var reader = BodyReader(connection)
            return try reader.bytes(seq, batch: batch, body)
        }
    }

    /// Reads the stored bytes of every event in order, in constant memory; `body` returns false to stop.
    ///
    /// Erased ones are left out.
    public func forEachStored(_ body: ([UInt8]) throws -> Bool) throws {
        try translating {
            var reader = BodyReader(connection)
            let rows = try connection.statement(
                "SELECT seq, batch, body FROM events WHERE body IS NOT NULL ORDER BY seq")
            while try rows.step() {
                let bytes = try reader.bytes(Int(rows.integer(0)), batch: Int(rows.integer(1)), rows.blob(2))
                guard try body(bytes) else { return }
            }
        }
    }
}
