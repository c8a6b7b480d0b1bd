import Annals
import ArgumentParser
import Events
import Projections

/// `annals search`: people, organisations, posts, works and sources by any of their names.
struct SearchCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find people, organizations, posts, works and sources by name, id or identifier.",
        discussion: """
            Every word has to be found in one of the names or in the id; case and accents do not matter. Finding \
            nothing is exit code 1.

              annals search sutskever
              annals search 奥尔特曼
            """)

    @Argument(help: "What to look for, in any script.")
    var text: [String]

    @Option(help: ArgumentHelp("How many to show at most.", valueName: "n"))
    var limit = 50

    @OptionGroup var ask: AskOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is at least 1.") }
    }

    func run(in session: Session) throws -> ExitStatus {
        let asked = try ask.time(today: session.today)
        let output = Output(global, session)
        let ledger = try session.open(global)
        let believed = try ask.belief(ledger, today: session.today)
        let names = try ledger.names(at: asked.time, believing: believed.belief)
        // One more than asked for tells whether there are more.
        let found = try ledger.search(
            text.asOneName, limit: limit == Int.max ? limit : limit + 1,
            believing: believed.belief)
        let hits = found.prefix(limit).map { hit in
            SearchHit(
                entity: ListedEntity(id: hit.entity.id, kind: hit.entity.kind, name: names(hit.entity.id).name),
                names: hit.names)
        }
        let objects = hits.map(AnswerJSON(ledger, believing: believed.belief).object)
        switch ask.format {
        case .text where hits.isEmpty:
            break
        case .text:
            let header = StyledText("\(hits.count) found", .heading) + ", " + StyledText(asked.header + believed.header)
            try output.show(
                [header.rendered(in: output.style), ""]
                    + ListTable.lines(
                        hits, showsKind: true, fitting: output.cutWidth, style: output.style, glyphs: output.glyphs))
        case .json:
            var object: JSONObject = ["text": .string(text.asOneName), "at": .string(asked.text)]
            object.append(try AnswerJSON(ledger, believing: believed.belief).beliefMembers())
            object["hits"] = .array(objects.map(JSONValue.object))
            try output.show(object)
        case .jsonl, .csv:
            try output.show(objects, as: .entries, in: ask.format)
        }
        if hits.isEmpty {
            let nearest = try ledger.suggestions(for: text.asOneName).map { "\"\($0)\"" }.joined(separator: ", ")
            output.remark(
                "annals: nothing \(believed.verb) called \"\(text.asOneName)\"\(believed.then)"
                    + (nearest.isEmpty ? "; `annals list people` lists who is known" : "; did you mean \(nearest)?"))
            return .failed
        }
        if found.count > limit, !global.quiet { output.remark("there are more than \(limit); --limit shows them") }
        return .done
    }
}
