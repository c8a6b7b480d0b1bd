import Chance
import Events
import Proofs
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

    private func rows(_ fixture: LogFixture, _ selection: Selection = Selection()) throws -> [LogRow] {
        var rows: [LogRow] = []
        try fixture.log.forEachRow(selection) { row in
            rows.append(row)
            return true
        }
        return rows
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
        #expect(try rows(fixture, type).map(\.seq) == [2])
        #expect(try rows(fixture).map(\.seq) == [1, 2, 3])
        #expect(try fixture.positions() == [2, 3])
        let batch = try #require(try fixture.log.batch(1))
        #expect((batch.first, batch.last, batch.author) == (1, 2, nil))
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
