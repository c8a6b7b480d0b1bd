import Events

/// Checks values against the part of JSON Schema (draft 2020-12) that the vocabulary's schema uses.
struct SchemaChecker {
    let document: JSONObject

    private static let annotations: Set = ["$schema", "title", "description", "$defs"]

    /// What the value breaks, as keywords; empty when it is valid. A keyword that is not known here counts as broken.
    func violations(of value: JSONValue, against schema: JSONValue? = nil) -> [String] {
        switch schema ?? .object(document) {
        case .bool(true): []
        case .object(let schema): schema.members.flatMap { violations(of: value, $0.key, $0.value, in: schema) }
        default: ["false"]
        }
    }

    private func violations(
        of value: JSONValue, _ keyword: String, _ rule: JSONValue, in schema: JSONObject
    ) -> [String] {
        switch (keyword, rule) {
        case (let keyword, _) where Self.annotations.contains(keyword):
            return []
        case ("$ref", .string(let reference)):
            return violations(of: value, against: definition(reference))
        case ("oneOf", .array(let choices)):
            let count = choices.count { violations(of: value, against: $0).isEmpty }
            return count == 1 ? [] : ["oneOf \(count)"]
        case ("anyOf", .array(let choices)):
            return choices.contains { violations(of: value, against: $0).isEmpty } ? [] : ["anyOf"]
        case ("type", .string(let name)):
            return Self.isOfType(value, name) ? [] : ["type \(name)"]
        case ("const", let constant):
            return value == constant ? [] : ["const"]
        case ("enum", .array(let constants)):
            return constants.contains(value) ? [] : ["enum"]
        default:
            return switch value {
            case .string(let text): stringViolations(of: text, keyword, rule)
            case .number(let number): numberViolations(of: number, keyword, rule)
            case .array(let values): listViolations(of: values, keyword, rule)
            case .object(let object): objectViolations(of: object, keyword, rule, in: schema)
            case .null, .bool: []
            }
        }
    }

    private func definition(_ reference: String) -> JSONValue {
        guard case .object(let definitions)? = document["$defs"], reference.hasPrefix("#/$defs/") else { return false }
        return definitions[String(reference.dropFirst("#/$defs/".count))] ?? false
    }

    private static func isOfType(_ value: JSONValue, _ name: String) -> Bool {
        switch (value, name) {
        case (.string, "string"), (.number, "number"), (.bool, "boolean"), (.array, "array"), (.object, "object"): true
        case (.number(let number), "integer"): number == number.rounded()
        default: false
        }
    }
}

extension SchemaChecker {
    private func stringViolations(of text: String, _ keyword: String, _ rule: JSONValue) -> [String] {
        switch (keyword, rule) {
        case ("pattern", .string(let pattern)):
            guard let expression = try? Regex(pattern) else { return ["unreadable pattern"] }
            return text.contains(expression) ? [] : ["pattern"]
        case ("maxLength", .number(let length)):
            return Double(text.unicodeScalars.count) <= length ? [] : ["maxLength"]
        default:
            return Self.unknown(keyword)
        }
    }

    private func numberViolations(of number: Double, _ keyword: String, _ rule: JSONValue) -> [String] {
        switch (keyword, rule) {
        case ("minimum", .number(let least)): number >= least ? [] : ["minimum"]
        case ("maximum", .number(let most)): number <= most ? [] : ["maximum"]
        default: Self.unknown(keyword)
        }
    }

    private func listViolations(of values: [JSONValue], _ keyword: String, _ rule: JSONValue) -> [String] {
        switch (keyword, rule) {
        case ("items", let items): values.flatMap { violations(of: $0, against: items) }
        case ("minItems", .number(let count)): Double(values.count) >= count ? [] : ["minItems"]
        default: Self.unknown(keyword)
        }
    }

    private func objectViolations(
        of object: JSONObject, _ keyword: String, _ rule: JSONValue, in schema: JSONObject
    ) -> [String] {
        switch (keyword, rule) {
        case ("properties", .object(let properties)):
            return object.members.flatMap { member in
                properties[member.key].map { violations(of: member.value, against: $0) } ?? []
            }
        case ("required", .array(let names)):
            return names.filter { name in !object.keys.contains { .string($0) == name } }.map { "required \($0)" }
        case ("additionalProperties", false):
            guard case .object(let properties)? = schema["properties"] else { return ["additionalProperties"] }
            return object.keys.filter { properties[$0] == nil }.map { "additionalProperties \($0)" }
        default:
            return Self.unknown(keyword)
        }
    }

    private static func unknown(_ keyword: String) -> [String] {
        let known: Set = [
            "pattern", "maxLength", "minimum", "maximum", "items", "minItems", "properties", "required",
            "additionalProperties",
        ]
        return known.contains(keyword) ? [] : ["unknown keyword \(keyword)"]
    }
}
