import Chronology

/// What a field holds once its description has accepted it.
///
/// What is large, and seldom given, is kept elsewhere, so that handing the others on copies little.
enum FieldValue {
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    indirect case date(EDTF)
    case entity(EntityID)
    case reference(Reference)
    case eventID(EventID)
    case names([AlternateName])
    case identifiers([Identifier])
    indirect case value(AttributeValue)
    indirect case event(Event)
    indirect case remains(EventRemains)
    case sources([Citation])
    case list([FieldValue])
    case extra(JSONObject)
}

/// The accepted fields of an event or of an object inside one.
///
/// The `…IfGiven` forms are nil for an absent field; the others report it as missing.
struct FieldReader {
    private var values: [(name: String, value: FieldValue)] = []

    /// - Parameter capacity: How many fields there can be.
    init(capacity: Int = 0) {
        values.reserveCapacity(capacity)
    }

    mutating func add(_ name: String, _ value: FieldValue) {
        values.append((name, value))
    }

    func has(_ name: String) -> Bool { self[name] != nil }

    /// The names of the fields that are given.
    var names: [String] { values.map(\.name) }

    private subscript(name: String) -> FieldValue? {
        let length = name.utf8.count
        return values.firstIndex { $0.name.utf8.count == length && $0.name == name }.map { values[$0].value }
    }

    private func require<Value>(_ value: Value?, _ name: String) throws(EventError) -> Value {
        guard let value else { throw EventError(kind: .missingField, field: name, reason: "is missing") }
        return value
    }
}

extension FieldReader {
    func entityIfGiven(_ name: String) -> EntityID? {
        if case .entity(let id) = self[name] { return id }
        return nil
    }

    func textIfGiven(_ name: String) -> String? {
        if case .text(let text) = self[name] { return text }
        return nil
    }

    func referenceIfGiven(_ name: String) -> Reference? {
        if case .reference(let reference) = self[name] { return reference }
        return nil
    }

    func integerIfGiven(_ name: String) -> Int? {
        if case .integer(let integer) = self[name] { return integer }
        return nil
    }

    func numberIfGiven(_ name: String) -> Double? {
        if case .number(let number) = self[name] { return number }
        return nil
    }

    func dateIfGiven(_ name: String) -> EDTF? {
        if case .date(let date) = self[name] { return date }
        return nil
    }

    func remainsIfGiven(_ name: String) -> EventRemains? {
        if case .remains(let remains) = self[name] { return remains }
        return nil
    }

    func valueIfGiven(_ name: String) -> AttributeValue? {
        if case .value(let value) = self[name] { return value }
        return nil
    }

    func extraIfGiven(_ name: String) -> JSONObject? {
        if case .extra(let object) = self[name] { return object }
        return nil
    }

    func choiceIfGiven<Choice: RawRepresentable<String>>(_ name: String) -> Choice? {
        textIfGiven(name).flatMap(Choice.init(rawValue:))
    }

    func flag(_ name: String) -> Bool {
        if case .flag(let flag) = self[name] { return flag }
        return false
    }
}

extension FieldReader {
    func entities(_ name: String) -> [EntityID] {
        guard case .list(let elements) = self[name] else { return [] }
        return elements.compactMap { element in
            if case .entity(let id) = element { return id }
            return nil
        }
    }

    func references(_ name: String) -> [Reference] {
        guard case .list(let elements) = self[name] else { return [] }
        return elements.compactMap { element in
            if case .reference(let reference) = element { return reference }
            return nil
        }
    }

    func names(_ name: String) -> [AlternateName] {
        if case .names(let names) = self[name] { return names }
        return []
    }

    func identifiers(_ name: String) -> [Identifier] {
        if case .identifiers(let identifiers) = self[name] { return identifiers }
        return []
    }

    func sources(_ name: String) -> [Citation] {
        if case .sources(let citations) = self[name] { return citations }
        return []
    }
}

extension FieldReader {
    func entity(_ name: String) throws(EventError) -> EntityID { try require(entityIfGiven(name), name) }

    func text(_ name: String) throws(EventError) -> String { try require(textIfGiven(name), name) }

    func reference(_ name: String) throws(EventError) -> Reference { try require(referenceIfGiven(name), name) }

    func integer(_ name: String) throws(EventError) -> Int { try require(integerIfGiven(name), name) }

    func choice<Choice: RawRepresentable<String>>(_ name: String) throws(EventError) -> Choice {
        try require(choiceIfGiven(name), name)
    }

    func eventID(_ name: String) throws(EventError) -> EventID {
        guard case .eventID(let id) = self[name] else { return try require(nil, name) }
        return id
    }

    func event(_ name: String) throws(EventError) -> Event {
        guard case .event(let event) = self[name] else { return try require(nil, name) }
        return event
    }
}
