import Annals
import ArgumentParser
import Chronology
import Events
import Projections

/// How a timeline is printed.
enum TimelineFormat: String, ExpressibleByArgument, CaseIterable {
    case text, svg, json, jsonl, csv

    /// The format that a file's name asks for; nil where its extension is of none.
    init?(fileName: String) {
        let name = fileName.split(separator: "/").last ?? ""
        guard let dot = name.dropFirst().lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "txt", "text": self = .text
        case "svg": self = .svg
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonl
        case "csv": self = .csv
        default: return nil
        }
    }

    /// The format of an answer; nil for a picture.
    var answer: AnswerFormat? { AnswerFormat(rawValue: rawValue) }
}

/// `annals timeline`: an organisation or a person over time.
struct TimelineCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Draw who held what over time, for an organization or a person: as text, as an SVG picture, as data.",
        discussion: """
            What is certain, what is only possible, what goes on, what ended nobody says when, and what sources disagree \
            on are drawn differently; a legend tells which is which. The picture is one file that stands by itself.

              annals timeline openai --from 2023-11 --to 2023-12
              annals timeline openai --output openai.svg
              annals timeline "Ilya Sutskever" --format csv
            """)

    @Argument(help: "The organization or the person: an id, or a name in any script.")
    var subject: [String]

    @OptionGroup var period: PeriodOptions

    @Flag(help: "Draw every undated holder, not the first ten.")
    var all = false

    @Option(help: "How to print the answer: text, svg, json, jsonl, csv.")
    var format: TimelineFormat?

    @Option(
        help: ArgumentHelp(
            "Write to a file; its name's extension (.svg, .json, .jsonl, .csv, .txt) picks the format.",
            valueName: "file"))
    var output: String?

    @OptionGroup var believing: BeliefOptions
    @OptionGroup var global: GlobalOptions

    private var chosenFormat: TimelineFormat {
        get throws {
            if let format { return format }
            guard let file = self.output else { return .text }
            guard let named = TimelineFormat(fileName: file) else {
                throw UsageError(
                    "--output: the name of \(file) tells no format; "
                        + "end it in .svg, .json, .jsonl, .csv or .txt, or give --format")
            }
            return named
        }
    }

    func run(in session: Session) throws -> ExitStatus {
        let today = session.today
        let days = try period.days(today: today)
        let format = try chosenFormat
        let ledger = try session.open(global)
        let believed = try believing.belief(ledger, today: today)
        if let file = self.output, FileIdentity.isSame(file, ledger.path) {
            throw UsageError("\(file) is the ledger itself; give the output another name")
        }
        let timeline = try timeline(of: ledger, believed, days, today)
        let screen = Output(global, session)
        if let answer = format.answer, answer != .text {
            let json = AnswerJSON(ledger, believing: believed.belief)
            if answer == .json {
                try write(lines: [JSONText.compact(.object(json.object(timeline)))], to: file, session) {
                    try screen.show(json.object(timeline))
                }
            } else {
                let lines = try json.lines(of: timeline)
                try write(
                    lines: Output.records(lines, as: .timelines, in: answer, isForTerminal: false), to: file, session
                ) {
                    try screen.show(lines, as: .timelines, in: answer)
                }
            }
            return .done
        }
        let page = TimelinePage(timeline: all ? timeline : timeline.foldingUndated(beyond: 10), believed: believed)
        if format == .svg {
            let lines = page.picture.split(separator: "\n").map(String.init)
            try write(lines: lines, to: file, session) { try screen.show(lines) }
        } else {
            try write(lines: page.lines(screen, isForFile: true), to: file, session) {
                try screen.show(page.lines(screen, isForFile: false))
            }
        }
        return .done
    }

    private var file: String? { self.output == "-" ? nil : self.output }

    private func timeline(
        of ledger: Ledger, _ believed: AskedBelief, _ days: (first: CivilDay?, last: CivilDay?), _ today: CivilDay
    ) throws -> Timeline {
        let entity = try ledger.resolveHolderOrPlace(subject.asOneName, believing: believed.belief)
        func ofOrganization() throws -> Timeline {
            try ledger.timeline(
                ofOrganization: entity.id, from: days.first, through: days.last, today: today,
                believing: believed.belief)
        }
        func ofPerson() throws -> Timeline {
            try ledger.timeline(
                ofPerson: entity.id, from: days.first, through: days.last, today: today, believing: believed.belief)
        }
        switch entity.kind {
        case .organization: return try ofOrganization()
        case .person: return try ofPerson()
        default:
            // Nothing introduces it: what the facts say of it tells what it is.
            let timeline = try ofPerson()
            return timeline.rows.isEmpty ? try ofOrganization() : timeline
        }
    }

    /// Writes lines to a file, or shows the answer where none is named.
    private func write(
        lines: @autoclosure () throws -> [String], to file: String?, _ session: Session,
        otherwise show: () throws -> Void
    ) throws {
        guard let file else { return try show() }
        let replaced = try ReplacedFile(file)
        do {
            var stream = OutputStream(descriptor: replaced.descriptor)
            for line in try lines() { try stream.writeLine(line) }
            try stream.flush()
        } catch {
            replaced.abandon()
            throw error
        }
        try replaced.finish()
        if !global.quiet, !FileIdentity.isSpecial(file) { Output(global, session).remark("wrote \(file)") }
    }
}
