import Chronology
import Events
import Testing

@testable import Projections

@Suite("Check: events outside a life")
struct OutsideLifeCheckTests {
    private static func places(_ entity: EntityID, isPerson: Bool = true, _ events: Event...) -> [[Int]] {
        OutsideLifeCheck.findings(of: Story(events).entity(entity), isPerson: isPerson).places
    }

    private static let facts: [(name: String, fact: Fact, afterDeath: Bool)] = [
        ("a position", .positionStarted(PositionStarted(person: "a", organization: "o", position: "CEO")), true),
        ("an end", .positionEnded(PositionEnded(person: "a", organization: "o", position: "CEO")), true),
        ("a sighting", .positionHeld(PositionHeld(person: "a", organization: "o", position: "CEO")), true),
        ("a founding", .organizationFounded(OrganizationFounded(organization: "p", founders: [.entity("a")])), true),
        ("a statement", .statementMade(StatementMade(speaker: .entity("a"), summary: "Says so.")), true),
        ("an occasion", .occasionHeld(OccasionHeld(title: "Meeting", participants: [.entity("a")])), true),
        ("a wedding", .relationHeld(RelationHeld(subject: "b", relation: .spouse, object: "a")), true),
        ("a prize", .awardReceived(AwardReceived(person: "a", award: "Prize")), false),
        ("a work", .workPublished(WorkPublished(work: "w", authors: [.entity("a")])), false),
        ("a name", .personRenamed(PersonRenamed(person: "a", name: "A")), false),
    ]

    @Test("nothing is done before the birth; what can follow a death may", arguments: facts.indices)
    func parts(index: Int) throws {
        let (name, fact, afterDeath) = Self.facts[index]
        let event = try Told.dated(fact, "1950")
        #expect(Self.places("a", try Told.born("a", "1960"), event) == [[1, 2]], "\(name) before the birth")
        #expect(Self.places("a", try Told.born("a", "1950"), event) == [], "\(name) in the year of the birth")
        #expect(
            Self.places("a", try Told.died("a", "1940"), event) == (afterDeath ? [[1, 2]] : []),
            "\(name) after the death")
        #expect(Self.places("a", try Told.died("a", "1950"), event) == [], "\(name) in the year of the death")
    }

    @Test("whoever is only spoken of need not be there")
    func spokenOf() throws {
        let statement = try Told.dated(
            .statementMade(StatementMade(speaker: .entity("b"), about: [.entity("a")], summary: "Of a.")), "1950")
        #expect(Self.places("a", try Told.born("a", "1960"), statement) == [])
        #expect(Self.places("a", try Told.died("a", "1940"), statement) == [])
    }

    @Test("a vague date counts only where all of it is on the wrong side, a qualified one as widened")
    func vague() throws {
        for (date, isOutside) in [("1949", true), ("[1940..1960]", false), ("1959~", false), ("[..1949]", true)] {
            let found = Self.places("a", try Told.born("a", "1960-06-01"), try Told.started("a", date))
            #expect(found.isEmpty == !isOutside, "\(date)")
        }
    }

    @Test("a clock reading elsewhere on Earth can be of the day before")
    func offset() throws {
        let started = try Told.started("a", "2000-01-02T01:00+14:00")
        #expect(Self.places("a", try Told.died("a", "2000-01-01"), started) == [])
        #expect(Self.places("a", try Told.died("a", "1999-12-31"), started) == [[1, 2]])
    }

    @Test("a death before the birth is told; on the day of it, not")
    func deathBeforeBirth() throws {
        let found = Self.places("a", try Told.born("a", "1960"), try Told.died("a", "1950"))
        #expect(found == [[1, 2]])
        #expect(Self.places("a", try Told.born("a", "1960"), try Told.died("a", "1960")) == [])
    }

    @Test("both ends of a tenure count")
    func bothEnds() throws {
        let held = try Told.held("a", "1950/1970")
        #expect(Self.places("a", try Told.died("a", "1960"), held) == [[1, 2]])
        #expect(Self.places("a", try Told.born("a", "1960"), held) == [[1, 2]])
        #expect(Self.places("a", try Told.born("a", "1940"), try Told.died("a", "1980"), held) == [])
    }

    @Test("positions before a founding and after a dissolution are told of the organisation")
    func organizations() throws {
        let started = try Told.started("a", "1950")
        #expect(Self.places("o", isPerson: false, try Told.founded("o", "1960"), started) == [[1, 2]])
        #expect(Self.places("o", isPerson: false, try Told.founded("o", "1950"), started) == [])
        #expect(Self.places("o", isPerson: false, try Told.dissolved("o", "1940"), started) == [[1, 2]])
        #expect(Self.places("o", isPerson: false, try Told.dissolved("o", "1960"), started) == [])
    }

    @Test("one event on the wrong side is to be corrected, of several the limit")
    func next() throws {
        let birth = try Told.born("a", "1960")
        let one = OutsideLifeCheck.findings(
            of: Story([birth, try Told.started("a", "1950")]).entity("a"), isPerson: true)
        #expect(one.map(\.next) == [.correctDate(event: 2)])
        let two = OutsideLifeCheck.findings(
            of: Story([birth, try Told.started("a", "1950"), try Told.ended("a", "1955")]).entity("a"), isPerson: true)
        #expect(two.map(\.next) == [.correctDate(event: 1)])
    }
}
