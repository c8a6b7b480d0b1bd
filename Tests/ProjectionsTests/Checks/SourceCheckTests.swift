import Chronology
import Events
import Testing

@testable import Projections

@Suite("Check: facts with one source or none")
struct SourceCheckTests {
    /// An event with sources.
    private func said(_ event: Event, _ sources: EntityID...) -> Event {
        event.with(sources: sources.map { Citation(source: $0) })
    }

    private func supports(_ events: Event...) -> [String] {
        let story = Story(events)
        let findings =
            SourceCheck.findings(in: story.checked()) + SourceCheck.findings(of: story.entity("a"), .person)
        return findings.map { finding in
            switch finding.fault {
            case .singleSource(let facts, let source): "\(source): \(words(facts.subject))"
            case .unsourced(let facts): "none: \(words(facts.subject))"
            default: "\(finding.kind)"
            }
        }.sorted()
    }

    private func words(_ subject: SupportedFacts.Subject) -> String {
        switch subject {
        case .tenure(let tenure, let moments):
            "\(tenure.key.person) \(moments.map(\.rawValue).joined(separator: "+"))"
        case .life(let id, let kind): "\(id) \(kind)"
        case .post(let title, _): title
        case .facts(let id, let count): "\(id) \(count)"
        }
    }

    @Test("a moment of a tenure that one source gives is told once, whatever the number of its events")
    func moment() throws {
        let events = try [Told.started("a", "2001"), Told.started("a", "2001-05")]
        #expect(supports(said(events[0], "s"), said(events[1], "s")) == ["s: a start"])
        #expect(supports(said(events[0], "s"), said(events[1], "t")) == [])
        #expect(supports(said(events[0], "s", "t")) == [])
        #expect(supports(events[0]) == ["none: a start"])
    }

    @Test("start and end of one source are one finding, of two sources two")
    func stint() throws {
        let events = try [Told.started("a", "2001"), Told.ended("a", "2005")]
        #expect(supports(said(events[0], "s"), said(events[1], "s")) == ["s: a start+end"])
        #expect(supports(said(events[0], "s"), said(events[1], "t")) == ["s: a start", "t: a end"])
    }

    @Test("a successor's start is no source of the predecessor's end")
    func successor() throws {
        let events = try [Told.started("a", "2001"), Told.started("b", "2005", succeeds: "a")]
        #expect(supports(said(events[0], "s", "t"), said(events[1], "s")) == ["s: b start"])
    }

    @Test("a sighting by one source is told as being in the position")
    func sighting() throws {
        #expect(supports(said(try Told.held("a", "2001-01-01"), "s")) == ["s: a holding"])
    }

    @Test("events that say the same with different sources are one fact with all of them")
    func equalFacts() throws {
        let prize = try Told.dated(.awardReceived(AwardReceived(person: "a", award: "Prize")), "2001")
        let other = try Told.dated(.awardReceived(AwardReceived(person: "a", award: "Medal")), "2002")
        #expect(supports(said(prize, "s"), said(prize, "t")) == [])
        #expect(supports(said(prize, "s"), said(other, "s")) == ["s: a 2"])
        #expect(supports(said(prize, "s"), other) == ["none: a 1", "s: a 1"])
    }

    @Test("births and posts are told by themselves, introductions not at all")
    func others() throws {
        let introduced = Event(.personIntroduced(PersonIntroduced(person: "a", name: "A")))
        #expect(supports(introduced) == [])
        #expect(supports(said(try Told.born("a", "1960"), "s"), introduced) == ["s: a birth"])
        #expect(supports(said(try Told.born("a", "1960"), "s"), said(try Told.born("a", "1960-05"), "t")) == [])
        #expect(supports(said(try Told.post("CEO"), "s")) == ["s: CEO"])
        #expect(supports(said(try Told.post("CEO"), "s", "t")) == [])
    }
}
