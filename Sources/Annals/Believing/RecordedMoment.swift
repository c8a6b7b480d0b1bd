import Events

/// A moment of recorded time as the log resolves it: the last batch at or before it.
public struct RecordedMoment: Hashable, Sendable {
    /// The batch; 0 before the first.
    public let batch: Int
    /// The position of its last event; 0 before the first.
    public let seq: Int
    /// When it was recorded; nil before the first.
    public let recorded: RecordedTime?
    /// The last batch of the log when it was resolved.
    let lastBatch: Int
    /// The positions of events that were known then and have been redacted since: no answer knows them any more.
    public var redactedSince: [Int] = []
}
