import EventLog
import Events
import Projections

/// Keeps the projections' tables current as events are appended, inside the append's own transaction.
///
/// What an event changes is folded anew from the log with the same functions as a replay uses: the pairs whose tenures
/// it speaks of, the ids that it names. Evidence is followed to the facts that it speaks of. Most events say something
/// plain, of which no evidence speaks: they change a pair or a name, and what they change is folded from records.
struct LiveProjections {
    let log: EventLog
    let tables: ProjectionTables
    /// Whether it is to be told which tenures change: then everything is folded from whole events.
    var tellsChanges = false

    /// Folds the entries of one batch in that have just been appended, in order of the log.
    ///
    /// - Parameter willName: Called with every id whose names may change, before they do.
    /// - Returns: The keys whose tenures have changed, where that is to be told.
    @discardableResult
    func apply(
        _ entries: [LogEntry], willName: (EntityID) throws -> Void = { _ in }
    ) throws -> [TenureChange] {
        guard let opening = entries.first, let closing = entries.last else { return [] }
        let batch = opening.batch
        guard batch < Int(SliceRow.stillHolds), closing.seq < Int(UInt32.max) else {
            throw LogError.unreadable(
                seq: closing.seq, reason: "its place, or its batch, is none that tables can number")
        }
        let index = try IndexedBatch(entries, log, tables)
        for entry in entries { tables.contexts.forget(entry.event) }
        // Of several batches that are folded in one by one, later ones are in the log already.
        let general = try EffectiveReader.generalEvidence(log, tables, through: closing.seq)
        let (doubtful, plain) = Self.sorted(entries, general)
        let affected = try AffectedEvents(doubtful, in: opening.seq...closing.seq, general, log, tables)
        for fact in affected.facts { tables.contexts.forget(fact.event) }
        let after = EffectiveReader(
            log: log, tables: tables, general: affected.general, generalEvidence: affected.generalEvidence)
        let changes = affected.changes(identities: after.identities)
        for change in changes {
            for event in [change.before, change.after].compactMap(\.?.event) { tables.contexts.forget(event) }
        }
        if doubtful.contains(where: \.event.fact.isGeneral) { tables.contexts.forgetAll() }
        // What an organisation's posts were before they change tells whose tenures the change touches.
        let before = EffectiveReader(
            log: log, tables: tables, general: affected.generalBefore,
            generalEvidence: affected.generalEvidence.filter { $0.seq < opening.seq }, through: opening.seq - 1)
        var dirty = DirtyParts()
        for change in changes { try dirty.note(change, before) }
        for entry in plain { dirty.note(entry) }
        for entry in affected.facts + affected.evidence {
            let setAside = affected.after.setAside(entry).map { SetAside(reason: $0.reason, by: $0.by.namedPlace) }
            if entry.seq < opening.seq || setAside != nil { try tables.note(setAside, on: entry.seq) }
        }
        var refold = try PlainRefold(
            log, tables, index, batch: batch, lastBefore: opening.seq - 1, general: general,
            targets: Set(doubtful.compactMap { $0.event.fact.target?.prefix }), isUsed: !tellsChanges)
        try dirty.rename(after, in: batch, index, willName)
        return try dirty.refold(after, in: batch, &refold)
    }

    /// Tells entries that have to be weighed, or change more than a pair or a name, from plain ones.
    private static func sorted(
        _ entries: [LogEntry], _ general: [LogEntry]
    ) -> (doubtful: [LogEntry], plain: [LogEntry]) {
        let touched = PlainRefold.ids(in: general)
        let targets = Set(entries.compactMap(\.event.fact.target))
        var (doubtful, plain): ([LogEntry], [LogEntry]) = ([], [])
        for entry in entries {
            let isPlain =
                !entry.isRedacted && entry.event.fact.isAboutTheWorld && !EventTypeCode(entry.event.fact).isMilestone
                && !targets.contains(entry.id)
                && (touched.isEmpty || !entry.event.namedIDs.contains(where: touched.contains))
            if isPlain { plain.append(entry) } else { doubtful.append(entry) }
        }
        return (doubtful, plain)
    }
}

extension Fact {
    /// Whether it can change what applies to all events.
    fileprivate var isGeneral: Bool {
        switch self {
        case .entityMerged, .sourceDistrusted, .eventRetracted, .eventRedacted: true
        default: false
        }
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

    /// - Parameters:
    ///   - batch: The places of the batch that the entries are of.
    ///   - general: Distrust and merges up to its end.
    init(
        _ entries: [LogEntry], in batch: ClosedRange<Int>, _ general: [LogEntry], _ log: EventLog,
        _ tables: ProjectionTables
    ) throws {
        firstNewSeq = batch.lowerBound
        let raw = RawEvents(log: log, tables: tables, through: .max)
        var roots: [Int: LogEntry] = [:]
        for entry in entries {
            let root = try raw.root(of: entry)
            roots[root.seq] = root
        }
        generalEvidence = general
        let last = firstNewSeq - 1
        generalBefore = Rulings(generalEvidence.filter { $0.seq <= last })
        identitiesBefore = generalBefore.identities
        self.general = Rulings(generalEvidence)
        let identities = Set([generalBefore, self.general].flatMap { [$0.identities, $0.identitiesBeforeDistrust] })
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
    /// The plain events that name ids which nothing else in the batch names.
    private var introductions: [EntityID: LogEntry] = [:]
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

    /// Notes what a plain event changes.
    mutating func note(_ entry: LogEntry) {
        pairs.formUnion(Mentioned.pairs(in: entry.event))
        guard let entity = Mentioned.named(by: entry.event) else { return }
        // An id that was named before, or twice, goes by all that names it.
        if named.contains(entity) || introductions.updateValue(entry, forKey: entity) != nil { named.insert(entity) }
    }

    /// Folds the names of every noted id from the events that count now.
    mutating func rename(
        _ reader: EffectiveReader, in batch: Int, _ index: IndexedBatch, _ willName: (EntityID) throws -> Void
    ) throws {
        let tables = reader.tables
        for (entity, entry) in introductions where !named.contains(entity) {
            guard index.isNew(entity) else {
                named.insert(entity)
                continue
            }
            try willName(entity)
            let only = EffectiveEvent(seq: entry.seq, id: entry.id, original: entry.seq, event: entry.event)
            if let known = Directory.entry(for: entity, [only]) { try tables.insert(known, since: batch) }
        }
        for entity in named.sorted() {
            try willName(entity)
            let events = try reader.events(mentioning: entity, types: Directory.types)
            try tables.replace(Directory.entry(for: entity, events), of: entity, since: batch)
        }
    }

    /// Folds every noted pair from the events that count now. The keys whose tenures have changed, of those that were
    /// folded from whole events.
    mutating func refold(
        _ reader: EffectiveReader, in batch: Int, _ plain: inout PlainRefold
    ) throws -> [TenureChange] {
        let tables = reader.tables
        for (organization, before) in organizations {
            let context = try OrganizationContext(organization, reader)
            let change = before.change(to: context.tenures, in: organization)
            pairs.formUnion(
                try change.isOfAll
                    ? Array(reader.pairs(in: organization)) : tables.pairs(in: organization, holding: change.seats))
        }
        var changes: [TenureChange] = []
        var slices: [UInt32: SliceChanges] = [:]
        for pair in pairs.sorted() {
            let known = try tables.contexts.known(of: pair.organization, isSteadinessAsked: plain.isUsed) {
                ContextCache.Known(
                    context: try OrganizationContext(pair.organization, reader),
                    isSteady: plain.isUsed ? try plain.isSteady(pair.organization) : nil)
            }
            if try plain.refold(pair, in: known, reader, &slices) { continue }
            let keys = try known.context.keys(of: pair, reader.claims(of: pair), reader)
            changes += try tables.replace(keys, of: pair, in: batch, &slices)
        }
        try plain.finish()
        for (organization, changes) in slices { try tables.apply(changes, to: organization, in: batch) }
        return changes
    }
}
