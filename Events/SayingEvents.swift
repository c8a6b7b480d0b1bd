/// `statement.made`: somebody said something.
public struct StatementMade: EventPayload {
    public static let type = "statement.made"
    public static let family = EventFamily.saying
    public static let summary = "Somebody said something."
    public static let fields: [FieldDescription] = [
        FieldDescription("speaker", .entityOrText, required: true, "who said it"),
        FieldDescription("audience", .list(.entityOrText), "to whom"),
        FieldDescription("about", .list(.entityOrText), "about whom or what"),
        FieldDescription("summary", .text(.prose), "what was said"),
        FieldDescription("channel", .text(.name), "where or through what: X, a blog, an interview"),
    ]

    /// Who said it.
    public let speaker: Reference
    /// To whom.
    public let audience: [Reference]
    /// About whom or what.
    public let about: [Reference]
    /// What was said.
    public let summary: String?
    /// Where or through what: X, a blog, an interview.
    public let channel: String?

    public init(
        speaker: Reference, audience: [Reference] = [], about: [Reference] = [], summary: String? = nil,
        channel: String? = nil
    ) {
        self.speaker = speaker
        self.audience = audience
        self.about = about
        self.summary = summary
        self.channel = channel
    }
}

/// `occasion.held`: a meeting, ceremony, dispute or the like took place.
public struct OccasionHeld: EventPayload {
    public static let type = "occasion.held"
    public static let family = EventFamily.saying
    public static let summary = "A meeting, ceremony, dispute or the like took place."
    public static let date = WorldDate.required(.pointOrInterval)
    public static let fields: [FieldDescription] = [
        FieldDescription("title", .text(.name), required: true, "what it is called"),
        FieldDescription("kind", .choice(of: OccasionKind.self), "what sort of occasion it is"),
        FieldDescription("participants", .list(.entityOrText), "who took part"),
        FieldDescription("organizations", .list(.entity(.organization)), "the organizations that it concerns"),
        FieldDescription("place", .text(.name), "where"),
        FieldDescription("channel", .text(.name), "through what: Google Meet, telephone"),
        FieldDescription("summary", .text(.prose), "what happened"),
    ]

    /// What it is called.
    public let title: String
    /// What sort of occasion it is.
    public let kind: OccasionKind?
    /// Who took part.
    public let participants: [Reference]
    /// The organizations that it concerns.
    public let organizations: [EntityID]
    /// Where.
    public let place: String?
    /// Through what: Google Meet, telephone.
    public let channel: String?
    /// What happened.
    public let summary: String?

    public init(
        title: String, kind: OccasionKind? = nil, participants: [Reference] = [], organizations: [EntityID] = [],
        place: String? = nil, channel: String? = nil, summary: String? = nil
    ) {
        self.title = title
        self.kind = kind
        self.participants = participants
        self.organizations = organizations
        self.place = place
        self.channel = channel
        self.summary = summary
    }
}

/// What sort of occasion it is.
public enum OccasionKind: String, Hashable, Sendable, CaseIterable {
    case meeting, ceremony, dispute, other
}
