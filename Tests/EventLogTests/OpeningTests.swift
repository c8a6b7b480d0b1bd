import EventLog
import Events
import Foundation
import SQLite
import Testing

@Suite("Opening a log")
struct OpeningTests {
    private func opening(_ fixture: LogFixture, for access: EventLog.Access = .reading) -> LogError? {
        do {
            _ = try EventLog.open(fixture.folder.file(), for: access)
            return nil
        } catch {
            return error as? LogError
        }
    }

    /// A log with one event that somebody has changed with these statements.
    private func tampered(_ sql: [String]) throws -> LogFixture {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a")])
        let connection = try Connection(path: fixture.folder.file())
        for statement in sql { try connection.execute(statement) }
        try connection.close()
        return fixture
    }

    @Test("a log opens again with everything in it, for reading and for writing")
    func reopening() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a")])
        try fixture.log.close()
        for access in [EventLog.Access.reading, .writing] {
            let log = try EventLog.open(fixture.folder.file(), for: access)
            #expect(try log.head().seq == 1)
            try log.close()
        }
    }

    @Test("a symbolic link leads to the ledger's own lock, which is as open as the ledger")
    func linkedLedger() throws {
        let fixture = try LogFixture()
        try fixture.log.close()
        let files = FileManager.default
        let (path, link) = (fixture.folder.file(), fixture.folder.file("link.db"))
        try files.createSymbolicLink(atPath: link, withDestinationPath: path)
        try files.removeItem(atPath: path + "-lock")
        try files.setAttributes([.posixPermissions: 0o660], ofItemAtPath: path)
        try EventLog.open(link, for: .writing).close()
        #expect(!files.fileExists(atPath: link + "-lock"))
        #expect(try files.attributesOfItem(atPath: path + "-lock")[.posixPermissions] as? Int == 0o660)
    }

    @Test("after the last writer has closed, everything is in the one file")
    func oneFile() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a")])
        try fixture.log.close()
        let size = try FileManager.default.attributesOfItem(atPath: fixture.folder.file())[.size] as? Int
        #expect(try #require(size) > 4_096)
        let copy = fixture.folder.file("copy.db")
        try FileManager.default.copyItem(atPath: fixture.folder.file(), toPath: copy)
        #expect(try EventLog.open(copy, for: .reading).head().seq == 1)
    }

    @Test("a missing file is not made")
    func missing() throws {
        let folder = try TemporaryFolder()
        for access in [EventLog.Access.reading, .writing] {
            #expect(throws: LogError.missing(path: folder.file())) { try EventLog.open(folder.file(), for: access) }
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file()))
    }

    @Test("a file that is there is not made anew")
    func existing() throws {
        let fixture = try LogFixture()
        #expect(throws: LogError.exists(path: fixture.folder.file())) {
            try EventLog.create(at: fixture.folder.file()) { _ in }
        }
    }

    @Test("what prepares the file and fails leaves no ledger")
    func failedCreation() throws {
        struct Stop: Error {}
        let folder = try TemporaryFolder()
        #expect(throws: Stop.self) { try EventLog.create(at: folder.file()) { _ in throw Stop() } }
        #expect(throws: LogError.self) { try EventLog.open(folder.file(), for: .reading) }
    }

    @Test("a file of another kind is no ledger", arguments: ["", "text, not a database\n", "SQLite format 3\0 cut"])
    func otherFiles(content: String) throws {
        let folder = try TemporaryFolder()
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder.file()))
        for access in [EventLog.Access.reading, .writing] {
            #expect(throws: LogError.notALedger(path: folder.file())) { try EventLog.open(folder.file(), for: access) }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == Data(content.utf8))
    }

    @Test("a database of another application is no ledger")
    func otherApplication() throws {
        let fixture = try tampered(["PRAGMA application_id = 1"])
        #expect(opening(fixture) == .notALedger(path: fixture.folder.file()))
    }

    @Test("a ledger of a later version is refused with both versions")
    func newerVersion() throws {
        let fixture = try tampered(["PRAGMA user_version = 99"])
        #expect(opening(fixture) == .newerLedger(path: fixture.folder.file(), version: 99, known: 4))
        #expect(opening(fixture, for: .writing) == .newerLedger(path: fixture.folder.file(), version: 99, known: 4))
    }

    @Test(
        "what is missing, changed or foreign in the log is named",
        arguments: [
            (["DROP TRIGGER events_stay"], "the trigger events_stay is missing"),
            (["DROP TRIGGER batches_are_kept"], "the trigger batches_are_kept is missing"),
            (["DROP TABLE event_ids"], "the table event_ids is missing"),
            (["DROP TABLE event_ids", "CREATE TABLE event_ids (id, seq)"], "the table event_ids was changed"),
            (["ALTER TABLE events ADD COLUMN more TEXT"], "the table events was changed"),
            (
                [
                    "DROP TRIGGER events_are_kept",
                    "CREATE TRIGGER events_are_kept BEFORE DELETE ON events WHEN 0 BEGIN SELECT 1; END",
                ], "the trigger events_are_kept was changed"
            ),
            (
                ["CREATE TRIGGER sly AFTER INSERT ON events BEGIN DELETE FROM event_ids; END"],
                "the trigger sly is not one of a ledger's"
            ),
            (["CREATE VIEW sly AS SELECT 1"], "the view sly is not one of a ledger's"),
        ])
    func damagedSchema(sql: [String], what: String) throws {
        let fixture = try tampered(sql)
        for access in [EventLog.Access.reading, .writing] {
            #expect(opening(fixture, for: access) == .damagedSchema(path: fixture.folder.file(), what: what))
        }
    }

    @Test("a log that was opened for reading cannot be written to")
    func writingThroughAReader() throws {
        let fixture = try LogFixture()
        let reader = try EventLog.open(fixture.folder.file(), for: .reading)
        #expect(throws: LogError.readOnly(path: fixture.folder.file())) { try reader.write {} }
    }

    @Test("every error says what to do")
    func advice() {
        let errors: [LogError] = [
            .missing(path: "f"), .exists(path: "f"), .notALedger(path: "f"),
            .newerLedger(path: "f", version: 2, known: 1), .damagedSchema(path: "f", what: "it"),
            .unsoundOlderLedger(path: "f", version: 1, what: "it"), .readOnly(path: "f"),
            .notEmpty(path: "f", events: 3),
        ]
        for error in errors { #expect(error.description.hasPrefix("f: ") && error.description.contains(";")) }
    }
}
