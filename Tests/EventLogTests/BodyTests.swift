import Events
import SQLite
import Tampering
import Testing

@testable import EventLog

/// What rows hold: the first event of a batch whole, those behind it without what it and their rows say.
@Suite("Bodies of rows")
struct BodyTests {
    private func keys(_ seq: Int, _ fixture: LogFixture) throws -> Set<String> {
        let body = try #require(try fixture.log.body(at: seq))
        guard case .object(let object) = try JSONReader.parse(body.bytes) else { return [] }
        return Set(object.members.map(\.key))
    }

    private static let assigned: Set<String> = ["batch", "id", "recorded", "seq"]

    @Test("the first of a batch says all, and those behind it all but what stands there and in their rows")
    func forms() throws {
        let fixture = try LogFixture()
        let stored =
            try fixture.append((0..<3).map { try LogFixture.born("p", note: "\($0)") }, author: "Jo")
            + fixture.append((3..<5).map { try LogFixture.born("p", note: "\($0)") }, second: 1)
        for seq in 1...5 {
            let keys = try keys(seq, fixture)
            #expect(keys.intersection(Self.assigned) == ([1, 4].contains(seq) ? Self.assigned : []), "\(seq)")
            #expect(keys.isSuperset(of: ["salt", "note", "type", "person", "date"]))
            #expect(try fixture.log.bytes(at: seq) == stored[seq - 1].bytes)
            #expect(try fixture.log.event(at: seq) == stored[seq - 1])
        }
        var bytes: [[UInt8]] = []
        try fixture.log.forEachStored {
            bytes.append($0)
            return true
        }
        #expect(bytes == stored.map(\.bytes))
    }

    @Test("what an earlier version wrote whole stays so, among what is appended today")
    func bothForms() throws {
        let fixture = try LogFixture()
        let old = try fixture.append((0..<300).map { try LogFixture.born("p", note: "\($0)") })
        try fixture.log.close()
        try OlderLedger.make(version: 3, at: fixture.folder.file())
        let again = LogFixture(try EventLog.open(fixture.folder.file(), for: .writing), in: fixture.folder)
        let new = try again.append((300..<303).map { try LogFixture.born("p", note: "\($0)") }, second: 1)
        #expect(try keys(300, again).isSuperset(of: Self.assigned))
        #expect(try keys(303, again).isDisjoint(with: Self.assigned))
        for event in [old[0], old[299]] + new {
            #expect(try again.log.event(at: event.seq) == event)
            #expect(try again.log.position(of: event.id) == event.seq)
        }
        try again.log.close()
        #expect(try EventLog.verify(fixture.folder.file(), VerificationRequest()) { _, _ in }.damage == [])
    }

    @Test("an event whose batch has lost its row cannot be read, and says why")
    func lostBatch() throws {
        let fixture = try LogFixture()
        try fixture.append((0..<2).map { try LogFixture.born("p", note: "\($0)") })
        try fixture.tamper("DROP TRIGGER batches_are_kept", "DELETE FROM batches")
        #expect(try fixture.log.event(at: 1)?.seq == 1)
        let reason = "nothing says when its batch 1 was recorded (`annals verify` says what is damaged)"
        #expect(throws: LogError.unreadable(seq: 2, reason: reason)) { try fixture.log.event(at: 2) }
    }

    @Test(
        "a place or a batch below nothing, which somebody wrote into the rows, is an error and ends nobody",
        arguments: [
            "UPDATE events SET batch = -1 WHERE seq = 2",
            "UPDATE events SET batch = -9223372036854775808 WHERE seq = 2",
            "UPDATE events SET seq = -7 WHERE seq = 2",
        ])
    func belowNothing(sql: String) throws {
        let fixture = try LogFixture()
        try fixture.append((0..<2).map { try LogFixture.born("p", note: "\($0)") })
        try fixture.tamper(
            "DROP TRIGGER events_stay", "DROP TRIGGER batches_only_grow", sql,
            "INSERT INTO batches SELECT min(batch), -1, -1 FROM events WHERE batch < 0 HAVING count(*) > 0")
        var read: [[UInt8]] = []
        try fixture.log.forEachStored {
            read.append($0)
            return true
        }
        #expect(read.count == 2)
        #expect(read.count { (try? StoredEvent(bytes: $0)) != nil } == 1)
    }
}
