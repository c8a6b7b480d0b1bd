import Chronology

/// `source.added`: describes a source that events cite.
public struct SourceAdded: EventPayload {
    public static let type = "source.added"
    public static let family = EventFamily.evidence
    public static let summary = "Describes a source that events cite."
    public static let date = WorldDate.none
    public static let fields: [FieldDescription] = [
        FieldDescription("source", .entity(.source), required: true, "the id that the source gets"),
        FieldDescription("title", .text(.line), "its title"),
        FieldDescription("url", .text(.line), "where it is to be found"),
        FieldDescription("publisher", .text(.name), "who published it"),
        FieldDescription("author", .text(.name), "who wrote it"),
        FieldDescription("published", .date(.any), "when it was published"),
        FieldDescription("language", .text(.name), "its language, best as a BCP 47 tag"),
        FieldDescription("accessed", .date(.point), "when it was looked at"),
    ]

    /// The id that the source gets.
    public let source: EntityID
    /// Its title.
    public let title: String?
    /// Where it is to be found.
    public let url: String?
    /// Who published it.
    public let publisher: String?
    /// Who wrote it.
    public let author: String?
    /// When it was published.
    public let published: EDTF?
    /// Its language, best as a BCP 47 tag.
    public let language: String?
    /// When it was looked at.
    public let accessed: EDTF?

    public init(
        source: EntityID, title: String? = nil, url: String? = nil, publisher: String? = nil, author: String? = nil,
        published: EDTF? = nil, language: String? = nil, accessed: EDTF? = nil
    ) {
        self.source = source
        self.title = title
        self.url = url
        self.publisher = publisher
        self.author = author
        self.published = published
        self.language = language
        self.accessed = accessed
    }
}

/// `event.corrected`: puts another event in the place of an earlier one.
public struct EventCorrected: EventPayload {
    public static let type = "event.corrected"
    public static let family = EventFamily.evidence
    public static let summary = "Puts another event in the place of an earlier one."
    public static let date = WorldDate.none
    public static let fields: [FieldDescription] = [
        FieldDescription("event", .eventID, required: true, "the event corrected, by id"),
        FieldDescription("replacement", .event, required: true, "the whole event that should stand there"),
    ]

    /// The event corrected, by id.
    public let event: EventID
    /// The whole event that should stand there; nil only in what is left of a correction that was erased.
    public let replacement: Event?

    public init(event: EventID, replacement: Event) {
        self.event = event
        self.replacement = replacement
    }

    /// What is left of a correction that was erased: what it put in the place of the event nobody knows any more.
    init(erasedCorrectionOf event: EventID) {
        self.event = event
        replacement = nil
    }
}

/// `event.retracted`: takes an earlier event back; retracting a retraction restores.
public struct EventRetracted: EventPayload {
    public static let type = "event.retracted"
    public static let family = EventFamily.evidence
    public static let summary = "Takes an earlier event back; retracting a retraction restores."
    public static let date = WorldDate.none
    public static let fields: [FieldDescription] = [
        FieldDescription("event", .eventID, required: true, "the event taken back, by id"),
        FieldDescription("reason", .text(.prose), required: true, "why"),
    ]

    /// The event taken back, by id.
    public let event: EventID
    /// Why.
    public let reason: String

    public init(event: EventID, reason: String) {
        self.event = event
        self.reason = reason
    }
}

/// `source.distrusted`: leaves a source out of every answer.
public struct SourceDistrusted: EventPayload {
    public static let type = "source.distrusted"
    public static let family = EventFamily.evidence
    public static let summary = "Leaves a source out of every answer."
    public static let date = WorldDate.none
    public static let fields: [FieldDescription] = [
        FieldDescription("source", .entity(.source), required: true, "the source"),
        FieldDescription("reason", .text(.prose), required: true, "why"),
    ]

    /// The source.
    public let source: EntityID
    /// Why.
    public let reason: String

    public init(source: EntityID, reason: String) {
        self.source = source
        self.reason = reason
    }
}

/// `entity.merged`: says that two ids mean one entity.
public struct EntityMerged: EventPayload {
    public static let type = "entity.merged"
    public static let family = EventFamily.evidence
    public static let summary = "Says that two ids mean one entity."
    public static let date = WorldDate.none
    public static let fields: [FieldDescription] = [
        FieldDescription("from", .entity(.any), required: true, "the id that goes"),
        FieldDescription("into", .entity(.any), required: true, "the id that stays"),
    ]

    /// The id that goes.
    public let from: EntityID
    /// The id that stays.
    public let into: EntityID

    public init(from: EntityID, into: EntityID) {
        self.from = from
        self.into = into
    }
}

/// `event.redacted`: says that an event was erased from the log.
public struct EventRedacted: EventPayload {
    public static let type = "event.redacted"
    public static let family = EventFamily.evidence
    public static let summary = "Says that an event was erased from the log."
    public static let date = WorldDate.none
    public static let fields: [FieldDescription] = [
        FieldDescription("seq", .integer(1...9_007_199_254_740_991), required: true, "its position in the log"),
        FieldDescription("reason", .text(.prose), required: true, "why"),
        FieldDescription("kept", .remains, "what is kept of it: its batch and time, and what other events rest on"),
    ]

    /// Its position in the log.
    public let seq: Int
    /// Why.
    public let reason: String
    /// What is kept of it; nil where an earlier version erased a fact that no event names.
    public let kept: EventRemains?

    public init(seq: Int, reason: String, kept: EventRemains? = nil) {
        self.seq = seq
        self.reason = reason
        self.kept = kept
    }
}
