/// `person.introduced`: introduces a person under an id.
public struct PersonIntroduced: EventPayload {
    public static let type = "person.introduced"
    public static let family = EventFamily.person
    public static let summary = "Introduces a person under an id."
    public static let date = WorldDate.none
    public static let fields: [FieldDescription] = [
        FieldDescription("person", .entity(.person), required: true, "the id that the person gets"),
        FieldDescription("name", .text(.name), required: true, "the name, in any script"),
        FieldDescription("names", .names, "other names"),
        FieldDescription("identifiers", .identifiers, "identifiers that others assigned"),
    ]

    /// The id that the person gets.
    public let person: EntityID
    /// The name, in any script.
    public let name: String
    /// Other names.
    public let names: [AlternateName]
    /// Identifiers that others assigned.
    public let identifiers: [Identifier]

    public init(person: EntityID, name: String, names: [AlternateName] = [], identifiers: [Identifier] = []) {
        self.person = person
        self.name = name
        self.names = names
        self.identifiers = identifiers
    }
}

/// `person.born`: a person was born.
public struct PersonBorn: EventPayload {
    public static let type = "person.born"
    public static let family = EventFamily.person
    public static let summary = "A person was born."
    public static let fields: [FieldDescription] = [
        FieldDescription("person", .entity(.person), required: true, "who was born"),
        FieldDescription("place", .text(.name), "where"),
    ]

    /// Who was born.
    public let person: EntityID
    /// Where.
    public let place: String?

    public init(person: EntityID, place: String? = nil) {
        self.person = person
        self.place = place
    }
}

/// `person.died`: a person died.
public struct PersonDied: EventPayload {
    public static let type = "person.died"
    public static let family = EventFamily.person
    public static let summary = "A person died."
    public static let fields: [FieldDescription] = [
        FieldDescription("person", .entity(.person), required: true, "who died"),
        FieldDescription("place", .text(.name), "where"),
    ]

    /// Who died.
    public let person: EntityID
    /// Where.
    public let place: String?

    public init(person: EntityID, place: String? = nil) {
        self.person = person
        self.place = place
    }
}

/// `person.renamed`: a person took another name.
public struct PersonRenamed: EventPayload {
    public static let type = "person.renamed"
    public static let family = EventFamily.person
    public static let summary = "A person took another name."
    public static let fields: [FieldDescription] = [
        FieldDescription("person", .entity(.person), required: true, "who took the name"),
        FieldDescription("name", .text(.name), required: true, "the new name"),
    ]

    /// Who took the name.
    public let person: EntityID
    /// The new name.
    public let name: String

    public init(person: EntityID, name: String) {
        self.person = person
        self.name = name
    }
}
