import Annals
import ArgumentParser
import Events

/// `annals append`: records one event given by flags, or JSON Lines from standard input, as one batch.
struct AppendCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "append", abstract: "Record an event, or JSON Lines from standard input as one batch.",
        usage: "annals append TYPE --field value …\nannals append -",
        discussion: """
            Every field of the type has a flag: `annals append --help` lists the types, `annals append TYPE --help` \
            the flags of one. Names are looked up in every spelling that the ledger knows, dates are EDTF or what \
            people say ("late 2015"), and what was understood is told on standard error. With - the events come as \
            JSON Lines on standard input, all of them or none.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(parsing: .captureForPassthrough, help: "The type of the event and its fields, or - for JSON Lines.")
    var arguments: [String] = []

    func run(in session: Session) throws -> ExitStatus {
        // The terminator that keeps the parser from reading what only the type of the event explains.
        let options = try AppendOptions(arguments.first == "--" ? Array(arguments.dropFirst()) : arguments)
        var global = global
        if !options.globalArguments.isEmpty { global = try merged(options.globalArguments) }
        let output = Output(global, session)
        guard let type = options.type, !options.wantsHelp else {
            guard options.wantsHelp else {
                throw UsageError("append needs the type of the event, or - for JSON Lines; see annals append --help")
            }
            try output.show(
                EventCatalog.description(of: options.type ?? "").map(AppendHelp.page) ?? AppendHelp.overview)
            return .done
        }
        let ledger = try session.open(global, for: .writing)
        // What was recorded is on disk already; what closing cannot tidy up, the next writer does.
        defer { try? ledger.close() }
        let batch = try type == "-" ? read(options, ledger) : made(type, options, ledger, session)
        if !global.quiet { for remark in batch.remarks { output.remark(remark) } }
        var request = AppendRequest(
            batch.events, author: options.author ?? session.author, message: options.message)
        request.lines = batch.lines
        request.expectedPosition = options.expectedPosition
        request.isDryRun = options.isDryRun
        var random = SystemRandomNumberGenerator()
        do {
            let result = try ledger.append(request, now: session.now, random: &random)
            try show(result, batch, ledger, options, output)
        } catch LedgerError.refused(let error, let line) where type != "-" {
            throw refusal(error, line, batch, options)
        }
        return .done
    }

    /// Tells what was done. What was recorded stays so where it cannot be told, and then the error says it.
    private func show(
        _ result: AppendResult, _ batch: Given, _ ledger: Ledger, _ options: AppendOptions, _ output: Output
    ) throws {
        do {
            try AppendReport(batch.events, result, ledger, isDryRun: options.isDryRun)
                .show(options.format, output)
        } catch {
            guard !options.isDryRun, let first = result.recorded.first, let last = result.recorded.last else {
                throw error
            }
            throw UntoldAppend(first: first, last: last, reason: error)
        }
    }

    /// The options before the command's name or type, with those behind it.
    private func merged(_ later: [String]) throws -> GlobalOptions {
        var merged: GlobalOptions
        do {
            merged = try GlobalOptions.parse(later)
        } catch {
            throw UsageError(GlobalOptions.message(for: error))
        }
        merged.ledger = merged.ledger ?? global.ledger
        merged.quiet = merged.quiet || global.quiet
        merged.noPager = merged.noPager || global.noPager
        if !later.contains("--color") { merged.color = global.color }
        return merged
    }

    /// What is to be appended.
    private struct Given {
        var events: [Event] = []
        var lines: [Int] = []
        var remarks: [String] = []
    }

    private func made(
        _ type: String, _ options: AppendOptions, _ ledger: Ledger, _ session: Session
    ) throws -> Given {
        guard let description = EventCatalog.description(of: type) else { return Given() }
        let input = try EventInput(options, description, ledger, today: session.today)
        let events = try input.events()
        return Given(events: events, remarks: input.remarks)
    }

    private func read(_ options: AppendOptions, _ ledger: Ledger) throws -> Given {
        guard options.newcomers.isEmpty else {
            throw UsageError("--new goes with flags; in JSON Lines introduce with person.introduced and the like")
        }
        let names = NameInput(ledger, [], nil)
        let citations = try CitationInput(names).citations(options.citations)
        let reader = try LineReader("-", canRewind: false)
        var given = Given(remarks: names.remarks)
        var refused = RefusedLines()
        while let line = try reader.next() {
            do {
                let event = try line.event().event
                given.events.append(citations.isEmpty ? event : event.citing(citations))
                given.lines.append(line.number)
            } catch {
                refused.add(line.number, error.description)
            }
        }
        if !refused.isEmpty { throw refused }
        return given
    }

    /// A refusal in the words of the flags.
    private func refusal(
        _ error: EventError, _ line: Int?, _ given: Given, _ options: AppendOptions
    ) -> InputError {
        if let line, line < given.events.count, options.newcomers.indices.contains(line - 1) {
            return InputError("--new \(options.newcomers[line - 1])", error.description)
        }
        return InputError(nil, EventInput.withFlag(error))
    }
}

extension Event {
    /// The event with sources added to its own; a source that is added cites none for the whole batch.
    fileprivate func citing(_ citations: [Citation]) -> Event {
        if case .sourceAdded = fact { return self }
        return with(sources: sources + citations)
    }
}

extension Session {
    /// Who records, where no option says so.
    var author: String? {
        environment["ANNALS_AUTHOR"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
