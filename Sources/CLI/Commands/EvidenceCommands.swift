import Annals
import ArgumentParser
import Events

/// A command that appends one event of evidence; the words that stand alone are its fields.
private struct EvidenceForm {
    let type: String
    /// The fields that the words give, with what a word is called in the usage.
    let operands: [(field: String, word: String)]
    /// What they are, for an error where they are missing.
    let needs: String
    /// What the usage shows behind the words.
    let flags: String
    let command: WritingCommand

    /// Reads the words and flags of the command, records the event, and tells what it changes.
    func run(_ arguments: [String], _ global: GlobalOptions, in session: Session) throws -> ExitStatus {
        let words = try FlagWords(arguments, of: command)
        let global = try global.merged(with: words)
        let output = Output(global, session)
        guard let description = EventCatalog.description(of: type) else { return .failed }
        if words.wantsHelp {
            try output.show(WritingHelp.page(of: description, usage, without: operands.map(\.field), command))
            return .done
        }
        guard words.operands.count >= operands.count else {
            throw UsageError("\(command.usage) needs \(needs): \(usage)")
        }
        guard words.operands.count == operands.count else {
            throw UsageError(
                "\"\(words.operands[operands.count])\" is one word too many; a name of several words stands in "
                    + "quotes: \(usage)")
        }
        var options = try EventOptions(words, of: description, for: command)
        for (operand, text) in zip(operands, words.operands) {
            guard let field = description.field(named: operand.field) else { continue }
            if let twice = options.fields.first(where: { $0.field == field }), let flag = twice.flag {
                let citing = type == SourceDistrusted.type ? "; a source that says so is given with --cite" : ""
                throw UsageError("\(flag): \(operand.word) is given already, as \"\(text)\"\(citing)")
            }
            options.fields.insert(GivenField(field: field, flag: nil, text: text), at: 0)
        }
        if let reason = description.field(named: "reason"), !options.fields.contains(where: { $0.field == reason }) {
            throw UsageError("\(command.usage) needs a reason: \(usage)")
        }
        let ledger = try session.open(global, for: .writing)
        defer { try? ledger.close() }
        try record(options, description, ledger, session, global)
        return .done
    }

    private var usage: String {
        "annals \(command.usage) \(operands.map(\.word).joined(separator: " ")) \(flags)"
    }

    private func record(
        _ options: EventOptions, _ description: EventTypeDescription, _ ledger: Ledger, _ session: Session,
        _ global: GlobalOptions
    ) throws {
        let output = Output(global, session)
        let input = try EventInput(options, description, ledger, today: session.today)
        let events = try input.events()
        if !global.quiet {
            for remark in try input.remarks + events.compactMap({ try Self.mixture($0, ledger) }) {
                output.remark(remark)
            }
        }
        let recording = try Recording(ledger: ledger, options: options, session: session, output: output)
        var request = recording.request(events)
        request.reportsChanges = true
        request.assumptions = events.compactMap(Self.assumption)
        do {
            try recording.record(request) { report, effect, result in
                try EvidenceReport(report, effect, result, ledger, options)
                    .show(options.format, output)
            }
        } catch LedgerError.refused(let error, _) {
            throw InputError(nil, EventInput.withFlag(error))
        }
    }

    /// That a merge is of a person and an organisation, which it may be; nil where it is not.
    private static func mixture(_ event: Event, _ ledger: Ledger) throws -> String? {
        guard case .entityMerged(let merge) = event.fact else { return nil }
        func kind(_ id: EntityID) throws -> EntityKind? { try ledger.resolve(id.text).kind }
        guard let from = try kind(merge.from), let into = try kind(merge.into), from != into,
            Set([from, into]) == [.person, .organization]
        else { return nil }
        return "\(merge.from) was introduced as \(from.rawValue.withArticle) and \(merge.into) as "
            + "\(into.rawValue.withArticle); take the merge back if they are two"
    }

    /// Of two retractions, or two distrusts, retracting one alone would bring nothing back: there is to be one.
    private static func assumption(_ event: Event) -> Assumption? {
        switch event.fact {
        case .eventRetracted(let retraction): .isNotRetracted(retraction.event)
        case .sourceDistrusted(let distrust): .isTrusted(distrust.source)
        default: nil
        }
    }
}

/// `annals retract`: takes an event back.
struct RetractCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "retract", abstract: "Take an event back, or evidence: a correction, a merge, a retraction.",
        usage: "annals retract EVENT --reason TEXT",
        discussion: """
            EVENT is its position in the log, its id, or the first digits of that. Retracting a retraction restores. \
            With --dry-run nothing is recorded, and what it would change is shown.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(parsing: .captureForPassthrough, help: "The event, and why it is taken back.")
    var arguments: [String] = []

    func run(in session: Session) throws -> ExitStatus {
        try EvidenceForm(
            type: EventRetracted.type, operands: [("event", "EVENT")], needs: "an event", flags: "--reason TEXT",
            command: .retract
        ).run(arguments, global, in: session)
    }
}

/// `annals merge`: says that two ids are one.
struct MergeCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Say that two are one: the first is merged into the second, which stays.",
        usage: "annals merge ONE OTHER [--reason TEXT]",
        discussion: """
            Both are named by id or by name in any script. The second keeps its id and its name; what was recorded of \
            the first counts for it, and the names of the first stay as others of its names. With --dry-run nothing \
            is recorded, and what it would change is shown.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(parsing: .captureForPassthrough, help: "Who is merged, and into whom.")
    var arguments: [String] = []

    func run(in session: Session) throws -> ExitStatus {
        try EvidenceForm(
            type: EntityMerged.type, operands: [("from", "ONE"), ("into", "OTHER")], needs: "two names",
            flags: "[--reason TEXT]",
            command: .merge
        ).run(arguments, global, in: session)
    }
}

/// `annals distrust`: takes the word of a source away from everything.
struct DistrustCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "distrust", abstract: "Stop believing a source: what rests on it alone no longer counts.",
        usage: "annals distrust SOURCE --reason TEXT",
        discussion: """
            The source is named by id or title. Facts that cite others too stay, without it. With --dry-run nothing \
            is recorded, and what it would change is shown.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(parsing: .captureForPassthrough, help: "The source, and why it is not believed.")
    var arguments: [String] = []

    func run(in session: Session) throws -> ExitStatus {
        try EvidenceForm(
            type: SourceDistrusted.type, operands: [("source", "SOURCE")], needs: "a source", flags: "--reason TEXT",
            command: .distrust
        ).run(arguments, global, in: session)
    }
}
