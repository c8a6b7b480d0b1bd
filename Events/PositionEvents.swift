/// `position.started`: somebody took up a position.
public struct PositionStarted: EventPayload {
    public static let type = "position.started"
    public static let family = EventFamily.position
    public static let summary = "Somebody took up a position."
    public static let fields: [FieldDescription] = [
        FieldDescription(
            "person", .entity(.person), required: true,
            "who holds the position; `unnamed` or `nobody` too"),
        FieldDescription("organization", .entity(.organization), required: true, "where"),
        FieldDescription("position", .text(.name), "the title as the source has it"),
        FieldDescription("post", .entity(.post), "the post, where it has an id"),
        FieldDescription("kind", .choice(of: PositionKind.self), "what sort of position it is"),
        FieldDescription("area", .text(.name), "what or where it is for: a constituency, a department"),
        FieldDescription("on_behalf_of", .entity(.organization), "the organization or party that the holder sits for"),
        FieldDescription("how", .choice(of: StartManner.self), "how it started"),
        FieldDescription("by", .entityOrText, "who decided it"),
        FieldDescription("acting", .flag, "whether the holder is an interim one"),
        FieldDescription("reports_to", .reportsTo, "the post, position or person that the holder reports to"),
        FieldDescription(
            "succeeds", .entity(.person),
            "the predecessor, whose tenure ends here unless its end is recorded"),
    ]

    /// Who holds the position; `unnamed` or `nobody` too.
    public let person: EntityID
    /// Where.
    public let organization: EntityID
    /// The title as the source has it.
    public let position: String?
    /// The post, where it has an id.
    public let post: EntityID?
    /// What sort of position it is.
    public let kind: PositionKind?
    /// What or where it is for: a constituency, a department.
    public let area: String?
    /// The organization or party that the holder sits for.
    public let onBehalfOf: EntityID?
    /// How it started.
    public let how: StartManner?
    /// Who decided it.
    public let by: Reference?
    /// Whether the holder is an interim one.
    public let acting: Bool
    /// The post, position or person that the holder reports to.
    public let reportsTo: String?
    /// The predecessor, whose tenure ends here unless its end is recorded.
    public let succeeds: EntityID?

    public init(
        person: EntityID, organization: EntityID, position: String? = nil, post: EntityID? = nil,
        kind: PositionKind? = nil, area: String? = nil, onBehalfOf: EntityID? = nil, how: StartManner? = nil,
        by: Reference? = nil, acting: Bool = false, reportsTo: String? = nil, succeeds: EntityID? = nil
    ) {
        self.person = person
        self.organization = organization
        self.position = position
        self.post = post
        self.kind = kind
        self.area = area
        self.onBehalfOf = onBehalfOf
        self.how = how
        self.by = by
        self.acting = acting
        self.reportsTo = reportsTo
        self.succeeds = succeeds
    }
}

/// `position.ended`: somebody left a position; without a title or post, all that fit.
public struct PositionEnded: EventPayload {
    public static let type = "position.ended"
    public static let family = EventFamily.position
    public static let summary = "Somebody left a position; without a title or post, all that fit."
    public static let fields: [FieldDescription] = [
        FieldDescription(
            "person", .entity(.person), required: true,
            "who holds the position; `unnamed` or `nobody` too"),
        FieldDescription("organization", .entity(.organization), required: true, "where"),
        FieldDescription("position", .text(.name), "the title as the source has it"),
        FieldDescription("post", .entity(.post), "the post, where it has an id"),
        FieldDescription("kind", .choice(of: PositionKind.self), "what sort of position it is"),
        FieldDescription("how", .choice(of: EndManner.self), "how it ended"),
        FieldDescription("by", .entityOrText, "who decided it"),
    ]

    /// Who holds the position; `unnamed` or `nobody` too.
    public let person: EntityID
    /// Where.
    public let organization: EntityID
    /// The title as the source has it.
    public let position: String?
    /// The post, where it has an id.
    public let post: EntityID?
    /// What sort of position it is.
    public let kind: PositionKind?
    /// How it ended.
    public let how: EndManner?
    /// Who decided it.
    public let by: Reference?

    public init(
        person: EntityID, organization: EntityID, position: String? = nil, post: EntityID? = nil,
        kind: PositionKind? = nil, how: EndManner? = nil, by: Reference? = nil
    ) {
        self.person = person
        self.organization = organization
        self.position = position
        self.post = post
        self.kind = kind
        self.how = how
        self.by = by
    }
}

/// `position.held`: somebody held a position for an interval, or was seen in it on a date.
public struct PositionHeld: EventPayload {
    public static let type = "position.held"
    public static let family = EventFamily.position
    public static let summary = "Somebody held a position for an interval, or was seen in it on a date."
    public static let date = WorldDate.required(.pointOrInterval)
    public static let fields: [FieldDescription] = [
        FieldDescription(
            "person", .entity(.person), required: true,
            "who holds the position; `unnamed` or `nobody` too"),
        FieldDescription("organization", .entity(.organization), required: true, "where"),
        FieldDescription("position", .text(.name), "the title as the source has it"),
        FieldDescription("post", .entity(.post), "the post, where it has an id"),
        FieldDescription("kind", .choice(of: PositionKind.self), "what sort of position it is"),
        FieldDescription("area", .text(.name), "what or where it is for: a constituency, a department"),
        FieldDescription("on_behalf_of", .entity(.organization), "the organization or party that the holder sits for"),
        FieldDescription("by", .entityOrText, "who decided it"),
        FieldDescription("acting", .flag, "whether the holder is an interim one"),
        FieldDescription("reports_to", .reportsTo, "the post, position or person that the holder reports to"),
        FieldDescription(
            "succeeds", .entity(.person),
            "the predecessor, whose tenure ends here unless its end is recorded"),
        FieldDescription("how_started", .choice(of: StartManner.self), "how it started"),
        FieldDescription("how_ended", .choice(of: EndManner.self), "how it ended"),
    ]

    /// Who holds the position; `unnamed` or `nobody` too.
    public let person: EntityID
    /// Where.
    public let organization: EntityID
    /// The title as the source has it.
    public let position: String?
    /// The post, where it has an id.
    public let post: EntityID?
    /// What sort of position it is.
    public let kind: PositionKind?
    /// What or where it is for: a constituency, a department.
    public let area: String?
    /// The organization or party that the holder sits for.
    public let onBehalfOf: EntityID?
    /// Who decided it.
    public let by: Reference?
    /// Whether the holder is an interim one.
    public let acting: Bool
    /// The post, position or person that the holder reports to.
    public let reportsTo: String?
    /// The predecessor, whose tenure ends here unless its end is recorded.
    public let succeeds: EntityID?
    /// How it started.
    public let howStarted: StartManner?
    /// How it ended.
    public let howEnded: EndManner?

    public init(
        person: EntityID, organization: EntityID, position: String? = nil, post: EntityID? = nil,
        kind: PositionKind? = nil, area: String? = nil, onBehalfOf: EntityID? = nil, by: Reference? = nil,
        acting: Bool = false, reportsTo: String? = nil, succeeds: EntityID? = nil, howStarted: StartManner? = nil,
        howEnded: EndManner? = nil
    ) {
        self.person = person
        self.organization = organization
        self.position = position
        self.post = post
        self.kind = kind
        self.area = area
        self.onBehalfOf = onBehalfOf
        self.by = by
        self.acting = acting
        self.reportsTo = reportsTo
        self.succeeds = succeeds
        self.howStarted = howStarted
        self.howEnded = howEnded
    }
}

/// What sort of position it is.
public enum PositionKind: String, Hashable, Sendable, CaseIterable {
    case executive, board, member, employee, office, advisor, student, other
}

/// How a position started.
public enum StartManner: String, Hashable, Sendable, CaseIterable {
    case appointed, elected, hired, promoted, succeeded, reinstated, other
}

/// How a position ended.
public enum EndManner: String, Hashable, Sendable, CaseIterable {
    case resigned, removed, retired
    case termEnded = "term_ended"
    case died, promoted, dissolved, other
}
