import Annals
import ArgumentParser
import Chronology
import Events
import Projections

extension CalendarStep: ExpressibleByArgument {}
extension PositionKind: ExpressibleByArgument {}

/// `annals headcount`: how many people an organisation had, period by period.
struct HeadcountCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "headcount",
        abstract: "Count the people that certainly, and possibly, held anything in an organization, period by period.",
        discussion: """
            Each period is counted at the end of its last day; the last one, at the end of the last day asked for. \
            Nobody is counted twice. Undated are those who can have been there only because nothing says since when, \
            or until when.

              annals headcount openai --by year
              annals headcount openai --by month --from 2023-06 --to 2024-06 --kind board
            """)

    @Argument(help: "The organization: its id, or a name of it in any script.")
    var organization: [String]

    @Option(help: "How long a period is: day, month, quarter, year.")
    var by: CalendarStep = .year

    @OptionGroup var period: PeriodOptions

    @Option(
        help: ArgumentHelp(
            "Count positions of this kind only: board, executive, office, employee, member, advisor, student, other; can "
                + "be given several times.",
            valueName: "kind"))
    var kind: [PositionKind] = []

    @Option(help: ArgumentHelp("Levels of organizations under it to count as well.", valueName: "n"))
    var depth = 0

    @Option(help: "How to print the answer: text, json, jsonl, csv.")
    var format: AnswerFormat = .text

    @OptionGroup var believing: BeliefOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard (0...100).contains(depth) else { throw ValidationError("--depth is a number from 0 to 100.") }
    }

    func run(in session: Session) throws -> ExitStatus {
        let today = session.today
        let days = try period.days(today: today)
        let output = Output(global, session)
        let ledger = try session.open(global)
        let believed = try believing.belief(ledger, today: today)
        let entity = try ledger.resolve(organization.asOneName, as: [.organization], believing: believed.belief)
        let organization = try ledger.names(at: .day(today), believing: believed.belief)(entity.id)
        let headcount = try ledger.headcount(
            of: organization.id, by: by, kinds: Set(kind), depth: depth, from: days.first, through: days.last,
            today: today,
            believing: believed.belief)
        let answer = AnswerJSON(ledger, believing: believed.belief)
        try output.show(
            in: format, text: text(headcount, organization, believed, output),
            json: answer.object(headcount, of: organization, kinds: kinds, depth: depth),
            lines: answer.lines(of: headcount, in: organization), as: .headcounts)
        return .done
    }

    /// The kinds that are counted, each once and in the order of all; none for every one.
    private var kinds: [PositionKind] { PositionKind.allCases.filter(kind.contains) }

    private func text(
        _ headcount: Headcount, _ organization: Named, _ believed: AskedBelief, _ output: Output
    ) throws -> [String] {
        var heading = ", people by \(by.rawValue)"
        if !kind.isEmpty { heading += ", \(kinds.map(\.rawValue).joined(separator: " and ")) only" }
        if depth > 0 { heading += ", with \(depth) \(depth == 1 ? "level" : "levels") under it" }
        let lines = [output.line(HolderWords.heading(organization) + StyledText(heading + believed.header)), ""]
        guard !headcount.rows.isEmpty else {
            return lines + [output.line(StyledText("Nobody is known to have been there, as far as anything is dated."))]
        }
        return lines
            + HeadcountTable(headcount: headcount)
            .lines(width: output.width ?? 80, cut: output.cutWidth, style: output.style, glyphs: output.glyphs)
    }
}
