import Chance
import Events
import Foundation
import Proofs
import SQLite
import Tampering
import Testing

@testable import EventLog

@Suite("Logs of earlier versions")
struct UpgradeTests {
    /// A log of some events, closed and made one of an earlier version.
    private func older(_ version: Int, events: Int) throws -> (
        fixture: LogFixture, events: [StoredEvent], root: TreeHash
    ) {
        let fixture = try LogFixture()
        let stored =
            events == 0 ? [] : try fixture.append((0..<events).map { try LogFixture.born("p", note: "\($0)") })
        let root = try fixture.log.peaks().root
        try fixture.log.close()
        try OlderLedger.make(version: version, at: fixture.folder.file())
        return (fixture, stored, root)
    }

    private func open(_ fixture: LogFixture, for access: EventLog.Access = .writing) throws -> LogFixture {
        LogFixture(try EventLog.open(fixture.folder.file(), for: access), in: fixture.folder)
    }

    private func tables(_ fixture: LogFixture) throws -> [String] {
        let connection = try Connection(path: fixture.folder.file())
        defer { try? connection.close() }
        var names: [String] = []
        try connection.statement("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .forEach { names.append($0.text(0)) }
        return names
    }

    private func damage(_ fixture: LogFixture) throws -> [Damage] {
        try EventLog.verify(fixture.folder.file(), VerificationRequest()) { _, _ in }.damage
    }

    @Test(
        "what is made of an earlier version is one of today's, whoever opens it first",
        arguments: [1, 2, 3], [0, 1, 700])
    func upgraded(version: Int, events: Int) throws {
        for access in [EventLog.Access.reading, .writing] {
            let (fixture, stored, root) = try older(version, events: events)
            let opened = try open(fixture, for: access)
            #expect(try opened.log.peaks().root == root)
            #expect(try opened.log.head().seq == events)
            for event in stored {
                #expect(try opened.log.position(of: event.id) == event.seq)
                #expect(try opened.log.event(at: event.seq)?.bytes == event.bytes)
            }
            try opened.log.close()
            #expect(
                try tables(fixture) == ["batches", "checkpoints", "event_ids", "events", "redactions", "tiles", "tree"])
            #expect(try damage(fixture) == [])
            let again = try open(fixture)
            try again.append([LogFixture.born("q")], second: 9)
            try again.log.close()
            #expect(try damage(fixture) == [])
        }
    }

    @Test("what has today's tables is read as it stands, and marked by whoever writes")
    func readAsItStands() throws {
        let (fixture, stored, _) = try older(3, events: 9)
        func version() throws -> Int64? {
            let connection = try Connection(path: fixture.folder.file())
            defer { try? connection.close() }
            return try connection.pragmaInteger("user_version")
        }
        let reader = try open(fixture, for: .reading)
        #expect(try reader.log.event(at: 9) == stored[8] && version() == 3)
        try reader.log.close()
        #expect(try damage(fixture) == [] && version() == 3)
        try open(fixture).log.close()
        #expect(try version() == 4)
    }

    @Test("what was erased stays so, and what is kept of it is found")
    func erased() throws {
        let fixture = try LogFixture()
        let born = try LogFixture.born("a")
        let stored = try fixture.append([
            born, LogFixture.born("b"), Event(.eventRetracted(EventRetracted(event: born.id, reason: "r"))),
        ])
        for (seq, id) in [(1, born.id), (2, nil)] {
            try fixture.log.write {
                var random = SplitMix64()
                let kept = EventRemains(of: stored[seq - 1].event, id: id, stamp: stored[seq - 1].stamp)
                let event = Event(.eventRedacted(EventRedacted(seq: seq, reason: "r", kept: kept)))
                let redaction = try fixture.log.append([event], BatchStamp(now: LogFixture.time(0)), random: &random)
                try fixture.log.erase(seq, by: try #require(redaction.first))
            }
        }
        #expect(try fixture.log.finishErasures(waitingMilliseconds: 0))
        try fixture.log.close()
        try OlderLedger.make(version: 2, at: fixture.folder.file())
        let opened = try open(fixture)
        #expect(try opened.log.position(of: born.id) == 1)
        #expect(try opened.log.position(of: stored[1].id) == nil)
        #expect(try opened.log.position(of: stored[2].id) == 3)
        try opened.log.close()
        #expect(try damage(fixture) == [])
    }

    @Test(
        "a log that is not the one of its tree stays of its version, and nobody opens it",
        arguments: [
            (["DELETE FROM events WHERE seq = 4"], "event 4 is missing"),
            (["DELETE FROM events WHERE seq = 9"], "the tree has 9 events, the log 8"),
            (["UPDATE events SET seq = -1 WHERE seq = 1"], "a row of events stands at -1, where no event can"),
            (["INSERT INTO events VALUES (10, 1, x'7B7D')"], "event 10 is not in the tree"),
            (["UPDATE events SET body = x'7B7D' WHERE seq = 5"], "event 5 is not the one whose hash is in the tree"),
            (["DELETE FROM tiles"], "event 1 is not in the tree"),
            (
                ["UPDATE events SET body = NULL WHERE seq = 6", "INSERT INTO redactions VALUES (6, 7, 1)"],
                "event 6 cannot be read: its bytes are gone, and no event says why"
            ),
        ])
    func unsound(sql: [String], what: String) throws {
        let (fixture, _, _) = try older(2, events: 9)
        let path = fixture.folder.file()
        let connection = try Connection(path: path)
        let triggers = LogSchema.objects.filter { $0.type == "trigger" }
        for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
        for statement in sql { try connection.execute(statement) }
        for trigger in triggers { try connection.execute(trigger.sql) }
        try connection.close()
        let before = try tables(fixture)
        for access in [EventLog.Access.reading, .writing] {
            #expect(throws: LogError.unsoundOlderLedger(path: path, version: 2, what: what)) {
                try EventLog.open(path, for: access)
            }
        }
        #expect(try tables(fixture) == before && before.contains("event_subjects"))
        #expect(try !damage(fixture).isEmpty)
    }

    @Test("a sound log of an earlier version is no damage, and says of what version it is", arguments: [1, 2])
    func verified(version: Int) throws {
        let (fixture, _, root) = try older(version, events: 300)
        let found = try EventLog.verify(fixture.folder.file(), VerificationRequest()) { _, _ in }
        #expect(found.damage == [] && found.events == 300 && found.olderVersion == version)
        #expect(found.root == (version == 1 ? nil : root))
        let remark = version == 1 ? VerificationRemark.withoutTree(version: 1) : .formerIndices(version: 2)
        #expect(found.remarks.first == remark && remark.isMendedByOpening)
    }

    @Test(
        "rows of events that there are not, in the indices of earlier versions, put events in doubt",
        arguments: [1, 2], ["event_ids", "event_subjects", "event_types"])
    func strayRows(version: Int, table: String) throws {
        let (fixture, _, _) = try older(version, events: 9)
        let value = table == "event_ids" ? "x'07'" : "'p'"
        try fixture.tamper("INSERT INTO \(table) VALUES (\(value), 10)")
        let found = try damage(fixture)
        #expect(found == [.index(table: table, seq: nil)])
        #expect(found.allSatisfy { $0.putsEventsInDoubt && $0.cure == nil })
    }

    @Test(
        "what of version 2 can be mended is, and makes it one of today's only with its index",
        arguments: [
            (["DROP TRIGGER events_stay"], 2), (["DROP TABLE event_types"], 4), (["DROP TABLE event_ids"], 4),
            (["ALTER TABLE event_subjects ADD COLUMN more TEXT", "DROP TRIGGER tree_is_kept"], 4),
            (["DROP TRIGGER batches_are_kept", "DELETE FROM batches"], 2),
        ])
    func mended(sql: [String], version: Int) throws {
        let (fixture, stored, _) = try older(2, events: 300)
        let path = fixture.folder.file()
        let connection = try Connection(path: path)
        for statement in sql { try connection.execute(statement) }
        try connection.close()
        let found = try damage(fixture)
        let cures = try EventLog.prognoses(of: found, hidesDoubt: false, in: path)
        #expect(!found.isEmpty && cures.allSatisfy { $0.cure != nil && !$0.isWithheld }, "\(found)")
        try EventLog.mend(path, Set(cures.compactMap(\.cure)))
        #expect(try damage(fixture) == [])
        let mended = try Connection(path: path)
        #expect(try mended.pragmaInteger("user_version") == Int64(version))
        try mended.close()
        let opened = try open(fixture)
        #expect(try opened.log.position(of: stored[299].id) == 300)
        try opened.log.close()
        #expect(try damage(fixture) == [])
    }

    @Test("a log of version 2 that calls itself one of today's is mended, and has no table too many")
    func falseMark() throws {
        let (fixture, stored, _) = try older(2, events: 9)
        try fixture.tamper("PRAGMA user_version = 3")
        let found = try damage(fixture)
        #expect(found == [.schema(.changed(type: "table", name: "event_ids"))])
        try EventLog.mend(fixture.folder.file(), Set(found.compactMap(\.cure)))
        #expect(try damage(fixture) == [] && !tables(fixture).contains("event_types"))
        let opened = try open(fixture, for: .reading)
        #expect(try opened.log.position(of: stored[8].id) == 9)
        try opened.log.close()
    }
}
