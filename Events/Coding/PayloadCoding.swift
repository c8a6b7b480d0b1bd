/// What a fact has to do to be written, and to have its ids replaced.
protocol PayloadWriting: Hashable, Sendable {
    static var family: EventFamily { get }
    var typeName: String { get }
    var fact: Fact { get }

    /// Writes the type's own fields in their order.
    func write(to writer: inout FieldWriter)

    /// The same with every entity's id replaced; `map` is called once for each, in the order of the fields.
    func mappingEntities(_ map: (EntityID) -> EntityID) -> Self
}

/// A payload that is read from checked fields and written back.
protocol PayloadCoding: EventPayload, PayloadWriting {
    /// Takes the fields, each of which its description has accepted.
    init(reading fields: FieldReader) throws(EventError)
}

extension PayloadCoding {
    var typeName: String { Self.type }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> Self { self }
}

extension PayloadWriting {
    /// A superior given by id with the id replaced; a title stays.
    func mapping(_ reportsTo: String?, _ map: (EntityID) -> EntityID) -> String? {
        guard let reportsTo, let id = EntityID(reportsTo) else { return reportsTo }
        return map(id).text
    }
}

extension Reference {
    func mapping(_ map: (EntityID) -> EntityID) -> Reference {
        switch self {
        case .entity(let id): .entity(map(id))
        case .text: self
        }
    }
}
