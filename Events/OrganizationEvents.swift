/// `organization.introduced`: introduces an organization under an id.
public struct OrganizationIntroduced: EventPayload {
    public static let type = "organization.introduced"
    public static let family = EventFamily.organization
    public static let summary = "Introduces an organization under an id."
    public static let date = WorldDate.none
    public static let fields: [FieldDescription] = [
        FieldDescription("organization", .entity(.organization), required: true, "the id that the organization gets"),
        FieldDescription("name", .text(.name), required: true, "the name, in any script"),
        FieldDescription("names", .names, "other names"),
        FieldDescription("kind", .text(.name), "what sort of organization it is: company, university, party, …"),
        FieldDescription("parent", .entity(.organization), "the organization above it, from the start"),
        FieldDescription("identifiers", .identifiers, "identifiers that others assigned"),
    ]

    /// The id that the organization gets.
    public let organization: EntityID
    /// The name, in any script.
    public let name: String
    /// Other names.
    public let names: [AlternateName]
    /// What sort of organization it is: company, university, party, ….
    public let kind: String?
    /// The organization above it, from the start.
    public let parent: EntityID?
    /// Identifiers that others assigned.
    public let identifiers: [Identifier]

    public init(
        organization: EntityID, name: String, names: [AlternateName] = [], kind: String? = nil,
        parent: EntityID? = nil, identifiers: [Identifier] = []
    ) {
        self.organization = organization
        self.name = name
        self.names = names
        self.kind = kind
        self.parent = parent
        self.identifiers = identifiers
    }
}

/// `organization.founded`: an organization was founded.
public struct OrganizationFounded: EventPayload {
    public static let type = "organization.founded"
    public static let family = EventFamily.organization
    public static let summary = "An organization was founded."
    public static let fields: [FieldDescription] = [
        FieldDescription("organization", .entity(.organization), required: true, "what was founded"),
        FieldDescription("founders", .list(.entityOrText), "who founded it"),
        FieldDescription("from", .list(.entity(.organization)), "the organizations that it came out of"),
    ]

    /// What was founded.
    public let organization: EntityID
    /// Who founded it.
    public let founders: [Reference]
    /// The organizations that it came out of.
    public let from: [EntityID]

    public init(organization: EntityID, founders: [Reference] = [], from: [EntityID] = []) {
        self.organization = organization
        self.founders = founders
        self.from = from
    }
}

/// `organization.renamed`: an organization took another name.
public struct OrganizationRenamed: EventPayload {
    public static let type = "organization.renamed"
    public static let family = EventFamily.organization
    public static let summary = "An organization took another name."
    public static let fields: [FieldDescription] = [
        FieldDescription("organization", .entity(.organization), required: true, "what took the name"),
        FieldDescription("name", .text(.name), required: true, "the new name"),
    ]

    /// What took the name.
    public let organization: EntityID
    /// The new name.
    public let name: String

    public init(organization: EntityID, name: String) {
        self.organization = organization
        self.name = name
    }
}

/// `organization.acquired`: an organization was acquired by another.
public struct OrganizationAcquired: EventPayload {
    public static let type = "organization.acquired"
    public static let family = EventFamily.organization
    public static let summary = "An organization was acquired by another."
    public static let fields: [FieldDescription] = [
        FieldDescription("organization", .entity(.organization), required: true, "what was acquired"),
        FieldDescription("by", .entity(.organization), required: true, "who acquired it"),
    ]

    /// What was acquired.
    public let organization: EntityID
    /// Who acquired it.
    public let by: EntityID

    public init(organization: EntityID, by: EntityID) {
        self.organization = organization
        self.by = by
    }
}

/// `organization.dissolved`: an organization ended, perhaps going into others.
public struct OrganizationDissolved: EventPayload {
    public static let type = "organization.dissolved"
    public static let family = EventFamily.organization
    public static let summary = "An organization ended, perhaps going into others."
    public static let fields: [FieldDescription] = [
        FieldDescription("organization", .entity(.organization), required: true, "what ended"),
        FieldDescription("into", .list(.entity(.organization)), "the organizations that it went into"),
    ]

    /// What ended.
    public let organization: EntityID
    /// The organizations that it went into.
    public let into: [EntityID]

    public init(organization: EntityID, into: [EntityID] = []) {
        self.organization = organization
        self.into = into
    }
}

/// `organization.transferred`: an organization came under another parent.
public struct OrganizationTransferred: EventPayload {
    public static let type = "organization.transferred"
    public static let family = EventFamily.organization
    public static let summary = "An organization came under another parent."
    public static let fields: [FieldDescription] = [
        FieldDescription("organization", .entity(.organization), required: true, "what was moved"),
        FieldDescription("parent", .entity(.organization), required: true, "the new organization above it"),
    ]

    /// What was moved.
    public let organization: EntityID
    /// The new organization above it.
    public let parent: EntityID

    public init(organization: EntityID, parent: EntityID) {
        self.organization = organization
        self.parent = parent
    }
}
