import Chronology
import EventLog
import Events
import Projections
import Testing

@testable import Annals

@Suite("What a ledger answers")
struct AnswerTests {
    private static let today = CivilDay(number: 20_000)

    private func holders(_ ledger: Ledger, _ day: String) throws -> [String] {
        let time = try #require(WorldTime(try EDTF(day)))
        return try ledger.orgChart(of: "o", at: time, today: Self.today).positions.flatMap { position in
            position.holders.map { "\(position.title): \($0.person.name) \($0.certainty)" }
        }
    }

    @Test("an id stands for whom it introduced, and for nobody once it was merged into another")
    func entityOfAnID() throws {
        let fixture = try LedgerFixture.peopled()
        #expect(try fixture.ledger.entity("a") == ListedEntity(id: "a", kind: .person, name: "Person a"))
        #expect(try fixture.ledger.entity("nobody-here") == nil)
        try fixture.append([Told.merged("a", "b")])
        #expect(try fixture.ledger.entity("a") == nil)
        #expect(try fixture.ledger.entity("b")?.id == "b")
    }

    @Test("corrections, retractions and distrust count from the moment they are recorded")
    func evidenceCounts() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2015-05-01", sources: ["s"])
        try fixture.append([event])
        #expect(try holders(fixture.ledger, "2016-01-01") == ["CEO: Person a certain"])
        let correction = Told.corrected(event, try Told.started("b", "2015-05-01", sources: ["s"]))
        try fixture.append([correction])
        #expect(try holders(fixture.ledger, "2016-01-01") == ["CEO: Person b certain"])
        try fixture.append([Told.distrusted("s")])
        #expect(try holders(fixture.ledger, "2016-01-01") == [])
        try fixture.append([Told.retracted(Told.distrusted("s")), Told.retracted(correction)])
        #expect(try holders(fixture.ledger, "2016-01-01") == ["CEO: Person a certain"])
        try fixture.append([Told.retracted(event)])
        #expect(try holders(fixture.ledger, "2016-01-01") == [])
    }

    @Test("an introduction counts whatever becomes of its source: facts of others rest on the id")
    func introductionsStay() throws {
        let fixture = try LedgerFixture()
        let introduction = Event(
            .personIntroduced(PersonIntroduced(person: "a", name: "Ann")), sources: [Citation(source: "s")])
        try fixture.append([
            Told.source("s"), Told.source("t"), introduction, Told.organization("o"),
            try Told.started("a", "2015-01-01", sources: ["t"]),
            try Told.ended("a", "2018-01-01").with(sources: [Citation(source: "s")]),
        ])
        try fixture.append([Told.distrusted("s")])
        #expect(try fixture.ledger.resolve("Ann").id == "a")
        #expect(try holders(fixture.ledger, "2019-01-01") == ["CEO: Ann certain"])
        #expect(try fixture.ledger.event(introduction.id.hex).setAside == nil)
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("a title may begin with a combining mark")
    func combiningTitle() throws {
        let fixture = try LedgerFixture.peopled()
        let started = PositionStarted(person: "a", organization: "o", position: "\u{301}chief")
        try fixture.append([try Told.dated(.positionStarted(started), "2015")])
        #expect(try holders(fixture.ledger, "2016-01-01") == ["\u{301}chief: Person a certain"])
    }

    @Test("organisations that are each other's parents are shown once each")
    func circleOfParents() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([
            try Told.dated(.organizationTransferred(OrganizationTransferred(organization: "o", parent: "p")), "2010"),
            try Told.dated(.organizationTransferred(OrganizationTransferred(organization: "p", parent: "o")), "2011"),
        ])
        let time = try #require(WorldTime(try EDTF("2015-01-01")))
        let chart = try fixture.ledger.orgChart(of: "o", at: time, depth: 5, today: Self.today)
        #expect(chart.units.map(\.organization.id) == ["p"])
        #expect(chart.units.first?.units.isEmpty == true)
    }

    @Test("a dissolved organisation is under nobody any more")
    func dissolvedUnit() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([
            try Told.dated(.organizationTransferred(OrganizationTransferred(organization: "p", parent: "o")), "2010"),
            try Told.dated(.organizationDissolved(OrganizationDissolved(organization: "p")), "2012"),
        ])
        for (day, units) in [("2011-01-01", ["p"]), ("2013-01-01", [])] as [(String, [EntityID])] {
            let time = try #require(WorldTime(try EDTF(day)))
            let chart = try fixture.ledger.orgChart(of: "o", at: time, depth: 1, today: Self.today)
            #expect(chart.units.map(\.organization.id) == units)
        }
    }

    @Test("the log finds events by the sources that they add, cite and distrust")
    func sourceAsSubject() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([try Told.started("a", "2015", sources: ["s"]), Told.distrusted("s")])
        var selection = Selection()
        selection.subject = "s"
        var types: [String] = []
        try fixture.ledger.forEachEvent(selection) { logged in
            types.append(logged.stored.event.type)
            return true
        }
        #expect(types == ["source.added", "position.started", "source.distrusted"])
    }

    @Test("merged ids are one person, found by the names of both")
    func merges() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([Told.started("a", "2015-01-01"), Told.ended("b", "2018-01-01")])
        let merge = Told.merged("a", "b")
        try fixture.append([merge])
        let history = try fixture.ledger.personHistory(of: "a", today: Self.today)
        #expect(history.person.id == "b")
        #expect(history.tenures.map(\.stint.end.latest) == [CivilDay(year: 2018, month: 1, day: 1)?.number])
        #expect(history.tenures.count == 1)
        #expect(try fixture.ledger.resolve("Person a").id == "b")
        try fixture.append([Told.retracted(merge)])
        #expect(try fixture.ledger.personHistory(of: "a", today: Self.today).tenures.count == 1)
        #expect(try fixture.ledger.personHistory(of: "b", today: Self.today).tenures.count == 1)
    }

    @Test("whom ids were merged into keeps the name, whichever was introduced last")
    func nameAfterAMerge() throws {
        for (from, into) in [("a", "b"), ("b", "a")] as [(EntityID, EntityID)] {
            let fixture = try LedgerFixture.peopled()
            try fixture.append([Told.merged(from, into)])
            let history = try fixture.ledger.personHistory(of: from, today: Self.today)
            #expect(history.person == Named(id: into, name: "Person \(into)"))
            #expect(try fixture.ledger.resolve("Person \(from)").id == into)
            #expect(try fixture.ledger.replayDifferences() == [])
        }
    }

    @Test("distrust of a source is distrust of every id that was merged with it")
    func distrustOfMergedSources() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([Told.started("a", "2015-01-01", sources: ["s"])])
        let merge = Told.merged("s", "t")
        try fixture.append([merge, Told.distrusted("t")])
        #expect(try holders(fixture.ledger, "2016-01-01") == [])
        #expect(try fixture.ledger.replayDifferences() == [])
        try fixture.append([Told.retracted(merge)])
        #expect(try holders(fixture.ledger, "2016-01-01") == ["CEO: Person a certain"])
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("an event is found by its position, its id and the first digits of it")
    func events() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2015")
        try fixture.append([event])
        for text in ["8", event.id.hex, String(event.id.hex.prefix(12))] {
            #expect(try fixture.ledger.event(text).stored.id == event.id)
        }
        for text in ["0", "9", "abc", "not an id", "99999999999999999999999999"] {
            #expect(throws: LedgerError.self) { try fixture.ledger.event(text) }
        }
        try fixture.append([Told.retracted(event)])
        #expect(try fixture.ledger.event("8").setAside?.reason == .retracted)
        #expect(try fixture.ledger.evidence(about: event.id) == [9])
    }

    @Test("an event that is there and cannot be read is not called unknown")
    func unreadableEvent() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.tamper("INSERT INTO events VALUES (8, 2, x'6E6F')")
        let error = #expect(throws: LogError.self) { try fixture.ledger.event("8") }
        guard case .unreadable(let seq, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(seq == 8)
    }

    @Test("sources are listed with what rests on them and how much of it is in effect")
    func sources() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2015", sources: ["s"])
        try fixture.append([event, Told.started("b", "2015", sources: ["s", "t"]), Told.retracted(event)])
        let sources = try fixture.ledger.sources()
        #expect(sources.map(\.id) == ["s", "t"])
        #expect(sources.map(\.citedBy) == [[8, 9], [9]])
        #expect(sources.map(\.inEffect) == [1, 1])
    }

    @Test("a name is found in any script, without case and accents; several that fit are all given")
    func names() throws {
        let fixture = try LedgerFixture()
        try fixture.append([
            Told.person("ilya", "Ilya Sutskever"), Told.person("ivan", "Iván Müller"), Told.person("li", "李伟"),
            Told.person("li-2", "李伟"),
        ])
        #expect(try fixture.ledger.resolve("ILYA sutskever").id == "ilya")
        #expect(try fixture.ledger.search("ivan muller").map(\.entity.id) == ["ivan"])
        guard
            case .ambiguous(_, let entities)? = #expect(
                throws: LedgerError.self,
                performing: {
                    try fixture.ledger.resolve("李伟")
                })
        else {
            Issue.record("not ambiguous")
            return
        }
        #expect(entities.map(\.id) == ["li", "li-2"])
        guard
            case .unknown(_, _, let suggestions)? = #expect(
                throws: LedgerError.self,
                performing: {
                    try fixture.ledger.resolve("Ilya Sutskevr")
                })
        else {
            Issue.record("not unknown")
            return
        }
        #expect(suggestions.contains("Ilya Sutskever"))
    }

    @Test("organisations under one are shown to the depth asked for, at the time asked for")
    func units() throws {
        let fixture = try LedgerFixture()
        try fixture.append([
            Told.organization("o"), Told.organization("p", parent: "o"), Told.organization("q"), Told.person("a"),
            Told.dated(.organizationTransferred(OrganizationTransferred(organization: "q", parent: "p")), "2015-01-01"),
            Told.started("a", "2010-01-01", at: "q"),
        ])
        func units(_ day: String, depth: Int) throws -> [String] {
            func lines(_ chart: OrgChart) -> [String] { chart.units.flatMap { ["\($0.organization.id)"] + lines($0) } }
            let time = try #require(WorldTime(try EDTF(day)))
            return lines(try fixture.ledger.orgChart(of: "o", at: time, depth: depth, today: Self.today))
        }
        #expect(try units("2016-01-01", depth: 0) == [])
        #expect(try units("2016-01-01", depth: 1) == ["p"])
        #expect(try units("2016-01-01", depth: 5) == ["p", "q"])
        #expect(try units("2014-01-01", depth: 5) == ["p"])
    }
}
