import Annals
import Events

/// Many lines that `annals append` records as one batch, without holding them in memory.
///
/// What it says is what ``AppendReport`` says of a small one.
struct LargeBatch {
    private let options: EventOptions
    private let lines: LineReader
    private let global: GlobalOptions
    private let session: Session
    private let checkpoint: CheckpointRequest?

    /// How many bytes a line has, about.
    private static let bytesOfALine = 200
    /// The signal may come while the one commit is under way.
    private static let lastWord =
        "\nannals: interrupted; nothing is recorded, or all of it where it was being committed: `annals log` tells"

    /// Nil where something is asked for that takes the events themselves.
    init?(_ options: EventOptions, _ lines: LineReader, _ global: GlobalOptions, _ session: Session) throws {
        // What cannot be read twice has to be held.
        guard lines.size != nil, !options.isDryRun, options.at == nil, options.citations.isEmpty,
            options.format == .text
        else {
            return nil
        }
        self.options = options
        self.lines = lines
        self.global = global
        self.session = session
        checkpoint = try options.signing.request(in: session)
    }

    /// Records the lines and says so; false, with nothing recorded, where they are few, or each has to be looked at.
    func record(in ledger: Ledger, _ output: Output) throws -> Bool {
        var request = ImportOptions()
        request.author = options.author ?? session.author
        request.message = options.message
        request.checkpoint = checkpoint
        var random = DrawnNumbers()
        let progress = PhasedProgress(global, session)
        defer { progress.finish() }
        let interruption = Interruption(saying: { Self.lastWord })
        let result = try withExtendedLifetime(interruption) {
            try ledger.appendLargeBatch(
                of: lines, about: (lines.size ?? 0) / Self.bytesOfALine, request,
                expectedPosition: options.expectedPosition, now: session.now, random: &random
            ) { phase, done, total in
                progress.update(phase, done, of: total, share: lines.share)
            }
        }
        progress.finish()
        guard let result, let first = result.first, let last = result.last, let batch = result.lastBatch else {
            return false
        }
        do {
            try output.show(text(result, first...last, batch, ledger, output))
        } catch {
            throw UntoldAppend(first: first, last: last, batch: batch, reason: error)
        }
        return true
    }

    private func text(
        _ result: ImportResult, _ places: ClosedRange<Int>, _ batch: Int, _ ledger: Ledger, _ output: Output
    ) throws -> [String] {
        let shown = try places.prefix(AppendReport.shown).compactMap { try ledger.event(at: $0) }
        let summarize = try ledger.summarizer(tellingNamesakesIn: shown.map(\.event))
        var text = ["\(AppendReport.recorded(result.recorded, places)) in batch \(batch)"]
        text += shown.map { AppendReport.row($0.seq, $0.id, $0.event, summarize($0.event), output) }
        if result.recorded > AppendReport.shown { text.append(AppendReport.more(than: result.recorded)) }
        if let checkpoint = result.checkpoint { text.append(CheckpointPage.line(checkpoint)) }
        return text
    }
}
