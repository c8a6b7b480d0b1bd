import Events
import Testing

@Suite("Subjects of events, and renaming them")
struct SubjectsTests {
    private static let subjects: [String: [String]] = [
        "person.introduced": ["ilya-sutskever"], "person.born": ["ilya-sutskever"], "person.died": ["a"],
        "person.renamed": ["a"], "organization.introduced": ["openai", "openai-inc"],
        "organization.founded": ["openai", "ilya-sutskever", "google"], "organization.renamed": ["facebook"],
        "organization.acquired": ["dnnresearch", "google"], "organization.dissolved": ["dnnresearch", "google"],
        "organization.transferred": ["brain", "deepmind"], "post.created": ["openai-ceo", "openai", "openai-chair"],
        "post.changed": ["openai-ceo", "openai"], "post.abolished": ["openai-ceo", "openai"],
        "position.started": ["mira-murati", "openai", "openai-ceo", "staff", "board", "sam-altman"],
        "position.ended": ["sam-altman", "openai", "openai-ceo", "board"],
        "position.held": ["ilya-sutskever", "openai", "p", "b", "c", "d"],
        "award.received": ["ilya-sutskever", "university-of-toronto"],
        "work.published": ["alexnet", "alex-krizhevsky", "u-of-t"], "statement.made": ["ilya-sutskever", "openai"],
        "occasion.held": ["sam-altman", "openai"], "attribute.set": ["openai"],
        "relation.held": ["microsoft", "openai"],
        "source.added": [], "event.corrected": ["a"], "event.retracted": [], "source.distrusted": [],
        "entity.merged": ["i-sutskever", "ilya-sutskever"], "event.redacted": [], "x.wikidata.rank": ["a"],
    ]

    @Test("an event's subjects are the entities it names, each once, in order", arguments: SampleEvents.full)
    func subjects(line: String) throws {
        let event = try SampleEvents.event(line)
        #expect(event.subjects.map(\.text) == Self.subjects[event.type])
    }

    @Test("whoever is said to have said so is a subject, and so are the stand-ins")
    func attribution() throws {
        let event = try SampleEvents.event(
            #"{"type": "position.started", "date": "2020", "person": "nobody", "organization": "o", "#
                + #""attributed_to": "p", "sources": ["s"]}"#)
        #expect(event.subjects == [.nobody, "o", "p"])
    }

    @Test("renaming replaces an id wherever it stands and nothing else", arguments: SampleEvents.full)
    func renaming(line: String) throws {
        let event = try SampleEvents.event(line)
        for id in event.subjects {
            let renamed = event.renaming { $0 == id ? "quite-new" : $0 }
            #expect(renamed.subjects == event.subjects.map { $0 == id ? "quite-new" : $0 })
            #expect(renamed.renaming { $0 == "quite-new" ? id : $0 } == event)
            #expect(renamed.type == event.type)
        }
        #expect(event.renaming { $0 } == event)
    }

    @Test("renaming reaches sources, attribution and corrections")
    func renamingEverywhere() throws {
        let event = try SampleEvents.event(
            #"{"type": "event.corrected", "event": "\#(SampleEvents.eventID)", "replacement": {"type": "person.born", "#
                + #""date": "1985", "person": "old", "sources": ["old"]}, "sources": ["old", "z"], "#
                + #""attributed_to": "old"}"#)
        let json = event.renaming { $0 == "old" ? "new" : $0 }.json
        #expect(
            JSONText.compact(.object(json))
                == #"{"type": "event.corrected", "event": "\#(SampleEvents.eventID)", "#
                + #""replacement": {"type": "person.born", "date": "1985", "person": "new", "#
                + #""sources": [{"source": "new"}]}, "sources": [{"source": "new"}, {"source": "z"}], "#
                + #""attributed_to": "new"}"#)
    }

    @Test("events that differ in sources, attribution and note make one claim")
    func claim() throws {
        let first = try SampleEvents.event(SampleEvents.common)
        let second = first.with(sources: ["a", "b"].map { Citation(source: $0) })
        #expect(first != second)
        #expect(first.claim == second.claim)
        #expect(first.claim.json["order"] == -3)
        #expect(first.claim.json["note"] == nil)
    }
}
