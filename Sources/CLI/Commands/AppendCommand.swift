import Annals
import ArgumentParser
import Events

/// `annals append`: records one event given by flags, or JSON Lines as one batch.
struct AppendCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "append", abstract: "Record an event, or JSON Lines as one batch.",
        usage: "annals append TYPE --field value …\nannals append --batch FILE --message TEXT\nannals append -",
        discussion: """
            Every field of the type has a flag: `annals append --help` lists the types, `annals append TYPE --help` \
            the flags of one. Names are looked up in every spelling that the ledger knows, dates are EDTF or what \
            people say ("late 2015"), and what was understood is told on standard error. With --batch FILE, or - for \
            standard input, the events come as JSON Lines: all of them or none. With --dry-run nothing is recorded, \
            and what the events would change is shown.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(parsing: .captureForPassthrough, help: "The type of the event and its fields, or - for JSON Lines.")
    var arguments: [String] = []

    func run(in session: Session) throws -> ExitStatus {
        let words = try FlagWords(arguments, of: .append)
        let global = try global.merged(with: words)
        let output = Output(global, session)
        if words.wantsHelp {
            let page = try words.operands.first.flatMap { $0 == "-" ? nil : try AppendOptions.description(of: $0) }
            try output.show(page.map(AppendHelp.page) ?? AppendHelp.overview)
            return .done
        }
        let options = try AppendOptions(words)
        let ledger = try session.open(global, for: .writing)
        // What was recorded is on disk already; what closing cannot tidy up, the next writer does.
        defer { try? ledger.close() }
        let lines = try options.file.map { try LineReader($0, canRewind: nil) }
        let large = try lines.flatMap { try LargeBatch(options.event, $0, global, session) }
        if let large {
            if try large.record(in: ledger, output) { return .done }
            try lines?.rewind()
        }
        let batch = try made(options, lines, ledger, Progress("reading", counting: "lines", global, session), session)
        if !global.quiet { for remark in batch.remarks { output.remark(remark) } }
        let recording = try Recording(
            ledger: ledger, options: options.event, session: session, output: output,
            progress: PhasedProgress(global, session))
        var request = recording.request(batch.request)
        request.reportsChanges = request.isDryRun
        do {
            try recording.record(request) { report, effect, _ in
                try report.show(
                    options.event.format, output, effect: request.isDryRun ? effect : nil,
                    limit: LineLimit(options.event))
            }
        } catch LedgerError.refused(let error, let line) where lines == nil {
            throw refusal(error, line, batch, options.event)
        } catch let refused as RefusedLines {
            throw Self.refusal(refused, of: lines)
        }
        return .done
    }

    /// What is to be appended.
    private struct Given {
        var request: AppendRequest
        var remarks: [String] = []
    }

    private func made(
        _ options: AppendOptions, _ lines: LineReader?, _ ledger: Ledger, _ progress: Progress, _ session: Session
    ) throws -> Given {
        switch options.content {
        case .event(let type):
            let input = try EventInput(options.event, type, ledger, today: session.today)
            let events = try input.events()
            return Given(request: AppendRequest(events), remarks: input.remarks)
        case .lines:
            return try lines.map { try read($0, options.event, ledger, progress) } ?? Given(request: AppendRequest([]))
        }
    }

    private func read(
        _ reader: LineReader, _ options: EventOptions, _ ledger: Ledger, _ progress: Progress
    ) throws -> Given {
        defer { progress.finish() }
        let names = NameInput(ledger, [], nil, introduces: false)
        let citations = try CitationInput(names).citations(options.citations)
        do {
            let request = try AppendRequest(reading: reader, citing: citations) {
                progress.update($0, share: reader.share)
            }
            return Given(request: request, remarks: names.remarks)
        } catch let refused as RefusedLines {
            throw Self.refusal(refused, of: reader)
        }
    }

    /// Refused lines with the file that they stand in.
    private static func refusal(_ refused: RefusedLines, of reader: LineReader?) -> any Error {
        reader.map { InputError($0.name, refused.description) } ?? refused
    }

    /// A refusal in the words of the flags.
    private func refusal(
        _ error: EventError, _ line: Int?, _ given: Given, _ options: EventOptions
    ) -> InputError {
        if let line, line < given.request.events.count, options.newcomers.indices.contains(line - 1) {
            return InputError("--new \(options.newcomers[line - 1])", error.description)
        }
        return InputError(nil, EventInput.withFlag(error))
    }
}
