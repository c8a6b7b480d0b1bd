import Chronology

/// Collects an event's fields in normal form: NFC, and nothing that is absent, empty or a default.
struct FieldWriter {
    private var members: [(String, JSONValue)] = []

    /// What has been written.
    var object: JSONObject { JSONObject(members) }

    mutating func write(_ name: String, _ text: String?) {
        guard let text else { return }
        let normal = TextRules.normalized(text)
        if !normal.isEmpty { members.append((name, .string(normal))) }
    }

    mutating func write(_ name: String, _ id: EntityID?) {
        if let id { members.append((name, .string(id.text))) }
    }

    mutating func write(_ name: String, _ reference: Reference?) {
        write(name, reference?.description)
    }

    mutating func write(_ name: String, _ ids: [EntityID]) {
        write(name, list: ids.map { .string($0.text) })
    }

    mutating func write(_ name: String, _ references: [Reference]) {
        write(name, list: references.map { .string(TextRules.normalized($0.description)) })
    }

    mutating func write(_ name: String, _ choice: (some RawRepresentable<String>)?) {
        if let choice { members.append((name, .string(choice.rawValue))) }
    }

    mutating func write(_ name: String, _ flag: Bool) {
        if flag { members.append((name, .bool(true))) }
    }

    mutating func write(_ name: String, _ number: Double?) {
        if let number { members.append((name, .number(number))) }
    }

    mutating func write(_ name: String, _ integer: Int?) {
        if let integer { members.append((name, .number(Double(integer)))) }
    }

    mutating func write(_ name: String, _ date: EDTF?) {
        if let date { members.append((name, .string(date.text))) }
    }

    mutating func write(_ name: String, _ id: EventID) {
        members.append((name, .string(id.hex)))
    }

    mutating func write(_ name: String, _ event: Event) {
        members.append((name, .object(event.json)))
    }

    mutating func write(_ name: String, _ remains: EventRemains?) {
        if let remains { members.append((name, .object(remains.json))) }
    }

    mutating func write(_ name: String, _ names: [AlternateName]) {
        write(
            name,
            list: names.map { alternate in
                .record { writer in
                    writer.write("name", alternate.name)
                    writer.write("language", alternate.language)
                    writer.write("kind", alternate.kind)
                }
            })
    }

    mutating func write(_ name: String, _ identifiers: [Identifier]) {
        write(
            name,
            list: identifiers.map { identifier in
                .record { writer in
                    writer.write("scheme", identifier.scheme)
                    writer.write("identifier", identifier.identifier)
                }
            })
    }

    mutating func write(_ name: String, _ citations: [Citation]) {
        write(
            name,
            list: citations.map { citation in
                .record { writer in
                    writer.write("source", citation.source)
                    writer.write("locator", citation.locator)
                    writer.write("quote", citation.quote)
                }
            })
    }

    mutating func write(_ name: String, _ value: AttributeValue?) {
        if let value { write(name, json: Self.json(value)) }
    }

    /// Writes a value that is in normal form, unless it is null or empty.
    mutating func write(_ name: String, json value: JSONValue) {
        if !JSONNormalization.isEmpty(value) { members.append((name, value)) }
    }

    private mutating func write(_ name: String, list values: [JSONValue]) {
        if !values.isEmpty { members.append((name, .array(values))) }
    }

    private static func json(_ value: AttributeValue) -> JSONValue {
        switch value {
        case .text(let text): .string(TextRules.normalized(text))
        case .number(let number): .number(number)
        case .list(let values): .array(values.map(json))
        }
    }
}

extension JSONValue {
    fileprivate static func record(_ write: (inout FieldWriter) -> Void) -> JSONValue {
        var writer = FieldWriter()
        write(&writer)
        return .object(writer.object)
    }
}
