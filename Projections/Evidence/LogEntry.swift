import Events

/// An event at its place in the log, as the projections read it.
public struct LogEntry: Hashable, Sendable {
    /// The position in the log, from 1.
    public let seq: Int
    /// The hash of what the event says.
    public let id: EventID
    /// The batch that it was recorded in, from 1.
    public let batch: Int
    /// What it says.
    public let event: Event

    /// Creates an entry, in a batch of its own if none is given.
    public init(seq: Int, batch: Int? = nil, id: EventID, event: Event) {
        self.seq = seq
        self.batch = batch ?? seq
        self.id = id
        self.event = event
    }

    /// The entry of a stored event.
    public init(_ stored: StoredEvent) {
        self.init(seq: stored.seq, batch: stored.batch, id: stored.id, event: stored.event)
    }
}
