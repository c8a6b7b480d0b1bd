import Events
import SQLite

/// The stored bytes of events in a file that is to be damaged, whatever form their bodies have.
public enum StoredBytes {
    /// Those of the event at a position; nil where there are none.
    public static func read(_ seq: Int, _ connection: Connection) throws -> [UInt8]? {
        let row = try connection.statement(
            "SELECT batch, recorded, body FROM events JOIN batches USING (batch) WHERE seq = ?"
        )
        .bind(seq).first { (Int($0.integer(0)), $0.integer(1), $0.optionalBlob(2)) }
        guard let (batch, recorded, body) = row, let body else { return nil }
        var scanner = StoredScanner()
        guard try scanner.isCompact(body) else { return body }
        let stamp = RowStamp(seq: seq, batch: batch, recorded: RecordedTime(microseconds: recorded))
        return try scanner.wholeBytes(ofScanned: body, stamp)
    }

    /// Puts whole stored bytes into every row, as earlier versions wrote them.
    static func makeWhole(_ connection: Connection) throws {
        let guards = try connection.statement("SELECT sql FROM sqlite_schema WHERE name = 'events_stay'")
            .first { $0.text(0) }
        try connection.execute("DROP TRIGGER events_stay")
        let last = try connection.statement("SELECT max(seq) FROM events").first { Int($0.integer(0)) } ?? 0
        for seq in 0..<last {
            guard let bytes = try read(seq + 1, connection) else { continue }
            try connection.statement("UPDATE events SET body = ? WHERE seq = ?").bind(bytes, seq + 1).run()
        }
        if let guards { try connection.execute(guards) }
    }
}
