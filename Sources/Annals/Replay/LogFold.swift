import EventLog
import Events
import Projections

/// The whole log folded at once: what a replay writes.
///
/// Unlike an append it finds nothing through the tables: it reads the evidence first, then every event in order, sorts
/// what counts by the parts that it belongs to, and folds each part once.
final class LogFold {
    /// How many events were read.
    private(set) var eventCount = 0

    private let rulings: Rulings
    private let identities: Identities
    private var pairs: [Pair: [EffectiveEvent]] = [:]
    private var naming: [EntityID: [EffectiveEvent]] = [:]
    private var posts: [EntityID: [EffectiveEvent]] = [:]
    private var milestones: [EffectiveEvent] = []

    private static let eventsBetweenReports = 4_096

    /// Reads the log; what counts goes into the tables of events at once, the rest is kept for ``finish(_:)``.
    init(_ log: EventLog, into tables: ProjectionTables, _ progress: (Int, Int) -> Void) throws {
        var evidence: [LogEntry] = []
        for type in EventCatalog.types where type.family == .evidence && type.type != SourceAdded.type {
            var selection = Selection()
            selection.type = type.type
            try log.forEach(selection) { stored in
                evidence.append(LogEntry(stored))
                return true
            }
        }
        rulings = Rulings(evidence)
        identities = rulings.identities
        let total = try log.head().seq
        try log.forEach { stored in
            // A replay must not fold in what somebody wrote into the file past the ledger.
            guard stored.id == stored.event.id else {
                throw LogError.unreadable(seq: stored.seq, reason: "its id is not that of what it says")
            }
            try add(LogEntry(stored), to: tables)
            eventCount += 1
            if eventCount.isMultiple(of: Self.eventsBetweenReports) { progress(eventCount, total) }
            return true
        }
    }

    private func add(_ entry: LogEntry, to tables: ProjectionTables) throws {
        try tables.index(entry)
        if let (reason, by) = rulings.setAside(entry) {
            try tables.note(SetAside(reason: reason, by: by.seq), on: entry.seq)
        }
        guard let effective = rulings.effective(entry, identities: identities) else { return }
        try tables.add(effective)
        let event = effective.event
        for pair in Set(Mentioned.pairs(in: event)) { pairs[pair, default: []].append(effective) }
        if let entity = Mentioned.named(by: event) { naming[entity, default: []].append(effective) }
        if let organization = Mentioned.postOrganization(in: event) {
            posts[organization, default: []].append(effective)
            milestones.append(effective)
        }
        if Mentioned.limited(by: event) != nil { milestones.append(effective) }
    }

    /// Folds every part and writes it, in order of the tables' keys.
    func finish(_ tables: ProjectionTables) throws {
        for (id, events) in naming.sorted(by: { $0.key < $1.key }) {
            if let entry = Directory.entry(for: id, events) { try tables.insert(entry) }
        }
        let limits = Milestones(milestones)
        var seats: [EntityID: SeatNames] = [:]
        for (pair, events) in pairs.sorted(by: { $0.key < $1.key }) {
            let names = seats[pair.organization] ?? SeatNames(posts[pair.organization] ?? [])
            seats[pair.organization] = names
            let keys = PairFold.tenures(
                of: pair.person, in: pair.organization, events, seats: names, limits: limits.limits(of:))
            for key in keys { try tables.insert(key) }
        }
    }
}
