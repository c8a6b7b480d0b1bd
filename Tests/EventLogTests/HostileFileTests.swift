import Foundation
import SQLite
import Tampering
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
            (["CREATE VIEW my_tenures AS SELECT * FROM events"], "the view my_tenures"),
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

    /// A trigger made before the table whose name it has: of two rows of one name the table's is the last.
    private static func hiding(_ trigger: String, behind table: String) -> [String] {
        ["DROP TABLE \(table)", trigger]
            + LogSchema.objects.filter { $0.table == table }.map(\.sql)
    }

    @Test(
        "a trigger or a view that has the name of something of the log is a stranger, and is taken away",
        arguments: [
            (
                ["CREATE TABLE loot (body)"]
                    + hiding(
                        "CREATE TRIGGER redactions BEFORE UPDATE ON events BEGIN INSERT INTO loot VALUES (OLD.body); END",
                        behind: "redactions"), "the trigger redactions"
            ),
            (
                hiding(
                    "CREATE TRIGGER redactions BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(IGNORE); END",
                    behind: "redactions"), "the trigger redactions"
            ),
            (["CREATE VIEW events_stay AS SELECT 1"], "the view events_stay"),
            (
                ["CREATE TRIGGER batches AFTER INSERT ON events BEGIN SELECT 1; END"], "the trigger batches"
            ),
        ])
    func namesakes(sql: [String], what: String) throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.named("a", "A")])
        try fixture.log.close()
        try tamper(fixture, sql)
        let path = fixture.folder.file()
        let words = what + " is not one of a ledger's"
        for access in [EventLog.Access.reading, .writing] {
            #expect(throws: LogError.damagedSchema(path: path, what: words)) {
                try EventLog.open(path, for: access).close()
            }
        }
        let damage = try EventLog.verify(path, VerificationRequest()) { _, _ in }.damage
        #expect(damage.map(\.description) == [words])
        try EventLog.mend(path, [.schema])
        #expect(try EventLog.verify(path, VerificationRequest()) { _, _ in }.damage.isEmpty)
        try EventLog.open(path, for: .writing).close()
    }

    @Test("a virtual table is known by what it is, however its text is spaced")
    func spacedText() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.named("a", "A")])
        try fixture.log.close()
        try tamper(fixture, ["CREATE VIRTUAL TABLE notes USING fts5(text)"])
        let path = fixture.folder.file()
        try LedgerFile.replace("CREATE VIRTUAL TABLE", by: "CREATE\tVIRTUAL TABLE", in: path)
        let words = "the virtual table notes is not one of a ledger's"
        #expect(throws: LogError.damagedSchema(path: path, what: words)) { try EventLog.open(path, for: .reading) }
        #expect(try EventLog.verify(path, VerificationRequest()) { _, _ in }.damage.map(\.description) == [words])
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

    @Test("a row of the schema that has a table found elsewhere is refused", arguments: ["event_ids", "own_table"])
    func movedTable(table: String) throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.named("a", "A")])
        try fixture.log.close()
        let other = table.dropLast() + "x"
        try tamper(
            fixture, ["CREATE TABLE own_table (a PRIMARY KEY) WITHOUT ROWID", "CREATE TABLE \(other) (a UNIQUE)"])
        let path = fixture.folder.file()
        // SQLite goes by the name: the key of that table, which is the table, is where the row says.
        let name = "sqlite_autoindex_\(table)_1"
        try LedgerFile.replace(
            "sqlite_autoindex_\(other)_1\(other)", by: name + table, in: path)
        let words = "the index \(name) is not one of a ledger's"
        for access in [EventLog.Access.reading, .writing] {
            #expect(throws: LogError.damagedSchema(path: path, what: words)) {
                try EventLog.open(path, for: access).close()
            }
        }
        #expect(try EventLog.verify(path, VerificationRequest()) { _, _ in }.damage.map(\.description).contains(words))
    }

    @Test("a range of positions is told by its ends, however far apart they are")
    func farRanges() throws {
        #expect(
            Damage.unproven(Int.min...0).description
                == "events -9223372036854775808 to 0 are not in the tree")
        #expect(Damage.missing(Int.min...Int.max).description.hasPrefix("events -9223372036854775808 to "))
        #expect(Damage.unproven(Int.max...Int.max).description == "event 9223372036854775807 is not in the tree")
        let (peak, remark) = (
            TreeFault.wrongPeak(0, over: Int.min...Int.max, erased: []),
            VerificationRemark.notCheckpointed(Int.min...Int.max)
        )
        #expect(peak.description.contains("with their hashes") && remark.description.contains(" are behind "))
    }

    @Test(
        "nothing is appended behind the last position, batch or time that can be written down",
        arguments: [
            "UPDATE events SET seq = 9007199254740991", "UPDATE batches SET batch = 9007199254740991",
            "UPDATE batches SET recorded = 253402300799999999",
        ])
    func fullLog(sql: String) throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.named("a", "A")])
        try tamper(fixture, LogSchema.objects.filter { $0.type == "trigger" }.map { "DROP TRIGGER \($0.name)" } + [sql])
        let head = try fixture.log.head()
        let error = #expect(throws: LogError.self) { try fixture.append([LogFixture.named("b", "B")]) }
        #expect(error?.description.contains("`annals verify` says what is damaged") == true)
        #expect(try fixture.log.head() == head)
    }

    @Test("rows of events at both ends of all integers are named, not counted")
    func strayRows() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.named("a", "A")])
        try fixture.log.close()
        let insert = "INSERT INTO events VALUES"
        let guards = LogSchema.objects.filter { $0.type == "trigger" && $0.table == "events" }
        try tamper(fixture, guards.map { "DROP TRIGGER \($0.name)" })
        try tamper(fixture, ["\(insert) (-9223372036854775807 - 1, 1, x'00')", "\(insert) (0, 1, x'00')"])
        let damage = try EventLog.verify(fixture.folder.file(), VerificationRequest()) { _, _ in }.damage
        #expect(damage.contains(.unproven(Int.min...0)), "\(damage)")
    }

    @Test("somebody's own table, and an index on it, are in nobody's way")
    func ownTable() throws {
        let sql = [
            "CREATE TABLE mine (a, b)", "CREATE INDEX by_a ON mine (a)", "INSERT INTO mine VALUES (1, 2)",
            "CREATE TABLE ours (a UNIQUE, b PRIMARY KEY) WITHOUT ROWID", "CREATE TABLE theirs (a TEXT PRIMARY KEY)",
            "ANALYZE",
        ]
        for access in [EventLog.Access.reading, .writing] { #expect(try opening(sql, for: access) == nil) }
    }
}
