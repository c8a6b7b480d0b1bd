import EventLog
import Events
import Projections

/// Reads events as they count, now or after a batch, through the index of what they name.
struct EffectiveReader: EventReading {
    let log: EventLog
    let tables: ProjectionTables
    /// What applies to all events: distrusted sources, and the ids that merges have made one.
    let general: Rulings
    /// The evidence that it is weighed from.
    let generalEvidence: [LogEntry]
    let identities: Identities
    /// The last place in the log that is read.
    private let last: Int

    /// - Parameter moment: The batch after which events are asked for; nil for now.
    init(log: EventLog, tables: ProjectionTables, through moment: RecordedMoment? = nil) throws {
        let evidence = try Self.generalEvidence(log, tables, through: moment?.seq ?? .max)
        self.init(
            log: log, tables: tables, general: Rulings(evidence), generalEvidence: evidence,
            through: moment?.seq ?? .max)
    }

    /// For a caller that has weighed the general evidence already.
    init(
        log: EventLog, tables: ProjectionTables, general: Rulings, generalEvidence: [LogEntry],
        through last: Int = .max
    ) {
        self.log = log
        self.tables = tables
        self.general = general
        self.generalEvidence = generalEvidence
        self.last = last
        identities = general.identities
    }

    private var raw: RawEvents { RawEvents(log: log, tables: tables, through: last) }

    /// The events that mention an id, or one of those that it stands for.
    func events(mentioning entity: EntityID, types: [String]?) throws -> [EffectiveEvent] {
        let facts = try raw.facts(naming: identities.aliases(of: entity), types: types)
        return try effective(facts) { event in
            types?.contains(event.type) ?? true && Mentioned.entities(in: event).contains(entity)
        }
    }

    /// The position events that speak of a pair.
    func claims(of pair: Pair) throws -> [EffectiveEvent] {
        let places = try tables.positions(
            speakingOf: identities.aliases(of: pair.person), in: identities.aliases(of: pair.organization))
        return try effective(try raw.facts(at: places)) { Mentioned.pairs(in: $0).contains(pair) }
    }

    /// The pairs of a person of whom position events speak, in effect or not.
    func pairs(of person: EntityID) throws -> Set<Pair> {
        let organizations = try identities.aliases(of: person).flatMap(tables.organizations(ofTenuresOf:))
        return Set(organizations.map { Pair(person: person, organization: identities.current($0)) })
    }

    /// The pairs in an organisation of which position events speak, in effect or not. O(events of the organisation).
    func pairs(in organization: EntityID) throws -> Set<Pair> {
        let places = try tables.positions(
            naming: identities.aliases(of: organization), types: Mentioned.positionTypes, through: last)
        var pairs: Set<Pair> = []
        for place in places {
            guard let content = try log.entry(at: place)?.event.content else { continue }
            for pair in Mentioned.pairs(in: content) {
                let pair = Pair(
                    person: identities.current(pair.person), organization: identities.current(pair.organization))
                if pair.organization == organization { pairs.insert(pair) }
            }
        }
        return pairs
    }

    /// Facts as they count, in order of what they say, those that a condition admits.
    private func effective(
        _ facts: [LogEntry], where isAskedFor: (Event) -> Bool
    ) throws -> [EffectiveEvent] {
        guard !facts.isEmpty else { return [] }
        let evidence = try Self.closure(of: facts, log, tables, through: last)
        let rulings = evidence.count == facts.count ? general : Rulings((evidence + generalEvidence).eachOnce)
        return facts.compactMap { fact in
            guard let effective = rulings.effective(fact, identities: identities), isAskedFor(effective.event) else {
                return nil
            }
            return effective
        }
        .sorted { $0.seq < $1.seq }
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
        for type in [EventTypeCode.sourceDistrusted, .entityMerged] {
            entries += try tables.positions(ofType: type, through: last).compactMap(log.entry)
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
            for seq in try tables.evidence(perhapsNaming: entry.id) where seq <= last && found[seq] == nil {
                guard let evidence = try log.entry(at: seq), evidence.event.fact.target == entry.id else { continue }
                pending.append(evidence)
            }
        }
        return found.values.sorted { $0.seq < $1.seq }
    }
}

extension ProjectionTables {
    /// The evidence events that name an event, ascending.
    func evidence(naming id: EventID, _ log: EventLog) throws -> [Int] {
        try evidence(perhapsNaming: id).filter { try log.entry(at: $0)?.event.fact.target == id }
    }
}
