import Foundation
import SQLite
import Testing

@testable import EventLog

/// Ledgers that somebody else made, and made to hurt.
@Suite("Files made by somebody else")
struct HostileFileTests {
    private func opening(_ sql: [String], for access: EventLog.Access = .reading) throws -> LogError? {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.named("a", "A")])
        try fixture.log.close()
        try tamper(fixture, sql)
        do {
            try EventLog.open(fixture.folder.file(), for: access).close()
            return nil
        } catch {
            return error as? LogError
        }
    }

    /// Runs SQL with SQLite's own program, which this layer's safety does not bind.
    private func tamper(_ fixture: LogFixture, _ sql: [String]) throws {
        let connection = try Connection(path: fixture.folder.file())
        for statement in sql { try connection.execute(statement) }
        try connection.close()
    }

    @Test(
        "what runs with a ledger's own statements, or binds them, is refused by name",
        arguments: [
            (["CREATE VIRTUAL TABLE notes USING fts5(text)"], "the virtual table notes"),
            (["CREATE VIRTUAL TABLE box USING rtree(id, a, b)"], "the virtual table box"),
            (["CREATE UNIQUE INDEX one_each ON events (batch)"], "the index one_each"),
            (["CREATE INDEX slow ON events (hex(body))"], "the index slow"),
            (["CREATE INDEX few ON event_ids (seq) WHERE seq > 5"], "the index few"),
            (["CREATE TRIGGER sly AFTER INSERT ON tree BEGIN SELECT 1; END"], "the trigger sly"),
            (["CREATE VIEW tenures AS SELECT * FROM events"], "the view tenures"),
            (
                ["CREATE TABLE mine (a)", "CREATE TRIGGER eager AFTER INSERT ON mine BEGIN SELECT 1; END"],
                "the trigger eager"
            ),
        ])
    func strangers(sql: [String], what: String) throws {
        for access in [EventLog.Access.reading, .writing] {
            let error = try opening(sql, for: access)
            guard case .damagedSchema(_, let found)? = error else {
                Issue.record("\(what): \(String(describing: error))")
                continue
            }
            #expect(found == what + " is not one of a ledger's")
        }
    }

    @Test(
        "a table of the log with anything of its own is refused",
        arguments: [
            "body BLOB, more AS (hex(body))", "body BLOB, more BLOB DEFAULT (randomblob(9))",
            "body BLOB CHECK (length(body) < 9)", "body BLOB UNIQUE", "body BLOB REFERENCES batches ON DELETE CASCADE",
            "body BLOB COLLATE NOCASE",
        ])
    func ownColumns(body: String) throws {
        let error = try opening([
            "DROP TABLE events",
            "CREATE TABLE events (\n    seq INTEGER PRIMARY KEY,\n    batch INTEGER NOT NULL,\n    \(body)\n)",
        ])
        guard case .damagedSchema(_, let what)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(what == "the table events was changed")
    }

    @Test("a name that is made to look like more is shown as what it is")
    func escapedNames() throws {
        let error = try opening([
            "CREATE VIEW \"x\nannals: all is well\u{1B}[2J\(String(repeating: "y", count: 500))\" AS SELECT 1"
        ])
        guard case .damagedSchema(_, let what)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(what.hasPrefix(#"the view "x\nannals: all is well\u{1B}[2Jyyy"#) && what.count < 150, "\(what)")
        #expect(!what.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test("somebody's own table, and an index on it, are in nobody's way")
    func ownTable() throws {
        let sql = [
            "CREATE TABLE mine (a, b)", "CREATE INDEX by_a ON mine (a)", "INSERT INTO mine VALUES (1, 2)", "ANALYZE",
        ]
        for access in [EventLog.Access.reading, .writing] { #expect(try opening(sql, for: access) == nil) }
    }
}
