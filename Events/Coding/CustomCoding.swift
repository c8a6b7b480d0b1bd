extension CustomFact: PayloadWriting {
    static var family: EventFamily { .custom }

    var typeName: String { type }

    public var fact: Fact { .custom(self) }

    func write(to writer: inout FieldWriter) {
        for (key, value) in fields.members where !Self.takenNames.contains(key) {
            writer.write(TextRules.composed(key), json: JSONNormalization.normalized(value))
        }
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> CustomFact {
        let members = fields.members.map { key, value in
            (key, Self.entityFields.contains(key) ? Self.mapping(value, map) : value)
        }
        return CustomFact(type: type, fields: JSONObject(members))
    }

    private static func mapping(_ value: JSONValue, _ map: (EntityID) -> EntityID) -> JSONValue {
        switch value {
        case .string(let text):
            .string(EntityID(text).map { map($0).text } ?? text)
        case .array(let values):
            .array(values.map { mapping($0, map) })
        case .null, .bool, .number, .object:
            value
        }
    }

    /// Names that mean the same on every event, which a user's own field cannot have.
    private static let takenNames: Set<String> = Set(
        ["type"] + EventCatalog.commonFields.map(\.name) + EventCatalog.assignedFields)

    /// The names under which the vocabulary's own types hold ids of entities other than sources.
    private static let entityFields: Set<String> = Set(
        EventCatalog.types.flatMap(\.ownFields).filter { holdsEntities($0.kind) }.map(\.name))

    private static func holdsEntities(_ kind: FieldKind) -> Bool {
        switch kind {
        case .entity(let role): role != .source
        case .entityOrText: true
        case .list(let element): holdsEntities(element)
        default: false
        }
    }
}
