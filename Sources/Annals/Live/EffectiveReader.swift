import EventLog
import Events
import Projections

/// Reads events as they count now, one by one, through the log's and the projections' indices.
struct EffectiveReader: EventReading {
    let log: EventLog
    let tables: ProjectionTables
    /// What applies to all events: distrusted sources, and the ids that merges have made one.
    let general: Rulings
    /// The evidence that it is weighed from.
    let generalEvidence: [LogEntry]
    let identities: Identities
    private let batch: Int?

    /// - Parameter moment: The batch after which events are asked for; nil for now.
    init(log: EventLog, tables: ProjectionTables, through moment: RecordedMoment? = nil) throws {
        let evidence = try Self.generalEvidence(log, tables, through: moment?.seq ?? .max)
        self.init(
            log: log, tables: tables, general: Rulings(evidence), generalEvidence: evidence, batch: moment?.batch)
    }

    /// For a caller that has weighed the general evidence already.
    init(
        log: EventLog, tables: ProjectionTables, general: Rulings, generalEvidence: [LogEntry], batch: Int? = nil
    ) {
        self.log = log
        self.tables = tables
        self.general = general
        self.generalEvidence = generalEvidence
        self.batch = batch
        identities = general.identities
    }

    /// The events at these places, as they count.
    func events(at places: [EventPlace]) throws -> [EffectiveEvent] {
        try places.compactMap { place in
            guard let entry = try entry(at: place.seq) else { return nil }
            return general.content(of: entry, original: place.original, identities: identities)
        }
    }

    /// The events that mention an id, or one of those that it stands for.
    func events(mentioning entity: EntityID, types: [String]?) throws -> [EffectiveEvent] {
        try events(at: tables.mentions(of: entity, types: types, knownIn: batch))
    }

    /// An entry of the log.
    func entry(at seq: Int) throws -> LogEntry? { try log.entry(at: seq) }

    /// The id that stands for this one now.
    func current(_ id: EntityID) -> EntityID { identities.current(id) }

    /// Distrust and merges with all evidence about them, in order of the log. O(their number).
    ///
    /// - Parameter last: The last position that is read.
    static func generalEvidence(
        _ log: EventLog, _ tables: ProjectionTables, through last: Int = .max
    ) throws -> [LogEntry] {
        var entries: [LogEntry] = []
        for type in [SourceDistrusted.type, EntityMerged.type] {
            var selection = Selection()
            selection.type = type
            try log.forEachEntry(selection) { entry in
                entries.append(entry)
                return true
            }
        }
        return try closure(of: entries, log, tables, through: last)
    }

    /// Entries with all evidence about them, the evidence about that, and so on, in order of the log. O(evidence).
    ///
    /// - Parameter last: The last position that is read; later entries are left out.
    static func closure(
        of entries: [LogEntry], _ log: EventLog, _ tables: ProjectionTables, through last: Int = .max
    ) throws -> [LogEntry] {
        var found: [Int: LogEntry] = [:]
        var pending = entries.filter { $0.seq <= last }
        while let entry = pending.popLast() {
            guard found.updateValue(entry, forKey: entry.seq) == nil else { continue }
            for seq in try tables.evidence(naming: entry.id) where seq <= last && found[seq] == nil {
                if let evidence = try log.entry(at: seq) { pending.append(evidence) }
            }
        }
        return found.values.sorted { $0.seq < $1.seq }
    }
}
