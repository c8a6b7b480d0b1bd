import Events
import SQLite
import Testing

@testable import EventLog

@Suite("The log only grows")
struct AppendOnlyTests {
    @Test(
        "no statement changes or removes what is stored",
        arguments: [
            "UPDATE events SET body = x'7B7D'", "UPDATE events SET seq = 9 WHERE seq = 2",
            "UPDATE OR REPLACE events SET seq = 1 WHERE seq = 2", "DELETE FROM events",
            "DELETE FROM events WHERE seq = 2", "INSERT OR REPLACE INTO events VALUES (1, 1, x'7B7D')",
            "REPLACE INTO events VALUES (2, 1, x'7B7D')", "INSERT OR IGNORE INTO events VALUES (1, 1, x'7B7D')",
            "INSERT INTO events VALUES (0, 1, x'7B7D')", "INSERT INTO events VALUES (-5, 1, x'7B7D')",
            "INSERT INTO events (batch, body) SELECT 1, x'7B7D' FROM events",
            "INSERT INTO events VALUES (1, 1, x'7B7D') ON CONFLICT DO UPDATE SET body = excluded.body",
            "UPDATE batches SET recorded = 0", "DELETE FROM batches", "REPLACE INTO batches VALUES (1, 1, 0)",
            "INSERT INTO batches VALUES (0, 1, 0)", "UPDATE events SET body = NULL", "DELETE FROM tiles",
            "UPDATE tiles SET hashes = zeroblob(64)", "UPDATE tiles SET hashes = zeroblob(96)",
            "UPDATE tiles SET hashes = hashes", "REPLACE INTO tiles VALUES (0, 0, x'')", "DELETE FROM tree",
            "UPDATE tree SET peaks = zeroblob(32)", "UPDATE tree SET size = 1", "UPDATE checkpoints SET note = ''",
            "DELETE FROM checkpoints", "REPLACE INTO checkpoints VALUES (1, 1, '', '')",
        ])
    func refused(sql: String) throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a"), LogFixture.born("b")])
        try fixture.tamper("INSERT INTO checkpoints VALUES (1, 2, 'note', 'key')")
        let bytes = try (1...2).map { try fixture.log.event(at: $0)?.bytes }
        let error = #expect(throws: SQLiteError.self) { try fixture.tamper(sql) }
        #expect(error?.message.contains("append-only") == true)
        #expect(try (1...2).map { try fixture.log.event(at: $0)?.bytes } == bytes)
        #expect(try fixture.log.head() == EventLog.Head(seq: 2, batch: 1, recorded: LogFixture.time(0)))
    }
}
