import Events

/// An event as it counts now: corrected, with current ids, with the sources that are trusted.
public struct EffectiveEvent: Hashable, Sendable {
    /// Where what it says stands in the log: the last correction's place, if it was corrected.
    public let seq: Int
    /// The id of that entry.
    public let id: EventID
    /// The place of the event that was corrected; the same as ``seq`` where none was.
    public let original: Int
    /// What it says.
    public let event: Event
    /// Whether it names an id that was merged into another; what names that one itself comes first.
    public let namesMergedID: Bool

    /// Creates an effective event.
    public init(seq: Int, id: EventID, original: Int, event: Event, namesMergedID: Bool = false) {
        self.seq = seq
        self.id = id
        self.original = original
        self.event = event
        self.namesMergedID = namesMergedID
    }
}
