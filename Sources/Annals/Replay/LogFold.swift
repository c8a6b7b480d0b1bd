import EventLog
import Events
import Projections

/// The whole log folded at once: what a replay writes.
///
/// Unlike an append it finds nothing through the tables: it reads the evidence first, then every event in order, sorts
/// what has counted by the parts that it belongs to, and folds each part after every batch that changed it.
final class LogFold {
    /// How many events were read.
    private(set) var eventCount = 0

    private let rulings: Rulings
    private let evidence: RecordedEvidence
    private var pairs: [Pair: [EffectiveVersion]] = [:]
    private var naming: [EntityID: [EffectiveVersion]] = [:]
    private var posts: [EntityID: [EffectiveVersion]] = [:]
    private var milestones: [EntityID: [EffectiveVersion]] = [:]

    private static let eventsBetweenReports = 4_096

    /// Reads the log; what counts goes into the tables of events at once, the rest is kept for ``finish(_:)``.
    init(_ log: EventLog, into tables: ProjectionTables, _ progress: (Int, Int) -> Void) throws {
        var evidence: [LogEntry] = []
        for type in EventCatalog.types where type.family == .evidence && type.type != SourceAdded.type {
            var selection = Selection()
            selection.type = type.type
            try log.forEachEntry(selection) { entry in
                evidence.append(entry)
                return true
            }
        }
        // Evidence is found by its type; of redacted facts no index says that they are there.
        try log.forEachRedacted { redacted in
            let entry = LogEntry(redacted)
            if entry.isRedactedFact { evidence.append(entry) }
        }
        rulings = Rulings(evidence)
        self.evidence = RecordedEvidence(evidence)
        let total = try log.head().seq
        var entries: [LogEntry] = []
        try log.forEachRow { row in
            // A replay must not fold in what somebody wrote into the file past the ledger.
            if case .event(let stored) = row, stored.id != stored.event.id {
                throw LogError.unreadable(seq: stored.seq, reason: "its id is not that of what it says")
            }
            entries.append(LogEntry(row))
            eventCount += 1
            if eventCount.isMultiple(of: Self.eventsBetweenReports) {
                try tables.index(entries) { try log.bytes(at: $0) }
                entries.removeAll(keepingCapacity: true)
                progress(eventCount, total)
            }
            try add(LogEntry(row), to: tables)
            return true
        }
        try tables.index(entries) { try log.bytes(at: $0) }
    }

    private func add(_ entry: LogEntry, to tables: ProjectionTables) throws {
        if let (reason, by) = rulings.setAside(entry) {
            try tables.note(SetAside(reason: reason, by: by.namedPlace), on: entry.seq)
        }
        guard entry.event.fact.isAboutTheWorld else { return }
        for version in evidence.versions(of: entry) {
            sort(version)
        }
    }

    private func sort(_ version: EffectiveVersion) {
        let event = version.effective.event
        for pair in Set(Mentioned.pairs(in: event)) { pairs[pair, default: []].append(version) }
        if let entity = Mentioned.named(by: event) { naming[entity, default: []].append(version) }
        if let organization = Mentioned.postOrganization(in: event) {
            posts[organization, default: []].append(version)
        }
        if let entity = Mentioned.limited(by: event) { milestones[entity, default: []].append(version) }
    }

    /// Folds every part and writes it, in order of the tables' keys.
    func finish(_ tables: ProjectionTables) throws {
        for (id, versions) in naming.sorted(by: { $0.key < $1.key }) {
            let counting = versions.filter { $0.until == nil }.map(\.effective)
            guard let entry = Directory.entry(for: id, counting) else { continue }
            let last = versions.map { $0.until ?? $0.since }.max() ?? 0
            try tables.insert(entry, since: last)
        }
        var recorded: RecordedOrganization?
        var slices: [SliceRow] = []
        func finish(_ organization: EntityID?) throws {
            guard !slices.isEmpty, let number = try organization.flatMap(tables.terms.number(of:)) else { return }
            try tables.insertSlices(of: number, slices)
            slices.removeAll(keepingCapacity: true)
        }
        for (pair, versions) in pairs.sorted(by: { $0.key < $1.key }) {
            if recorded?.id != pair.organization { try finish(recorded?.id) }
            let organization =
                recorded.flatMap { $0.id == pair.organization ? $0 : nil }
                ?? RecordedOrganization(
                    pair.organization, posts: posts[pair.organization] ?? [],
                    milestones: milestones[pair.organization] ?? [])
            recorded = organization
            // An organisation that holds a position in itself has its limits in the organisation's already.
            let personal = pair.person == pair.organization ? [] : milestones[pair.person] ?? []
            for version in RecordedTenures(of: pair, versions, in: organization, limitedBy: personal).versions {
                let numbers = try tables.insert(version.key, since: version.since, until: version.until)
                slices += try SliceRow.rows(
                    of: version.key.tenures, numbers, since: version.since, until: version.until)
            }
        }
        try finish(recorded?.id)
    }
}
