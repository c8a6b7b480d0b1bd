/// What is left of an event whose stored bytes were erased.
public struct RedactedEvent: Hashable, Sendable {
    /// Its place in the log, from 1.
    public let seq: Int
    /// When the ledger recorded it: the same for all events of a batch.
    public let recorded: RecordedTime
    /// The batch it was recorded in, from 1.
    public let batch: Int
    /// The hash of the bytes that were stored (RFC 6962), 32 bytes.
    public let leaf: [UInt8]
    /// The place of the event that says so.
    public let by: Int?

    /// Puts what is left of an event together; nothing is checked.
    public init(seq: Int, recorded: RecordedTime, batch: Int, leaf: [UInt8], by: Int?) {
        self.seq = seq
        self.recorded = recorded
        self.batch = batch
        self.leaf = leaf
        self.by = by
    }
}
