import Chance
import EventLog
import Events
import Testing

@testable import Annals

/// What is kept of redactions that are redacted themselves nests, and is followed only so far.
@Suite("Redactions of redactions")
struct NestedRedactionTests {
    @Test("redactions of redactions are refused where what is kept would nest too deep to be read back")
    func limit() throws {
        let fixture = try LedgerFixture.peopled()
        let log = fixture.ledger.log
        // What so many redactions of redactions keep, without the time that they would take.
        let stamp = try #require(try log.event(at: 1)).stamp
        var kept = EventRemains(of: Told.person("a"), id: nil, stamp: stamp)
        while kept.depth < EventRemains.deepestNesting - 1 {
            kept = EventRemains(
                of: Event(.eventRedacted(EventRedacted(seq: 1, reason: "r", kept: kept))), id: nil, stamp: stamp)
        }
        try log.write {
            var random = SplitMix64()
            let event = Event(.eventRedacted(EventRedacted(seq: 1, reason: "r", kept: kept)))
            let recorded = try log.append([event], BatchStamp(now: LedgerFixture.time(0)), random: &random)
            try log.erase(1, by: try #require(recorded.first))
        }
        let (first, second) = (try fixture.last(), try fixture.last() + 1)
        try fixture.redact(first)
        // That is as deep as it goes, and is read back.
        guard case .redacted(let redacted)? = try log.row(at: first) else {
            Issue.record("nothing is left of event \(first)")
            return
        }
        #expect(redacted.kept?.depth == EventRemains.deepestNesting)
        let before = try fixture.ledger.everything()
        let error = #expect(throws: LedgerError.self) { try fixture.redact(second) }
        #expect(
            error?.description
                == "#\(second) cannot be redacted: what is kept of redactions of redactions nests in one "
                + "another, at most \(EventRemains.deepestNesting) deep; it stays as it is")
        #expect(throws: LedgerError.self) { try fixture.ledger.redactionPreview(of: "\(second)") }
        #expect(try fixture.ledger.everything() == before)
    }

    @Test("a chain of erased events of any length is an error, and damage to a verification")
    func endlessChain() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append((0..<1_500).map { Told.person(EntityID(stringLiteral: "p-\($0)")) })
        let path = fixture.ledger.path
        try fixture.ledger.close()
        try fixture.tamper(
            "DROP TRIGGER events_stay",
            "INSERT INTO redactions SELECT seq, seq + 1, 1 FROM events WHERE seq < 1500",
            "UPDATE events SET body = NULL WHERE seq < 1501")
        let log = try EventLog.openDespiteDamage(path)
        #expect(throws: LogError.unreadable(seq: 9, reason: "its bytes are gone, and no event says why")) {
            try log.row(at: 9)
        }
        try log.close()
        #expect(try !LedgerVerifier.verify(path).isSound)
    }
}
