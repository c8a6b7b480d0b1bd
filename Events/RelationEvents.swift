/// `relation.held`: the subject is *relation* of the object, for an interval or on a date.
public struct RelationHeld: EventPayload {
    public static let type = "relation.held"
    public static let family = EventFamily.relation
    public static let summary = "The subject is *relation* of the object, for an interval or on a date."
    public static let date = WorldDate.required(.pointOrInterval)
    public static let fields: [FieldDescription] = [
        FieldDescription("subject", .entity(.any), required: true, "who is it"),
        FieldDescription(
            "relation", .choice(of: RelationKind.self), required: true,
            "what the subject is of the object"),
        FieldDescription("object", .entity(.any), required: true, "of whom"),
        FieldDescription("minimum", .number, "the least that it is"),
        FieldDescription("maximum", .number, "the most that it is"),
        FieldDescription("unit", .text(.name), "what the numbers count: USD, people, %"),
    ]

    /// Who is it.
    public let subject: EntityID
    /// What the subject is of the object.
    public let relation: RelationKind
    /// Of whom.
    public let object: EntityID
    /// The least that it is.
    public let minimum: Double?
    /// The most that it is.
    public let maximum: Double?
    /// What the numbers count: USD, people, %.
    public let unit: String?

    public init(
        subject: EntityID, relation: RelationKind, object: EntityID, minimum: Double? = nil, maximum: Double? = nil,
        unit: String? = nil
    ) {
        self.subject = subject
        self.relation = relation
        self.object = object
        self.minimum = minimum
        self.maximum = maximum
        self.unit = unit
    }
}

/// What the subject of a relation is of its object.
public enum RelationKind: String, Hashable, Sendable, CaseIterable {
    case spouse, parent, child, sibling, relative, associate, supervisor, representative
    /// The share, in per cent, stands in `minimum` and `maximum`.
    case owner
    case other
}
