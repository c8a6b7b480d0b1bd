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
        try fixture.append([Told.retracted(Told.person("a"))])
        let first = try fixture.last()
        // The retraction cites nothing and keeps one level; every redaction of a redaction keeps one more.
        for seq in first..<first + EventRemains.deepestNesting { try fixture.redact(seq) }
        let last = try fixture.last()
        #expect(last == first + EventRemains.deepestNesting)
        let before = try fixture.ledger.everything()
        let error = #expect(throws: LedgerError.self) { try fixture.redact(last) }
        #expect(
            error?.description == "#\(last) cannot be redacted: what is kept of redactions of redactions nests in one "
                + "another, at most \(EventRemains.deepestNesting) deep; it stays as it is")
        #expect(throws: LedgerError.self) { try fixture.ledger.redactionPreview(of: "\(last)") }
        #expect(try fixture.ledger.everything() == before)
        // What is that deep is read, proved and found like all else.
        guard case .redacted(let redacted)? = try fixture.ledger.log.row(at: first) else {
            Issue.record("nothing is left of event \(first)")
            return
        }
        #expect(redacted.kept?.fact?.type == "event.retracted")
        try fixture.ledger.close()
        #expect(try LedgerVerifier.verify(fixture.ledger.path).isSound)
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
