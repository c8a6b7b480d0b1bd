import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// `annals why`: the events that an answer rests on, what each did, and what was set aside.
struct WhyCommand: ProvableQuestion {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Show why somebody holds a position: the events used, what each did, what was set aside.",
        usage: """
            annals why <organization> <position> [--at <date>] [<options>]
            annals why <person> <organization> <position> [--at <date>] [<options>]
            """,
        discussion: """
            With an organization and a position: whoever holds it on a date, and why; where nobody does, what is \
            known of the seat. With a person before them: all tenures of that person in that position.

            Every event is named by its place in the log and its id: `annals show ID` shows all of it.

              annals why openai "Chief Executive Officer" --at 2023-11-18
              annals why mira-murati openai ceo
              annals why openai ceo --at 2023-11-18 --published 2023-11-18
            """)

    @Argument(
        help: ArgumentHelp(
            "An organization and a position, or a person, an organization and a position.", valueName: "subject"))
    var subject: [String]

    @Option(
        help: ArgumentHelp(
            "The world time asked for, in EDTF or in words; today, if left out; all times for a person.",
            valueName: "date"))
    var at: String?

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    @OptionGroup var beliefs: BeliefOptions
    @OptionGroup var proving: ProveOption
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard subject.count > 1 else {
            throw ValidationError(
                "Give an organization and a position, or a person, an organization and a position.")
        }
    }

    func answer(of ledger: Ledger, today: CivilDay) throws -> JSONObject {
        let (answer, date, _, believed) = try answered(by: ledger, today)
        return try AnswerJSON(ledger, believing: believed.belief).object(answer, at: date)
    }

    /// The answer, the date that it is for in JSON, and the question as it was understood.
    private func answered(
        by ledger: Ledger, _ today: CivilDay
    ) throws -> (WhyAnswer, String?, AskedTime, AskedBelief) {
        let asked = try AskedTime(at, today: today)
        let believed = try beliefs.belief(ledger, today: today)
        let subject = try WhySubject(subject, ledger, believed.belief)
        let answer: WhyAnswer
        if let person = subject.person {
            answer = try ledger.why(
                person, subject.organization, subject.position, at: asked.marked, today: today,
                believing: believed.belief)
        } else {
            answer = try ledger.why(
                subject.organization, subject.position, at: asked.time, today: today, believing: believed.belief)
        }
        return (answer, subject.person == nil ? asked.text : asked.markedText, asked, believed)
    }

    func run(in session: Session) throws -> ExitStatus {
        let output = Output(global, session)
        let ledger = try session.open(global)
        if try proving.show(isJSON: true, of: ledger, in: session, on: output) { return .done }
        let (answer, date, asked, believed) = try answered(by: ledger, session.today)
        switch format {
        case .json:
            try output.show(try AnswerJSON(ledger, believing: believed.belief).object(answer, at: date))
        case .text:
            try output.show(try WhyPage(answer, asked, believed, ledger).lines(output))
        }
        return .done
    }
}

/// Whom and what reasons are asked for.
struct WhySubject {
    let person: EntityID?
    let organization: EntityID
    let position: String

    /// Reads two words as an organisation and a position; more as a person before them, where the first is one.
    init(_ words: [String], _ ledger: Ledger, _ belief: Belief) throws {
        do {
            try self.init(resolving: words, ledger, belief)
        } catch let error as LedgerError {
            guard words.count > 2, case .unknown = error else { throw error }
            throw InputError(nil, "\(error); a name of several words stands in quotes")
        }
    }

    private init(resolving words: [String], _ ledger: Ledger, _ belief: Belief) throws {
        if words.count > 2 {
            let first = try ledger.resolve(words[0], as: [.person, .organization], believing: belief)
            // An organisation can hold a position in another one: a corporate director.
            let second = try? ledger.resolve(words[1], as: [.organization], believing: belief)
            if first.kind == .person || second != nil {
                person = first.id
                organization = try second?.id ?? ledger.resolve(words[1], as: [.organization], believing: belief).id
                position = Array(words.dropFirst(2)).asOneName
                return
            }
        }
        person = nil
        organization = try ledger.resolve(words[0], as: [.organization], believing: belief).id
        position = Array(words.dropFirst()).asOneName
    }
}
