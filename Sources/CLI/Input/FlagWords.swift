import Events

/// Flags and field names: `--reports-to` is `reports_to`.
enum FlagNames {
    /// The flag of a field.
    static func flag(_ field: String) -> String { "--" + String(field.map { $0 == "_" ? "-" : $0 }) }

    /// The field that a flag names.
    static func field(_ flag: String) -> String { String(flag.drop { $0 == "-" }.map { $0 == "-" ? "_" : $0 }) }
}

/// A command that records an event given by flags, with the flags that are not fields of the event.
struct WritingCommand {
    /// What is typed before the flags, for the hint behind an error: `append TYPE`.
    let usage: String
    /// The options that take a value.
    let options: [String]
    /// The options that take none.
    let switches: [String]

    private static let shared = [
        "--source", "--locator", "--quote", "--message", "--author", "--expect", "--at", "--key", "--format",
        "--ledger", "--color",
    ]
    private static let sharedSwitches = ["--dry-run", "--all", "--checkpoint", "--quiet", "--no-pager"]

    static let append = WritingCommand(
        usage: "append TYPE", options: shared + ["--new", "--batch"], switches: sharedSwitches)
    static let correct = WritingCommand(
        usage: "correct EVENT", options: shared + ["--new", "--unset", "--drop-source"],
        switches: sharedSwitches + ["--replace-sources"])
    static let retract = WritingCommand(usage: "retract", options: shared, switches: sharedSwitches)
    static let merge = WritingCommand(usage: "merge", options: shared + ["--reason"], switches: sharedSwitches)
    static let distrust = WritingCommand(usage: "distrust", options: shared, switches: sharedSwitches)

    /// Whether the command has an option.
    func takes(_ flag: String) -> Bool { options.contains(flag) || switches.contains(flag) }
}

/// Arguments told apart: flags with their values, and words that stand alone.
struct FlagWords {
    private(set) var flags: [(flag: String, value: String?)] = []
    private(set) var operands: [String] = []
    private(set) var wantsHelp = false
    /// The options that all commands share, which may stand anywhere.
    private(set) var globalArguments: [String] = []

    private static let fieldsWithoutValue = Set(
        EventCatalog.types.flatMap(\.fields).filter { $0.kind == .flag }.map { FlagNames.flag($0.name) })

    /// A flag takes the word behind it, unless that is a flag itself; `--flag=value` takes any.
    init(_ arguments: [String], of command: WritingCommand) throws {
        // The terminator keeps the parser from reading what only the type of the event explains.
        var rest = arguments.first == "--" ? arguments.dropFirst() : arguments[...]
        while let word = rest.popFirst() {
            if word == "--help" || word == "-h" {
                wantsHelp = true
            } else if word.hasPrefix("--"), word.count > 2 {
                if let (flag, value) = word.halves(around: "=") {
                    try take(flag, value)
                } else if command.switches.contains(word) || Self.fieldsWithoutValue.contains(word) {
                    try take(word, nil)
                } else {
                    try take(word, rest.first.map(Self.isFlag) ?? true ? nil : rest.popFirst())
                }
            } else if word == "-m" {
                try take("--message", rest.popFirst())
            } else {
                operands.append(word)
            }
        }
    }

    private mutating func take(_ flag: String, _ value: String?) throws {
        switch flag {
        case "--ledger", "--color":
            guard let value else { throw UsageError("\(flag) needs a value") }
            globalArguments += [flag, value]
        case "--quiet", "--no-pager": globalArguments.append(flag)
        default: flags.append((flag, value))
        }
    }

    private static func isFlag(_ word: String) -> Bool { word.hasPrefix("--") && word.count > 2 }
}

extension GlobalOptions {
    /// These options with those that stood among the flags of an event.
    func merged(with words: FlagWords) throws -> GlobalOptions {
        guard !words.globalArguments.isEmpty else { return self }
        var merged: GlobalOptions
        do {
            merged = try GlobalOptions.parse(words.globalArguments)
        } catch {
            throw UsageError(GlobalOptions.message(for: error))
        }
        merged.ledger = merged.ledger ?? ledger
        merged.quiet = merged.quiet || quiet
        merged.noPager = merged.noPager || noPager
        if !words.globalArguments.contains("--color") { merged.color = color }
        return merged
    }
}
