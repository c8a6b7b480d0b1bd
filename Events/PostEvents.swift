/// `post.created`: a post came into being: a seat that outlasts its holders.
public struct PostCreated: EventPayload {
    public static let type = "post.created"
    public static let family = EventFamily.post
    public static let summary = "A post came into being: a seat that outlasts its holders."
    public static let alternatives = ["position", "post"]
    public static let fields: [FieldDescription] = [
        FieldDescription("post", .entity(.post), "the post, a seat with an id of its own"),
        FieldDescription("organization", .entity(.organization), required: true, "the organization that has the post"),
        FieldDescription("position", .text(.name), "the title that the post goes by"),
        FieldDescription("names", .names, "other names"),
        FieldDescription("kind", .choice(of: PositionKind.self), "what sort of position it is"),
        FieldDescription("seats", .integer(1...10_000), "how many can hold it at once"),
        FieldDescription("area", .text(.name), "what or where it is for: a constituency, a department"),
        FieldDescription("reports_to", .reportsTo, "the post, position or person above it"),
    ]

    /// The post, a seat with an id of its own.
    public let post: EntityID?
    /// The organization that has the post.
    public let organization: EntityID
    /// The title that the post goes by.
    public let position: String?
    /// Other names.
    public let names: [AlternateName]
    /// What sort of position it is.
    public let kind: PositionKind?
    /// How many can hold it at once.
    public let seats: Int?
    /// What or where it is for: a constituency, a department.
    public let area: String?
    /// The post, position or person above it.
    public let reportsTo: String?

    public init(
        post: EntityID? = nil, organization: EntityID, position: String? = nil, names: [AlternateName] = [],
        kind: PositionKind? = nil, seats: Int? = nil, area: String? = nil, reportsTo: String? = nil
    ) {
        self.post = post
        self.organization = organization
        self.position = position
        self.names = names
        self.kind = kind
        self.seats = seats
        self.area = area
        self.reportsTo = reportsTo
    }
}

/// `post.changed`: a post changed; what is given is new, the rest stays.
public struct PostChanged: EventPayload {
    public static let type = "post.changed"
    public static let family = EventFamily.post
    public static let summary = "A post changed; what is given is new, the rest stays."
    public static let alternatives = ["position", "post"]
    public static let fields: [FieldDescription] = [
        FieldDescription("post", .entity(.post), "the post, a seat with an id of its own"),
        FieldDescription("organization", .entity(.organization), required: true, "the organization that has the post"),
        FieldDescription("position", .text(.name), "the title that the post goes by"),
        FieldDescription("names", .names, "other names"),
        FieldDescription("kind", .choice(of: PositionKind.self), "what sort of position it is"),
        FieldDescription("seats", .integer(1...10_000), "how many can hold it at once"),
        FieldDescription("area", .text(.name), "what or where it is for: a constituency, a department"),
        FieldDescription("reports_to", .reportsTo, "the post, position or person above it"),
    ]

    /// The post, a seat with an id of its own.
    public let post: EntityID?
    /// The organization that has the post.
    public let organization: EntityID
    /// The title that the post goes by.
    public let position: String?
    /// Other names.
    public let names: [AlternateName]
    /// What sort of position it is.
    public let kind: PositionKind?
    /// How many can hold it at once.
    public let seats: Int?
    /// What or where it is for: a constituency, a department.
    public let area: String?
    /// The post, position or person above it.
    public let reportsTo: String?

    public init(
        post: EntityID? = nil, organization: EntityID, position: String? = nil, names: [AlternateName] = [],
        kind: PositionKind? = nil, seats: Int? = nil, area: String? = nil, reportsTo: String? = nil
    ) {
        self.post = post
        self.organization = organization
        self.position = position
        self.names = names
        self.kind = kind
        self.seats = seats
        self.area = area
        self.reportsTo = reportsTo
    }
}

/// `post.abolished`: a post ceased to exist.
public struct PostAbolished: EventPayload {
    public static let type = "post.abolished"
    public static let family = EventFamily.post
    public static let summary = "A post ceased to exist."
    public static let alternatives = ["position", "post"]
    public static let fields: [FieldDescription] = [
        FieldDescription("post", .entity(.post), "the post, a seat with an id of its own"),
        FieldDescription("organization", .entity(.organization), required: true, "the organization that has the post"),
        FieldDescription("position", .text(.name), "the title that the post goes by"),
    ]

    /// The post, a seat with an id of its own.
    public let post: EntityID?
    /// The organization that has the post.
    public let organization: EntityID
    /// The title that the post goes by.
    public let position: String?

    public init(post: EntityID? = nil, organization: EntityID, position: String? = nil) {
        self.post = post
        self.organization = organization
        self.position = position
    }
}
