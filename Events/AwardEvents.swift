/// `award.received`: somebody received a degree, a prize or another honour.
public struct AwardReceived: EventPayload {
    public static let type = "award.received"
    public static let family = EventFamily.award
    public static let summary = "Somebody received a degree, a prize or another honour."
    public static let fields: [FieldDescription] = [
        FieldDescription("person", .entity(.person), required: true, "who received it"),
        FieldDescription("award", .text(.name), required: true, "what it is called"),
        FieldDescription("kind", .choice(of: AwardKind.self), "what sort of award it is"),
        FieldDescription("field", .text(.name), "the subject or discipline"),
        FieldDescription("by", .entityOrText, "who gave it"),
    ]

    /// Who received it.
    public let person: EntityID
    /// What it is called.
    public let award: String
    /// What sort of award it is.
    public let kind: AwardKind?
    /// The subject or discipline.
    public let field: String?
    /// Who gave it.
    public let by: Reference?

    public init(person: EntityID, award: String, kind: AwardKind? = nil, field: String? = nil, by: Reference? = nil) {
        self.person = person
        self.award = award
        self.kind = kind
        self.field = field
        self.by = by
    }
}

/// What sort of award it is.
public enum AwardKind: String, Hashable, Sendable, CaseIterable {
    case degree, prize, honour, other
}
