import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// `annals person`: everything that the ledger says of a person.
struct PersonCommand: ProvableQuestion {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Show a person's names, tenures and events, each with its sources.",
        discussion: """
            The last column names the event: `annals show ID` shows all of it.

              annals person ilya-sutskever
              annals person 伊尔亚·苏茨克维 --at 2023-11-18
            """)

    @Argument(help: "The person: an id, or a name in any script.")
    var person: [String]

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

    private func answered(by ledger: Ledger, _ today: CivilDay) throws -> (PersonHistory, AskedTime, AskedBelief) {
        let asked = try ask.time(today: today)
        let believed = try ask.belief(ledger, today: today)
        // An organisation can hold a position too: a corporate director.
        let person = try ledger.resolvePerson(person.asOneName, believing: believed.belief)
        let history = try ledger.personHistory(
            of: person.id, at: asked.marked, today: today, believing: believed.belief)
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
        _ history: PersonHistory, _ asked: AskedTime, _ believed: AskedBelief, _ today: CivilDay, _ ledger: Ledger,
        _ output: Output
    ) throws -> [String] {
        let namesakes = try Namesakes(
            history.tenures, history.events, beside: history.person, of: ledger,
            believing: believed.belief)
        let page = HistoryPage(
            heading: HolderWords.heading(history.person) + ", " + StyledText(asked.header + believed.header),
            directory: DirectoryPicture(entry: history.directory, shown: history.person.name),
            tenures: TenureTable(
                subject: .person, tenures: history.tenures, namesakes: namesakes, asked: asked.markedText,
                eventIDs: ids ? ledger.shortIDs : nil),
            events: try EventTable(history.events, of: ledger, telling: namesakes, believing: believed.belief))
        return page.lines(
            barsWidth: drawing.width(output), today: today, output,
            empty: believed.nothing(of: history.person, isNamed: history.directory != nil))
    }
}
