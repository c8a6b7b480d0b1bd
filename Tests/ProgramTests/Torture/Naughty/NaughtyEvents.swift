import Events

/// Events of every type with a text in every place that takes one, made from the catalog.
struct NaughtyEvents {
    /// One event with the text in one place.
    struct Case {
        let type: String
        /// Where the text stands: `names[0].language`.
        let place: [Step]
        let event: JSONObject
        /// What has to be recorded before it.
        let requirements: [JSONObject]
        /// What is recorded in that place; nil where the text has to be refused.
        let recorded: String?

        var name: String { "\(type) \(place)" }
    }

    /// One step into JSON.
    enum Step: Hashable {
        case key(String)
        case index(Int)
        /// The text is the key itself.
        case ownKey
    }

    /// Whom and what the events speak of.
    static let world: [JSONObject] = [
        ["type": "source.added", "source": "s", "title": "A source"],
        ["type": "person.introduced", "person": "p", "name": "A person"],
        ["type": "person.introduced", "person": "p2", "name": "Another person"],
        ["type": "organization.introduced", "organization": "o", "name": "An organization"],
        ["type": "organization.introduced", "organization": "o2", "name": "Another organization"],
        ["type": "post.created", "post": "seat", "organization": "o", "position": "A post", "date": "2001"],
        ["type": "work.published", "work": "w", "title": "A work", "date": "2001"],
    ]

    private(set) var cases: [Case] = []
    private var number = 0

    init() {}

    /// Adds an event for every place of every type that takes text.
    ///
    /// An empty text is the same as none, and gives no event.
    mutating func add(_ text: String) {
        if text.isEmpty { return }
        for type in EventCatalog.types {
            // What is erased is named by its place in the log, which no text stands for.
            if type.type == "event.redacted" { continue }
            for field in type.fields { add(text, in: field, of: type) }
        }
        addCustom(text, key: "rank", value: .string(text), place: [.key("rank")], isProse: true)
        if EventCatalog.commonFields.allSatisfy({ $0.name != text }), text != "type",
            !EventCatalog.assignedFields.contains(text)
        {
            addCustom(text, key: text, value: 1, place: [.ownKey], isProse: false)
        }
    }

    private mutating func add(_ text: String, in field: FieldDescription, of type: EventTypeDescription) {
        add(text, field.kind, at: field.name, of: type)
    }

    private mutating func add(_ text: String, _ kind: FieldKind, at name: String, of type: EventTypeDescription) {
        let (words, here) = (JSONValue.string(text), Step.key(name))
        func entry(_ key: String, _ required: String) -> JSONValue {
            key == required ? [required: words] : .object(JSONObject([(required, "plain"), (key, words)]))
        }
        switch kind {
        case .text(let rule):
            add(type, name, words, [here], Self.recorded(text, rule))
        case .entityOrText, .reportsTo:
            // A slug is an id, and has to stand for somebody.
            if EntityID(text.asRecorded) == nil { add(type, name, words, [here], Self.recorded(text, .name)) }
        case .names:
            for key in ["name", "language", "kind"] {
                add(type, name, [entry(key, "name")], [here, .index(0), .key(key)], Self.recorded(text, .name))
            }
        case .identifiers:
            add(
                type, name, [["scheme": words, "identifier": "1"]], [here, .index(0), .key("scheme")],
                Self.recorded(text, .name))
            add(
                type, name, [["scheme": "test", "identifier": words]], [here, .index(0), .key("identifier")],
                Self.recorded(text, .name))
        case .value:
            add(type, name, words, [here], Self.recorded(text, .line))
            add(type, name, [words, 1], [here, .index(0)], Self.recorded(text, .line))
        case .sources:
            for (key, rule) in [("locator", TextRule.name), ("quote", .prose)] {
                add(
                    type, name, [.object(JSONObject([("source", "s"), (key, words)]))], [here, .index(0), .key(key)],
                    Self.recorded(text, rule))
            }
        case .list(.entityOrText):
            if EntityID(text.asRecorded) == nil {
                add(type, name, [words], [here, .index(0)], Self.recorded(text, .name))
            }
        case .event:
            let note: JSONValue = ["type": "person.born", "date": "1985", "person": "p", "note": words]
            add(type, name, note, [here, .key("note")], Self.recorded(text, .prose))
        case .extra:
            let inner = NaughtyText.isClean(text, lines: true) ? text.precomposedStringWithCanonicalMapping : nil
            add(type, name, ["k": [["d": words]]], [here, .key("k"), .index(0), .key("d")], inner)
            add(
                type, name, .object(JSONObject([(text, 1)])), [here, .ownKey],
                NaughtyText.isClean(text, lines: false) ? text.precomposedStringWithCanonicalMapping : nil)
        default:
            break
        }
    }

    private static func recorded(_ text: String, _ rule: TextRule) -> String? {
        NaughtyText.isTaken(text, lines: rule.allowsLines, atMost: rule.maximumLength)
            ? NaughtyText.recorded(text) : nil
    }

    private mutating func add(
        _ type: EventTypeDescription, _ name: String, _ value: JSONValue, _ place: [Step], _ recorded: String?
    ) {
        number += 1
        var (event, requirements) = plain(type)
        event[name] = value
        if name == "value" || name == "minimum" { event["maximum"] = nil }
        cases.append(
            Case(type: type.type, place: place, event: event, requirements: requirements, recorded: recorded))
    }

    private mutating func addCustom(_ text: String, key: String, value: JSONValue, place: [Step], isProse: Bool) {
        number += 1
        let event: JSONObject = ["type": "x.naughty", "date": "2015", "order": .number(Double(number)), key: value]
        let recorded = NaughtyText.isClean(text, lines: isProse) ? text.precomposedStringWithCanonicalMapping : nil
        cases.append(Case(type: "x.naughty", place: place, event: event, requirements: [], recorded: recorded))
    }

    /// The least that an event of the type says, unlike every other one here.
    private func plain(_ type: EventTypeDescription) -> (JSONObject, [JSONObject]) {
        var event: JSONObject = ["type": .string(type.type)]
        var requirements: [JSONObject] = []
        let needed = type.fields.filter { $0.isRequired || type.alternatives.first == $0.name }
        for field in needed {
            let (value, requirement) = plain(field, of: type)
            event[field.name] = value
            if let requirement { requirements.append(requirement) }
        }
        event["order"] = .number(Double(number))
        return (event, requirements)
    }

    private func plain(_ field: FieldDescription, of type: EventTypeDescription) -> (JSONValue, JSONObject?) {
        let id = JSONValue.string("n-\(number)")
        switch (type.type, field.name) {
        case ("person.introduced", "person"), ("organization.introduced", "organization"), ("post.created", "post"),
            ("work.published", "work"), ("source.added", "source"):
            return (id, nil)
        case ("entity.merged", "from"):
            return (id, ["type": "person.introduced", "person": id, "name": "Somebody"])
        case ("entity.merged", "into"):
            let into = JSONValue.string("m-\(number)")
            return (into, ["type": "person.introduced", "person": into, "name": "Somebody else"])
        case ("source.distrusted", "source"):
            return (id, ["type": "source.added", "source": id, "title": "Something"])
        case (_, "parent"), (_, "by"), (_, "into"), (_, "from"):
            return ("o2", nil)
        case (_, "object"):
            return ("o", nil)
        default:
            break
        }
        switch field.kind {
        case .integer, .number: return (1, nil)
        case .flag: return (true, nil)
        case .date: return ("2015", nil)
        case .entity(let role): return (.string(Self.example(of: role)), nil)
        case .choice(let words): return (.string(words[0]), nil)
        case .event: return (["type": "person.born", "date": "1985", "person": "p"], nil)
        case .eventID:
            let target: JSONObject = [
                "type": "statement.made", "date": "2014", "speaker": "p", "summary": .string("target \(number)"),
            ]
            let hex = (try? Event(json: .object(target)).id.hex) ?? ""
            return (.string(hex), target)
        case .list: return (["p"], nil)
        default: return ("Plain words", nil)
        }
    }

    private static func example(of role: EntityRole) -> String {
        switch role {
        case .person, .any: "p"
        case .organization: "o"
        case .post: "seat"
        case .work: "w"
        case .source: "s"
        }
    }
}

extension JSONObject {
    /// The text at a place: a member's or an element's, or a key of one's own.
    func text(at place: [NaughtyEvents.Step], besides plain: Set<String>) -> String? {
        var value = JSONValue.object(self)
        for step in place {
            switch (step, value) {
            case (.key(let key), .object(let object)): value = object[key] ?? .null
            case (.index(let index), .array(let values)) where values.indices.contains(index): value = values[index]
            case (.ownKey, .object(let object)): return object.keys.first { !plain.contains($0) }
            default: return nil
            }
        }
        if case .string(let text) = value { return text }
        return nil
    }
}
