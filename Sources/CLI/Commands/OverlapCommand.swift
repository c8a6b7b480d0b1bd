import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// `annals overlap`: where and when two people worked together.
struct OverlapCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "overlap",
        abstract: "Show where and when two people certainly, or possibly, held anything in the same organization.",
        discussion: """
            Give each person as one word or in quotation marks.

              annals overlap ilya-sutskever sam-altman
              annals overlap "Ilya Sutskever" "Sam Altman" --published 2023-11-18
            """)

    @Argument(help: ArgumentHelp("Two people, each an id, or a name in any script.", valueName: "person"))
    var people: [String]

    @Option(help: "How to print the answer: text, json, jsonl, csv.")
    var format: AnswerFormat = .text

    @OptionGroup var believing: BeliefOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard people.count == 2 else {
            throw ValidationError(
                "Give two people; a name of several words stands in quotes, such as \"Ilya Sutskever\".")
        }
    }

    func run(in session: Session) throws -> ExitStatus {
        let (first, second) = (people[0], people[1])
        let today = session.today
        let output = Output(global, session)
        let ledger = try session.open(global)
        let believed = try believing.belief(ledger, today: today)
        let one = try ledger.resolvePerson(first, believing: believed.belief)
        let other = try ledger.resolvePerson(second, believing: believed.belief)
        guard one.id != other.id else {
            throw UsageError("\"\(first)\" and \"\(second)\" are both \(one.id); give two people")
        }
        let overlap = try ledger.overlap(of: one.id, and: other.id, today: today, believing: believed.belief)
        let answer = AnswerJSON(ledger, believing: believed.belief)
        try output.show(
            in: format, text: text(overlap, believed, output), json: answer.object(overlap),
            lines: answer.lines(of: overlap), as: .overlaps)
        return .done
    }

    private func text(_ overlap: Overlap, _ believed: AskedBelief, _ output: Output) -> [String] {
        let heading =
            HolderWords.heading(overlap.first) + " and " + HolderWords.heading(overlap.second)
            + StyledText(believed.header)
        guard !overlap.organizations.isEmpty else {
            let nothing = "Nothing says that both held anything in one organization at the same time."
            return [output.line(heading), "", output.line(StyledText(nothing))]
        }
        let tables = overlap.organizations.map { together in
            [output.line(HolderWords.heading(together.organization))]
                + OverlapTable(overlap: overlap, together: together)
                .lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs)
        }
        return [output.line(heading), ""] + Array(tables.joined(separator: [""]))
    }
}
