/// `attribute.set`: something about an entity has a value from a date, or over an interval.
public struct AttributeSet: EventPayload {
    public static let type = "attribute.set"
    public static let family = EventFamily.attribute
    public static let summary = "Something about an entity has a value from a date, or over an interval."
    public static let date = WorldDate.required(.pointOrInterval)
    public static let alternatives = ["value", "minimum", "maximum"]
    public static let fields: [FieldDescription] = [
        FieldDescription("subject", .entity(.any), required: true, "whom or what it is about"),
        FieldDescription(
            "attribute", .text(.name), required: true,
            "what is said: revenue, headcount, nationality, residence, salary"),
        FieldDescription("value", .value, "the value: text, a number, an id, or a list"),
        FieldDescription("minimum", .number, "the least that it is"),
        FieldDescription("maximum", .number, "the most that it is"),
        FieldDescription("unit", .text(.name), "what the numbers count: USD, people, %"),
    ]

    /// Whom or what it is about.
    public let subject: EntityID
    /// What is said: revenue, headcount, nationality, residence, salary.
    public let attribute: String
    /// The value: text, a number, an id, or a list.
    public let value: AttributeValue?
    /// The least that it is.
    public let minimum: Double?
    /// The most that it is.
    public let maximum: Double?
    /// What the numbers count: USD, people, %.
    public let unit: String?

    public init(
        subject: EntityID, attribute: String, value: AttributeValue? = nil, minimum: Double? = nil,
        maximum: Double? = nil, unit: String? = nil
    ) {
        self.subject = subject
        self.attribute = attribute
        self.value = value
        self.minimum = minimum
        self.maximum = maximum
        self.unit = unit
    }
}
