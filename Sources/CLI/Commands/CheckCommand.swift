import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// `annals check`: what does not add up in the ledger.
struct CheckCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look for disputes, tenures that cannot both be, facts with one source, and the like.",
        discussion: """
            Each finding has the events behind it and a command to go on with. Exit code 1 when something is found, \
            0 when nothing is.

            --kind takes \(FindingKind.allCases.map(\.rawValue).joined(separator: ", ")).

            A file of expectations has one JSON object a line, such as

              {"at": "2023-11-18", "organization": "openai", "position": "CEO", "person": "mira-murati"}

            with "certainty" certain (the default), possible, undated or none; "person" "nobody" where nobody is to \
            hold it; and "acting", "known", "published", "without", "only".

              annals check
              annals check openai --kind dispute --kind overlap
              annals check --expectations expected.jsonl --kind expectation
            """)

    @Argument(
        help: ArgumentHelp("Organizations and people to look at; all, if left out.", valueName: "org|person"))
    var subjects: [String] = []

    @Option(help: ArgumentHelp("Only findings of this kind; can be given several times.", valueName: "kind"))
    var kind: [String] = []

    @Option(help: ArgumentHelp("A file of expectations to compare as well; - for standard input.", valueName: "file"))
    var expectations: String?

    @Flag(help: "Show every finding of a kind, not the first ten.")
    var all = false

    @OptionGroup var believing: BeliefOptions

    @Option(help: "How to print the answer: text, json, jsonl, csv.")
    var format: AnswerFormat = .text

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if kind == [FindingKind.expectation.rawValue], expectations == nil {
            throw ValidationError("--kind expectation needs --expectations FILE.")
        }
    }

    func run(in session: Session) throws -> ExitStatus {
        let today = session.today
        let kinds = try kinds()
        let output = Output(global, session)
        let lines = try expectations.map { try LineReader($0, canRewind: false) }
        let ledger = try session.open(global)
        let believed = try believing.belief(ledger, today: today)
        let subjects = try subjects.map { try ledger.resolveHolderOrPlace($0, believing: believed.belief) }
        var result = try check(subjects, kinds, ledger, believed, session)
        if let lines, kinds.contains(.expectation) {
            do {
                let compared = try ledger.checkExpectations(lines, today: today, believing: believed.belief)
                if compared.expectations == 0, !global.quiet { output.remark("\(lines.name) holds no expectations") }
                result.add(compared)
            } catch let refused as RefusedLines {
                throw InputError(lines.name, refused.description)
            }
        }
        let answer = AnswerJSON(ledger, believing: believed.belief)
        let page = CheckPage(
            result: result, subjects: subjects, believed: believed, showsAll: all || kinds.count == 1)
        let named = try ledger.names(at: .day(today), believing: believed.belief)
        try output.show(
            in: format, text: page.lines(of: ledger, named: named, output),
            json: answer.object(result, today: today), lines: answer.lines(of: result, today: today), as: .findings)
        return result.findings.isEmpty ? .done : .failed
    }

    private func check(
        _ subjects: [ListedEntity], _ kinds: Set<FindingKind>, _ ledger: Ledger, _ believed: AskedBelief,
        _ session: Session
    ) throws -> CheckResult {
        if kinds == [.expectation] { return CheckResult() }
        let progress = Progress("checking", counting: "organizations and people", global, session)
        defer { progress.finish() }
        return try ledger.check(
            subjects.map(\.id), for: kinds, today: session.today, believing: believed.belief
        ) { done, _ in progress.update(done) }
    }

    private func kinds() throws -> Set<FindingKind> {
        if kind.isEmpty { return Set(FindingKind.allCases) }
        return Set(
            try kind.map { name in
                if let kind = FindingKind(rawValue: name) { return kind }
                let names = FindingKind.allCases.map(\.rawValue)
                let nearest = Suggestion.nearest(to: name, in: names).map { "\"\($0)\"" }
                let hint =
                    nearest.isEmpty
                    ? "known are \(names.joined(separator: ", "))"
                    : "did you mean \(nearest.joined(separator: " or "))?"
                throw UsageError("--kind: there is no kind \"\(name)\"; \(hint)")
            })
    }
}
