/// Reads the members of an object by the descriptions of its fields: an event's own, or an object's inside one.
struct RecordDecoding {
    private let fields: [FieldDescription]
    /// What has the fields, for error texts.
    private let owner: String
    private let type: EventTypeDescription?
    private let upcasting: Upcasting

    init(_ type: EventTypeDescription, upcasting: Upcasting) {
        fields = type.fields
        owner = type.type
        self.type = type
        self.upcasting = upcasting
    }

    init(_ fields: [FieldDescription], of owner: String, upcasting: Upcasting) {
        self.fields = fields
        self.owner = owner
        type = nil
        self.upcasting = upcasting
    }

    /// Reads every member, then looks for what is missing.
    func read(_ object: JSONObject) throws(EventError) -> FieldReader {
        var reader = FieldReader()
        for (key, json) in object.members where !(key == "type" && type != nil) {
            guard let field = fields.first(where: { $0.name == key }) else { throw unknownField(key) }
            let decoding = FieldDecoding(
                owner: owner, allowsReserved: type?.family == .position && key == "person", upcasting: upcasting)
            do {
                if let value = try decoding.value(json, field.kind) { reader.add(key, value) }
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
        guard let type, !type.alternatives.isEmpty, !type.alternatives.contains(where: reader.has) else { return }
        let names = type.alternatives.joined(separator: " or ")
        throw EventError(
            kind: .missingField, field: type.alternatives.first, reason: "is missing", remedy: "give \(names)")
    }

    private func unknownField(_ key: String) -> EventError {
        let names = fields.map(\.name)
        let nearest = Suggestion.nearest(to: key, in: names).first
        let remedy = nearest.map { "did you mean \($0)?" } ?? "it takes \(names.joined(separator: ", "))"
        return EventError(
            kind: .unknownField, field: key, reason: "\(owner) has no field of this name", remedy: remedy)
    }
}
