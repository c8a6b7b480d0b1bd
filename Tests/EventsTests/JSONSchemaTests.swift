import Events
import Testing

@Suite("The JSON Schema of events")
struct JSONSchemaTests {
    private let checker = SchemaChecker(document: JSONSchema.document)

    @Test("every sample is valid", arguments: SampleEvents.full + [SampleEvents.common] + GoldenIDs.lines.map(\.0))
    func samples(line: String) throws {
        #expect(checker.violations(of: try JSONReader.parse(line)) == [])
    }

    @Test("an event without one of its required fields is invalid, and the reader refuses it too")
    func missing() throws {
        for (line, type) in zip(SampleEvents.full, EventCatalog.types) {
            for field in type.fields where field.isRequired {
                var object = try SampleEvents.event(line).json
                object[field.name] = nil
                #expect(checker.violations(of: .object(object)) != [], "\(type.type) without \(field.name)")
                #expect(throws: EventError.self) { try Event(json: .object(object)) }
            }
        }
    }

    @Test("an event with a field too many is invalid")
    func unknown() throws {
        for line in SampleEvents.full.dropLast() {
            for (name, value) in [("colour", "red"), ("salt", "AAECAwQFBgcICQoLDA0ODw")] as [(String, JSONValue)] {
                var object = try SampleEvents.event(line).json
                object[name] = value
                #expect(checker.violations(of: .object(object)) != [])
                #expect(throws: EventError.self) { try Event(json: .object(object)) }
            }
        }
    }

    @Test("a field of the wrong type is invalid, and the reader refuses it too")
    func wrongTypes() throws {
        for (line, type) in zip(SampleEvents.full, EventCatalog.types) {
            for field in type.fields {
                let wrong: JSONValue =
                    switch field.kind {
                    case .value: ["a": 1]
                    case .flag, .event, .extra, .names, .identifiers, .sources, .list: "text"
                    default: true
                    }
                var object = try SampleEvents.event(line).json
                object[field.name] = wrong
                #expect(checker.violations(of: .object(object)) != [], "\(type.type).\(field.name)")
                #expect(throws: EventError.self) { try Event(json: .object(object)) }
            }
        }
    }

    @Test(
        "bad values are invalid",
        arguments: [
            #"{"type": "person.born", "date": "2000", "person": "Ilya"}"#,
            #"{"type": "person.born", "date": "2000", "person": "-"}"#,
            #"{"type": "person.born", "date": "last week", "person": "a"}"#,
            #"{"type": "person.born", "date": "2000/2001", "person": "a"}"#,
            #"{"type": "person.introduced", "person": "a", "name": "A", "date": "2000"}"#,
            #"{"type": "position.held", "date": "{2000,2001}", "person": "a", "organization": "o"}"#,
            #"{"type": "position.started", "date": "2000", "person": "a", "organization": "o", "kind": "chief"}"#,
            #"{"type": "post.created", "date": "2000", "organization": "o"}"#,
            #"{"type": "post.created", "date": "2000", "organization": "o", "post": "p", "seats": 1.5}"#,
            #"{"type": "post.created", "date": "2000", "organization": "o", "post": "p", "seats": 10001}"#,
            #"{"type": "attribute.set", "date": "2000", "subject": "o", "attribute": "a", "value": []}"#,
            #"{"type": "attribute.set", "date": "2000", "subject": "o", "attribute": "a"}"#,
            #"{"type": "event.retracted", "event": "0123", "reason": "r"}"#,
            #"{"type": "event.corrected", "event": "\#(SampleEvents.eventID)", "replacement": {"#
                + #""type": "event.retracted", "event": "\#(SampleEvents.eventID)", "reason": "r"}}"#,
            #"{"type": "x.Mine", "date": "2000"}"#,
            #"{"type": "x.mine"}"#,
            #"{"type": "x.mine", "date": "2000", "seq": 1}"#,
            #"{"type": "person.born", "date": "2000", "person": "a", "sources": [{"source": "s", "page": 1}]}"#,
            #"[]"#,
        ])
    func badValues(line: String) throws {
        #expect(checker.violations(of: try JSONReader.parse(line)) != [])
        #expect(throws: EventError.self) { try SampleEvents.event(line) }
    }

    @Test("short forms of sources are valid, empty lists are too")
    func shortForms() throws {
        let line = #"{"type": "person.born", "date": "2000", "person": "a", "sources": ["s", {"source": "t"}]}"#
        #expect(checker.violations(of: try JSONReader.parse(line)) == [])
        let empty = #"{"type": "organization.founded", "date": "2000", "organization": "o", "founders": []}"#
        #expect(checker.violations(of: try JSONReader.parse(empty)) == [])
        #expect(try SampleEvents.event(empty).json["founders"] == nil)
    }

    @Test("every type has one definition and closes its fields")
    func definitions() throws {
        guard case .object(let definitions)? = JSONSchema.document["$defs"],
            case .array(let choices)? = JSONSchema.document["oneOf"]
        else {
            Issue.record("no definitions")
            return
        }
        #expect(choices.count == EventCatalog.types.count + 1)
        for type in EventCatalog.types {
            guard case .object(let schema)? = definitions[type.type] else {
                Issue.record("no definition of \(type.type)")
                continue
            }
            #expect(schema["additionalProperties"] == false)
            #expect(schema["description"] == .string(type.summary))
        }
    }
}
