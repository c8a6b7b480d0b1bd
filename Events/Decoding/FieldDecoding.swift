import Chronology

/// Reads one field's JSON as its kind says.
///
/// Errors carry the path inside the field; the caller puts the field's name before it.
struct FieldDecoding {
    /// What has the field, for error texts.
    let owner: String
    /// Whether `unnamed` and `nobody` can stand here.
    var allowsReserved = false
    let upcasting: Upcasting

    /// The value in normal form; nil when the JSON is null or empty and so says nothing.
    func value(_ json: JSONValue, _ kind: FieldKind) throws(EventError) -> FieldValue? {
        if JSONNormalization.isEmpty(json) { return nil }
        switch kind {
        case .text(let rule): return .text(try text(json, rule))
        case .integer(let range): return .integer(try integer(json, range))
        case .number: return .number(try number(json))
        case .flag: return .flag(try flag(json))
        case .date(let rule): return .date(try date(json, rule))
        case .entity: return .entity(try entity(json))
        case .entityOrText: return .reference(try reference(json))
        case .reportsTo: return .text(try superior(json))
        case .eventID: return .eventID(try eventID(json))
        case .choice(let words): return .text(try choice(json, words))
        case .names: return .names(try names(json))
        case .identifiers: return .identifiers(try identifiers(json))
        case .value: return .value(try attributeValue(json))
        case .event: return .event(try EventDecoding(upcasting: upcasting).event(json))
        case .remains: return .remains(try remains(json))
        case .sources: return .sources(try elements(json, citation))
        case .list(let element): return .list(try list(json, element))
        case .extra: return .extra(try extra(json))
        }
    }

    private func wrongType(_ json: JSONValue, _ expected: String, remedy: String? = nil) -> EventError {
        EventError(kind: .wrongType, field: nil, reason: "is \(json.article), not \(expected)", remedy: remedy)
    }
}

// MARK: - Single values

extension FieldDecoding {
    private func text(_ json: JSONValue, _ rule: TextRule) throws(EventError) -> String {
        guard case .string(let written) = json else { throw wrongType(json, "text") }
        let text = TextRules.normalized(written)
        guard !text.isEmpty else {
            throw EventError(kind: .badValue, field: nil, reason: "is blank", remedy: "fill it in or leave it out")
        }
        try TextRules.check(text, allowingLines: rule.allowsLines)
        if text.utf8.count > rule.maximumLength {
            let count = text.unicodeScalars.count
            guard count <= rule.maximumLength else {
                throw EventError(
                    kind: .tooLarge, field: nil,
                    reason: "has \(count) characters; at most \(rule.maximumLength) are taken",
                    remedy: rule == .name ? "shorten it and put the rest in note" : "shorten it")
            }
        }
        return text
    }

    private func integer(_ json: JSONValue, _ range: ClosedRange<Int>) throws(EventError) -> Int {
        guard case .number(let number) = json else { throw wrongType(json, "a whole number") }
        guard let integer = Int(exactly: number) else {
            throw EventError(kind: .badValue, field: nil, reason: "is not a whole number")
        }
        guard range.contains(integer) else {
            throw EventError(
                kind: .badValue, field: nil,
                reason: "is \(integer); it can be \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    private func number(_ json: JSONValue) throws(EventError) -> Double {
        guard case .number(let number) = json else {
            throw wrongType(json, "a number", remedy: "write it without quotes or separators")
        }
        guard number.isFinite else { throw EventError(kind: .badValue, field: nil, reason: "is not finite") }
        return number
    }

    private func flag(_ json: JSONValue) throws(EventError) -> Bool {
        guard case .bool(let flag) = json else { throw wrongType(json, "true or false") }
        return flag
    }

    private func choice(_ json: JSONValue, _ words: [String]) throws(EventError) -> String {
        guard case .string(let word) = json else { throw wrongType(json, "text") }
        guard words.contains(word) else {
            let list = words.joined(separator: ", ")
            let nearest = Suggestion.nearest(to: word, in: words).first
            throw EventError(
                kind: .badValue, field: nil, reason: "\(TextRules.quoted(word)) is none of the words it takes",
                remedy: nearest.map { "did you mean \($0)? It takes \(list)" } ?? "it takes \(list)")
        }
        return word
    }

    private func eventID(_ json: JSONValue) throws(EventError) -> EventID {
        guard case .string(let text) = json else { throw wrongType(json, "text") }
        guard let id = EventID(hex: text) else {
            throw EventError(
                kind: .badValue, field: nil, reason: "\(TextRules.quoted(text)) is not an event's id",
                remedy: "write the 64 hexadecimal digits in lower case")
        }
        return id
    }

    private func extra(_ json: JSONValue) throws(EventError) -> JSONObject {
        guard case .object(let object) = json else { throw wrongType(json, "an object") }
        try JSONNormalization.check(object)
        return JSONNormalization.normalized(object)
    }
}

// MARK: - Dates

extension FieldDecoding {
    private func date(_ json: JSONValue, _ rule: DateRule) throws(EventError) -> EDTF {
        guard case .string(let text) = json else { throw wrongType(json, "text", remedy: "write \"2015-12\"") }
        let date: EDTF
        do {
            date = try EDTF(text)
        } catch {
            throw EventError(kind: .badDate, field: nil, reason: error.description)
        }
        switch (date.shape, rule) {
        case (.interval, .point):
            throw EventError(
                kind: .badDate, field: nil, reason: "\(text) is an interval; \(owner) takes a moment",
                remedy: owner.hasPrefix("position.")
                    ? "say it with position.held, or give the moment"
                    : "give the moment, or the moments it can be as [a..b]")
        case (.allOf, .point), (.allOf, .pointOrInterval):
            throw EventError(
                kind: .badDate, field: nil, reason: "\(text) means all of its dates; \(owner) takes one",
                remedy: owner.hasPrefix("position.")
                    ? "say it with position.held for an interval, or with one event for each date"
                    : "write one event for each date, or [a, b] for one of them")
        default:
            return date
        }
    }
}

// MARK: - Ids

extension FieldDecoding {
    private func entity(_ json: JSONValue) throws(EventError) -> EntityID {
        guard case .string(let text) = json else { throw wrongType(json, "an id") }
        guard let id = EntityID(text) else {
            let suggestion = EntityID.slug(from: text).map { "write \($0), or the id it has here" }
            throw EventError(
                kind: .badValue, field: nil, reason: "\(TextRules.quoted(text)) is not an id",
                remedy: suggestion ?? "an id is 1 to 100 of a–z, 0–9 and -, such as ilya-sutskever")
        }
        try checkReserved(id)
        return id
    }

    private func reference(_ json: JSONValue) throws(EventError) -> Reference {
        let reference = Reference(try text(json, .name))
        if case .entity(let id) = reference { try checkReserved(id) }
        return reference
    }

    private func superior(_ json: JSONValue) throws(EventError) -> String {
        let superior = try text(json, .name)
        if let id = EntityID(superior) { try checkReserved(id) }
        return superior
    }

    private func checkReserved(_ id: EntityID) throws(EventError) {
        guard id.isReserved, !allowsReserved else { return }
        throw EventError(
            kind: .badValue, field: nil, reason: "\(id) can only be the person of a position",
            remedy: id == .nobody ? "leave it out" : "leave it out, or write who it was in words")
    }
}

// MARK: - Lists

extension FieldDecoding {
    private func elements<Element>(
        _ json: JSONValue, _ read: (JSONValue) throws(EventError) -> Element
    ) throws(EventError) -> [Element] {
        guard case .array(let values) = json else {
            throw wrongType(json, "a list", remedy: "put it in square brackets")
        }
        var elements: [Element] = []
        elements.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            do { elements.append(try read(value)) } catch { throw error.inside("[\(index)]") }
        }
        return elements
    }

    private func list(_ json: JSONValue, _ kind: FieldKind) throws(EventError) -> [FieldValue] {
        try elements(json) { (element: JSONValue) throws(EventError) -> FieldValue in
            guard let value = try value(element, kind) else {
                throw EventError(kind: .badValue, field: nil, reason: "is empty", remedy: "leave it out")
            }
            return value
        }
    }

    private func names(_ json: JSONValue) throws(EventError) -> [AlternateName] {
        try elements(json) { (element: JSONValue) throws(EventError) -> AlternateName in
            let fields = try record(element, NestedFields.name, of: "a name")
            return AlternateName(
                name: try fields.text("name"), language: fields.textIfGiven("language"),
                kind: fields.textIfGiven("kind"))
        }
    }

    private func identifiers(_ json: JSONValue) throws(EventError) -> [Identifier] {
        try elements(json) { (element: JSONValue) throws(EventError) -> Identifier in
            let fields = try record(element, NestedFields.identifier, of: "an identifier")
            return Identifier(scheme: try fields.text("scheme"), identifier: try fields.text("identifier"))
        }
    }

    private func citation(_ json: JSONValue) throws(EventError) -> Citation {
        if case .string = json { return Citation(source: try entity(json)) }
        let fields = try record(json, NestedFields.citation, of: "a source")
        return Citation(
            source: try fields.entity("source"), locator: fields.textIfGiven("locator"),
            quote: fields.textIfGiven("quote"))
    }

    private func record(
        _ json: JSONValue, _ fields: [FieldDescription], of owner: String
    ) throws(EventError) -> FieldReader {
        guard case .object(let object) = json else {
            throw wrongType(json, "an object of \(fields.map(\.name).joined(separator: ", "))")
        }
        return try RecordDecoding(fields, of: owner, upcasting: upcasting).read(object)
    }

    private func remains(_ json: JSONValue) throws(EventError) -> EventRemains {
        try EventRemains(reading: record(json, EventRemains.fields, of: "what is kept of an event"))
    }

    private func attributeValue(_ json: JSONValue) throws(EventError) -> AttributeValue {
        guard case .array = json else { return try scalar(json) }
        return .list(try elements(json, scalar))
    }

    private func scalar(_ json: JSONValue) throws(EventError) -> AttributeValue {
        switch json {
        case .string: .text(try text(json, .line))
        case .number: .number(try number(json))
        default: throw wrongType(json, "text, a number or a list of them")
        }
    }
}
