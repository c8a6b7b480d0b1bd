import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// How an answer is printed.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// One object.
    case json
    /// One object a line: a holder, a tenure, an entry.
    case jsonl
    /// A table for spreadsheets.
    case csv
}

/// The options of every question: for which time, in which belief, and printed how.
struct AskOptions: ParsableArguments {
    @OptionGroup private var answer: AnswerOptions
    @OptionGroup private var believing: BeliefOptions

    /// How the answer is printed.
    var format: AnswerFormat { answer.format }

    /// The time asked for.
    func time(today: CivilDay) throws -> AskedTime { try answer.time(today: today) }

    /// The belief asked for.
    func belief(_ ledger: Ledger, today: CivilDay) throws -> AskedBelief {
        try believing.belief(ledger, today: today)
    }
}

/// The options of every answer: for which time, and printed how.
struct AnswerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The world time asked for, in EDTF or in words such as \"late 2015\"; today, if left out.",
            valueName: "date"))
    var at: String?

    @Option(help: "How to print the answer: text, json, jsonl, csv.")
    var format: AnswerFormat = .text

    /// The time asked for.
    func time(today: CivilDay) throws -> AskedTime { try AskedTime(at, today: today) }
}

/// The world time of a question as it was understood.
struct AskedTime {
    let date: EDTF
    let time: WorldTime
    /// Whether no time was given.
    let isToday: Bool

    /// - Parameter option: What an error calls the place of the phrase.
    init(_ phrase: String?, today: CivilDay, as option: String = "--at") throws {
        let date = try phrase.map { try DayInput.date($0, option, today: today) } ?? EDTF(today.description)
        guard let time = WorldTime(date) else {
            throw UsageError(
                "\(option): \(date.text) has no first or no last day; give a day, a month, a year or an interval")
        }
        self.date = date
        self.time = time
        isToday = phrase == nil
    }

    /// The date as headers and JSON echo it.
    var text: String { date.text }

    /// The time for histories, which mark what held then only where one was asked for.
    var marked: WorldTime? { isToday ? nil : time }

    /// The date for the JSON of histories.
    var markedText: String? { isToday ? nil : text }

    /// The end of a header: "at 2023-11-18", "today, 2025-06-01".
    var header: String {
        if isToday { return "today, \(text)" }
        if case .period = time { return "at \(text) (certain: on every day of it)" }
        return "at \(text)"
    }
}

/// Names given as several words on the command line are one name.
extension [String] {
    var asOneName: String { joined(separator: " ") }
}

extension Output {
    /// Prints an answer in the format asked for; only that form of it is made.
    func show(
        in format: AnswerFormat, text: @autoclosure () throws -> [String], json: @autoclosure () throws -> JSONObject,
        lines: @autoclosure () throws -> [JSONObject], as columns: [RecordTable.Column]
    ) throws {
        switch format {
        case .text: try show(text())
        case .json: try show(json())
        case .jsonl, .csv: try show(lines(), as: columns, in: format)
        }
    }

    /// Prints an answer in a format that programs read.
    func show(_ lines: [JSONObject], as columns: [RecordTable.Column], in format: AnswerFormat) throws {
        try show(Self.records(lines, as: columns, in: format, isForTerminal: TerminalSize.isTerminal(1)))
    }

    /// An answer's lines in a format that programs read; made safe where a terminal shows them.
    static func records(
        _ lines: [JSONObject], as columns: [RecordTable.Column], in format: AnswerFormat, isForTerminal: Bool
    ) -> [String] {
        if format == .csv {
            return RecordTable(columns: columns, lines: lines).records(isForTerminal: isForTerminal)
        }
        let texts = lines.map { JSONText.compact(.object($0)) }
        return isForTerminal ? texts.map(TerminalJSON.escaped) : texts
    }

    /// The width at which lines are cut: a terminal's; nothing is cut for a file or a pipe.
    var cutWidth: Int? { TerminalSize.isTerminal(1) ? width : nil }
}
