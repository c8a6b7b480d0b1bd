import EventLog
import Events
import Foundation
import Testing

@testable import Annals

@Suite("Opening, replaying and restoring a ledger")
struct ReopeningTests {
    private static let seeds: ClosedRange<UInt64> = 401...403

    @Test("a ledger opened again answers as before", arguments: seeds)
    func reopening(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 10)
        let (everything, path) = (try random.fixture.ledger.everything(), random.fixture.ledger.path)
        try random.fixture.ledger.close()
        for access in [EventLog.Access.reading, .writing] {
            let ledger = try Ledger.open(path, for: access)
            #expect(try ledger.everything() == everything, "seed \(seed)")
            try ledger.close()
        }
    }

    @Test(
        "tables that are missing, of another version or behind are rebuilt when the ledger is opened",
        arguments: [
            "DROP TABLE stints", "DROP TABLE projections", "UPDATE projections SET version = 0",
            "UPDATE projections SET through_seq = through_seq - 1", "DELETE FROM projections",
        ], [EventLog.Access.reading, .writing])
    func notCurrent(sql: String, access: EventLog.Access) throws {
        let random = try RandomLedger(seed: 411, batches: 10)
        let path = random.fixture.ledger.path
        let everything = try random.fixture.ledger.everything()
        try random.fixture.ledger.close()
        try random.fixture.tamper(sql)
        let ledger = try Ledger.open(path, for: access)
        #expect(try ledger.everything() == everything)
        #expect(try ledger.checkReplay { _, _ in }.differences.isEmpty)
        try ledger.close()
    }

    @Test(
        "a replay folds in nothing that was written into the file past the ledger",
        arguments: [(1, "Person a"), (2, "Person b")])
    func tamperedBody(seq: Int, name: String) throws {
        let fixture = try LedgerFixture.peopled()
        let trigger =
            "CREATE TRIGGER events_stay BEFORE UPDATE ON events\nBEGIN "
            + "SELECT RAISE(ABORT, 'the log is append-only'); END"
        try fixture.tamper(
            "DROP TRIGGER events_stay",
            "UPDATE events SET body = CAST(replace(CAST(body AS TEXT), '\(name)', 'Person z') AS BLOB) WHERE seq = \(seq)",
            trigger)
        let wrongID = LogError.unreadable(seq: seq, reason: "its id is not that of what it says")
        #expect(throws: wrongID) { try fixture.ledger.checkReplay { _, _ in } }
        #expect(throws: wrongID) { try fixture.ledger.replay { _, _ in } }
        #expect(try fixture.ledger.resolve(name).name == name)
    }

    @Test("a replay does without the index of ids, which it does not make")
    func withoutIDs() throws {
        let random = try RandomLedger(seed: 412, batches: 10)
        let tables = try random.fixture.ledger.dump()
        try random.fixture.tamper("DELETE FROM event_ids WHERE seq % 3 = 0")
        _ = try random.fixture.ledger.replay { _, _ in }
        #expect(try random.fixture.ledger.dump() == tables)
    }

    @Test("a check names the tables that differ and changes none")
    func check() throws {
        let random = try RandomLedger(seed: 421, batches: 10)
        let ledger = random.fixture.ledger
        try random.fixture.tamper(
            "DELETE FROM postings WHERE subject = 1", "UPDATE known_names SET name = 'Nobody' WHERE entity = 1")
        let tampered = try ledger.everything()
        let differences = try ledger.checkReplay { _, _ in }.differences
        #expect(Set(differences.map(\.table)) == ["known_names", "postings"])
        #expect(try ledger.everything() == tampered)
    }

    @Test("who reads while the tables are replayed sees the old ones, then the new ones")
    func replayBesideAReader() throws {
        let random = try RandomLedger(seed: 431, batches: 10)
        let writer = random.fixture.ledger
        let known = try writer.everything()
        try random.fixture.tamper("DELETE FROM known_names", "DELETE FROM known_entities")
        let old = try writer.everything()
        #expect(old != known)
        let reader = try Ledger.open(writer.path)
        try reader.log.read {
            #expect(try reader.everything() == old)
            _ = try writer.replay { _, _ in }
            #expect(try writer.everything() == known)
            #expect(try reader.everything() == old)
        }
        #expect(try reader.everything() == known)
    }

    @Test("what others append while a replay runs is folded in before the swap")
    func appendsDuringAReplay() throws {
        let fixture = try LedgerFixture.peopled()
        let people = try (0..<4_200).map { Told.person(try #require(EntityID("person-\($0)"))) }
        try fixture.append(people)
        let other = try Ledger.open(fixture.ledger.path, for: .writing)
        var reports: [Int] = []
        // The later batches say how the earlier ones are read, from when they were recorded.
        let appended = [
            try Told.started("a", "2015"), Told.merged("a", "b"), try Told.started("c", "2016", sources: ["s"]),
            Told.distrusted("s"),
        ]
        let report = try fixture.ledger.replay { read, total in
            reports.append(read)
            // The log is read in the first two fifths; from then on the tables are written, and others wait.
            guard read * 5 <= total * 2 else { return }
            for event in appended { _ = try? LedgerFixture.append(AppendRequest([event]), to: other) }
        }
        #expect(reports.count > 1 && reports.last == 4_207)
        #expect(report.events == 4_207 + appended.count)
        #expect(try fixture.ledger.head().seq == report.events)
        #expect(try fixture.ledger.replayDifferences() == [])
        #expect(try other.tables.tenures(.organization("o")).map(\.key.person) == ["b"])
    }

    @Test("a restored ledger has the same bytes and the same tables", arguments: seeds)
    func restore(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 12)
        let source = random.fixture.ledger
        let copy = try LedgerFixture()
        var pieces = [Array(try source.rows().prefix(7)), Array(try source.rows().dropFirst(7))]
        let count = try copy.ledger.restore { pieces.isEmpty ? [] : pieces.removeFirst() }
        #expect(count == (try source.head().seq))
        #expect(try copy.ledger.bytes() == source.bytes())
        #expect(try copy.ledger.everything() == source.everything(), "seed \(seed)")
    }

    @Test("a restore needs an empty ledger, and one that breaks off leaves it empty")
    func refusedRestore() throws {
        let source = try LedgerFixture.peopled()
        let events = try source.ledger.rows()
        #expect(throws: LogError.notEmpty(path: source.ledger.path, events: 7)) {
            try source.ledger.restore { events }
        }
        let copy = try LedgerFixture()
        let before = try copy.ledger.everything()
        var pieces = [Array(events.prefix(3)), Array(events.dropFirst(4))]
        #expect(throws: LogError.self) { try copy.ledger.restore { pieces.isEmpty ? [] : pieces.removeFirst() } }
        #expect(try copy.ledger.everything() == before)
    }

    @Test("a ledger made anew is empty and current")
    func creation() throws {
        let fixture = try LedgerFixture()
        #expect(try fixture.ledger.head().seq == 0)
        #expect(try fixture.ledger.replayDifferences() == [])
        #expect(throws: LogError.exists(path: fixture.ledger.path)) { try Ledger.create(at: fixture.ledger.path) }
    }
}

@Suite("Ledgers that can only be read", .enabled(if: geteuid() != 0, "permissions do not bind the superuser"))
struct ReadOnlyTests {
    private func closed() throws -> LedgerFixture {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([Told.started("a", "2015")])
        try fixture.ledger.close()
        return fixture
    }

    private func setPermissions(_ permissions: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
    }

    @Test("a file that can only be read answers, and refuses a writer")
    func readOnlyFile() throws {
        let fixture = try closed()
        try setPermissions(0o444, of: fixture.folder.file())
        #expect(try Ledger.open(fixture.folder.file()).head().seq == 8)
        #expect(throws: LogError.readOnly(path: fixture.folder.file())) {
            try Ledger.open(fixture.folder.file(), for: .writing)
        }
    }

    @Test("tables that are not current and cannot be rebuilt are refused", arguments: [true, false])
    func notCurrent(isFolder: Bool) throws {
        let fixture = try closed()
        try fixture.tamper("UPDATE projections SET through_seq = 7")
        if isFolder {
            try? FileManager.default.removeItem(atPath: fixture.folder.file() + "-lock")
            try setPermissions(0o555, of: fixture.folder.path)
        } else {
            try setPermissions(0o444, of: fixture.folder.file())
        }
        defer { try? setPermissions(0o755, of: fixture.folder.path) }
        let error = #expect(throws: LedgerError.self) { try Ledger.open(fixture.folder.file()) }
        guard case .damagedTables? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("a ledger in a folder that can only be read answers, and refuses a writer")
    func readOnlyFolder() throws {
        let fixture = try closed()
        for name in ["-wal", "-shm", "-lock"] {
            try? FileManager.default.removeItem(atPath: fixture.folder.file() + name)
        }
        for filePermissions in [0o444, 0o644] {
            try setPermissions(filePermissions, of: fixture.folder.file())
            try setPermissions(0o555, of: fixture.folder.path)
            defer { try? setPermissions(0o755, of: fixture.folder.path) }
            #expect(try Ledger.open(fixture.folder.file()).tables.tenures(.person("a")).count == 1)
            #expect(throws: LogError.readOnly(path: fixture.folder.file())) {
                try Ledger.open(fixture.folder.file(), for: .writing)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path) == ["annals.db"])
        }
    }
}
