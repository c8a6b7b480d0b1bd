import Annals
import Events
import Projections

/// What a check found, kind by kind, each finding with its events and a command to go on with.
struct CheckPage {
    let result: CheckResult
    let subjects: [ListedEntity]
    let believed: AskedBelief
    /// Whether every finding is shown, not the first few of a kind.
    let showsAll: Bool

    /// The most findings of one kind that are shown unless all are asked for.
    private static let shown = 10
    private static let indent: StyledText = "  "

    /// The page's lines. Sentences go on in further lines; commands are never broken.
    func lines(of ledger: Ledger, named: @escaping (EntityID) -> Named, _ output: Output) throws -> [String] {
        var namesakes = Namesakes()
        for finding in result.findings { namesakes.note(finding.people.map(named)) }
        let writer = FindingSummary(
            name: { namesakes.text(named($0)) }, date: { DateWords.moment($0) ?? FindingSummary.edtf($0) })
        let summary = result.findings.map { writer.text($0.fault) }
        var blocks: [[StyledText]] = []
        for (kind, count) in result.counts {
            let heading = StyledText(Self.heading(kind), .heading) + StyledText("  \(kind.rawValue), \(count)", .faint)
            let places = result.findings.indices.filter { result.findings[$0].kind == kind }
            let told = showsAll ? places[...] : places.prefix(Self.shown)
            blocks.append([heading])
            for place in told {
                blocks[blocks.count - 1] += try lines(result.findings[place], summary[place], ledger, output)
            }
            if told.count < places.count {
                let rest = "and \(places.count - told.count) more; --kind \(kind.rawValue) shows all"
                blocks[blocks.count - 1].append(Self.indent + StyledText(rest, .faint))
            }
        }
        return ([[StyledText(title, .heading) + StyledText(believed.header)]] + blocks + [[total]])
            .map { $0.map { $0.rendered(in: output.style) } }.joined(separator: [""]).map(\.self)
    }

    private func lines(
        _ finding: Finding, _ summary: String, _ ledger: Ledger, _ output: Output
    ) throws -> [StyledText] {
        let shown = 12
        // Those that the sentence names itself are not named again.
        let others = finding.events.filter { !summary.names(event: $0) }
        let places = others.prefix(shown).map { "#\($0)" }
        let more = others.count > shown ? ["and \(others.count - shown) more"] : []
        let events = StyledText((places + more).joined(separator: " "), .faint)
        let sentence = StyledText(SafeText(summary, breaks: .flattened)) + (places.isEmpty ? "" : "  ") + events
        let wrapped = output.cutWidth.map { sentence.wrapped(to: max($0 - 4, 20)) } ?? [sentence]
        let command = StyledText(
            SafeText(try ledger.commandLine(finding, believing: believed.belief), breaks: .flattened), .faint)
        return wrapped.enumerated().map { Self.indent + ($0.offset == 0 ? "" : Self.indent) + $0.element }
            + [Self.indent + Self.indent + command]
    }

    private var title: String {
        subjects.isEmpty
            ? "Check of the ledger" : "Check of " + subjects.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
    }

    /// How much was found where.
    private var total: StyledText {
        let scope = [
            (result.organizations, "organization", "organizations"), (result.people, "person", "people"),
            (result.expectations, "expectation", "expectations"),
        ]
        let parts = scope.filter { $0.0 > 0 }.map(Self.count)
        let place = parts.isEmpty ? "" : " in " + parts.joined(separator: ", ")
        if result.findings.isEmpty { return StyledText("Nothing found\(place).", .certain) }
        let kinds = result.counts.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", ")
        return StyledText("\(Self.count(result.findings.count, "finding", "findings"))\(place): \(kinds)")
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(ProgressLine.grouped(count)) \(count == 1 ? one : many)"
    }

    private static func heading(_ kind: FindingKind) -> String {
        switch kind {
        case .expectation: "Expectations that do not hold"
        case .dispute: "Sources that disagree on a date"
        case .twoHolders: "More holders than seats"
        case .overlap: "Tenures that cannot both be"
        case .outsideLife: "Events before a beginning or after an end"
        case .contradictedLimit: "Limits that contradict a tenure"
        case .reportingCycle: "Circles of reports"
        case .danglingReport: "Reports to what is not there"
        case .endWithoutStart: "Ends without a start"
        case .unplacedSighting: "Seen in post, outside every dated tenure"
        case .unsourced: "Facts without a source"
        case .singleSource: "Facts that rest on one source"
        }
    }
}

extension String {
    /// Whether the text names an event by its place in the log, `#12`.
    fileprivate func names(event: Int) -> Bool {
        split(separator: "#").dropFirst().contains { $0.prefix { $0.isNumber } == "\(event)" }
    }
}
