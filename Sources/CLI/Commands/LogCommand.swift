import Annals
import ArgumentParser
import Chronology
import EventLog
import Events
import Projections

/// `annals log`: what was recorded when and by whom, batch by batch.
struct LogCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, jsonl
    }

    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show what was recorded, batch by batch, the newest first.",
        discussion: """
            Filters combine, and -n counts the batches that they leave. --source, --type and --author can be given \
            several times, and then any of them fits. Events that are not in effect are marked, with the event that \
            says so. --since and --until take a time in UTC, a date or what people say, and are about when the ledger \
            recorded the batch. With --format jsonl every event is a line. Finding nothing is exit code 1.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(name: [.customShort("n"), .long], help: "Show at most so many batches.")
    var limit: Int?

    @Flag(help: "Show the oldest first.")
    var reverse = false

    @Option(help: "Only events that name this person, organization, post, work or source.")
    var subject: String?

    @Option(help: "Only events that cite this source, under any of its ids; can be given several times.")
    var source: [String] = []

    @Option(help: ArgumentHelp("Only events whose world date can fall within this one.", valueName: "date"))
    var date: String?

    @Option(help: "Only events of this type, or of this family; can be given several times.")
    var type: [String] = []

    @Option(help: "Only batches by this author; can be given several times.")
    var author: [String] = []

    @Option(help: ArgumentHelp("Only the batch of this number, with or without @.", valueName: "batch"))
    var batch: String?

    @Option(help: "Only what was recorded at or after this time.")
    var since: String?

    @Option(help: "Only what was recorded at or before this time.")
    var until: String?

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func run(in session: Session) throws -> ExitStatus {
        let ledger = try session.open(global)
        defer { try? ledger.close() }
        let filter = try LogFilter(self, ledger, today: session.today)
        let output = Output(global, session)
        var isEmpty = true
        switch format {
        case .text:
            var lines: [String] = []
            let reader = BatchReader(ledger, filter, keeping: batch == nil ? LogText.shown : .max)
            // Read twice: only the whole answer says who in it are namesakes, and it may be too long to be kept.
            let named = try NamesakeReader(ledger)
            try reader.forEach { batch in batch.events.forEach { $0.event.map { named.read($0.stored.event) } } }
            let summary = try ledger.summarizer(telling: named.namesakes)
            let text = LogText(summary: summary, output: output, showsAll: batch != nil)
            try reader.forEach { batch in
                isEmpty = false
                if !lines.isEmpty { lines.append("") }
                lines += text.lines(batch)
            }
            if !isEmpty { try output.show(lines) }
        case .json:
            var batches: [JSONValue] = []
            let json = LogJSON(summary: try ledger.summarizer(), ledger: ledger)
            try BatchReader(ledger, filter, keeping: .max).forEach { batches.append(.object(try json.object($0))) }
            isEmpty = batches.isEmpty
            try output.show(["batches": .array(batches)])
        case .jsonl:
            let isForTerminal = TerminalSize.isTerminal(1)
            var stream = OutputStream(descriptor: 1)
            let json = LogJSON(summary: try ledger.summarizer(), ledger: ledger)
            try BatchReader(ledger, filter, keeping: .max).forEach { batch in
                isEmpty = false
                for event in batch.events {
                    let line = JSONText.compact(.object(try json.line(event, of: batch.batch)))
                    try stream.writeLine(isForTerminal ? TerminalJSON.escaped(line) : line)
                }
            }
            try stream.flush()
        }
        return isEmpty ? try nothing(of: ledger, output) : .done
    }

    /// Says that there is nothing, and whether that is because nothing is recorded at all.
    private func nothing(of ledger: Ledger, _ output: Output) throws -> ExitStatus {
        guard try ledger.head().seq > 0 || isFiltering else {
            if format == .text { try output.show(["nothing is recorded yet"]) }
            return .done
        }
        output.remark("annals: nothing that is recorded fits")
        return .failed
    }

    private var isFiltering: Bool {
        !(source.isEmpty && type.isEmpty && author.isEmpty)
            || [subject, date, batch, since, until].contains { $0 != nil }
    }
}
