/// Reads events out of JSON and checks them, driven by the catalog.
struct EventDecoding: Sendable {
    let upcasting: Upcasting

    /// Reads a whole event; throws the first thing that is wrong with it.
    func event(_ json: JSONValue) throws(EventError) -> Event {
        guard case .object(let written) = json else {
            throw EventError(
                kind: .wrongType, field: nil, reason: "an event is a JSON object, not \(json.article)")
        }
        let type = try typeName(written)
        let entry = EventCatalog.entry(for: type)
        guard let description = entry?.description ?? EventCatalog.description(of: type) else {
            throw Self.unknownType(type)
        }
        let version = try version(written)
        var object = written
        var olderForm: JSONObject?
        if description.family != .custom, version != upcasting.version(of: type) {
            object = try upcasting.current(written, type: type, version: version)
            olderForm = try form(asWritten: written)
        }
        let event = try event(object, description, entry, version: version, olderForm: olderForm)
        try checkSize(of: event, readFrom: json)
        return event
    }

    private func event(
        _ object: JSONObject, _ description: EventTypeDescription, _ entry: EventCatalog.Entry?, version: Int,
        olderForm: JSONObject?
    ) throws(EventError) -> Event {
        try checkAssigned(object, description)
        try checkDate(object, description)
        let fields: FieldReader
        let fact: Fact
        if let entry {
            fields = try RecordDecoding(description, upcasting: upcasting).read(object)
            fact = try entry.fact(fields)
            try FactRules.check(fact)
        } else {
            let (common, own) = split(object, description)
            fields = try RecordDecoding(description, upcasting: upcasting).read(common)
            fact = .custom(CustomFact(type: description.type, fields: try customFields(own)))
        }
        return Event(
            fact, date: fields.dateIfGiven("date"), order: fields.integerIfGiven("order") ?? 0,
            sources: fields.sources("sources"), attributedTo: fields.referenceIfGiven("attributed_to"),
            note: fields.textIfGiven("note"), extra: fields.extraIfGiven("x") ?? [:], version: version,
            olderForm: olderForm)
    }
}

extension EventDecoding {
    private func typeName(_ object: JSONObject) throws(EventError) -> String {
        switch object["type"] {
        case .string(let type) where !type.isEmpty:
            return type
        case nil, .null, .string:
            throw EventError(
                kind: .missingField, field: "type", reason: "is missing",
                remedy: "write what happened, such as position.started")
        case let other?:
            throw EventError(kind: .wrongType, field: "type", reason: "is \(other.article), not text")
        }
    }

    private func version(_ object: JSONObject) throws(EventError) -> Int {
        guard let json = object["v"] else { return 1 }
        let decoding = FieldDecoding(owner: "an event", upcasting: upcasting)
        do {
            guard case .integer(let version) = try decoding.value(json, .integer(1...CommonFields.integers.upperBound))
            else { return 1 }
            return version
        } catch {
            throw error.inside("v")
        }
    }

    static func unknownType(_ type: String) -> EventError {
        let names = EventCatalog.types.map(\.type)
        let remedy: String
        if let nearest = Suggestion.nearest(to: type, in: names).first {
            remedy = "did you mean \(nearest)?"
        } else if type.hasPrefix("x.") {
            remedy = "a type of your own is x. and words of a–z, 0–9, _ and -, separated by dots"
        } else {
            remedy = "a type of your own begins with x."
        }
        return EventError(
            kind: .unknownType, field: "type", reason: "no type is called \(TextRules.quoted(type))", remedy: remedy)
    }

    /// Refuses what only the ledger assigns, unless the type has an own field of that name.
    private func checkAssigned(_ object: JSONObject, _ description: EventTypeDescription) throws(EventError) {
        guard object.members.contains(where: { CommonFields.isAssigned($0.key) }) else { return }
        for name in CommonFields.assigned where object[name] != nil {
            if description.ownFields.contains(where: { $0.name == name }) { continue }
            throw EventError(
                kind: .assignedField, field: name, reason: "is assigned by the ledger", remedy: "leave it out")
        }
    }

    private func checkDate(_ object: JSONObject, _ description: EventTypeDescription) throws(EventError) {
        let isGiven = object["date"].map { !JSONNormalization.isEmpty($0) } ?? false
        switch (description.date, isGiven) {
        case (.none, true):
            throw EventError(
                kind: .badDate, field: "date", reason: "\(description.type) has no world date", remedy: "leave it out")
        case (.required, false):
            throw EventError(
                kind: .missingField, field: "date", reason: "is missing",
                remedy: "write when it happened; where the source does not say, [..D] with the day D on which the "
                    + "source came out, or XXXX")
        default:
            break
        }
    }

    private func split(
        _ object: JSONObject, _ description: EventTypeDescription
    ) -> (common: JSONObject, own: JSONObject) {
        let common = Set(description.commonFields.map(\.name) + ["type"])
        return (
            JSONObject(object.members.filter { common.contains($0.key) }.map { ($0.key, $0.value) }),
            JSONObject(object.members.filter { !common.contains($0.key) }.map { ($0.key, $0.value) })
        )
    }

    private func customFields(_ own: JSONObject) throws(EventError) -> JSONObject {
        try JSONNormalization.check(own)
        let members = JSONNormalization.normalized(own).members.filter { !JSONNormalization.isEmpty($0.value) }
        return JSONObject(members.map { ($0.key, $0.value) })
    }

    /// What an older version's event is hashed as: the normal form, without knowing the version's fields.
    private func form(asWritten object: JSONObject) throws(EventError) -> JSONObject {
        try JSONNormalization.check(object)
        var writer = FieldWriter()
        for (key, value) in object.members {
            switch (key, value) {
            case ("sources", _):
                let decoding = FieldDecoding(owner: "an event", upcasting: upcasting)
                do {
                    guard case .sources(let citations) = try decoding.value(value, .sources) else { continue }
                    writer.write(key, citations.sorted())
                } catch {
                    throw error.inside(key)
                }
            case (_, .bool(false)), ("order", 0), ("v", 1):
                continue
            default:
                writer.write(TextRules.composed(key), json: JSONNormalization.normalized(value))
            }
        }
        return writer.object
    }

    private func checkSize(of event: Event, readFrom json: JSONValue) throws(EventError) {
        // Writing the event out again is needed only when a bound on its length does not settle it.
        guard Self.bound(json) > Event.maximumBytes else { return }
        let count = event.canonicalBytes.count
        guard count <= Event.maximumBytes else {
            throw EventError(
                kind: .tooLarge, field: nil,
                reason: "the event is \(count) bytes of canonical JSON; at most \(Event.maximumBytes) fit",
                remedy: "shorten its texts, or split it")
        }
    }

    /// No canonical form of the value, in NFC and with sources as objects, is longer than this many bytes.
    private static func bound(_ json: JSONValue) -> Int {
        switch json {
        case .null, .bool: 6
        case .number: 26
        case .string(let text): text.utf8.count * 6 + 16
        case .array(let values): values.reduce(2) { $0 + bound($1) + 1 }
        case .object(let object): object.members.reduce(2) { $0 + $1.key.utf8.count * 6 + 4 + bound($1.value) }
        }
    }
}

extension JSONValue {
    /// What sort of value it is, for error texts.
    var article: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
