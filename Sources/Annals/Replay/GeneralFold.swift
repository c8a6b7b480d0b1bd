import EventLog
import Events
import Projections

/// What is not plain in a log, folded from whole events with all evidence about them: as slowly as it takes.
struct GeneralFold: Sendable {
    private var pairs: [Pair: [EffectiveVersion]] = [:]
    private var naming: [EntityID: [EffectiveVersion]] = [:]
    private var posts: [EntityID: [EffectiveVersion]] = [:]
    private var milestones: [EntityID: [EffectiveVersion]] = [:]

    /// Sorts what facts have counted as by the parts that it belongs to.
    ///
    /// - Parameter isFolded: Whether a pair is folded here: of others not all facts need be there.
    init(
        _ facts: some Sequence<LogEntry>, _ evidence: RecordedEvidence, isFolded: (Pair) -> Bool
    ) {
        for fact in facts where fact.event.fact.isAboutTheWorld {
            for version in evidence.versions(of: fact) { add(version, isFolded) }
        }
    }

    private mutating func add(_ version: EffectiveVersion, _ isFolded: (Pair) -> Bool) {
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

    /// A pair with its tenures after every batch that changed them.
    typealias Folded = (pair: Pair, versions: [RecordedTenures.Version])

    /// Folds every pair after every batch that changed it, on other threads, and hands them over in order.
    func forEachPair(_ body: (Folded) throws -> Void) rethrows {
        let sorted = pairs.keys.sorted()
        let pieces = stride(from: 0, to: sorted.count, by: Self.pairsTogether).map {
            sorted[$0..<min($0 + Self.pairsTogether, sorted.count)]
        }
        try WorkAhead.forEach(pieces, { [self] in folded($0) }) { try $0.forEach(body) }
    }

    private static let pairsTogether = 64

    private func folded(_ piece: ArraySlice<Pair>) -> [Folded] {
        var recorded: [EntityID: RecordedOrganization] = [:]
        return piece.map { pair in
            let organization =
                recorded[pair.organization]
                ?? RecordedOrganization(
                    pair.organization, posts: posts[pair.organization] ?? [],
                    milestones: milestones[pair.organization] ?? [])
            recorded[pair.organization] = organization
            // An organisation that holds a position in itself has its limits in the organisation's already.
            let personal = pair.person == pair.organization ? [] : milestones[pair.person] ?? []
            let tenures = RecordedTenures(of: pair, pairs[pair] ?? [], in: organization, limitedBy: personal)
            return (pair, tenures.versions)
        }
    }
}
