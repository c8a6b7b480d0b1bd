import Events
import Foundation
import SQLite
import Testing

@testable import EventLog

@Suite("What a writer relies on")
struct DurabilityTests {
    @Test("every writer waits for the disk at each commit, whatever the file was used with before")
    func fullySynchronous() throws {
        let fixture = try LogFixture()
        #expect(try fixture.log.connection.pragmaInteger("synchronous") == 2)
        try fixture.log.close()
        for mode in ["delete", "truncate", "wal"] {
            let other = try Connection(path: fixture.folder.file())
            _ = try other.setPragma("synchronous", to: "off")
            _ = try other.setPragma("journal_mode", to: mode)
            try other.close()
            let log = try EventLog.open(fixture.folder.file(), for: .writing)
            #expect(try log.connection.pragmaInteger("synchronous") == 2, "after \(mode)")
            #expect(try log.connection.pragmaText("journal_mode") == "wal", "after \(mode)")
            #expect(try log.connection.pragmaInteger("wal_autocheckpoint") == 0, "after \(mode)")
            try log.close()
        }
    }

    @Test("what has been moved into the file does not count as left to move")
    func checkpointsNowAndThen() throws {
        let fixture = try LogFixture()
        func logBytes() -> Int { FileStatus.size(fixture.folder.file() + "-wal") }
        let note = String(repeating: "word ", count: 3_000)
        let events = try (0..<2_400).map { number in
            let id = try #require(EntityID("p-\(number)"))
            return Event(.personIntroduced(PersonIntroduced(person: id, name: "Nobody")), note: note)
        }
        try fixture.append(events)
        #expect(logBytes() > 32_000_000)
        // That was moved at once; the next commit begins the log anew, and cuts off what it held.
        let moved = FileStatus.size(fixture.folder.file())
        #expect(moved > 32_000_000)
        for second in 1...3 {
            let id = try #require(EntityID("q-\(second)"))
            try fixture.append([Event(.personIntroduced(PersonIntroduced(person: id, name: "Nobody")))])
            #expect(logBytes() < 1_000_000)
        }
        // Nothing was moved meanwhile: the first bytes of the log are those of the first of these commits.
        #expect(FileStatus.size(fixture.folder.file()) == moved)
    }

    @Test("a lock whose file somebody removed keeps those who come later out nevertheless")
    func removedLock() throws {
        let fixture = try LogFixture()
        let path = fixture.folder.file()
        let (early, late) = (try CommitLock(ledger: path), try EventLog.open(path, for: .writing))
        try FileManager.default.removeItem(atPath: path + "-lock")
        let later = try EventLog.open(path, for: .writing)
        try early.hold {
            // Whoever had the removed file open now holds the one that has its name.
            let other = open(path + "-lock", O_RDWR)
            defer { close(other) }
            #expect(flock(other, LOCK_EX | LOCK_NB) != 0)
        }
        for log in [late, later] { try log.write {} }
    }

    @Test("a file that nobody filled is no ledger, and becomes one where one is made")
    func unfilledFile() throws {
        let folder = try TemporaryFolder()
        #expect(FileManager.default.createFile(atPath: folder.file(), contents: nil))
        #expect(throws: LogError.notALedger(path: folder.file())) { try EventLog.open(folder.file(), for: .writing) }
        try EventLog.create(at: folder.file()) { _ in }.close()
        #expect(try EventLog.open(folder.file(), for: .writing).head().seq == 0)
    }
}
