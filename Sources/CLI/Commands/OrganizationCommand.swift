import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// `annals organization`: an organisation's own history.
struct OrganizationCommand: ProvableQuestion {
    static let configuration = CommandConfiguration(
        commandName: "organization",
        abstract: "Show an organization's names, parents and posts, who came and went, and its events.",
        discussion: """
            The last column names the event: `annals show ID` shows all of it. `annals org` shows one date instead.

              annals organization openai
            """)

    @Argument(help: "The organization: its id, or a name of it in any script.")
    var organization: [String]

    @OptionGroup var ask: AskOptions
    @OptionGroup var proving: ProveOption
    @OptionGroup var drawing: BarsOption

    @Flag(help: "Show the ids of the events behind every tenure.")
    var ids = false

    @OptionGroup var global: GlobalOptions

    func answer(of ledger: Ledger, today: CivilDay) throws -> JSONObject {
        let (history, asked, believed) = try answered(by: ledger, today)
        return try AnswerJSON(ledger, believing: believed.belief).object(history, at: asked.markedText)
    }

    private func answered(by ledger: Ledger, _ today: CivilDay) throws -> (OrganizationHistory, AskedTime, AskedBelief)
    {
        let asked = try ask.time(today: today)
        let believed = try ask.belief(ledger, today: today)
        let organization = try ledger.resolve(organization.asOneName, as: [.organization], believing: believed.belief)
        let history = try ledger.organizationHistory(
            of: organization.id, at: asked.marked, today: today, believing: believed.belief)
        return (history, asked, believed)
    }

    func run(in session: Session) throws -> ExitStatus {
        let today = session.today
        let output = Output(global, session)
        let ledger = try session.open(global)
        if try proving.show(isJSON: ask.format.takesProofs, of: ledger, in: session, on: output) { return .done }
        let (history, asked, believed) = try answered(by: ledger, today)
        let answer = AnswerJSON(ledger, believing: believed.belief)
        try output.show(
            in: ask.format, text: text(history, asked, believed, today, ledger, output),
            json: answer.object(history, at: asked.markedText), lines: answer.lines(of: history, at: asked.markedText),
            as: .tenures)
        return .done
    }

    private func text(
        _ history: OrganizationHistory, _ asked: AskedTime, _ believed: AskedBelief, _ today: CivilDay,
        _ ledger: Ledger, _ output: Output
    ) throws -> [String] {
        let namesakes = try Namesakes(
            history.tenures, history.events, beside: history.organization, of: ledger,
            believing: believed.belief)
        let named = try ledger.names(at: asked.time, believing: believed.belief)
        var page = HistoryPage(
            heading: HolderWords.heading(history.organization) + ", " + StyledText(asked.header + believed.header),
            directory: DirectoryPicture(entry: history.directory, shown: history.organization.name),
            tenures: TenureTable(
                subject: .organization, tenures: history.tenures, namesakes: namesakes, asked: asked.markedText,
                eventIDs: ids ? ledger.shortIDs : nil),
            events: try EventTable(history.events, of: ledger, telling: namesakes, believing: believed.belief))
        page.more = OrganizationLines(history: history, name: { named($0).name }).sections
        return page.lines(
            barsWidth: drawing.width(output), today: today, output,
            empty: believed.nothing(of: history.organization, isNamed: history.directory != nil))
    }
}
