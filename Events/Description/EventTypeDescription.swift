/// The families that event types come in, in the order in which they are told.
public enum EventFamily: String, Hashable, Sendable, CaseIterable {
    case person, organization, post, position, award, work, saying, attribute, relation, evidence, custom
}

/// Whether events of a type have a world date, and of what shape.
public enum WorldDate: Hashable, Sendable {
    /// The type says nothing that happens at a time; a date is refused.
    case none
    /// A date of this shape is required.
    case required(DateRule)
}

/// A type of event: what it says and which fields it takes.
public struct EventTypeDescription: Hashable, Sendable {
    /// The type's name, `family.past_tense`.
    public let type: String
    public let family: EventFamily
    /// What an event of the type says, as a sentence for help texts.
    public let summary: String
    /// Whether it has a world date, and of what shape.
    public let date: WorldDate
    /// The type's own fields, in the order in which they are written.
    public let ownFields: [FieldDescription]
    /// The fields that this type shares with the others: the date, where it has one, and what is said about the claim.
    public let commonFields: [FieldDescription]
    /// Its own fields, then the common ones.
    public let fields: [FieldDescription]
    /// Fields of which at least one must be given; empty when there is no such rule.
    public let alternatives: [String]

    init(_ payload: any EventPayload.Type) {
        self.init(
            type: payload.type, family: payload.family, summary: payload.summary, date: payload.date,
            ownFields: payload.fields, alternatives: payload.alternatives)
    }

    init(customType: String) {
        self.init(
            type: customType, family: .custom,
            summary: "A type of the user's own: kept and shown in histories, ignored by charts.",
            date: .required(.any), ownFields: [], alternatives: [])
    }

    private init(
        type: String, family: EventFamily, summary: String, date: WorldDate, ownFields: [FieldDescription],
        alternatives: [String]
    ) {
        self.type = type
        self.family = family
        self.summary = summary
        self.date = date
        self.ownFields = ownFields
        self.alternatives = alternatives
        commonFields =
            switch date {
            case .none: CommonFields.aboutTheClaim
            case .required(let rule): [CommonFields.date(rule)] + CommonFields.aboutTheClaim
            }
        fields = ownFields + commonFields
    }

    /// The field of this name, its own or a common one; nil when it takes none.
    public func field(named name: String) -> FieldDescription? {
        fields.first { $0.name == name }
    }
}
