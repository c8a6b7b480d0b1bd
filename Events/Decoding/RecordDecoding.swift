/// Reads the members of an object by the descriptions of its fields: an event's own, or an object's inside one.
struct RecordDecoding {
    private let fields: [FieldDescription]
    /// What has the fields, for error texts.
    private let owner: String
    /// Whether they are an event's, with a type among them.
    private let isEvent: Bool
    private let isOfPosition: Bool
    /// Fields of which at least one must be given.
    private let alternatives: [String]
    private let upcasting: Upcasting

    init(_ type: EventTypeDescription, upcasting: Upcasting) {
        fields = type.fields
        owner = type.type
        isEvent = true
        isOfPosition = type.family == .position
        alternatives = type.alternatives
        self.upcasting = upcasting
    }

    init(_ fields: [FieldDescription], of owner: String, upcasting: Upcasting) {
        self.fields = fields
        self.owner = owner
        isEvent = false
        isOfPosition = false
        alternatives = []
        self.upcasting = upcasting
    }

    /// Reads every member, then looks for what is missing.
    func read(_ object: JSONObject) throws(EventError) -> FieldReader {
        var reader = FieldReader(capacity: object.count)
        var decoding = FieldDecoding(owner: owner, upcasting: upcasting)
        for (key, json) in object.members where !(isEvent && key == "type") {
            let length = key.utf8.count
            guard let field = fields.firstIndex(where: { $0.name.utf8.count == length && $0.name == key }) else {
                throw unknownField(key)
            }
            decoding.allowsReserved = isOfPosition && key == "person"
            do {
                if let value = try decoding.value(json, fields[field].kind) { reader.add(key, value) }
            } catch {
                throw error.inside(key)
            }
        }
        try checkMissing(reader)
        return reader
    }

    private func checkMissing(_ reader: FieldReader) throws(EventError) {
        for field in fields where field.isRequired && !reader.has(field.name) {
            throw EventError(
                kind: .missingField, field: field.name, reason: "is missing", remedy: "say \(field.summary)")
        }
        guard !alternatives.isEmpty, !alternatives.contains(where: reader.has) else { return }
        let names = alternatives.joined(separator: " or ")
        throw EventError(
            kind: .missingField, field: alternatives.first, reason: "is missing", remedy: "give \(names)")
    }

    private func unknownField(_ key: String) -> EventError {
        let names = fields.map(\.name)
        let nearest = Suggestion.nearest(to: key, in: names).first
        let remedy = nearest.map { "did you mean \($0)?" } ?? "it takes \(names.joined(separator: ", "))"
        return EventError(
            kind: .unknownField, field: key, reason: "\(owner) has no field of this name", remedy: remedy)
    }
}
