import Foundation
import Testing

@testable import EventLog

@Suite("Files that go while they are open")
struct VanishedFileTests {
    private func expectLoss(_ fixture: LogFixture, sourceLocation: SourceLocation = #_sourceLocation) {
        let error = #expect(throws: LogError.self, sourceLocation: sourceLocation) {
            try fixture.append([LogFixture.named("b", "B")])
        }
        #expect(
            error?.description.contains("was removed or replaced while it was open") == true,
            sourceLocation: sourceLocation)
    }

    @Test("nothing is acknowledged that went into a file without a name", arguments: ["", "-wal"])
    func removed(suffix: String) throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.named("a", "A")])
        try FileManager.default.removeItem(atPath: fixture.folder.file() + suffix)
        expectLoss(fixture)
    }

    @Test("nothing is acknowledged once another file has the ledger's name")
    func replaced() throws {
        let fixture = try LogFixture()
        let other = try LogFixture()
        try other.log.close()
        try fixture.append([LogFixture.named("a", "A")])
        try FileManager.default.removeItem(atPath: fixture.folder.file())
        try FileManager.default.copyItem(atPath: other.folder.file(), toPath: fixture.folder.file())
        expectLoss(fixture)
    }

    @Test("a lock file that was removed is made again, and locks")
    func lock() throws {
        let fixture = try LogFixture()
        try FileManager.default.removeItem(atPath: fixture.folder.file() + "-lock")
        try fixture.append([LogFixture.named("a", "A")])
        #expect(FileManager.default.fileExists(atPath: fixture.folder.file() + "-lock"))
        let second = try EventLog.open(fixture.folder.file(), for: .writing)
        let descriptor = open(fixture.folder.file() + "-lock", O_RDWR)
        defer { close(descriptor) }
        try second.write { #expect(flock(descriptor, LOCK_EX | LOCK_NB) != 0) }
        try fixture.log.write { #expect(flock(descriptor, LOCK_EX | LOCK_NB) != 0) }
        #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    }

    @Test("a file that cannot be reached is not said to be missing")
    func unreachable() throws {
        let long = "/" + String(repeating: "x", count: 300)
        let error = #expect(throws: LogError.self) { try EventLog.open(long, for: .reading) }
        #expect(error?.description.contains("cannot be reached (File name too long)") == true)
    }
}
