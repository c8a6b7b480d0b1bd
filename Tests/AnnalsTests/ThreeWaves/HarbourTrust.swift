import Chance
import Chronology
import Events
import Projections

@testable import Annals

/// A ledger of three waves: a charter; a handover that became known only later; corrections, a withdrawn document, and
/// two spellings of one name that turn out to be one person.
struct HarbourTrust {
    let fixture: LedgerFixture

    var ledger: Ledger { fixture.ledger }

    /// When the waves were recorded, batches 1 to 3.
    static let recorded = ["2026-01-10T09:00:00Z", "2026-02-10T09:00:00Z", "2026-03-10T09:00:00Z"]

    private static let charter = """
        {"type": "source.added", "source": "charter", "title": "Charter of the trust", "published": "1998-03-02"}
        {"type": "source.added", "source": "register", "title": "A register without a date"}
        {"type": "organization.introduced", "organization": "trust", "name": "Harbour Trust"}
        {"type": "person.introduced", "person": "ana-lima", "name": "Ana Lima"}
        {"type": "person.introduced", "person": "bo-ek", "name": "Bo Ek"}
        {"type": "organization.founded", "date": "1998-03-01", "organization": "trust", "sources": ["charter"]}
        {"type": "post.created", "date": "1998-03-01", "post": "director", "organization": "trust", "position": "Director", "seats": 1, "sources": ["charter"]}
        {"type": "position.started", "date": "1998-03-01", "person": "ana-lima", "organization": "trust", "position": "Director", "sources": ["charter"]}
        {"type": "position.started", "date": "1998-04", "person": "bo-ek", "organization": "trust", "position": "Treasurer", "sources": ["charter"]}
        {"type": "position.started", "date": "2001-01-01", "person": "bo-ek", "organization": "trust", "position": "Secretary", "sources": ["register"]}
        {"type": "position.started", "date": "2000-05-05", "person": "ana-lima", "organization": "trust", "position": "Chair"}
        """

    private static let handover = """
        {"type": "source.added", "source": "gazette", "title": "Gazette", "published": "2004-07-01"}
        {"type": "source.added", "source": "memo", "title": "A memo", "published": "2005-05-05"}
        {"type": "source.added", "source": "payroll", "title": "Payroll", "published": "2012-01-15"}
        {"type": "person.introduced", "person": "carl-juhl", "name": "Carl Juhl"}
        {"type": "person.introduced", "person": "carl-juul", "name": "Carl Juul"}
        {"type": "person.introduced", "person": "dora-finn", "name": "Dora Finn"}
        {"type": "position.ended", "date": "2003-12-31", "person": "ana-lima", "organization": "trust", "position": "Director", "how": "retired", "sources": ["gazette"]}
        {"type": "position.started", "date": "2004-01-01", "person": "carl-juhl", "organization": "trust", "position": "Director", "sources": ["gazette"]}
        {"type": "position.started", "date": "2002-05-01", "person": "dora-finn", "organization": "trust", "position": "Treasurer", "succeeds": "bo-ek", "sources": ["memo"]}
        {"type": "position.held", "date": "2001-02-01/2003-12-31", "person": "carl-juul", "organization": "trust", "position": "Auditor", "sources": ["payroll"]}
        """

    /// Makes the ledger.
    init() throws {
        fixture = try LedgerFixture()
        let first = try Self.events(Self.charter)
        let second = try Self.events(Self.handover)
        try record(first, wave: 0)
        try record(second, wave: 1)
        try record(try Self.corrections(of: first + second), wave: 2)
    }

    private static func events(_ lines: String) throws -> [Event] {
        try lines.split(separator: "\n").map { try EventLine(bytes: Array($0.utf8)).event }
    }

    /// The payroll has the treasurer's start and the new director's; the memo is withdrawn; Juul is Juhl.
    private static func corrections(of events: [Event]) throws -> [Event] {
        var corrected: [Event] = []
        for event in events {
            guard case .positionStarted(let started) = event.fact else { continue }
            let date: String
            switch (started.person, started.position) {
            case ("bo-ek", "Treasurer"): date = "1999-02-15"
            case ("carl-juhl", "Director"): date = "2004-02-01"
            default: continue
            }
            let payroll = [Citation(source: "payroll")]
            let replacement = event.with(date: try EDTF(date)).with(sources: payroll)
            corrected.append(Told.corrected(event, replacement).with(sources: payroll))
        }
        return corrected + [Told.distrusted("memo"), Told.merged("carl-juul", "carl-juhl")]
    }

    private func record(_ events: [Event], wave: Int) throws {
        var random = SplitMix64()
        let now = RecordedTime(Self.recorded[wave]) ?? LedgerFixture.time(wave)
        _ = try ledger.append(AppendRequest(events), now: now, random: &random)
    }
}
