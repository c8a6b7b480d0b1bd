import Chronology
import Events
import Testing

@testable import Annals

@Suite("What a ledger refuses")
struct AdmissionTests {
    private func error(_ fixture: LedgerFixture, _ events: Event...) throws -> EventError {
        let refusal = fixture.refusal(of: events)
        guard case .refused(let error, _)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return EventError(kind: .badValue, field: nil, reason: "")
        }
        return error
    }

    private func reason(_ fixture: LedgerFixture, _ events: Event...) -> String? {
        let refusal = fixture.refusal(of: events)
        guard case .illegalEvidence(let reason, _)? = refusal else { return refusal.map { "other: \($0)" } }
        return reason
    }

    // MARK: Ids

    @Test("an id that nothing introduces is refused, with the nearest one")
    func unknownID() throws {
        let fixture = try LedgerFixture()
        try fixture.append([Told.person("ilya-sutskever"), Told.organization("openai")])
        let error = try error(fixture, Told.started("ilya-sutskver", "2015", at: "openai"))
        #expect(error.field == "person")
        #expect(error.description.contains("ilya-sutskever"))
    }

    @Test("what the same batch introduces is known, before and after its place")
    func introducedInTheBatch() throws {
        let fixture = try LedgerFixture()
        try fixture.append([Told.started("a", "2015"), Told.person("a"), Told.organization("o")])
        #expect(try fixture.ledger.head().seq == 3)
    }

    @Test("an id of the wrong sort is refused")
    func wrongRole() throws {
        let fixture = try LedgerFixture.peopled()
        #expect(try error(fixture, Told.started("a", "2015", at: "b")).field == "organization")
        #expect(try error(fixture, Told.started("s", "2015")).field == "person")
        #expect(try error(fixture, Told.started("a", "2015", sources: ["b"])).field == "sources[0].source")
        let post = Event(
            .positionStarted(PositionStarted(person: "a", organization: "o", post: "b")), date: try EDTF("2015"))
        #expect(try error(fixture, post).field == "post")
    }

    @Test("an organisation can be a person, and nobody and unnamed can hold a position")
    func corporateDirector() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([
            Told.started("p", "2015", position: "Director"), Told.started(.nobody, "2016"),
            Told.started(.unnamed, "2015"),
        ])
        #expect(try fixture.ledger.head().seq == 10)
    }

    @Test("ids inside a replacement are looked up too")
    func replacement() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2015")
        try fixture.append([event])
        #expect(
            try error(fixture, Told.corrected(event, Told.started("stranger", "2015"))).field == "replacement.person")
    }

    @Test("a source that nothing adds is refused")
    func unknownSource() throws {
        let fixture = try LedgerFixture.peopled()
        #expect(try error(fixture, Told.started("a", "2015", sources: ["s", "x"])).field == "sources[1].source")
    }

    @Test("an id introduced again with another identifier of the same scheme is refused, with more it is not")
    func conflictingIdentifiers() throws {
        let fixture = try LedgerFixture()
        let (one, two) = (
            Identifier(scheme: "wikidata", identifier: "Q1"), Identifier(scheme: "wikidata", identifier: "Q2")
        )
        try fixture.append([Told.person("a", identifiers: [one])])
        #expect(try error(fixture, Told.person("a", "Another", identifiers: [two])).field == "identifiers")
        let orcid = Identifier(scheme: "orcid", identifier: "0000-0001")
        try fixture.append([Told.person("a", "Another", identifiers: [one, orcid])])
        #expect(try fixture.ledger.resolve("0000-0001").id == "a")
    }

    @Test("two introductions with conflicting identifiers in one batch are refused")
    func conflictingIdentifiersInABatch() throws {
        let fixture = try LedgerFixture()
        let (one, two) = (
            Identifier(scheme: "wikidata", identifier: "Q1"), Identifier(scheme: "wikidata", identifier: "Q2")
        )
        let events = [Told.person("a", identifiers: [one]), Told.person("a", "Another", identifiers: [two])]
        guard case .refused(let error, let line)? = fixture.refusal(of: events) else {
            Issue.record("not refused")
            return
        }
        #expect(error.field == "identifiers")
        #expect(line == 2)
    }

    // MARK: Evidence

    @Test("evidence names earlier events only")
    func unknownTarget() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2015")
        #expect(try error(fixture, Told.retracted(event)).field == "event")
        #expect(try error(fixture, Told.retracted(event), event).field == "event")
        try fixture.append([event, Told.retracted(event)])
    }

    @Test("evidence is retracted, not corrected; a replacement says something else")
    func illegalCorrections() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2015")
        let retraction = Told.retracted(event)
        let merge = Told.merged("a", "b")
        try fixture.append([event, retraction, merge])
        for target in [retraction, merge] {
            #expect(reason(fixture, Told.corrected(target, event))?.contains("cannot be corrected") == true)
            #expect(reason(fixture, Told.corrected(target, event))?.hasPrefix("an \(target.type)") == true)
        }
        #expect(try error(fixture, Told.corrected(event, event)).field == "replacement")
    }

    @Test("a merge that would close a cycle is refused")
    func mergeCycles() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([Told.merged("a", "b"), Told.merged("b", "c")])
        for merge in [Told.merged("c", "a"), Told.merged("a", "c"), Told.merged("b", "a")] {
            #expect(reason(fixture, merge)?.contains("cycle") == true)
        }
        #expect(fixture.refusal(of: [Told.merged("a", "a")]) != nil)
    }

    @Test("merges of one batch are weighed together")
    func mergesInABatch() throws {
        let fixture = try LedgerFixture.peopled()
        #expect(reason(fixture, Told.merged("a", "b"), Told.merged("b", "a"))?.contains("cycle") == true)
        let merge = Told.merged("a", "b")
        try fixture.append([merge])
        try fixture.append([Told.retracted(merge), Told.merged("b", "a")])
        #expect(try fixture.ledger.identities().current("b") == "a")
    }

    @Test("a merge cannot be brought back over another one, however long the chain of retractions")
    func restoredCycles() throws {
        let fixture = try LedgerFixture.peopled()
        let merge = Told.merged("a", "b")
        let first = Told.retracted(merge)
        let second = Told.retracted(first)
        let third = Told.retracted(second)
        try fixture.append([merge, first, Told.merged("b", "a")])
        #expect(reason(fixture, second)?.contains("bring back") == true)
        let longer = try LedgerFixture.peopled()
        try longer.append([merge, first, second, third, Told.merged("b", "a")])
        #expect(reason(longer, Told.retracted(third))?.contains("bring back") == true)
        #expect(try longer.ledger.identities().current("b") == "a")
    }
}
