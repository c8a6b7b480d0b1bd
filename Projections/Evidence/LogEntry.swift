import Events

/// An event at its place in the log, as the projections read it.
public struct LogEntry: Hashable, Sendable {
    /// The position in the log, from 1.
    public let seq: Int
    /// The hash of what the event says.
    public let id: EventID
    /// The batch that it was recorded in, from 1.
    public let batch: Int
    /// What it says; of a redacted event what is left: evidence without anything but ids, or that it was redacted.
    public let event: Event
    /// The place of the `event.redacted` that erased it; nil for an event that is whole.
    public let redactedBy: Int?

    /// Whether only what is left of an event stands here.
    public var isRedacted: Bool { redactedBy != nil }

    /// Whether what stands here was a fact, or added a source: it no longer counts.
    public var isRedactedFact: Bool {
        // What is left of an `event.redacted` names another position.
        guard isRedacted, case .eventRedacted(let redaction) = event.fact else { return false }
        return redaction.seq == seq
    }

    /// The place to name for what it does to others: of a redacted fact that of its redaction.
    public var namedPlace: Int { isRedactedFact ? redactedBy ?? seq : seq }

    /// Creates an entry, in a batch of its own if none is given.
    public init(seq: Int, batch: Int? = nil, id: EventID, event: Event, redactedBy: Int? = nil) {
        self.seq = seq
        self.batch = batch ?? seq
        self.id = id
        self.event = event
        self.redactedBy = redactedBy
    }

    /// The entry of what is left of an event.
    ///
    /// Its id is its leaf hash where its own is not kept: no event names that.
    public init(_ redacted: RedactedEvent) {
        var event = redacted.kept?.event
        if event?.fact.isAboutTheWorld ?? true {
            event = nil
        }
        self.init(
            seq: redacted.seq, batch: redacted.batch,
            id: redacted.kept?.id ?? EventID(bytes: redacted.leaf) ?? EventID(hashing: redacted.leaf),
            event: event ?? Event(.eventRedacted(EventRedacted(seq: redacted.seq, reason: ""))),
            redactedBy: redacted.by ?? redacted.seq)
    }

    /// The entry of a stored event.
    public init(_ stored: StoredEvent) {
        self.init(seq: stored.seq, batch: stored.batch, id: stored.id, event: stored.event)
    }
}
