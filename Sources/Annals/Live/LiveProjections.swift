import EventLog
import Events
import Projections

/// Keeps the projections' tables current as events are appended, inside the append's own transaction.
///
/// What an event changes is folded anew from the log with the same functions as a replay uses: the pairs whose tenures
/// it speaks of, the ids that it names. Evidence is followed to the facts that it speaks of.
struct LiveProjections {
    let log: EventLog
    let tables: ProjectionTables

    /// Folds the entries of one batch in that have just been appended, in order of the log.
    ///
    /// - Parameter willName: Called with every id whose names may change, before they do.
    /// - Returns: The keys whose tenures have changed.
    @discardableResult
    func apply(
        _ entries: [LogEntry], willName: (EntityID) throws -> Void = { _ in }
    ) throws -> [TenureChange] {
        guard let batch = entries.first?.batch else { return [] }
        try tables.index(entries) { try log.bytes(at: $0) }
        let affected = try AffectedEvents(entries, log, tables)
        let after = EffectiveReader(
            log: log, tables: tables, general: affected.general, generalEvidence: affected.generalEvidence)
        let changes = affected.changes(identities: after.identities)
        // What an organisation's posts were before they change tells whose tenures the change touches.
        let before = EffectiveReader(
            log: log, tables: tables, general: affected.generalBefore,
            generalEvidence: affected.generalEvidence.filter { $0.seq < affected.firstNewSeq },
            through: affected.firstNewSeq - 1)
        var dirty = DirtyParts()
        for change in changes { try dirty.note(change, before) }
        for entry in affected.facts + affected.evidence {
            let setAside = affected.after.setAside(entry).map { SetAside(reason: $0.reason, by: $0.by.namedPlace) }
            if entry.seq < affected.firstNewSeq || setAside != nil { try tables.note(setAside, on: entry.seq) }
        }
        return try dirty.refold(after, in: batch, willName)
    }
}

/// What entries just appended may have changed: facts, and the evidence about them before and after.
private struct AffectedEvents {
    let firstNewSeq: Int
    private(set) var facts: [LogEntry] = []
    private(set) var evidence: [LogEntry] = []
    let before: Rulings
    let after: Rulings
    let identitiesBefore: Identities
    /// What applies to all events now: distrust and merges.
    let general: Rulings
    /// What applied to all events before.
    let generalBefore: Rulings
    let generalEvidence: [LogEntry]

    init(_ entries: [LogEntry], _ log: EventLog, _ tables: ProjectionTables) throws {
        firstNewSeq = entries.first?.seq ?? 1
        let raw = RawEvents(log: log, tables: tables, through: .max)
        var roots: [Int: LogEntry] = [:]
        for entry in entries {
            let root = try raw.root(of: entry)
            roots[root.seq] = root
        }
        // Of several batches that are folded in one by one, later ones are in the log already.
        generalEvidence = try EffectiveReader.generalEvidence(log, tables, through: entries.last?.seq ?? 0)
        let last = firstNewSeq - 1
        generalBefore = Rulings(generalEvidence.filter { $0.seq <= last })
        identitiesBefore = generalBefore.identities
        general = Rulings(generalEvidence)
        let identities = Set([generalBefore, general].flatMap { [$0.identities, $0.identitiesBeforeDistrust] })
        // What distrust touches can be a merge, which touches others.
        var pending = Array(roots.values)
        while let root = pending.popLast() {
            for seq in try Self.touched(by: root, identities, tables) {
                guard let entry = try log.entry(at: seq) else { continue }
                let original = try raw.root(of: entry)
                if roots.updateValue(original, forKey: original.seq) == nil { pending.append(original) }
            }
        }
        let all = try EffectiveReader.closure(of: Array(roots.values), log, tables)
        let weighed = (all + generalEvidence).eachOnce
        after = Rulings(weighed)
        before = Rulings(weighed.filter { $0.seq <= last })
        for entry in all {
            if entry.event.fact.isAboutTheWorld { facts.append(entry) } else { evidence.append(entry) }
        }
    }

    /// What the facts counted as before and count as now, where that differs.
    func changes(identities: Identities) -> [CountingChange] {
        facts.compactMap { entry in
            let counted =
                entry.seq < firstNewSeq ? before.effective(entry, identities: identitiesBefore) : nil
            let counts = after.effective(entry, identities: identities)
            return counted == counts ? nil : CountingChange(before: counted, after: counts)
        }
    }

    /// The events that a change of distrust or of a merge may touch.
    private static func touched(
        by root: LogEntry, _ identities: Set<Identities>, _ tables: ProjectionTables
    ) throws -> [Int] {
        switch root.event.fact {
        case .sourceDistrusted(let distrust):
            return try Set(identities.flatMap { $0.aliases(of: distrust.source) })
                .flatMap { try tables.citations(of: $0) }
        case .entityMerged(let merge):
            let current = Set(identities.flatMap { [$0.current(merge.from), $0.current(merge.into)] })
            // Citations are noted by the ids that events cite, not by those that stand for them now.
            let cited = Set(identities.flatMap { $0.aliases(of: merge.from) + $0.aliases(of: merge.into) })
            return try tables.positions(naming: Array(current.union(cited)))
        default:
            return []
        }
    }
}

/// An event that counts otherwise than before, or comes to count, or no longer counts.
private struct CountingChange {
    let before: EffectiveEvent?
    let after: EffectiveEvent?
}

/// The parts of the tables that have to be folded anew.
private struct DirtyParts {
    private var pairs: Set<Pair> = []
    private var named: Set<EntityID> = []
    /// The organisations whose posts have changed, as they were.
    private var organizations: [EntityID: TenureContext] = [:]

    /// Notes what an event that came or went changes, while the tables are as they were.
    mutating func note(_ change: CountingChange, _ before: EffectiveReader) throws {
        for event in [change.before, change.after].compactMap(\.?.event) {
            pairs.formUnion(Mentioned.pairs(in: event))
            if let organization = Mentioned.postOrganization(in: event), organizations[organization] == nil {
                organizations[organization] = try OrganizationContext(organization, before).tenures
            }
            if let entity = Mentioned.limited(by: event) {
                pairs.formUnion(try before.pairs(in: entity))
                pairs.formUnion(try before.pairs(of: entity))
            }
            if let entity = Mentioned.named(by: event) { named.insert(entity) }
        }
    }

    /// Folds every noted part from the events that count now. The keys whose tenures have changed.
    mutating func refold(
        _ reader: EffectiveReader, in batch: Int, _ willName: (EntityID) throws -> Void
    ) throws -> [TenureChange] {
        for entity in named.sorted() {
            try willName(entity)
            let events = try reader.events(mentioning: entity, types: Directory.types)
            try reader.tables.replace(Directory.entry(for: entity, events), of: entity, since: batch)
        }
        var changes: [TenureChange] = []
        var contexts: [EntityID: OrganizationContext] = [:]
        for (organization, before) in organizations {
            let context = try OrganizationContext(organization, reader)
            contexts[organization] = context
            let change = before.change(to: context.tenures, in: organization)
            pairs.formUnion(
                try change.isOfAll
                    ? Array(reader.pairs(in: organization))
                    : reader.tables.pairs(in: organization, holding: change.seats))
        }
        var slices: [UInt32: SliceChanges] = [:]
        for pair in pairs.sorted() {
            let context = try contexts[pair.organization] ?? OrganizationContext(pair.organization, reader)
            contexts[pair.organization] = context
            let keys = try context.keys(of: pair, reader.claims(of: pair), reader)
            changes += try reader.tables.replace(keys, of: pair, in: batch, &slices)
        }
        for (organization, changes) in slices { try reader.tables.apply(changes, to: organization, in: batch) }
        return changes
    }
}
