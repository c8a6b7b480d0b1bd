import ArgumentParser
import Events

/// A source that an event cites, as given.
struct GivenCitation: Hashable {
    var source: String
    var locator: String?
    var quote: String?
}

/// A field of the event as given: its description and what stood behind the flag.
struct GivenField: Hashable {
    let field: FieldDescription
    /// The flag as it was typed; nil for a word that stands alone.
    let flag: String?
    let text: String
}

/// How the answer of a command that writes is printed.
enum AppendFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

/// An event as flags give it, and how it is to be recorded.
///
/// The flags follow from the type's description, so no parser that knows its flags beforehand can read them.
struct EventOptions {
    var fields: [GivenField] = []
    /// Fields of a type of the user's own, which has no description.
    var customFields: [(name: String, text: String)] = []
    var citations: [GivenCitation] = []
    var newcomers: [String] = []
    /// Fields that a correction leaves out, as they were typed.
    var unset: [String] = []
    /// Sources that a correction takes away.
    var droppedSources: [String] = []
    /// Whether the sources of a correction stand in the place of those before.
    var replacesSources = false
    var message: String?
    var author: String?
    var isDryRun = false
    /// Whether every line of what changes is shown.
    var showsAll = false
    var expectedPosition: Int?
    /// The date of the chart in a preview.
    var at: String?
    /// Whether, and with which key, the ledger is signed with the events in it.
    var signing = Signing()
    /// The file of a batch.
    var batch: String?
    var format = AppendFormat.text

    private let description: EventTypeDescription?
    private let command: WritingCommand

    /// Reads flags.
    ///
    /// - Parameter description: The type of the event; nil where several come as JSON Lines.
    init(_ words: FlagWords, of description: EventTypeDescription?, for command: WritingCommand) throws {
        self.description = description
        self.command = command
        signing.isAsked = words.flags.contains { $0.flag == "--checkpoint" }
        for (flag, value) in words.flags { try take(flag, value) }
        try signing.check()
    }

    /// Whether the command introduces somebody on the way.
    var introduces: Bool { command.takes("--new") }

    private mutating func take(_ flag: String, _ value: String?) throws {
        if try takeOption(flag, value) { return }
        guard let description else {
            let advice = batch == nil ? "give the type of the event first" : "fields stand in the lines"
            throw unknown(flag, command.options + command.switches, advice)
        }
        let name = FlagNames.field(flag)
        if let field = description.fields.first(where: { $0.name == name && $0.kind != .sources }) {
            fields.append(GivenField(field: field, flag: flag, text: try Self.text(of: flag, value, field.kind)))
        } else if description.family == .custom {
            customFields.append((name, try Self.required(flag, value)))
        } else {
            let known = description.fields.map { FlagNames.flag($0.name) }
            throw unknown(flag, known + command.options + command.switches, "")
        }
    }

    /// Takes an option of the command; false for a field of the type, which comes first where names meet.
    private mutating func takeOption(_ flag: String, _ value: String?) throws -> Bool {
        let isOwnField = description?.ownFields.contains { FlagNames.flag($0.name) == flag } ?? false
        if isOwnField { return false }
        // A type of the user's own has whatever fields its events have, and no part in a chart of a date.
        if flag == "--at", description?.family == .custom { return false }
        if flag == "--key", description?.family == .custom, !signing.isAsked { return false }
        switch flag {
        case "--source", "--sources", "--cite":
            citations.append(GivenCitation(source: try Self.required(flag, value)))
        case "--locator": try describeCitation(flag, value, \.locator)
        case "--quote": try describeCitation(flag, value, \.quote)
        case "--message": message = try Self.required(flag, value)
        case "--author", "--batch-author": author = try Self.required(flag, value)
        case "--dry-run": isDryRun = true
        case "--checkpoint": break
        case "--key": signing.key = try Self.required(flag, value)
        case "--all": showsAll = true
        case "--expect": expectedPosition = try Self.position(flag, value)
        case "--at": at = try Self.required(flag, value)
        case "--format":
            let text = try Self.required(flag, value)
            guard let format = AppendFormat(rawValue: text) else {
                throw UsageError("--format: \"\(text)\" is none of text, json")
            }
            self.format = format
        default: return command.takes(flag) ? try takeOwnOption(flag, value) : false
        }
        return true
    }

    /// Takes an option that only some commands have.
    private mutating func takeOwnOption(_ flag: String, _ value: String?) throws -> Bool {
        switch flag {
        case "--new": newcomers.append(try Self.required(flag, value))
        case "--batch": batch = try Self.required(flag, value)
        case "--unset": unset.append(try Self.required(flag, value))
        case "--drop-source": droppedSources.append(try Self.required(flag, value))
        case "--replace-sources": replacesSources = true
        // A merge has no reason of its own: it stands in its note.
        case "--reason": return try takeNote(flag, value)
        default: return false
        }
        return true
    }

    private mutating func takeNote(_ flag: String, _ value: String?) throws -> Bool {
        guard let field = description?.field(named: "note") else { return false }
        fields.append(GivenField(field: field, flag: flag, text: try Self.required(flag, value)))
        return true
    }

    private mutating func describeCitation(
        _ flag: String, _ value: String?, _ part: WritableKeyPath<GivenCitation, String?>
    ) throws {
        guard !citations.isEmpty else { throw UsageError("\(flag) belongs behind the --source that it is about") }
        citations[citations.count - 1][keyPath: part] = try Self.required(flag, value)
    }

    private static func position(_ flag: String, _ value: String?) throws -> Int {
        let text = try required(flag, value)
        guard let seq = Int(text), seq >= 0 else {
            throw UsageError("\(flag): \"\(text)\" is no position in the log; give the number of its last event")
        }
        return seq
    }

    private static func required(_ flag: String, _ value: String?) throws -> String {
        guard let value else { throw UsageError("\(flag) needs a value") }
        return value
    }

    private static func text(of flag: String, _ value: String?, _ kind: FieldKind) throws -> String {
        kind == .flag ? value ?? "true" : try required(flag, value)
    }

    private func unknown(_ flag: String, _ known: [String], _ advice: String) -> UsageError {
        let nearest = Suggestion.nearest(to: flag, in: known)
        let hint = nearest.isEmpty ? "see" : "did you mean \(nearest.joined(separator: " or "))? See"
        let place = advice.isEmpty ? "here" : "here: \(advice)"
        return UsageError("there is no \(flag) \(place); \(hint) annals \(command.usage) --help")
    }
}

/// The command line of `annals append`, taken apart.
struct AppendOptions {
    /// Where the events come from.
    enum Content {
        /// From the flags, as one event of this type.
        case event(EventTypeDescription)
        /// From JSON Lines in a file; `-` is standard input.
        case lines(String)
    }

    let content: Content
    let event: EventOptions

    /// The file of JSON Lines; nil for an event given by flags.
    var file: String? {
        if case .lines(let file) = content { return file }
        return nil
    }

    /// Reads the arguments behind `append`.
    init(_ words: FlagWords) throws {
        let operands = words.operands
        let file = words.flags.first { $0.flag == "--batch" }
        if operands.count > 1 {
            throw UsageError(
                "\"\(operands[1])\" stands alone; every field has its flag, such as --name \"Ada Lovelace\"")
        }
        switch (operands.first, file) {
        case (nil, nil):
            _ = try EventOptions(words, of: nil, for: .append)
            throw UsageError(
                "append needs the type of the event, or - or --batch FILE for JSON Lines; see annals append --help")
        case (let type?, nil) where type != "-":
            let description = try Self.description(of: type)
            content = .event(description)
            event = try EventOptions(words, of: description, for: .append)
            return
        case (let type?, .some) where type != "-":
            throw UsageError(
                "\"\(type)\" and --batch are two things: the lines of a batch name their types themselves")
        case (.some, .some):
            throw UsageError("- and --batch are two places to read from; give one of them")
        default:
            event = try EventOptions(words, of: nil, for: .append)
            content = .lines(event.batch ?? "-")
        }
        guard event.newcomers.isEmpty else {
            throw UsageError("--new goes with flags; in JSON Lines introduce with person.introduced and the like")
        }
    }

    /// The description of a type, which must exist.
    static func description(of type: String) throws -> EventTypeDescription {
        if let description = EventCatalog.description(of: type) { return description }
        let nearest = Suggestion.nearest(to: type, in: EventCatalog.types.map(\.type))
        let hint = nearest.isEmpty ? "all" : "did you mean \(nearest.joined(separator: " or "))? All"
        throw UsageError("no type of event is called \"\(type)\"; \(hint) types: annals append --help")
    }
}
