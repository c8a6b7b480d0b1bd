import Events
import Foundation
import Proofs
import SQLite
import Tampering

/// A ledger of 304 events with one erased, to be changed past its triggers; its peaks are over 256, 32 and 16 events.
struct DoubtfulLedger {
    static let erased = 5
    let folder: TemporaryFolder
    private var path: String { folder.file("annals.db") }

    init(isSigned: Bool = false) throws {
        folder = try SmallLedger.folder()
        let people = (1...294).map { #"{"type":"person.introduced","person":"p\#($0)","name":"P \#($0)"}"# + "\n" }
        try folder.write(people.joined(), to: "people.jsonl")
        _ = try Program.run(["import", "people.jsonl"], in: folder)
        _ = try Program.run(["redact", "\(Self.erased)", "--reason", "private", "--yes"], in: folder)
        guard isSigned else { return }
        try sign()
    }

    func sign() throws {
        _ = try Program.run(["key", "new", "example.org/k", "--file", folder.file("k.key")], in: folder)
        _ = try Program.run(["checkpoint", "--key", folder.file("k.key")], in: folder)
    }

    func run(_ arguments: String...) throws -> Program.Result { try Program.run(arguments, in: folder) }

    /// Changes the file past the triggers, which are as they were afterwards.
    func change<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        var triggers: [(name: String, sql: String)] = []
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").forEach {
            triggers.append(($0.text(0), $0.text(1)))
        }
        return try connection.transaction(.immediate) {
            for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
            let result = try body(connection)
            for trigger in triggers { try connection.execute(trigger.sql) }
            return result
        }
    }

    func bytes(_ sql: String) throws -> [[UInt8]] {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        var rows: [[UInt8]] = []
        try connection.statement(sql).forEach { row in
            rows.append((0..<row.columnCount).flatMap { row.blob($0) + [0x7C] })
        }
        return rows
    }

    /// Gives an event another salt, and its place in the tile the hash of that.
    func alter(_ seq: Int, withItsHash: Bool) throws {
        try change { connection in
            let body = try connection.statement("SELECT body FROM events WHERE seq = ?").bind(seq).first { $0.blob(0) }
            var text = String(decoding: body ?? [], as: UTF8.self)
            text = text.replacing(/"salt":"./) { $0.output.hasSuffix("A") ? "\"salt\":\"B" : "\"salt\":\"A" }
            try connection.statement("UPDATE events SET body = ? WHERE seq = ?").bind(Array(text.utf8), seq).run()
            guard withItsHash else { return }
            try Self.put(TreeHash.leaf(StoredBytes.read(seq, connection) ?? []).bytes, at: seq, connection)
        }
    }

    static func put(_ hash: [UInt8], at seq: Int, _ connection: Connection) throws {
        try connection.statement(
            """
            UPDATE tiles SET hashes = CAST(
                substr(hashes, 1, ?2 * 32) || ?3 || substr(hashes, ?2 * 32 + 33) AS BLOB)
            WHERE level = 0 AND tile = ?1
            """
        ).bind((seq - 1) / 256, (seq - 1) % 256, hash).run()
    }

    /// A forged event that says that another is erased, with what the ledger assigned to one that is there.
    static func redaction(of erased: Int, at seq: Int, like other: Int, _ connection: Connection) throws -> StoredEvent
    {
        let model = try StoredEvent(bytes: StoredBytes.read(other, connection) ?? [])
        let event = Event(.eventRedacted(EventRedacted(seq: erased, reason: "forged")))
        return StoredEvent(
            event: event, id: event.id, seq: seq, recorded: model.recorded, batch: model.batch, salt: model.salt)
    }
}
