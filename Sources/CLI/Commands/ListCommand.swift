import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// `annals list`: everything of a kind.
struct ListCommand: AnnalsSubcommand {
    /// What can be listed.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case people, organizations, posts, sources
    }

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List people, organizations, posts (with who holds them) or sources (with what rests on them).",
        discussion: """
            `list posts ORG` lists one organization's posts, `list sources ID` every event that rests on a source. \
            Sources are listed as they are recorded now.

              annals list people
              annals list posts openai --at 2023-11-18
              annals list people --known @2
              annals list sources gptnb-2024-05-16
            """)

    @Argument(help: "What to list: people, organizations, posts, sources.")
    var subject: Subject

    @Argument(help: ArgumentHelp("With posts, an organization; with sources, one source.", valueName: "of"))
    var of: [String] = []

    @OptionGroup var ask: AnswerOptions
    @OptionGroup var believing: BeliefOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if !of.isEmpty, subject == .people || subject == .organizations {
            throw ValidationError(
                "`list \(subject.rawValue)` takes no name; `annals search \(of.asOneName)` looks for one.")
        }
        if subject == .sources, let option = believing.given.first {
            throw ValidationError(
                "`list sources` takes no \(option): it lists what is recorded now. `annals search` finds the sources "
                    + "of a belief.")
        }
    }

    func run(in session: Session) throws -> ExitStatus {
        let asked = try ask.time(today: session.today)
        let ledger = try session.open(global)
        let list = Listing(
            ledger: ledger, asked: asked, believed: try believing.belief(ledger, today: session.today),
            today: session.today, format: ask.format, output: Output(global, session))
        switch subject {
        case .people: try list.show(.person, called: "people")
        case .organizations: try list.show(.organization, called: "organizations")
        case .posts: try list.showPosts(of: of.isEmpty ? nil : of.asOneName)
        case .sources where of.isEmpty: try list.showSources()
        case .sources: try list.showEvents(citing: of.asOneName)
        }
        return .done
    }
}

/// A list on its way to the reader.
private struct Listing {
    let ledger: Ledger
    let asked: AskedTime
    let believed: AskedBelief
    let today: CivilDay
    let format: AnswerFormat
    let output: Output

    /// Prints a list: as text with a header, as an object under `key`, or line by line.
    private func show(
        _ heading: String, _ key: String, empty: String, lines: [String], objects: [JSONObject],
        columns: [RecordTable.Column], about: JSONObject = [:]
    ) throws {
        switch format {
        case .text:
            let header = StyledText(heading, .heading) + ", " + StyledText(asked.header + believed.header)
            // What to append is no answer to what was known.
            let empty = believed.belief == .current ? empty : "None \(believed.verb) known\(believed.then)."
            let body = objects.isEmpty ? [SafeText(empty).string] : lines
            try output.show([header.rendered(in: output.style), ""] + body)
        case .json:
            var object = about
            object["at"] = .string(asked.text)
            if key != "sources" && key != "events" {
                object.append(try AnswerJSON(ledger, believing: believed.belief).beliefMembers())
            }
            object[key] = .array(objects.map(JSONValue.object))
            try output.show(object)
        case .jsonl, .csv:
            try output.show(objects, as: columns, in: format)
        }
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    func show(_ kind: EntityKind, called name: String) throws {
        let hits = try ledger.list(kind, at: asked.time, believing: believed.belief)
        try show(
            Self.count(hits.count, kind.rawValue, name), name,
            empty: "None is known; `annals append \(kind.rawValue).introduced` introduces the first.",
            lines: ListTable.lines(
                hits, showsKind: false, fitting: output.cutWidth, style: output.style, glyphs: output.glyphs),
            objects: hits.map(AnswerJSON(ledger, believing: believed.belief).object), columns: .entries)
    }

    func showPosts(of name: String?) throws {
        let organization = try name.map { try ledger.resolve($0, as: [.organization], believing: believed.belief).id }
        let positions = try ledger.positions(
            in: organization, at: asked.time, today: today, believing: believed.belief)
        try show(
            Self.count(positions.count, "post", "posts") + (organization.map { " of \($0)" } ?? ""), "posts",
            empty: "None is known; `annals append position.started` records who took one up.",
            lines: ListTable.lines(
                positions, fitting: output.cutWidth, style: output.style, glyphs: output.glyphs),
            objects: try positions.map(AnswerJSON(ledger, believing: believed.belief).object), columns: .positions)
    }

    func showSources() throws {
        let sources = try ledger.sources()
        try show(
            Self.count(sources.count, "source", "sources"), "sources",
            empty: "None is known; `annals append source.added` adds the first.",
            lines: ListTable.lines(sources, fitting: output.cutWidth, style: output.style, glyphs: output.glyphs),
            objects: sources.map(AnswerJSON(ledger).object), columns: .sources)
    }

    func showEvents(citing name: String) throws {
        let source = try ledger.resolve(name, as: [.source])
        guard let record = try ledger.sources().first(where: { $0.id == source.id }) else {
            throw LedgerError.unknown(name, kind: "source", suggestions: [])
        }
        let events = try ledger.loggedEvents(at: record.citedBy)
        let summaries = try ledger.summaries(of: events.map(\.stored.event))
        let answers = AnswerJSON(ledger)
        let sentence = try ledger.summarizer(tellingNamesakesIn: events.map(\.stored.event))
        let rows = events.map { event in
            EventTable.Row(
                date: event.stored.event.date?.text ?? "", summary: sentence(event.stored.event),
                sources: event.stored.event.sources.filter { $0.source == source.id }, id: event.stored.id.short,
                others: 0, setAside: event.setAside?.reason.rawValue)
        }
        try show(
            "\(Self.count(record.citedBy.count, "event", "events")) citing \(source.name) (\(source.id)), \(record.inEffect) in effect",
            "events", empty: "No event cites it.",
            lines: EventTable(rows: rows).lines(
                fitting: output.cutWidth, style: output.style, glyphs: output.glyphs),
            objects: zip(events, summaries).map { answers.object($0, summary: $1) }, columns: .events,
            about: ["source": .object(answers.object(record))])
    }
}
