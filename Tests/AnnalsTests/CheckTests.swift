import Chronology
import Events
import Projections
import Testing

@testable import Annals

@Suite("Checking a ledger")
struct CheckTests {
    private static let today = CivilDay(number: 20_000)

    /// A ledger with one fault in each of two organisations, and one of a person.
    private static func faulty() throws -> LedgerFixture {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([
            Told.started("a", "2001", sources: ["s"]), Told.started("a", "2003", sources: ["t"]),
            Told.ended("b", "2010", at: "p"), Told.dated(.personBorn(PersonBorn(person: "c")), "1990"),
            Told.dated(.awardReceived(AwardReceived(person: "c", award: "Prize")), "1980"),
        ])
        return fixture
    }

    private static let unlikely: Set<FindingKind> = Set(FindingKind.allCases).subtracting([.unsourced, .singleSource])

    @Test("everything is looked at, each organisation and each person once")
    func everything() throws {
        let result = try Self.faulty().ledger.check(for: Self.unlikely, today: Self.today)
        #expect(result.findings.map(\.kind) == [.dispute, .outsideLife, .endWithoutStart])
        #expect(result.findings.map(\.organization) == ["o", nil, "p"])
        #expect(result.organizations == 2 && result.people == 3)
        #expect(result.counts.map(\.count) == [1, 1, 1])
    }

    @Test("it can be restricted to organisations, people and kinds")
    func restricted() throws {
        let ledger = try Self.faulty().ledger
        func kinds(_ subjects: EntityID..., for kinds: Set<FindingKind> = CheckTests.unlikely) throws -> [FindingKind] {
            try ledger.check(subjects, for: kinds, today: Self.today).findings.map(\.kind)
        }
        #expect(try kinds("o") == [.dispute])
        #expect(try kinds("p") == [.endWithoutStart])
        #expect(try kinds("c") == [.outsideLife])
        #expect(try kinds("a") == [.dispute])
        #expect(try kinds("b", "o") == [.dispute, .endWithoutStart])
        #expect(try kinds(for: [.dispute]) == [.dispute])
    }

    @Test("a belief decides what is a fault")
    func beliefs() throws {
        let fixture = try Self.faulty()
        var belief = Belief()
        belief.without = ["t"]
        func disputes(_ belief: Belief) throws -> Int {
            try fixture.ledger.check(for: [.dispute], today: Self.today, believing: belief).findings.count
        }
        #expect(try disputes(.current) == 1)
        #expect(try disputes(belief) == 0)
        belief = Belief()
        belief.known = .batch(1)
        #expect(try disputes(belief) == 0)
        belief.known = .batch(2)
        #expect(try disputes(belief) == 1)
        try fixture.append([Told.retracted(try Told.started("a", "2003", sources: ["t"]))])
        #expect(try disputes(.current) == 0)
        #expect(try disputes(belief) == 1)
    }

    @Test("what nothing introduces any more is looked at")
    func notIntroduced() throws {
        let fixture = try LedgerFixture()
        var request = AppendRequest([try Told.ended("x", "2010", at: "y")])
        request.requiresIntroductions = false
        try fixture.append(request)
        #expect(
            try fixture.ledger.check(for: Self.unlikely, today: Self.today).findings.map(\.kind) == [.endWithoutStart])
    }

    @Test("a superior in another organisation is no dangling report")
    func elsewhere() throws {
        let fixture = try LedgerFixture.peopled()
        let report = PositionStarted(person: "a", organization: "o", position: "CEO", reportsTo: "b")
        try fixture.append([try Told.dated(.positionStarted(report), "2001")])
        #expect(try fixture.ledger.check(for: [.danglingReport], today: Self.today).findings.count == 1)
        try fixture.append([try Told.started("b", "2000", at: "p")])
        #expect(try fixture.ledger.check(for: [.danglingReport], today: Self.today).findings == [])
    }

    @Test(
        "of any ledger the whole is what its organisations and people are, and every step is a command",
        arguments: 301...306)
    func random(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 25).fixture.ledger
        let whole = try ledger.check(today: Self.today)
        var known = Belief()
        known.known = .batch(try ledger.head().batch)
        #expect(try ledger.check(today: Self.today, believing: known) == whole, "seed \(seed)")
        for organization in RandomEvents.organizations {
            let part = try ledger.check([organization], today: Self.today).findings
            let current = try ledger.identities().current(organization)
            #expect(
                part.filter { $0.organization == current } == whole.findings.filter { $0.organization == current },
                "seed \(seed), \(organization)")
        }
        for person in RandomEvents.people {
            let current = try ledger.identities().current(person)
            let part = try ledger.check([person], today: Self.today).findings
            #expect(part == whole.findings.filter { $0.people.contains(current) }, "seed \(seed), \(person)")
        }
        for finding in whole.findings {
            for event in finding.events { #expect(try ledger.setAside(event) == nil, "\(finding)") }
            #expect(try ledger.commandLine(finding).hasPrefix("annals "), "\(finding)")
        }
    }

    @Test(
        "words of a command are quoted as a shell needs it",
        arguments: [
            ("openai", "openai"), ("Chief Scientist", "\"Chief Scientist\""), ("[..2012]", "\"[..2012]\""),
            ("2012~", "\"2012~\""), ("a\"b", "'a\"b'"), ("$HOME's", "'$HOME'\\''s'"), ("", "\"\""), ("未来", "\"未来\""),
        ])
    func quoting(word: String, quoted: String) {
        #expect(Ledger.quoted(word) == quoted)
    }
}
