import Chronology
import Events

/// The sources within a belief.
///
/// A source that was merged with another is one with it: for what is asked for, and for its day of publication.
public struct CountedSources: Sendable {
    /// Every source counts, and so do facts without one.
    public static let all = CountedSources()

    /// Which ids of sources are one.
    let identities: Identities
    private let without: Set<EntityID>
    private let only: Set<EntityID>
    private let published: CivilDay?
    private let publicationDays: [EntityID: CivilDay]

    private init() {
        (identities, without, only, published, publicationDays) = (Identities(), [], [], nil, [:])
    }

    /// Prepares to tell sources of a belief from others.
    ///
    /// - Parameters:
    ///   - identities: The merges that are live among what was recorded by then.
    ///   - additions: The `source.added` events that count among those; others are ignored.
    public init(of belief: Belief, identities: Identities, additions: [EffectiveEvent]) {
        self.identities = identities
        without = Set(belief.without.map(identities.current))
        only = Set(belief.only.map(identities.current))
        published = belief.published
        var days: [EntityID: CivilDay] = [:]
        for effective in additions.sorted(by: { $0.seq < $1.seq }) {
            guard case .sourceAdded(let added) = effective.event.fact, let date = added.published else { continue }
            // Of several dates the last recorded stands; one that has no last day says nothing.
            days[identities.current(added.source)] = date.widened.latest
        }
        publicationDays = days
    }

    /// Whether facts count that cite no source.
    ///
    /// Nobody had published them; introductions count in any case.
    public var includesUnsourced: Bool { published == nil }

    /// Whether every source counts.
    public var isAll: Bool { published == nil && without.isEmpty && only.isEmpty }

    /// Whether a source is within the belief.
    public func contains(_ source: EntityID) -> Bool {
        if isAll { return true }
        let source = identities.current(source)
        if without.contains(source) || !(only.isEmpty || only.contains(source)) { return false }
        guard let published else { return true }
        return publicationDays[source].map { $0 <= published } ?? false
    }
}
