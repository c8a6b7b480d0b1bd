import Chronology
import Events
import Projections

/// A line of expectations that cannot be understood.
struct RefusedExpectation: Error {
    /// The line, from 1.
    let line: Int
    /// What is wrong, and what to do.
    let reason: String
}

/// One line that says who held what on a date, read strictly.
///
/// `{"at": "2023-11-18", "organization": "openai", "position": "CEO", "person": "mira-murati"}` with, optionally,
/// `certainty`, `acting`, `known`, `published`, `without`, `only` and `note`.
struct ExpectationLine {
    private static let required = ["at", "organization", "position", "person"]
    private static let optional = ["certainty", "acting", "known", "published", "without", "only", "note"]

    private let number: Int
    private let object: JSONObject

    init(_ line: InputLine) throws {
        number = line.number
        guard let bytes = line.bytes else {
            throw RefusedExpectation(line: number, reason: "is longer than \(InputLine.maximumBytes) bytes")
        }
        let value: JSONValue
        do {
            value = try JSONReader.parse(bytes)
        } catch {
            throw RefusedExpectation(line: number, reason: "is not JSON: \(error)")
        }
        guard case .object(let object) = value else {
            throw RefusedExpectation(line: number, reason: "is not an object; give {\"at\": …, \"organization\": …}")
        }
        self.object = object
        for key in object.keys where !(Self.required + Self.optional).contains(key) {
            let nearest = Suggestion.nearest(to: key, in: Self.required + Self.optional, limit: 1)
            let hint = nearest.first.map { "did you mean \"\($0)\"?" } ?? "known are \(Self.listed)"
            throw RefusedExpectation(line: number, reason: "\"\(key)\" is not known; \(hint)")
        }
    }

    private static var listed: String { (required + optional).joined(separator: ", ") }

    /// What the line expects, names looked up in a ledger.
    func expectation(in ledger: Ledger, believing belief: Belief) throws -> Expectation {
        let date = try date("at", required("at"))
        guard let time = WorldTime(date) else {
            throw refused("at", "\(date.text) has no first or no last day; give a day, a month, a year or an interval")
        }
        let organization = try ledger.resolve(required("organization"), as: [.organization])
        let who = try required("person")
        let person =
            who == EntityID.nobody.text
            ? EntityID.nobody : try ledger.resolve(who, as: [.person, .organization]).id
        let level = try level()
        if person == .nobody && level != .certain {
            throw refused("certainty", "is not for \"nobody\", who holds a position for certain; leave it out")
        }
        return Expectation(
            time: time, date: date.text, organization: organization.id, position: try required("position"),
            person: person, level: level, isActing: try flag("acting"), belief: try self.belief(ledger, belief),
            line: number)
    }

    private func level() throws -> Expectation.Level {
        guard let text = try text("certainty") else { return .certain }
        guard let level = Expectation.Level(rawValue: text) else {
            throw refused("certainty", "\"\(text)\" is none of certain, possible, undated, none")
        }
        return level
    }

    private func belief(_ ledger: Ledger, _ base: Belief) throws -> Belief {
        var belief = base
        if let known = try text("known") { belief.known = try recorded(known) }
        if let known = belief.known { belief.known = .batch(try ledger.moment(known).batch) }
        if let published = try text("published") {
            let date = try date("published", published)
            guard let day = date.strict.latest else { throw refused("published", "\(date.text) has no last day") }
            belief.published = day
        }
        for (key, sources) in [("without", \Belief.without), ("only", \Belief.only)] {
            let given = try list(key)
            if !given.isEmpty { belief[keyPath: sources] = try ledger.sources(given, asKnown: belief.known) }
        }
        return belief
    }

    /// A batch such as `@12`, an exact time, or the end of a date in universal time.
    private func recorded(_ text: String) throws -> Belief.Recorded {
        if text.hasPrefix("@") {
            guard let batch = Int(text.dropFirst()), batch >= 0 else {
                throw refused("known", "\"\(text)\" is no batch; give its number, such as @12")
            }
            return .batch(batch)
        }
        if let time = RecordedTime(text) { return .time(time) }
        let date = try date("known", text)
        guard let day = date.strict.latest else { throw refused("known", "\(date.text) has no last day") }
        let (end, overflow) = Int64(day.number + 1).multipliedReportingOverflow(by: 86_400_000_000)
        return .time(RecordedTime(microseconds: overflow ? .max : end - 1))
    }

    // MARK: - Members

    private func refused(_ key: String, _ reason: String) -> RefusedExpectation {
        RefusedExpectation(line: number, reason: "\(key): \(reason)")
    }

    private func required(_ key: String) throws -> String {
        guard let text = try text(key) else { throw refused(key, "is missing") }
        return text
    }

    private func text(_ key: String) throws -> String? {
        switch object[key] {
        case nil, .null?: return nil
        case .string(let text)? where !text.isEmpty: return text
        default: throw refused(key, "is no text, or empty")
        }
    }

    private func flag(_ key: String) throws -> Bool? {
        switch object[key] {
        case nil, .null?: return nil
        case .bool(let flag)?: return flag
        default: throw refused(key, "is neither true nor false")
        }
    }

    private func list(_ key: String) throws -> [String] {
        guard case .array(let values)? = object[key] else { return try text(key).map { [$0] } ?? [] }
        return try values.map { value in
            guard case .string(let text) = value else { throw refused(key, "is a source, or a list of sources") }
            return text
        }
    }

    private func date(_ key: String, _ text: String) throws -> EDTF {
        do {
            return try EDTF(text)
        } catch {
            throw refused(key, "\"\(text)\" is no date in EDTF: \(error)")
        }
    }
}
