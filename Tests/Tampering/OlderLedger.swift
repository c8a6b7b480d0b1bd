import Foundation
import SQLite

/// Makes a closed ledger one of an earlier version of the log's tables, with what that version had in them.
public enum OlderLedger {
    /// The tables that versions 1 and 2 had and that later ones have not, or have otherwise.
    private static let formerIndices = [
        "CREATE TABLE event_ids (id BLOB PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID",
        """
        CREATE TABLE event_subjects (
            subject TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY (subject, seq)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE event_types (
            type TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY (type, seq)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    /// What version 1 did not have, and the one trigger that it had otherwise.
    private static let withoutTree = [
        "DROP TABLE tiles", "DROP TABLE tree", "DROP TABLE checkpoints", "DROP TABLE redactions",
        "DROP TRIGGER events_stay",
        "CREATE TRIGGER events_stay BEFORE UPDATE ON events\n"
            + "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    ]

    /// - Parameter version: 1 to 3; in version 1 nothing is erased.
    public static func make(version: Int, at path: String) throws {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        try connection.transaction(.immediate) {
            try StoredBytes.makeWhole(connection)
            guard version < 3 else { return try connection.execute("PRAGMA user_version = \(version)") }
            try connection.execute("DROP TABLE event_ids")
            for sql in formerIndices + (version == 1 ? withoutTree : []) { try connection.execute(sql) }
            try fill(connection)
            try connection.execute("PRAGMA user_version = \(version)")
        }
    }

    private static func fill(_ connection: Connection) throws {
        let id = try connection.statement("INSERT INTO event_ids (id, seq) VALUES (?, ?)")
        let type = try connection.statement("INSERT INTO event_types (type, seq) VALUES (?, ?)")
        let subject = try connection.statement("INSERT INTO event_subjects (subject, seq) VALUES (?, ?)")
        try connection.statement("SELECT seq, body FROM events WHERE body IS NOT NULL ORDER BY seq").forEach { row in
            let seq = Int(row.integer(0))
            let event = try JSONSerialization.jsonObject(with: Data(row.blob(1))) as? [String: Any] ?? [:]
            let digits = Array((event["id"] as? String ?? "").utf8)
            let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
                UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
            }
            try id.bind(bytes, seq).run()
            try type.bind(event["type"] as? String ?? "", seq).run()
            // Not every id that an event names, but one of those that every event of a kind has.
            let named = ["person", "organization", "source"].compactMap { event[$0] as? String }
            for text in Set(named) { try subject.bind(text, seq).run() }
        }
    }
}
