import Annals
import Foundation
import Proofs
import SQLite

/// A ledger of 1,000 events in ten batches with five checkpoints and one erasure, of which single bits are turned over.
final class FlippedLedger {
    static let events = 1_000
    /// The erased event: nothing but its hash is left of it.
    static let erased = 42

    private let folder: TemporaryFolder
    private let connection: Connection
    private let triggers: [(name: String, sql: String)]
    private var path: String { folder.file("annals.db") }

    /// Makes the ledger, and a connection that changes it past its triggers.
    init() throws {
        let folder = try TemporaryFolder()
        let log = try EventLog.create(at: folder.file("annals.db")) { _ in }
        var random = SystemRandomNumberGenerator()
        let signer = try NoteSigner.generate(name: "example.org/ledger", random: &random)
        for batch in 0..<10 {
            try log.write {
                var events = try (0..<100).map { try Self.event(100 * batch + $0) }
                if batch == 5 {
                    events[99] = Event(.eventRedacted(EventRedacted(seq: Self.erased, reason: "Private.")))
                }
                let stamp = BatchStamp(
                    now: RecordedTime(microseconds: 1_767_225_600_000_000 + Int64(batch)), author: "Zoë")
                let stored = try log.append(events, stamp, random: &random)
                if batch == 5 { try log.erase(Self.erased, by: stored[99]) }
                if batch % 2 == 1 { _ = try log.addCheckpoint(signer) }
            }
        }
        _ = try log.finishErasures(waitingMilliseconds: 1_000)
        try log.close()
        let connection = try Connection(path: folder.file("annals.db"))
        _ = try connection.setPragma("synchronous", to: "off")
        var triggers: [(String, String)] = []
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").forEach {
            triggers.append(($0.text(0), $0.text(1)))
        }
        self.folder = folder
        self.connection = connection
        self.triggers = triggers
    }

    private static func event(_ index: Int) throws -> Event {
        let person = EntityID("p-\(index)")
        guard let person else { throw CannotRun(program: "annals", reason: "no id") }
        return Event(
            .personBorn(PersonBorn(person: person)), date: try EDTF("\(1_900 + index % 100)"), note: "Né le \(index)")
    }

    /// What verifying finds.
    func damage() throws -> [Damage] { try EventLog.verify(path, VerificationRequest()) { _, _ in }.damage }

    /// A column of every row of a table.
    func rows(_ column: String, of table: String, key: String) throws -> [(key: Int, bytes: [UInt8])] {
        var rows: [(Int, [UInt8])] = []
        try connection.statement("SELECT \(key), \(column) FROM \(table) WHERE \(column) IS NOT NULL").forEach {
            rows.append((Int($0.integer(0)), $0.blob(1)))
        }
        return rows
    }

    /// Runs `body` while rows of a table hold other bytes, and puts back what they held.
    func with<Result>(
        _ changed: [(key: Int, bytes: [UInt8])], in column: String, of table: String, key: String,
        _ body: () throws -> Result
    ) throws -> Result {
        let kept = try rows(column, of: table, key: key).filter { row in changed.contains { $0.key == row.key } }
        try write(changed, column, table, key)
        defer { try? write(kept, column, table, key) }
        return try body()
    }

    private func write(_ rows: [(key: Int, bytes: [UInt8])], _ column: String, _ table: String, _ key: String) throws {
        let value = table == "checkpoints" ? "CAST(? AS TEXT)" : "?"
        try connection.transaction(.immediate) {
            for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
            for row in rows {
                try connection.statement("UPDATE \(table) SET \(column) = \(value) WHERE \(key) = ?")
                    .bind(row.bytes, row.key).run()
            }
            for trigger in triggers { try connection.execute(trigger.sql) }
        }
    }
}
