import ArgumentParser
import Events

/// A source that an append cites, as given.
struct GivenCitation: Hashable {
    var source: String
    var locator: String?
    var quote: String?
}

/// A field of the event as given: its description and what stood behind the flag.
struct GivenField: Hashable {
    let field: FieldDescription
    /// The flag as it was typed.
    let flag: String
    let text: String
}

/// How an append's answer is printed.
enum AppendFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

/// The command line of `annals append`, taken apart.
///
/// The flags follow from the type's description, so no parser that knows its flags beforehand can read them.
struct AppendOptions {
    /// The type of the event, or `-` for JSON Lines on standard input; nil where none is given.
    var type: String?
    var wantsHelp = false
    var fields: [GivenField] = []
    /// Fields of a type of the user's own, which has no description.
    var customFields: [(name: String, text: String)] = []
    var citations: [GivenCitation] = []
    var newcomers: [String] = []
    var message: String?
    var author: String?
    var isDryRun = false
    var expectedPosition: Int?
    var format = AppendFormat.text
    /// Global options that stood behind the type.
    var globalArguments: [String] = []

    private let description: EventTypeDescription?

    /// Reads the arguments behind `append`.
    init(_ arguments: [String]) throws {
        let words = FlagWords(arguments)
        wantsHelp = words.wantsHelp
        let operands = words.operands
        type = operands.first
        description = try type.flatMap { try Self.description(of: $0) }
        if operands.count > 1 {
            throw UsageError(
                "\"\(operands[1])\" stands alone; every field has its flag, such as --name \"Ada Lovelace\"")
        }
        for (flag, value) in words.flags { try take(flag, value) }
    }

    private static func description(of type: String) throws -> EventTypeDescription? {
        if type == "-" { return nil }
        if let description = EventCatalog.description(of: type) { return description }
        let nearest = Suggestion.nearest(to: type, in: EventCatalog.types.map(\.type))
        let hint = nearest.isEmpty ? "" : "did you mean \(nearest.joined(separator: " or "))? "
        throw UsageError("no type of event is called \"\(type)\"; \(hint)All types: annals append --help")
    }

    private mutating func take(_ flag: String, _ value: String?) throws {
        if try takeOption(flag, value) { return }
        guard let description else {
            let known = FlagWords.options + FlagWords.switches
            throw Self.unknown(flag, known, type == nil ? "give the type of the event first; " : "")
        }
        let name = FlagNames.field(flag)
        if let field = description.fields.first(where: { $0.name == name && $0.kind != .sources }) {
            fields.append(GivenField(field: field, flag: flag, text: try Self.text(of: flag, value, field.kind)))
        } else if description.family == .custom {
            customFields.append((name, try Self.required(flag, value)))
        } else {
            let known = description.fields.map { FlagNames.flag($0.name) }
            throw Self.unknown(flag, known + FlagWords.options + FlagWords.switches, "")
        }
    }

    /// Takes an option that every append has; false for a field of the type, which comes first where names meet.
    private mutating func takeOption(_ flag: String, _ value: String?) throws -> Bool {
        let isOwnField = description?.ownFields.contains { FlagNames.flag($0.name) == flag } ?? false
        if isOwnField { return false }
        switch flag {
        case "--source", "--sources", "--cite":
            citations.append(GivenCitation(source: try Self.required(flag, value)))
        case "--locator": try describeCitation(flag, value, \.locator)
        case "--quote": try describeCitation(flag, value, \.quote)
        case "--new": newcomers.append(try Self.required(flag, value))
        case "--message", "-m": message = try Self.required(flag, value)
        case "--author", "--batch-author": author = try Self.required(flag, value)
        case "--dry-run": isDryRun = true
        case "--expect":
            let text = try Self.required(flag, value)
            guard let seq = Int(text), seq >= 0 else {
                throw UsageError("--expect: \"\(text)\" is no position in the log; give the number of its last event")
            }
            expectedPosition = seq
        case "--format":
            let text = try Self.required(flag, value)
            guard let format = AppendFormat(rawValue: text) else {
                throw UsageError("--format: \"\(text)\" is none of text, json")
            }
            self.format = format
        case "--ledger", "--color": globalArguments += [flag, try Self.required(flag, value)]
        case "--quiet", "--no-pager": globalArguments.append(flag)
        default: return false
        }
        return true
    }

    private mutating func describeCitation(
        _ flag: String, _ value: String?, _ part: WritableKeyPath<GivenCitation, String?>
    ) throws {
        guard !citations.isEmpty else { throw UsageError("\(flag) belongs behind the --source that it is about") }
        citations[citations.count - 1][keyPath: part] = try Self.required(flag, value)
    }

    private static func required(_ flag: String, _ value: String?) throws -> String {
        guard let value else { throw UsageError("\(flag) needs a value") }
        return value
    }

    private static func text(of flag: String, _ value: String?, _ kind: FieldKind) throws -> String {
        kind == .flag ? value ?? "true" : try required(flag, value)
    }

    private static func unknown(_ flag: String, _ known: [String], _ advice: String) -> UsageError {
        let nearest = Suggestion.nearest(to: flag, in: known)
        let hint = nearest.isEmpty ? "" : "did you mean \(nearest.joined(separator: " or "))? "
        return UsageError("there is no \(flag) here; \(hint)\(advice)See annals append TYPE --help")
    }
}

/// Flags and field names: `--reports-to` is `reports_to`.
enum FlagNames {
    /// The flag of a field.
    static func flag(_ field: String) -> String { "--" + String(field.map { $0 == "_" ? "-" : $0 }) }

    /// The field that a flag names.
    static func field(_ flag: String) -> String { String(flag.drop { $0 == "-" }.map { $0 == "-" ? "_" : $0 }) }
}

/// Arguments told apart: flags with their values, and words that stand alone.
struct FlagWords {
    private(set) var flags: [(flag: String, value: String?)] = []
    private(set) var operands: [String] = []
    private(set) var wantsHelp = false

    /// The options of an append that take a value.
    static let options = [
        "--source", "--locator", "--quote", "--new", "--message", "--author", "--expect", "--format", "--ledger",
        "--color",
    ]
    /// The options of an append that take none.
    static let switches = ["--dry-run", "--quiet", "--no-pager"]

    private static let withoutValue = Set(
        switches + EventCatalog.types.flatMap(\.fields).filter { $0.kind == .flag }.map { FlagNames.flag($0.name) })

    /// A flag takes the word behind it, unless that is a flag itself; `--flag=value` takes any.
    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--help" || word == "-h" {
                wantsHelp = true
            } else if word.hasPrefix("--"), word.count > 2 {
                if let equals = word.firstIndex(of: "=") {
                    flags.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
                } else if Self.withoutValue.contains(word) {
                    flags.append((word, nil))
                } else {
                    flags.append((word, rest.first.map(Self.isFlag) ?? true ? nil : rest.popFirst()))
                }
            } else if word == "-m" {
                flags.append((word, rest.popFirst()))
            } else {
                operands.append(word)
            }
        }
    }

    private static func isFlag(_ word: String) -> Bool { word.hasPrefix("--") && word.count > 2 }
}
