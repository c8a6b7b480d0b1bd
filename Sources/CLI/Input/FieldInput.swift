import Annals
import Chronology
import Events

/// Turns what stood behind a flag into the JSON that the field takes.
struct FieldInput {
    let ledger: Ledger
    let names: NameInput
    /// What "yesterday" is counted from.
    let today: CivilDay

    /// The value of a field that was given one or more times.
    func value(_ given: [GivenField]) throws -> JSONValue {
        guard let first = given.first else { return .null }
        switch first.field.kind {
        case .list(let element): return .array(try given.map { try scalar($0, element) })
        case .names: return .array(try given.map(name))
        case .identifiers: return .array(try given.map(identifier))
        case .extra: return .object(try extra(given))
        case .value where given.count > 1: return .array(given.map { Self.textOrNumber($0.text) })
        default:
            guard given.count == 1 else {
                throw InputError(first.flag, "is given \(given.count) times and takes one value")
            }
            return try scalar(first, first.field.kind)
        }
    }

    private func scalar(_ given: GivenField, _ kind: FieldKind) throws -> JSONValue {
        let (text, flag) = (given.text, given.flag)
        switch kind {
        case .integer:
            guard let number = Int(text) else { throw InputError(flag, "\"\(text)\" is not a whole number") }
            return .number(Double(number))
        case .number:
            guard let number = Double(text), number.isFinite else {
                throw InputError(flag, "\"\(text)\" is not a number; write it without separators, such as 1500.5")
            }
            return .number(number)
        case .flag:
            guard let isOn = Self.switches[text.lowercased()] else {
                throw InputError(flag, "\"\(text)\" is neither true nor false")
            }
            return .bool(isOn)
        case .date: return .string(try date(text, flag))
        case .entity(let role): return .string(try names.id(text, role, flag: flag).text)
        case .entityOrText: return .string(try names.idOrText(text, flag: flag))
        case .reportsTo: return .string(try names.superior(text, flag: flag))
        case .eventID: return .string(try eventID(text, flag))
        case .value: return Self.textOrNumber(text)
        case .event, .remains: return try json(text, flag)
        default: return .string(text)
        }
    }

    private static let switches = ["true": true, "yes": true, "false": false, "no": false]

    /// A date as people say it, told back where that is not how it was written.
    func date(_ text: String, _ flag: String?) throws -> String {
        do {
            let date = try DatePhrase.parse(text, today: today)
            if date.text != text { names.remark("\"\(text)\" is read as \(date.text)", about: flag) }
            return date.text
        } catch {
            throw InputError(flag, error.description)
        }
    }

    private func eventID(_ text: String, _ flag: String?) throws -> String {
        do {
            return try ledger.id(ofEvent: text).hex
        } catch let error as LedgerError {
            throw InputError(flag, error.description)
        }
    }

    /// `name`, `name;language` or `name;language;kind`, or a JSON object.
    private func name(_ given: GivenField) throws -> JSONValue {
        if given.text.hasPrefix("{") { return try json(given.text, given.flag) }
        let parts = given.text.unicodeScalars.split(separator: ";", omittingEmptySubsequences: false)
            .map { String($0).asRecorded }
        guard parts.count <= 3 else {
            throw InputError(given.flag, "\"\(given.text)\" has more than three parts; write \"name;language;kind\"")
        }
        var object: JSONObject = [:]
        for (key, part) in zip(["name", "language", "kind"], parts) where !part.isEmpty { object[key] = .string(part) }
        return .object(object)
    }

    /// `scheme:identifier`.
    private func identifier(_ given: GivenField) throws -> JSONValue {
        if given.text.hasPrefix("{") { return try json(given.text, given.flag) }
        guard let (scheme, identifier) = given.text.halves(around: ":") else {
            throw InputError(given.flag, "\"\(given.text)\" names no scheme; write it as wikidata:Q21712134")
        }
        return .object([
            "scheme": .string(scheme.asRecorded), "identifier": .string(identifier.asRecorded),
        ])
    }

    /// `key=value`; a value that is JSON other than text is taken as such.
    private func extra(_ given: [GivenField]) throws -> JSONObject {
        var object: JSONObject = [:]
        for one in given {
            guard let (key, value) = one.text.halves(around: "="), !key.isEmpty else {
                throw InputError(one.flag, "\"\(one.text)\" has no key; write it as key=value")
            }
            guard object[key] == nil else { throw InputError(one.flag, "\"\(key)\" is given twice") }
            object[key] = Self.free(value)
        }
        return object
    }

    private func json(_ text: String, _ flag: String?) throws -> JSONValue {
        do {
            return try JSONReader.parse(text)
        } catch {
            throw InputError(flag, error.description)
        }
    }

    /// Numbers, `true`, `false`, lists and objects as JSON reads them; everything else, and quoted JSON text, as text.
    static func free(_ text: String) -> JSONValue { (try? JSONReader.parse(text)) ?? .string(text) }

    private static func textOrNumber(_ text: String) -> JSONValue {
        switch try? JSONReader.parse(text) {
        case .number(let number)?: .number(number)
        case .string(let quoted)?: .string(quoted)
        default: .string(text)
        }
    }
}
