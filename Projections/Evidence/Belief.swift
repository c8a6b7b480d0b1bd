import Chronology
import Events

/// What an answer may rest on: what was recorded by then, what sources had said by then, and which sources count.
///
/// A belief selects events and sources before the fold. Its parts combine; together with a world time it places a
/// question on all three clocks.
public struct Belief: Hashable, Sendable {
    /// A moment of recorded time.
    public enum Recorded: Hashable, Sendable {
        /// Everything recorded at or before a time.
        case time(RecordedTime)
        /// Everything recorded in or before a batch.
        case batch(Int)
    }

    /// By when events have to be recorded; nil for any time.
    public var known: Recorded?
    /// The day by whose end a source has to be published; nil for any day, and for facts without a source.
    public var published: CivilDay?
    /// Sources that do not count.
    public var without: Set<EntityID> = []
    /// The only sources that count; any do, if empty.
    public var only: Set<EntityID> = []

    /// Believes everything that is recorded and in effect.
    public init() {}

    /// What the ledger says now, from all sources.
    public static let current = Belief()

    /// Whether sources decide what counts, besides recorded time.
    public var selectsSources: Bool { published != nil || !without.isEmpty || !only.isEmpty }
}
