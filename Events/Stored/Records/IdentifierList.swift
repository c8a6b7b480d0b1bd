extension Identifier {
    /// The identifiers in a list that an event in its stored form has, as ``NameRecord/identifiers`` tells where.
    ///
    /// - Throws: ``EventError`` for bytes that are no such list.
    public static func list(storedBytes bytes: [UInt8]) throws(EventError) -> [Identifier] {
        let wrong = EventError(
            kind: .wrongType, field: "identifiers", reason: "it is no list of identifiers", remedy: nil)
        guard case .array(let elements)? = try? JSONReader.parse(bytes) else { throw wrong }
        var list: [Identifier] = []
        for element in elements {
            guard case .object(let object) = element, case .string(let scheme)? = object["scheme"],
                case .string(let identifier)? = object["identifier"]
            else { throw wrong }
            list.append(Identifier(scheme: scheme, identifier: identifier))
        }
        return list
    }
}
