import Annals
import ArgumentParser
import Events
import Projections

/// `annals redact`: erases an event's stored bytes for good.
struct RedactCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "redact", abstract: "Erase what an event says for good; all else still proves.",
        discussion: """
            EVENT is its position in the log, its id, or the first digits of that. Nothing of it is left in the \
            ledger's files but its place, its leaf hash and, of evidence, its type and the ids that it names; it counts as \
            retracted from the beginning, and a retraction that is redacted still retracts. This cannot be taken back. What \
            it changes is shown first, and on a terminal asked for; elsewhere --yes is needed. Exports and backups made \
            before still have the event. A program that reads an older state keeps copies in the files: then the exit code \
            is 1, and redacting the event again erases what is left.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The event's position in the log, its id, or at least four digits of it.")
    var event: String

    @Option(help: "Why; it stays in the log, so it should not say what is erased.")
    var reason: String?

    @Flag(help: "Show what it would do, and do nothing.")
    var dryRun = false

    @Flag(help: "Do not ask.")
    var yes = false

    @Flag(help: "Show every line of what it changes.")
    var all = false

    @Option(help: "Who records it.")
    var author: String?

    @Option(name: [.customShort("m"), .long], help: "A message of the batch.")
    var message: String?

    @OptionGroup var signing: SigningOptions

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func run(in session: Session) throws -> ExitStatus {
        let checkpoint = try signing.signing.request(in: session)
        let ledger = try session.open(global, for: .writing)
        defer { try? ledger.close() }
        let output = Output(global, session)
        let preview: RedactionPreview
        do {
            preview = try ledger.redactionPreview(of: event)
        } catch LedgerError.redacted(let logged) {
            return try again(logged, dryRun ? nil : checkpoint, ledger, output)
        }
        guard let reason, !reason.isEmpty else {
            throw UsageError("redact needs a reason: annals redact \(event) --reason TEXT")
        }
        let report = try RedactionReport(preview, ledger, effect: effect(of: preview, ledger, session), showsAll: all)
        if dryRun {
            switch format {
            case .text: try output.show(report.preview(output) + ["nothing was erased (--dry-run)"])
            case .json: try output.show(report.json)
            }
            return .done
        }
        if !yes { try confirm(report, output) }
        var request = RedactionRequest(preview.target.stored.seq, reason: reason)
        request.author = author ?? session.author
        request.message = message
        request.checkpoint = checkpoint
        return try redact(request, report, ledger, session, output)
    }

    private func redact(
        _ request: RedactionRequest, _ report: RedactionReport, _ ledger: Ledger, _ session: Session, _ output: Output
    ) throws -> ExitStatus {
        var random = SystemRandomNumberGenerator()
        let total = try ledger.head().seq
        let progress = Progress("redacting", counting: "events", total: total, global, session)
        defer { progress.finish() }
        let result = try ledger.redact(request, now: session.now, random: &random) { done, _ in progress.update(done) }
        progress.finish()
        do {
            switch format {
            case .text: try output.show((yes ? report.preview(output) : []) + report.done(result, output))
            case .json: try output.show(report.json(result))
            }
        } catch {
            throw UntoldAppend(
                first: result.recorded.seq, last: result.recorded.seq, batch: result.recorded.batch, reason: error)
        }
        guard let unfinished = result.unfinished else { return .done }
        output.remark("annals: \(unfinished)")
        return .failed
    }

    /// What no longer counts: what a retraction of the fact would change, tried and not kept.
    private func effect(of preview: RedactionPreview, _ ledger: Ledger, _ session: Session) throws -> Effect {
        var effect = Effect()
        guard let fact = preview.retracts else { return effect }
        var request = AppendRequest([
            Event(.eventRetracted(EventRetracted(event: fact, reason: "what redacting \(event) changes")))
        ])
        request.isDryRun = true
        request.reportsChanges = true
        var random = SystemRandomNumberGenerator()
        _ = try ledger.append(request, now: session.now, random: &random) { result in
            effect = try Effect(result, ledger, at: nil, session)
        }
        return effect
    }

    /// Asks on a terminal; elsewhere `--yes` has to say so.
    private func confirm(_ report: RedactionReport, _ output: Output) throws {
        guard let prompt = Prompt.onTerminal() else {
            throw UsageError("redact erases for good; look with --dry-run, then give --yes")
        }
        try output.show(report.preview(output))
        guard try prompt.confirm("Erase it for good?") else { throw InputError(nil, "nothing was erased") }
    }

    /// An event that is redacted already: what could not be erased then is tried once more, and the log is signed.
    private func again(
        _ logged: LoggedRedaction, _ checkpoint: CheckpointRequest?, _ ledger: Ledger, _ output: Output
    ) throws -> ExitStatus {
        let unfinished = ledger.finishErasures()
        let signed = try checkpoint.map { try ledger.addCheckpoint($0) }
        switch format {
        case .text:
            let lines =
                ["#\(logged.redacted.seq) is \(logged.words) already"]
                + (signed.map { [CheckpointPage.line($0)] } ?? [])
            try output.show(lines.map { StyledText(SafeText($0, breaks: .flattened)).rendered(in: output.style) })
        case .json:
            var answer: JSONObject = [
                "redacted": .object(logged.json), "recorded": .null, "erased": .bool(unfinished == nil),
            ]
            if let signed { answer["checkpoint"] = .object(signed.json) }
            try output.show(answer)
        }
        guard let unfinished else { return .done }
        output.remark("annals: \(unfinished)")
        return .failed
    }
}
