import Chance
import Events
import Proofs
import SQLite
import Testing

@testable import EventLog

@Suite("Erasing in a log")
struct RedactingTests {
    /// Erases an event as a ledger does; what is kept of it is for the caller to say.
    private func redact(_ seq: Int, kept: EventRemains? = nil, in fixture: LogFixture) throws {
        try fixture.log.write {
            var random = SplitMix64()
            let event = Event(.eventRedacted(EventRedacted(seq: seq, reason: "r", kept: kept)))
            let stamp = BatchStamp(now: LogFixture.time(0))
            try fixture.log.erase(seq, by: try #require(fixture.log.append([event], stamp, random: &random).first))
        }
        #expect(try fixture.log.finishErasures(waitingMilliseconds: 0))
    }

    /// The selected rows, as a scan gives them and as a look at every position does.
    private func rows(_ fixture: LogFixture, _ selection: Selection = Selection()) throws -> [LogRow] {
        var (rows, among): ([LogRow], [LogRow]) = ([], [])
        try fixture.log.forEachRow(selection) { row in
            rows.append(row)
            return true
        }
        try fixture.log.forEachRow(selection, among: Array(1...9)) { row in
            among.append(row)
            return true
        }
        #expect(rows == among)
        return rows
    }

    @Test("an altered event leaves nothing in the index of ids either")
    func altered() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a"), LogFixture.born("b", note: "Before")])
        try fixture.tamper(
            "DROP TRIGGER events_stay",
            "UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'Before', 'Behind') AS BLOB) WHERE seq = 2")
        try redact(2, in: fixture)
        let found = try fixture.log.connection.statement("SELECT 1 FROM event_ids WHERE seq = 2").first { _ in true }
        #expect(found == nil)
    }

    @Test("the row stays with its leaf, and no index finds the event any more")
    func leavesTheRow() throws {
        let fixture = try LogFixture()
        let stored = try fixture.append([LogFixture.born("a"), LogFixture.born("b")], author: "Ann")
        try redact(1, in: fixture)
        let expected = RedactedEvent(
            seq: 1, recorded: stored[0].recorded, batch: 1, leaf: TreeHash.leaf(stored[0].bytes).bytes, by: 3, kept: nil
        )
        #expect(try fixture.log.row(at: 1) == .redacted(expected))
        #expect(try fixture.log.event(at: 1) == nil)
        #expect(try fixture.log.position(of: stored[0].id) == nil)
        var (subject, type) = (Selection(), Selection())
        subject.subject = "a"
        type.type = "person.born"
        #expect(try rows(fixture, subject) == [])
        subject.type = "person.born"
        #expect(try rows(fixture, subject) == [])
        subject = Selection()
        subject.sources = ["s"]
        #expect(try rows(fixture, subject) == [])
        #expect(try rows(fixture, type).map(\.seq) == [2])
        #expect(try rows(fixture).map(\.seq) == [1, 2, 3])
        #expect(try fixture.positions() == [2, 3])
        let batch = try #require(try fixture.log.batch(1))
        #expect((batch.first, batch.last, batch.author) == (1, 2, nil))
    }

    @Test("an id is counted in every event that names it, but one and those that were erased")
    func counts() throws {
        let fixture = try LogFixture()
        let first = try LogFixture.born("a")
        let corrected = EventCorrected(event: first.id, replacement: LogFixture.named("a", "A"))
        try fixture.append([
            first, LogFixture.named("a", "A"), LogFixture.named("b", "B").with(sources: [Citation(source: "s")]),
            Event(.sourceAdded(SourceAdded(source: "s"))), LogFixture.named("a", "Á"),
            Event(.eventCorrected(corrected)),
        ])
        let ids: Set<EntityID> = ["a", "b", "s", "nobody-here"]
        #expect(try fixture.log.counts(naming: ids, except: 1) == ["a": 3, "b": 1, "s": 2])
        #expect(try fixture.log.counts(naming: ids, except: 3) == ["a": 4, "s": 1])
        #expect(try fixture.log.counts(naming: [], except: 3) == [:])
        #expect(try fixture.log.counts(naming: ids, except: 9, among: [2, 3, 4]) == ["a": 1, "b": 1, "s": 2])
        try redact(5, in: fixture)
        #expect(try fixture.log.counts(naming: ids, except: 1) == ["a": 2, "b": 1, "s": 2])
    }

    @Test("to count what is erased takes no longer in a longer log")
    func countingEffort() throws {
        func effort(_ events: Int) throws -> Connection.Effort {
            let fixture = try LogFixture()
            try fixture.append((0..<events).map { LogFixture.named("a", "A \($0)") })
            for seq in 1...3 { try redact(seq, in: fixture) }
            let before = fixture.log.connection.effort
            #expect(try fixture.log.redactions() == 3)
            return fixture.log.connection.effort - before
        }
        let (short, long) = (try effort(5), try effort(500))
        #expect(short.machineSteps > 0 && long.machineSteps == short.machineSteps)
        #expect(long.scanSteps == short.scanSteps)
    }

    @Test("an event that cannot be read leaves nothing in the index either when it is erased")
    func unreadable() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a"), LogFixture.born("b")])
        try fixture.tamper(
            "DROP TRIGGER events_stay", "UPDATE events SET body = x'7B7D' WHERE seq = 1",
            LogSchema.objects.filter { $0.name == "events_stay" }.map(\.sql).joined())
        try redact(1, in: fixture)
        let rows = try fixture.log.connection.statement("SELECT count(*) FROM event_ids WHERE seq = 1").first {
            $0.integer(0)
        }
        #expect(rows == 0)
    }

    @Test("what is kept is found: the id, and the type of evidence")
    func keepsWhatOthersRestOn() throws {
        let fixture = try LogFixture()
        let born = try LogFixture.born("a")
        let retraction = Event(.eventRetracted(EventRetracted(event: born.id, reason: "libel")))
        let stamp = try #require(fixture.append([born, retraction]).last).stamp
        let kept = EventRemains(of: retraction, id: retraction.id, stamp: stamp)
        try redact(2, kept: kept, in: fixture)
        #expect(try fixture.log.position(of: retraction.id) == 2)
        var type = Selection()
        type.type = "event.retracted"
        guard case .redacted(let redacted)? = try rows(fixture, type).first else {
            Issue.record("nothing is found")
            return
        }
        #expect(redacted.kept == kept && kept.stamp == stamp)
        type.subject = "a"
        #expect(try rows(fixture, type) == [])
        #expect(redacted.kept?.fact == .eventRetracted(EventRetracted(event: born.id, reason: "")))
    }

    @Test("all that was proved is proved as before")
    func proofsStay() throws {
        let fixture = try LogFixture()
        for number in 0..<300 { try fixture.append([LogFixture.named("a", "Name \(number)")]) }
        let root = try fixture.log.root(at: 300)
        try redact(7, in: fixture)
        try redact(300, in: fixture)
        #expect(try fixture.log.root(at: 300) == root)
        let leaf = try #require(try fixture.log.leaf(at: 7))
        try fixture.log.inclusionProof(of: 7, in: 302).verify(leaf: leaf, root: fixture.log.root(at: 302))
        try fixture.log.consistencyProof(from: 300, to: 302).verify(first: root, second: fixture.log.root(at: 302))
    }

    @Test("only the event that an event.redacted names is erased by it")
    func refused() throws {
        let fixture = try LogFixture()
        let stored = try fixture.append([LogFixture.born("a"), LogFixture.born("b")])
        for (seq, by) in [(1, stored[1]), (2, stored[0])] {
            #expect(throws: LogError.self) { try fixture.log.write { try fixture.log.erase(seq, by: by) } }
        }
        #expect(try fixture.positions() == [1, 2])
    }

    @Test("bytes that are gone without a redaction that says so are an error, not an absence")
    func goneWithoutRedaction() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a"), LogFixture.born("b")])
        try fixture.tamper("INSERT INTO redactions VALUES (1, 2, 1)", "UPDATE events SET body = NULL WHERE seq = 1")
        #expect(throws: LogError.self) { try fixture.log.row(at: 1) }
    }
}
