import Chronology
import EventLog
import Events
import Projections

/// A belief folded from the log when it is asked: for any choice of sources, at any moment of recorded time.
///
/// It reads every event that names what is asked for, through the log's own indices, and weighs all evidence about it
/// anew; no table says what counted then.
final class FoldedView: BeliefView {
    let identities: Identities
    let horizon: CivilDay?

    private let raw: RawEvents
    private let sources: CountedSources
    private let generalEvidence: [LogEntry]
    private var contexts: [EntityID: OrganizationContext] = [:]
    private var entries: [EntityID: DirectoryEntry?] = [:]

    init(_ log: EventLog, _ tables: ProjectionTables, _ belief: Belief, _ moment: RecordedMoment?) throws {
        raw = RawEvents(log: log, tables: tables, through: moment?.seq ?? .max)
        horizon = moment?.recorded?.day
        let evidence = try EffectiveReader.generalEvidence(log, tables, through: raw.through)
        generalEvidence = evidence
        // What was recorded by then decides what a source is and when it was published, before sources decide anything.
        let recorded = Rulings(evidence)
        var additions: [EffectiveEvent] = []
        if belief.published != nil {
            let facts = try raw.facts(of: [SourceAdded.type])
            let closure = try EffectiveReader.closure(of: facts, log, tables, through: raw.through)
            let rulings = Rulings((closure + evidence).eachOnce)
            additions = facts.compactMap { rulings.effective($0, identities: recorded.identities) }
        }
        sources = CountedSources(of: belief, identities: recorded.identities, additions: additions)
        identities = Rulings(evidence, sources: sources).identities
    }

    func rulings(on entries: [LogEntry]) throws -> Rulings {
        let closure = try EffectiveReader.closure(of: entries, raw.log, raw.tables, through: raw.through)
        return Rulings((closure + generalEvidence).eachOnce, sources: sources)
    }

    func events(mentioning entity: EntityID, types: [String]?) throws -> [EffectiveEvent] {
        let facts = try raw.facts(naming: identities.aliases(of: entity), types: types)
        return try effective(facts) { event in
            types?.contains(event.type) ?? true && Mentioned.entities(in: event).contains(entity)
        }
    }

    /// Facts as they count, in order of what they say, those that a condition admits.
    private func effective(_ facts: [LogEntry], where isAskedFor: (Event) -> Bool) throws -> [EffectiveEvent] {
        let rulings = try self.rulings(on: facts)
        return facts.compactMap { fact in
            guard let effective = rulings.effective(fact, identities: identities), isAskedFor(effective.event) else {
                return nil
            }
            return effective
        }
        .sorted { $0.seq < $1.seq }
    }

    func claims(of pair: Pair) throws -> [EffectiveEvent] {
        let places = try raw.tables.positions(
            speakingOf: identities.aliases(of: pair.person), in: identities.aliases(of: pair.organization))
        return try effective(raw.facts(at: places)) { Mentioned.pairs(in: $0).contains(pair) }
    }

    func tenures(_ scope: TenureScope) throws -> [KeyTenures] {
        switch scope {
        case .pair(let pair):
            return try fold(pair, claims(of: pair))
        case .person(let person):
            return try tenures(among: events(mentioning: person, types: Mentioned.positionTypes)) {
                $0.person == person
            }
        case .organization(let organization):
            return try tenures(among: events(mentioning: organization, types: Mentioned.positionTypes)) {
                $0.organization == organization
            }
        case .seat(let organization, let seat):
            return try tenures(.organization(organization)).filter { $0.key.seat == seat }
        }
    }

    func tenures(in organization: EntityID, at time: WorldTime) throws -> [KeyTenures] {
        try tenures(.organization(organization))
    }

    private func tenures(
        among events: [EffectiveEvent], where isAskedFor: (Pair) -> Bool
    ) throws -> [KeyTenures] {
        let claims = events.claims(where: isAskedFor)
        return try claims.keys.sorted().flatMap { try fold($0, claims[$0] ?? []) }.sorted { $0.key < $1.key }
    }

    private func fold(_ pair: Pair, _ claims: [EffectiveEvent]) throws -> [KeyTenures] {
        let context = try contexts[pair.organization] ?? OrganizationContext(pair.organization, self)
        contexts[pair.organization] = context
        return try context.keys(of: pair, claims, self).map(\.asStored)
    }

    func seats(in organization: EntityID) throws -> [SeatTitle] {
        let titles = try tenures(.organization(organization)).flatMap { key in
            key.details.map { SeatTitle(key.key.seat, $0.position ?? $0.kind?.rawValue) }
        }
        return Set(titles).sorted()
    }

    func entity(_ id: EntityID) throws -> ListedEntity? {
        try entry(id).map { ListedEntity(id: id, kind: $0.kind, name: $0.name) }
    }

    func names(of id: EntityID, at time: WorldTime) throws -> [String] { try entry(id)?.names(at: time) ?? [] }

    func directory() throws -> [DirectoryEntry] {
        let moment = RecordedMoment(batch: 0, seq: raw.through, recorded: nil, lastBatch: 0)
        return try NamingEvents(raw.log, raw.tables, through: moment).entries(self)
    }

    private func entry(_ id: EntityID) throws -> DirectoryEntry? {
        if let known = entries[id] { return known }
        let entry = Directory.entry(for: id, try events(mentioning: id, types: Directory.types))
        entries[id] = .some(entry)
        return entry
    }
}
