import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// `annals org`: who held what in an organisation on a date.
struct OrgCommand: ProvableQuestion {
    static let configuration = CommandConfiguration(
        commandName: "org",
        abstract: "Show who held what in an organization on a date, and how sure that is.",
        discussion: """
            "possibly" stands before whoever held a position in only some of the ways in which the evidence can be \
            read. Undated are those of whom no source says since when, or until when: whether they held it then is open.

              annals org openai --at 2023-11-18
              annals org OpenAI --at "late 2015" --format json
            """)

    @Argument(help: "The organization: its id, or a name of it in any script.")
    var organization: [String]

    @OptionGroup var ask: AskOptions
    @OptionGroup var proving: ProveOption

    @Option(help: ArgumentHelp("Levels of organizations under it to show as well.", valueName: "n"))
    var depth = 0

    @Flag(help: "Show every undated holder, not the first ten.")
    var all = false

    @Flag(help: "Show the ids of the events behind every line.")
    var ids = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard (0...100).contains(depth) else { throw ValidationError("--depth is a number from 0 to 100.") }
    }

    func answer(of ledger: Ledger, today: CivilDay) throws -> JSONObject {
        let (chart, asked, believed) = try answered(by: ledger, today)
        return try AnswerJSON(ledger, believing: believed.belief).object(chart, at: asked.text)
    }

    private func answered(by ledger: Ledger, _ today: CivilDay) throws -> (OrgChart, AskedTime, AskedBelief) {
        let asked = try ask.time(today: today)
        let believed = try ask.belief(ledger, today: today)
        let organization = try ledger.resolve(organization.asOneName, as: [.organization], believing: believed.belief)
        let chart = try ledger.orgChart(
            of: organization.id, at: asked.time, depth: depth, today: today, believing: believed.belief)
        return (chart, asked, believed)
    }

    func run(in session: Session) throws -> ExitStatus {
        let output = Output(global, session)
        let ledger = try session.open(global)
        if try proving.show(isJSON: ask.format.takesProofs, of: ledger, in: session, on: output) { return .done }
        let (chart, asked, believed) = try answered(by: ledger, session.today)
        let answer = AnswerJSON(ledger, believing: believed.belief)
        try output.show(
            in: ask.format, text: text(chart, asked, believed, ledger, output),
            json: answer.object(chart, at: asked.text),
            lines: answer.lines(of: chart, at: asked.text), as: .holders)
        return .done
    }

    private func text(
        _ chart: OrgChart, _ asked: AskedTime, _ believed: AskedBelief, _ ledger: Ledger, _ output: Output
    ) throws -> [String] {
        var lines = [
            (HolderWords.heading(chart.organization) + ", " + StyledText(asked.header + believed.header)).rendered(
                in: output.style)
        ]
        if !chart.parents.isEmpty {
            let parents = chart.parents.map { parent -> StyledText in
                let events = ids ? ledger.shortIDs(ofEventsAt: parent.events) : ""
                let name = StyledText("\(parent.organization.name) (\(parent.organization.id))")
                return events.isEmpty ? name : name + StyledText(" " + events, .faint)
            }
            let line = parents.enumerated().reduce(into: StyledText("part of ")) {
                $0 += ($1.offset == 0 ? "" : " or ") + $1.element
            }
            lines.append(line.rendered(in: output.style))
        }
        lines.append("")
        if chart.positions.isEmpty {
            lines += nobody(chart, asked).map { SafeText($0).string }
            if chart.units.isEmpty { return lines }
            lines.append("")
        }
        let picture = OrgChartPicture(
            chart: chart, showsAllUndated: all, named: try ledger.names(at: asked.time, believing: believed.belief),
            eventIDs: ids ? ledger.shortIDs : nil)
        lines += picture.lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs)
        if chart.positions.contains(where: { $0.holders.contains { $0.certainty == .undated } }) {
            let remark = "Undated: no source dates one side of it, so whether it held then is open."
            lines += ["", StyledText(remark, .faint).rendered(in: output.style)]
        }
        return lines
    }

    /// An empty chart says what to do next.
    private func nobody(_ chart: OrgChart, _ asked: AskedTime) -> [String] {
        [
            "Nobody is known to hold anything at \(chart.organization.name) on \(asked.text).",
            "`annals organization \(chart.organization.id)` shows who came and went, "
                + "`annals log --subject \(chart.organization.id)` what is recorded.",
        ]
    }
}
