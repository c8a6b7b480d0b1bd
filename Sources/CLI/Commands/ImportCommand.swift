import Annals
import ArgumentParser
import Events
import Synchronization

/// `annals import`: records JSON Lines that come from elsewhere.
struct ImportCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record a file of JSON Lines, checked whole before the first line is kept.",
        discussion: """
            Every line is an event; ids may be introduced anywhere in the file. Where a line is refused nothing is \
            recorded, and the first twenty are told with their numbers. Blank lines are passed over; a line has at \
            most 65,535 bytes.

            Lines may carry the fields that another ledger assigned: an id has to be that of the event, the others \
            are assigned anew. A line that is in effect already, or was recorded and taken back, is counted and \
            passed over, so an import can be repeated.

            Of a large file the log goes first and the tables follow at the end: whoever asks meanwhile is told how \
            far they are, and whoever appends waits.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @Flag(name: .customLong("one-batch"), help: "Record the file as one batch instead of one every 1,000 lines.")
    var oneBatch = false

    @Option(name: [.short, .long], help: "Why it is recorded.")
    var message: String?

    @Option(help: "Who records it (default: ANNALS_AUTHOR).")
    var author: String?

    @Flag(name: .customLong("dry-run"), help: "Check everything, record nothing.")
    var dryRun = false

    @OptionGroup var signing: SigningOptions

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func run(in session: Session) throws -> ExitStatus {
        let checkpoint = try signing.signing.request(in: session)
        let reader = try LineReader(file, canRewind: true)
        let ledger = try session.open(global, for: .writing)
        defer { try? ledger.close() }
        var options = ImportOptions()
        options.author = author ?? session.author
        options.message = message
        options.isDryRun = dryRun
        options.checkpoint = checkpoint
        if oneBatch { options.batchSize = .max }
        var random = DrawnNumbers()
        let progress = PhasedProgress(global, session)
        defer { progress.finish() }
        let recorded = RecordedLines()
        let interruption = dryRun ? nil : Interruption(saying: { recorded.lastWord })
        let result: ImportResult
        do {
            result = try withExtendedLifetime(interruption) {
                try ledger.importLines(
                    reader, options, clock: { session.now }, random: &random, recorded: { recorded.count = $0 }
                ) { phase, done, total in progress.update(phase, done, of: total, share: reader.share) }
            }
        } catch let refused as RefusedLines {
            throw InputError(reader.name, refused.description)
        }
        progress.finish()
        let output = Output(global, session)
        switch format {
        case .text: try output.show([text(result)] + (result.checkpoint.map { [CheckpointPage.line($0)] } ?? []))
        case .json: try output.show(json(result))
        }
        return .done
    }

    private func text(_ result: ImportResult) -> String {
        var text = dryRun ? "would record" : "recorded"
        text += " \(ProgressLine.grouped(result.recorded)) of \(ProgressLine.grouped(result.lines)) lines"
        if result.batches > 0 { text += result.batches == 1 ? " in 1 batch" : " in \(result.batches) batches" }
        if result.alreadyInEffect > 0 {
            text += "; \(ProgressLine.grouped(result.alreadyInEffect)) were recorded already and in effect"
        }
        if result.passedOver > 0 {
            text += "; \(ProgressLine.grouped(result.passedOver)) were recorded and taken back, and stay so"
        }
        return text + (dryRun ? "; nothing was recorded (--dry-run)" : "")
    }

    private func json(_ result: ImportResult) -> JSONObject {
        func number(_ value: Int?) -> JSONValue { value.map { .number(Double($0)) } ?? .null }
        var object: JSONObject = [
            "dry_run": .bool(dryRun), "lines": number(result.lines), "recorded": number(result.recorded),
            "already_in_effect": number(result.alreadyInEffect), "passed_over": number(result.passedOver),
            "batches": number(result.batches), "first": number(result.first), "last": number(result.last),
        ]
        if let checkpoint = result.checkpoint { object["checkpoint"] = .object(checkpoint.json) }
        return object
    }
}

/// How far an import has come, for whoever ends it.
private final class RecordedLines: Sendable {
    private let lines = Mutex(0)

    var count: Int {
        get { lines.withLock { $0 } }
        set { lines.withLock { $0 = newValue } }
    }

    /// What is being committed as the signal comes may be kept or not: "at least".
    var lastWord: String {
        count == 0
            ? "\nannals: interrupted; nothing is recorded, or what was being committed: the same import again records the rest"
            : "\nannals: interrupted; at least the first \(ProgressLine.grouped(count)) lines are recorded and stay; "
                + "the same import again passes over them and records the rest"
    }
}

extension Ledger.ImportPhase {
    /// What is being done, in a word.
    var task: String {
        switch self {
        case .reading: "reading"
        case .checking: "checking"
        case .recording: "importing"
        case .projecting: "making the tables current"
        }
    }
}
