import Events

/// What an event counted as from one batch of the log until another.
public struct EffectiveVersion: Hashable, Sendable {
    /// What it says, corrected, with the ids and sources of that time.
    public let effective: EffectiveEvent
    /// The batch from which it counted so.
    public let since: Int
    /// The batch from which it did no longer; nil where it still does.
    public let until: Int?

    /// Creates a version.
    public init(_ effective: EffectiveEvent, since: Int, until: Int?) {
        self.effective = effective
        self.since = since
        self.until = until
    }

    /// Whether it counted after a batch.
    public func counts(after batch: Int) -> Bool { since <= batch && until.map { batch < $0 } ?? true }
}
