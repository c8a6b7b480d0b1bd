import Events
import Projections
import Testing

@Suite("Directory")
struct DirectoryTests {
    private func introduced(
        _ name: String, names: [String] = [], identifiers: [Identifier] = []
    ) -> Event {
        Event(
            .personIntroduced(
                PersonIntroduced(
                    person: "p", name: name, names: names.map { AlternateName(name: $0) }, identifiers: identifiers)))
    }

    private func renamed(_ name: String, _ date: String) throws -> Event {
        try Told.dated(.personRenamed(PersonRenamed(person: "p", name: name)), date)
    }

    private func folded(_ events: [Event]) -> DirectoryEntry? {
        let story = Story(events)
        let entry = Directory.entry(for: "p", story.events)
        #expect(Directory.entry(for: "p", story.events.reversed()) == entry)
        return entry
    }

    @Test("an introduction gives the name, the other names and the identifiers")
    func introduction() throws {
        let identifier = Identifier(scheme: "wikidata", identifier: "Q1")
        let entry = try #require(folded([introduced("Ann", names: ["安"], identifiers: [identifier])]))
        #expect(entry.kind == .person)
        #expect(entry.names.map(\.name) == ["Ann", "安"])
        #expect(entry.identifiers == [identifier])
        #expect(entry.events == [1])
    }

    @Test("of several introductions the last recorded gives the name, the others are kept")
    func introducedAgain() throws {
        let entry = try #require(folded([introduced("Ann"), introduced("Anne", names: ["Annie"])]))
        #expect(entry.name == "Anne")
        #expect(Set(entry.names.map(\.name)) == ["Ann", "Anne", "Annie"])
    }

    @Test("a new name holds from its date, and is found before it too")
    func renaming() throws {
        let entry = try #require(folded([introduced("Ann"), try renamed("Bea", "2010-05-05")]))
        #expect(entry.names(at: try WorldMoment("2010-05-04").time) == ["Ann"])
        #expect(entry.names(at: try WorldMoment("2010-05-05").time) == ["Bea"])
        #expect(entry.names.map(\.name) == ["Ann", "Bea"])
    }

    @Test("within a vague date both names are given")
    func vagueRenaming() throws {
        let entry = try #require(folded([introduced("Ann"), try renamed("Bea", "2010")]))
        #expect(entry.names(at: try WorldMoment("2010-05-05").time) == ["Ann", "Bea"])
        #expect(entry.names(at: try WorldMoment("2011-01-01").time) == ["Bea"])
    }

    @Test("what nothing names has no entry")
    func nothing() throws {
        #expect(folded([]) == nil)
        #expect(folded([try Told.started("p", "2015")]) == nil)
    }

    @Test("posts, works and sources have entries of their kinds")
    func kinds() throws {
        let story = Story([
            try Told.created("2015", post: "cto", position: "CTO", names: ["Chief Technology Officer"]),
            try Told.dated(.workPublished(WorkPublished(work: "w", title: "Work")), "2015"),
            Event(.sourceAdded(SourceAdded(source: "s", title: "Source"))),
        ])
        #expect(Directory.entry(for: "cto", story.events)?.kind == .post)
        #expect(Directory.entry(for: "cto", story.events)?.names.map(\.name) == ["CTO", "Chief Technology Officer"])
        #expect(Directory.entry(for: "w", story.events)?.name == "Work")
        #expect(Directory.entry(for: "s", story.events)?.kind == .source)
    }
}
