import Annals
import ArgumentParser
import Events
import Projections

/// `annals correct`: puts another event in the place of what an event says now.
struct CorrectCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Correct what an event says, field by field.",
        usage: "annals correct EVENT --field value … [--unset FIELD] [--source SOURCE]",
        discussion: """
            EVENT is its position in the log, its id, or the first digits of that. The fields have the flags of \
            annals append; what is not given stays as the event says it now. Nothing is edited: the correction is an \
            event of its own, and can be retracted. With --dry-run nothing is recorded, and what it would change is \
            shown. `annals correct EVENT --help` lists the fields of that event.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(parsing: .captureForPassthrough, help: "The event, and the fields that change.")
    var arguments: [String] = []

    func run(in session: Session) throws -> ExitStatus {
        let words = try FlagWords(arguments, of: .correct)
        let global = try global.merged(with: words)
        let output = Output(global, session)
        guard let text = words.operands.first else {
            guard words.wantsHelp else {
                throw UsageError("correct needs an event: annals correct EVENT --field value …; see annals log")
            }
            try output.show(WritingHelp.correct)
            return .done
        }
        if words.operands.count > 1 {
            throw UsageError("\"\(words.operands[1])\" stands alone; every field has its flag, such as --date 2001")
        }
        let ledger = try session.open(global, for: words.wantsHelp ? .reading : .writing)
        defer { try? ledger.close() }
        let standing = try ledger.standing(of: text)
        guard let type = EventCatalog.description(of: standing.event.type) else { return .failed }
        if words.wantsHelp {
            try output.show(WritingHelp.correct(type))
            return .done
        }
        let options = try EventOptions(words, of: type, for: .correct)
        if options.changesNothing { throw UsageError("nothing is to change; give a field, --unset, or --source") }
        try record(standing, type, options, ledger, session, global)
        return .done
    }

    private func record(
        _ standing: Standing, _ type: EventTypeDescription, _ options: EventOptions, _ ledger: Ledger,
        _ session: Session, _ global: GlobalOptions
    ) throws {
        let output = Output(global, session)
        let input = try EventInput(options, type, ledger, today: session.today)
        let events = try input.correction(of: standing)
        if !global.quiet { for remark in input.remarks { output.remark(remark) } }
        let recording = try Recording(ledger: ledger, options: options, session: session, output: output)
        var request = recording.request(events)
        request.reportsChanges = true
        request.assumptions = [.says(standing)]
        do {
            try recording.record(request) { report, effect, result in
                try EvidenceReport(report, effect, result, ledger, options, corrected: standing)
                    .show(options.format, output)
            }
        } catch LedgerError.refused(let error, _) {
            throw InputError(nil, EventInput.withFlag(error, ofReplacement: true))
        }
    }
}

extension EventOptions {
    /// Whether no field and no source is to change.
    fileprivate var changesNothing: Bool {
        fields.isEmpty && customFields.isEmpty && citations.isEmpty && unset.isEmpty && droppedSources.isEmpty
            && !replacesSources
    }
}
