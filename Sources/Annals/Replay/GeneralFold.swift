import EventLog
import Events
import Projections

/// What is not plain in a log, folded from whole events with all evidence about them: as slowly as it takes.
struct GeneralFold {
    /// The pairs that are folded here.
    private let isFolded: (Pair) -> Bool
    private var pairs: [Pair: [EffectiveVersion]] = [:]
    private var naming: [EntityID: [EffectiveVersion]] = [:]
    private var posts: [EntityID: [EffectiveVersion]] = [:]
    private var milestones: [EntityID: [EffectiveVersion]] = [:]

    /// Sorts what facts have counted as by the parts that it belongs to.
    ///
    /// - Parameter isFolded: Whether a pair is folded here: of others not all facts need be there.
    init(
        _ facts: some Sequence<LogEntry>, _ evidence: RecordedEvidence, isFolded: @escaping (Pair) -> Bool
    ) {
        self.isFolded = isFolded
        for fact in facts where fact.event.fact.isAboutTheWorld {
            for version in evidence.versions(of: fact) { add(version) }
        }
    }

    private mutating func add(_ version: EffectiveVersion) {
        let event = version.effective.event
        for pair in Set(Mentioned.pairs(in: event)) where isFolded(pair) { pairs[pair, default: []].append(version) }
        if let entity = Mentioned.named(by: event) { naming[entity, default: []].append(version) }
        if let organization = Mentioned.postOrganization(in: event) {
            posts[organization, default: []].append(version)
        }
        if let entity = Mentioned.limited(by: event) { milestones[entity, default: []].append(version) }
    }

    /// The names of ids of which all naming facts are there, with the last batch that changed them, by id.
    func names(of isNamedHere: (EntityID) -> Bool) -> [(entry: DirectoryEntry, since: Int)] {
        naming.filter { isNamedHere($0.key) }.compactMap { id, versions in
            let counting = versions.filter { $0.until == nil }.map(\.effective)
            guard let entry = Directory.entry(for: id, counting) else { return nil }
            return (entry, versions.map { $0.until ?? $0.since }.max() ?? 0)
        }
    }

    /// Folds every pair after every batch that changed it, organisation by organisation.
    func forEachPair(_ body: (Pair, [RecordedTenures.Version]) throws -> Void) rethrows {
        var recorded: RecordedOrganization?
        for (pair, versions) in pairs.sorted(by: { $0.key < $1.key }) {
            let organization =
                recorded.flatMap { $0.id == pair.organization ? $0 : nil }
                ?? RecordedOrganization(
                    pair.organization, posts: posts[pair.organization] ?? [],
                    milestones: milestones[pair.organization] ?? [])
            recorded = organization
            // An organisation that holds a position in itself has its limits in the organisation's already.
            let personal = pair.person == pair.organization ? [] : milestones[pair.person] ?? []
            try body(
                pair, RecordedTenures(of: pair, versions, in: organization, limitedBy: personal).versions)
        }
    }
}
