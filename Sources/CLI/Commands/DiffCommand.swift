import Annals
import ArgumentParser
import Events
import Projections

/// `annals diff`: what changed in an organisation between two dates, or between two beliefs.
struct DiffCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what changed in an organization between two dates, or between two beliefs.",
        discussion: """
            With two dates, or one and today: who joined, left and moved, what was renamed and reorganized, each with \
            the events that did it. With --known or --published as a range: what one date looks like in two beliefs; \
            an empty side of the range stands for everything that is recorded now. Charts that are equal are no \
            failure: the exit code is 0.

              annals diff openai 2023-11-16 2023-11-20
              annals diff openai "late 2015"
              annals diff openai 2023-11-18 --known @3..
              annals diff openai 2023-11-18 --published 2023-11-18..2023-11-22
            """)

    @Argument(help: "The organization: its id, or a name of it in any script.")
    var organization: String

    @Argument(
        help: ArgumentHelp(
            "Two dates, in EDTF or in words; the second is today, if left out. One date between two beliefs.",
            valueName: "date"))
    var dates: [String] = []

    @OptionGroup var believing: BeliefOptions

    @Option(help: "How to print the answer: text, json, jsonl, csv.")
    var format: AnswerFormat = .text

    @Option(help: ArgumentHelp("Levels of organizations under it to compare as well.", valueName: "n"))
    var depth = 0

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard (0...100).contains(depth) else { throw ValidationError("--depth is a number from 0 to 100.") }
        guard dates.count <= 2 else {
            throw ValidationError(
                "Give an organization and at most two dates; a name or a date of several words stands in quotes.")
        }
    }

    func run(in session: Session) throws -> ExitStatus {
        let times = try self.times(session)
        let output = Output(global, session)
        let ledger = try session.open(global)
        let sides = believing.sides
        let beliefs = try sides.map { try $0.belief(ledger, today: session.today) }
        let asked = AskedDiff(times: (times[0], times[1]), beliefs: (beliefs[0], beliefs[beliefs.count - 1]))
        let difference = try ledger.chartDiff(
            of: try resolved(ledger, asked), from: asked.first, to: asked.second, depth: depth, today: session.today)
        if let backward = asked.backward, !global.quiet { output.remark(backward) }
        let answer = AnswerJSON(ledger)
        try output.show(
            in: format, text: text(difference, asked, ledger, output),
            json: answer.object(difference, from: times[0].text, to: times[1].text),
            lines: answer.lines(of: difference), as: .changes)
        return .done
    }

    /// The two dates; the same one twice where two beliefs are compared.
    private func times(_ session: Session) throws -> [AskedTime] {
        let today = session.today
        if believing.isRange {
            guard dates.count <= 1 else {
                throw UsageError("two dates and a range of --known or --published: give one date, or no range")
            }
            let time = try asked(dates.first, "date", today)
            return [time, time]
        }
        guard let first = dates.first else {
            throw UsageError(
                "give two dates to compare, or one to compare with today; or one belief with another: "
                    + "--known @3.., --published 2023-11-18..2023-11-22")
        }
        return [
            try asked(first, "first date", today),
            try asked(dates.count > 1 ? dates[1] : nil, "second date", today),
        ]
    }

    /// A date; what is none may be a word of the organisation's name.
    private func asked(_ text: String?, _ place: String, _ today: CivilDay) throws -> AskedTime {
        do {
            return try AskedTime(text, today: today, as: place)
        } catch let error as UsageError {
            throw UsageError("\(error); a name of several words stands in quotes")
        }
    }

    /// The organisation, which one of the two beliefs may not know, or know as another.
    private func resolved(_ ledger: Ledger, _ asked: AskedDiff) throws -> EntityID {
        let found: EntityID
        do {
            found = try ledger.resolve(organization, as: [.organization], believing: asked.second.belief).id
        } catch let error as LedgerError {
            guard case .unknown = error, asked.isBetweenBeliefs else { throw error }
            return try ledger.resolve(organization, as: [.organization], believing: asked.first.belief).id
        }
        // An id that was merged stands for itself on the side that does not know of the merge.
        return EntityID(organization) ?? found
    }

    private func text(
        _ difference: ChartDifference, _ asked: AskedDiff, _ ledger: Ledger, _ output: Output
    ) throws -> [String] {
        let heading = HolderWords.heading(difference.organization) + ", " + StyledText(asked.header)
        var lines = ([heading] + asked.beliefLines.map { StyledText($0, .faint) }).map { $0.rendered(in: output.style) }
        lines.append("")
        if difference.changes.isEmpty {
            lines.append(StyledText("Nothing differs.").rendered(in: output.style))
            return lines
        }
        let picture = try ChartDiffPicture(difference, of: ledger)
        return lines + picture.lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs)
    }
}

/// The two moments of a difference as they were understood.
struct AskedDiff {
    let times: (first: AskedTime, second: AskedTime)
    let beliefs: (first: AskedBelief, second: AskedBelief)

    var first: ChartMoment { ChartMoment(times.first.time, believing: beliefs.first.belief) }
    var second: ChartMoment { ChartMoment(times.second.time, believing: beliefs.second.belief) }

    /// Whether one date is compared in two beliefs.
    var isBetweenBeliefs: Bool { beliefs.first.belief != beliefs.second.belief }

    /// The end of a header: "from 2023-11-16 to today, 2025-06-01".
    var header: String {
        if times.first.date == times.second.date && times.first.isToday == times.second.isToday {
            return times.first.header + (isBetweenBeliefs ? "" : beliefs.first.header)
        }
        let second = times.second.isToday ? times.second.header : times.second.text
        return "from \(times.first.text) to \(second)" + beliefs.first.header
    }

    /// A remark where the second moment is the earlier one; nil where it is not.
    var backward: String? {
        if second.time.lastDay < first.time.lastDay {
            return "the dates run backwards: told is what was still, or not yet, so at the earlier one"
        }
        let batches = (beliefs.first.moment?.batch ?? .max, beliefs.second.moment?.batch ?? .max)
        var isBackward = batches.1 < batches.0
        // Without a day everything counts that was ever published.
        if let published = beliefs.second.belief.published {
            isBackward = isBackward || beliefs.first.belief.published.map { published < $0 } ?? true
        }
        guard isBackward else { return nil }
        return "the beliefs run backwards: told is what was not yet, or still, believed in the earlier one"
    }

    /// The two beliefs, a line each; none where there is one.
    var beliefLines: [String] {
        guard isBetweenBeliefs else { return [] }
        func words(_ belief: AskedBelief) -> String {
            belief.header.isEmpty ? "what is recorded now" : String(belief.header.dropFirst(2))
        }
        return ["from  \(words(beliefs.first))", "to    \(words(beliefs.second))"]
    }
}

extension BeliefOptions {
    /// Whether a clock is given as a range: `@3..`, `2023-11-18..2023-11-22`.
    var isRange: Bool { [known, published].contains { $0.flatMap(Self.range) != nil } }

    /// The options of each side of a range; one, where there is none.
    var sides: [BeliefOptions] {
        guard isRange else { return [self] }
        return [0, 1].map { side in
            var options = self
            if let known { options.known = Self.side(side, of: known) }
            if let published { options.published = Self.side(side, of: published) }
            return options
        }
    }

    private static func side(_ side: Int, of text: String) -> String? {
        guard let range = range(text) else { return text }
        return range[side].isEmpty ? nil : range[side]
    }

    /// The two sides of `..`; nil where there is none. One in brackets belongs to a date, such as `[..2015]`.
    private static func range(_ text: String) -> [String]? {
        var depth = 0
        var last: Character?
        for index in text.indices {
            switch text[index] {
            case "[", "{": depth += 1
            case "]", "}": depth -= 1
            case "." where last == "." && depth == 0:
                let first = text[..<text.index(before: index)]
                let second = text[text.index(after: index)...]
                return [first, second].map { String($0).trimmed }
            default: break
            }
            last = text[index]
        }
        return nil
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
