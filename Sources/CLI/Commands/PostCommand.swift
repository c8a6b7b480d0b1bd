import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// `annals post`: everyone who held a position, in order, with the gaps.
struct PostCommand: ProvableQuestion {
    static let configuration = CommandConfiguration(
        commandName: "post",
        abstract: "Show everyone who held a position, in order, with gaps and vacancies.",
        discussion: """
            The position is a title as the sources have it, its initials, a post's id, or a kind such as board.

              annals post openai "Chief Executive Officer"
              annals post openai ceo --at 2023-11-18
            """)

    @Argument(help: "The organization: its id, or a name of it in any script.")
    var organization: String

    @Argument(help: "The position: a title, its initials, a post's id, or a kind.")
    var position: [String]

    @OptionGroup var ask: AskOptions
    @OptionGroup var proving: ProveOption
    @OptionGroup var drawing: BarsOption

    @Flag(help: "Show the ids of the events behind every line.")
    var ids = false

    @OptionGroup var global: GlobalOptions

    func answer(of ledger: Ledger, today: CivilDay) throws -> JSONObject {
        let (history, asked, believed) = try answered(by: ledger, today)
        return try AnswerJSON(ledger, believing: believed.belief).object(history, at: asked.markedText)
    }

    private func answered(by ledger: Ledger, _ today: CivilDay) throws -> (PostHistory, AskedTime, AskedBelief) {
        let asked = try ask.time(today: today)
        let believed = try ask.belief(ledger, today: today)
        let organization = try ledger.resolve(organization, as: [.organization], believing: believed.belief)
        let history = try ledger.postHistory(
            of: position.asOneName, in: organization.id, at: asked.marked, today: today, believing: believed.belief)
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
        _ history: PostHistory, _ asked: AskedTime, _ believed: AskedBelief, _ today: CivilDay, _ ledger: Ledger,
        _ output: Output
    ) throws -> [String] {
        let place = StyledText(history.title, .heading) + " at " + HolderWords.heading(history.organization)
        var lines = [(place + ", " + StyledText(asked.header + believed.header)).rendered(in: output.style), ""]
        let namesakes = try Namesakes(
            history.tenures, [], beside: history.organization, of: ledger,
            believing: believed.belief)
        let table = TenureTable(
            subject: .post, tenures: history.tenures, namesakes: namesakes, asked: asked.markedText,
            eventIDs: ids ? ledger.shortIDs : nil)
        let bars = drawing.width(output).flatMap {
            table.bars(width: $0, today: today, style: output.style, glyphs: output.glyphs)
        }
        if let bars { lines += bars + [""] }
        if history.lines.isEmpty {
            let why = history.post == nil ? "" : ": the post is recorded, and nobody in it"
            let events = ids ? ledger.shortIDs(ofEventsAt: history.post?.events ?? []) : ""
            let nobody = "Nobody \(believed.verb) known to have held it\(believed.then)\(why)."
            return lines + [events.isEmpty ? nobody : "\(nobody) \(events)"]
        }
        return lines
            + table.lines(
                history.lines, fitting: output.cutWidth, style: output.style, glyphs: output.glyphs)
    }
}
