/// A field in which two events differ.
public struct FieldDifference: Hashable, Sendable {
    /// The field's key, in snake_case.
    public let field: String
    /// What the one says; nil where it has no such field.
    public let old: JSONValue?
    /// What the other says; nil where it has no such field.
    public let new: JSONValue?

    /// Creates a difference.
    public init(field: String, old: JSONValue?, new: JSONValue?) {
        self.field = field
        self.old = old
        self.new = new
    }
}

extension Event {
    /// The event with fields replaced and others left out, checked as one that is read from JSON.
    ///
    /// Each field is replaced whole, but for `x`, whose members are replaced one by one. An event of an older version
    /// of its type comes out in the current one.
    ///
    /// - Parameters:
    ///   - changes: The new fields by their keys.
    ///   - names: The keys of fields to leave out; `x.rank` is the member `rank` of `x`.
    /// - Throws: An error about a field that is to be left out and is not there, or about what results.
    public func editing(_ changes: JSONObject, leavingOut names: [String] = []) throws(EventError) -> Event {
        // Events of an older version write themselves as they were written.
        var json = with(sources: sources).json
        for name in names { try Self.leaveOut(name, of: &json) }
        for (key, value) in changes.members {
            guard key == Self.extraKey, case .object(let added) = value, case .object(var extra)? = json[key] else {
                json[key] = value
                continue
            }
            for (name, value) in added.members { extra[name] = value }
            json[key] = .object(extra)
        }
        return try Event(json: .object(json))
    }

    private static let extraKey = "x"

    private static func leaveOut(_ name: String, of json: inout JSONObject) throws(EventError) {
        let absent = EventError(kind: .badValue, field: name, reason: "the event has no such field to leave out")
        if json[name] != nil {
            json[name] = nil
        } else if name.hasPrefix(extraKey + "."), case .object(var extra)? = json[extraKey] {
            let member = String(name.dropFirst(extraKey.count + 1))
            guard extra[member] != nil else { throw absent }
            extra[member] = nil
            json[extraKey] = .object(extra)
        } else {
            throw absent
        }
    }

    /// The fields in which another event says something else, in the order in which fields are written.
    public func differences(to other: Event) -> [FieldDifference] {
        let (old, new) = (with(sources: sources).json, other.with(sources: other.sources).json)
        let keys = new.keys + old.keys.filter { new[$0] == nil }
        let fields = EventCatalog.description(of: other.type)?.fields.map(\.name) ?? []
        let place = Dictionary(fields.enumerated().map { ($1, $0) }) { first, _ in first }
        return keys.filter { old[$0] != new[$0] }
            .enumerated()
            .sorted { (place[$0.element] ?? -1, $0.offset) < (place[$1.element] ?? -1, $1.offset) }
            .map { FieldDifference(field: $0.element, old: old[$0.element], new: new[$0.element]) }
    }
}
