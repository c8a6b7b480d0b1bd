import EventLog
import Events
import Projections

/// Events to append as one batch, and how.
public struct AppendRequest: Sendable {
    /// The events.
    public var events: [Event]
    /// Who records them.
    public var author: String?
    /// Why.
    public var message: String?
    /// The position that the log must end at, for writers who must not race; nil for any.
    public var expectedPosition: Int?
    /// What the writer relies on, for those who must not race about some events only.
    public var assumptions: [Assumption] = []
    /// Whether everything is checked and nothing kept.
    public var isDryRun = false
    /// Whether the result tells which tenures and names the batch changes.
    public var reportsChanges = false
    /// Whether an event that is there and not in effect is passed over instead of refused.
    public var passesOverSetAside = false
    /// Whether ids that nothing introduces are refused.
    public var requiresIntroductions = true
    /// Ids that a later batch of the same input introduces, and as what.
    public var introducedLater: [EntityID: EntityKind] = [:]
    /// The line that each event stands on in what was read; empty where they were not read from lines.
    public var lines: [Int] = []

    /// The events with what was made of them as they were read; nil where they have to be checked first.
    var prepared: [PreparedEvent]?

    /// What signs the log with the batch in it, in the same write; nil for nothing.
    public var checkpoint: CheckpointRequest?

    /// Creates a request.
    public init(_ events: [Event], author: String? = nil, message: String? = nil) {
        self.events = events
        self.author = author
        self.message = message
    }

    /// What an error calls an event's place: its line, else its place among several, counted from 1.
    func line(of index: Int) -> Int? {
        if lines.indices.contains(index) { return lines[index] }
        return events.count > 1 ? index + 1 : nil
    }
}

/// What an append did.
public struct AppendResult: Hashable, Sendable {
    /// The events that were recorded, as stored.
    public var recorded: [StoredEvent] = []
    /// Events that were in effect already, by their place in what was given, counted from 0.
    public var alreadyInEffect: [Int: EventID] = [:]
    /// Events that were there and not in effect, likewise.
    public var passedOver: [Int: EventID] = [:]
    /// The keys whose tenures the batch changes, where the request asks for them.
    public var changes: [TenureChange] = []
    /// The ids whose names the batch changes, likewise.
    public var nameChanges: [NameChange] = []
    /// The checkpoint that the request asks for; nil in a dry run.
    public var checkpoint: StoredCheckpoint?
}
