/// The vocabulary as a JSON Schema (draft 2020-12), so that other tools can produce events.
///
/// It describes events as they are appended: one line, without the fields that the ledger assigns. It is as strict as
/// JSON Schema can be on single fields; what fields say together and whether a date exists is for reading to check.
public enum JSONSchema {
    /// The schema of one event; its types are told apart by `type`.
    public static let document: JSONObject = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Annals event",
        "description": "One dated fact about people and organizations.",
        "oneOf": .array(EventCatalog.types.map { reference($0.type) } + [reference(customDefinition)]),
        "$defs": .object(definitions),
    ]

    private static let customDefinition = "x"

    private static var definitions: JSONObject {
        var definitions: [(String, JSONValue)] = [
            ("entityID", pattern("^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$", maximumLength: EntityID.maximumLength)),
            ("eventID", pattern("^[0-9a-f]{64}$", maximumLength: 64)),
            ("replacement", ["oneOf": .array(replacements.map { reference($0.type) } + [reference(customDefinition)])]),
            ("name", record(NestedFields.name)),
            ("identifier", record(NestedFields.identifier)),
            ("kept", record(EventRemains.fields)),
            ("source", ["anyOf": [reference("entityID"), record(NestedFields.citation)]]),
        ]
        definitions += EventCatalog.types.map { ($0.type, schema(of: $0)) }
        definitions.append((customDefinition, customSchema))
        return JSONObject(definitions)
    }

    /// The types that can stand in the place of another event.
    private static var replacements: [EventTypeDescription] {
        EventCatalog.types.filter { $0.family != .evidence || $0.type == SourceAdded.type }
    }

    private static func schema(of type: EventTypeDescription) -> JSONValue {
        var schema = object(type.fields, ["const": .string(type.type)])
        schema["description"] = .string(type.summary)
        if !type.alternatives.isEmpty {
            schema["anyOf"] = .array(type.alternatives.map { ["required": [.string($0)]] })
        }
        schema["additionalProperties"] = false
        return .object(schema)
    }

    private static var customSchema: JSONValue {
        let description = EventTypeDescription(customType: customDefinition)
        var schema = object(
            description.fields, pattern(#"^x(?:\.[a-z0-9_-]+)+$"#, maximumLength: CustomFact.maximumTypeLength))
        schema["description"] = .string(description.summary)
        if case .object(var properties) = schema["properties"] {
            for name in CommonFields.assigned { properties[name] = false }
            schema["properties"] = .object(properties)
        }
        return .object(schema)
    }

    private static func object(_ fields: [FieldDescription], _ type: JSONValue) -> JSONObject {
        let properties = [("type", type)] + fields.map { ($0.name, property($0)) }
        let required = ["type"] + fields.filter(\.isRequired).map(\.name)
        return [
            "type": "object",
            "properties": .object(JSONObject(properties)),
            "required": .array(required.map { .string($0) }),
        ]
    }

    private static func record(_ fields: [FieldDescription]) -> JSONValue {
        [
            "type": "object",
            "properties": .object(JSONObject(fields.map { ($0.name, property($0)) })),
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": false,
        ]
    }

    private static func property(_ field: FieldDescription) -> JSONValue {
        guard case .object(var schema) = schema(of: field.kind) else { return true }
        schema["description"] = .string(field.summary)
        return .object(schema)
    }
}

// MARK: - Kinds of fields

extension JSONSchema {
    private static func schema(of kind: FieldKind) -> JSONValue {
        switch kind {
        case .text(let rule): text(rule)
        case .entityOrText, .reportsTo: text(.name)
        case .integer(let range):
            [
                "type": "integer", "minimum": .number(Double(range.lowerBound)),
                "maximum": .number(Double(range.upperBound)),
            ]
        case .number: ["type": "number"]
        case .flag: ["type": "boolean"]
        case .date(let rule): date(rule)
        case .entity: reference("entityID")
        case .eventID: reference("eventID")
        case .choice(let words): ["enum": .array(words.map { .string($0) })]
        case .names: list(of: reference("name"))
        case .identifiers: list(of: reference("identifier"))
        case .sources: list(of: reference("source"))
        case .list(let element): list(of: schema(of: element))
        case .value: value
        case .event: reference("replacement")
        case .remains: reference("kept")
        case .extra: ["type": "object"]
        }
    }

    private static var value: JSONValue {
        let scalars: [JSONValue] = [text(.line), ["type": "number"]]
        let list: JSONValue = ["type": "array", "items": ["anyOf": .array(scalars)], "minItems": 1]
        return ["anyOf": .array(scalars + [list])]
    }

    /// Which characters a date of the shape can have; that it exists is beyond a pattern.
    private static func date(_ rule: DateRule) -> JSONValue {
        let characters = #"-0-9XYESTZ:+~?%., \[\]"#
        switch rule {
        case .point: return pattern("^[\(characters)]+$")
        case .pointOrInterval: return pattern("^[\(characters)/]+$")
        case .any: return pattern("^[\(characters)/{}]+$")
        }
    }

    private static func text(_ rule: TextRule) -> JSONValue {
        pattern(#"\S"#, maximumLength: rule.maximumLength)
    }

    private static func list(of items: JSONValue) -> JSONValue {
        ["type": "array", "items": items]
    }

    private static func pattern(_ pattern: String, maximumLength: Int? = nil) -> JSONValue {
        var schema: JSONObject = ["type": "string", "pattern": .string(pattern)]
        if let maximumLength { schema["maxLength"] = .number(Double(maximumLength)) }
        return .object(schema)
    }

    private static func reference(_ definition: String) -> JSONValue {
        ["$ref": .string("#/$defs/\(definition)")]
    }
}
