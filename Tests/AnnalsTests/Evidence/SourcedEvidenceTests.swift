import Chronology
import Events
import Projections
import Testing

@testable import Annals

/// Evidence that rests on sources, and what distrust and merges make of them.
@Suite("Sourced evidence")
struct SourcedEvidenceTests {
    private func ledger() throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        let sources = zip(["s1", "s2", "s3", "s4"], ["2020-02", "2020-03", "2020-04", "2020-05"] as [String])
        try fixture.append(
            [Told.person("a"), Told.person("b"), Told.person("c"), Told.organization("o")]
                + sources.map { source, date in
                    Event(
                        .sourceAdded(
                            SourceAdded(source: EntityID(source) ?? "s", title: source, published: try? EDTF(date))))
                })
        return fixture
    }

    private func holders(_ fixture: LedgerFixture, _ belief: Belief = .current) throws -> [EntityID] {
        let today = CivilDay(number: 20_600)
        let chart = try fixture.ledger.orgChart(
            of: "o", at: .day(CivilDay(number: 19_000)), today: today, believing: belief)
        return chart.positions.flatMap(\.holders).map(\.person.id)
    }

    private func cited(_ event: Event, _ source: EntityID) -> Event {
        event.with(sources: [Citation(source: source)])
    }

    @Test("a retraction that rests on a distrusted source gives back what it took, under any id of that source")
    func retractionOnDistrustedSource() throws {
        let fixture = try ledger()
        let fact = try Told.started("a", "2020-01-01")
        let merge = Told.merged("s2", "s4")
        try fixture.append([fact, merge])
        try fixture.append([cited(Told.retracted(fact), "s4")])
        #expect(try holders(fixture) == [])
        try fixture.append([Told.distrusted("s2")])
        #expect(try holders(fixture) == ["a"])
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("evidence and facts judge one source alike, whatever became of a merge by distrust")
    func judgedAlike() throws {
        let fixture = try ledger()
        let (unsourced, sourced) = (
            try Told.started("a", "2020-01-01"), try Told.started("b", "2020-01-01", sources: ["s4"])
        )
        let merge = Told.merged("s2", "s4")
        try fixture.append([unsourced, sourced, merge])
        // The merge of the sources is taken back on the word of one that is distrusted: it stands.
        try fixture.append([Told.distrusted("s2"), cited(Told.retracted(merge), "s2")])
        try fixture.append([cited(Told.retracted(unsourced), "s4")])
        #expect(try holders(fixture) == ["a"])
        #expect(try fixture.ledger.replayDifferences() == [])
        var known = Belief()
        known.known = .batch(2)
        #expect(try holders(fixture, known) == ["a", "b"])
    }

    @Test("what a correction puts in the place rests on the correction's source, where it names none itself")
    func replacementWithoutSource() throws {
        let fixture = try ledger()
        let fact = try Told.started("a", "2020-01-01", sources: ["s1"])
        try fixture.append([fact])
        try fixture.append([cited(Told.corrected(fact, try Told.started("b", "2020-01-01")), "s2")])
        var belief = Belief()
        for (day, expected) in [("2020-01", []), ("2020-02", ["a"]), ("2020-03", ["b"])] as [(String, [EntityID])] {
            belief.published = try EDTF(day).strict.latest
            #expect(try holders(fixture, belief) == expected, "published \(day)")
        }
        #expect(try holders(fixture) == ["b"])
    }

    @Test("whoever is said to succeed somebody that turns out to be the same person ends nothing")
    func selfSuccession() throws {
        let fixture = try ledger()
        let succession = Event(
            .positionStarted(PositionStarted(person: "a", organization: "o", position: "CEO", succeeds: "b")),
            date: try EDTF("2020-01-01"))
        try fixture.append([try Told.started("b", "2010-01-01"), succession])
        try fixture.append([Told.merged("b", "a")])
        let tenures = try fixture.ledger.personHistory(of: "a", today: CivilDay(number: 20_600)).tenures
        #expect(tenures.map(\.stint.endState) == [.open])
        #expect(tenures.map(\.stint.isStartDisputed) == [true])
        #expect(try fixture.ledger.replayDifferences() == [])
    }
}
