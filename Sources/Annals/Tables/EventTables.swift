import Events
import Projections
import SQLite

/// Why an event is not in effect, and which event says so.
public struct SetAside: Hashable, Sendable {
    /// Why.
    public let reason: SetAsideReason
    /// The place in the log of the event that says so.
    public let by: Int
}

extension ProjectionTables {
    // MARK: - What an event mentions

    /// Notes that an event counts from a batch on.
    func add(_ effective: EffectiveEvent, since: Int) throws {
        let mention = try statement(
            "INSERT OR IGNORE INTO $.mentions (entity, type, seq, original, since) VALUES (?, ?, ?, ?, ?)")
        for entity in Mentioned.entities(in: effective.event) {
            try mention.bind(entity.text, effective.event.type, effective.seq, effective.original, since).run()
        }
        let claim = try statement(
            "INSERT OR IGNORE INTO $.claims (organization, person, seq, original) VALUES (?, ?, ?, ?)")
        for pair in Mentioned.pairs(in: effective.event) {
            try claim.bind(pair.organization.text, pair.person.text, effective.seq, effective.original).run()
        }
    }

    /// Notes that an event no longer counts as it did, from a batch on.
    func remove(_ effective: EffectiveEvent, until: Int) throws {
        let superseded = try statement(
            """
            INSERT OR IGNORE INTO $.superseded_mentions (entity, type, seq, original, since, until)
            SELECT entity, type, seq, original, since, ? FROM $.mentions WHERE entity = ? AND type = ? AND seq = ?
            """)
        let mention = try statement("DELETE FROM $.mentions WHERE entity = ? AND type = ? AND seq = ?")
        for entity in Mentioned.entities(in: effective.event) {
            try superseded.bind(until, entity.text, effective.event.type, effective.seq).run()
            try mention.bind(entity.text, effective.event.type, effective.seq).run()
        }
        let claim = try statement("DELETE FROM $.claims WHERE organization = ? AND person = ? AND seq = ?")
        for pair in Mentioned.pairs(in: effective.event) {
            try claim.bind(pair.organization.text, pair.person.text, effective.seq).run()
        }
    }

    /// Notes that an event counted from one batch until another.
    func addSuperseded(_ effective: EffectiveEvent, _ interval: RecordedInterval) throws {
        let mention = try statement(
            """
            INSERT OR IGNORE INTO $.superseded_mentions (entity, type, seq, original, since, until)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        for entity in Mentioned.entities(in: effective.event) {
            try mention.bind(
                entity.text, effective.event.type, effective.seq, effective.original, interval.since, interval.until
            ).run()
        }
    }

    /// The events that count and mention an entity, as places in the log with what they correct, ascending.
    ///
    /// - Parameter batch: Asks for those that counted after that batch; nil for those that count now.
    func mentions(of entity: EntityID, types: [String]? = nil, knownIn batch: Int? = nil) throws -> [EventPlace] {
        var places: [EventPlace] = []
        for type in types?.map(String?.some) ?? [nil] {
            let condition = type == nil ? "" : " AND type = ?2"
            var queries = ["SELECT seq, original FROM $.mentions WHERE entity = ?1\(condition)"]
            if batch != nil {
                queries[0] += " AND since <= ?3"
                queries.append(
                    """
                    SELECT seq, original FROM $.superseded_mentions
                    WHERE entity = ?1\(condition) AND until > ?3 AND since <= ?3
                    """)
            }
            for query in queries {
                let rows = try statement(query)
                try rows.bind(entity.text, at: 1)
                if let type { try rows.bind(type, at: 2) }
                if let batch { try rows.bind(batch, at: 3) }
                places += try column(rows, EventPlace.init)
            }
        }
        return places.sorted { $0.seq < $1.seq }
    }

    /// The position events of a pair.
    func claims(of pair: Pair) throws -> [EventPlace] {
        let rows = try statement(
            "SELECT seq, original FROM $.claims WHERE organization = ? AND person = ? ORDER BY seq")
        return try column(rows.bind(pair.organization.text, pair.person.text), EventPlace.init)
    }

    /// The pairs with a claim in an organisation.
    func pairs(in organization: EntityID) throws -> [Pair] {
        let rows = try statement("SELECT DISTINCT person FROM $.claims WHERE organization = ?")
        return try column(rows.bind(organization.text)) { $0.text(0) }.map {
            Pair(person: try storedID($0), organization: organization)
        }
    }

    /// The pairs with a tenure of one of some seats in an organisation.
    func pairs(in organization: EntityID, holding seats: Set<Seat>) throws -> [Pair] {
        let rows = try statement("SELECT DISTINCT person FROM $.tenures WHERE organization = ? AND seat = ?")
        return try seats.flatMap { seat in
            try column(rows.bind(organization.text, seat.key)) { $0.text(0) }.map {
                Pair(person: try storedID($0), organization: organization)
            }
        }
    }

    /// The pairs with a claim of a person.
    func pairs(of person: EntityID) throws -> [Pair] {
        let rows = try statement("SELECT DISTINCT organization FROM $.claims WHERE person = ?")
        return try column(rows.bind(person.text)) { $0.text(0) }.map {
            Pair(person: person, organization: try storedID($0))
        }
    }

    // MARK: - Which events speak of events and cite sources

    /// Notes what an entry of the log names, in effect or not.
    func index(_ entry: LogEntry) throws {
        var citations = entry.event.sources
        switch entry.event.fact {
        case .eventCorrected(let correction):
            citations += correction.replacement?.sources ?? []
            try indexEvidence(correction.event, entry.seq)
        case .eventRetracted(let retraction):
            try indexEvidence(retraction.event, entry.seq)
        default:
            break
        }
        let citation = try statement("INSERT OR IGNORE INTO $.citations (source, seq) VALUES (?, ?)")
        for cited in citations { try citation.bind(cited.source.text, entry.seq).run() }
    }

    private func indexEvidence(_ target: EventID, _ seq: Int) throws {
        try statement("INSERT INTO $.evidence (target, seq) VALUES (?, ?)").bind(target.bytes, seq).run()
    }

    /// The evidence events that name an event.
    func evidence(naming id: EventID) throws -> [Int] {
        try column(statement("SELECT seq FROM $.evidence WHERE target = ? ORDER BY seq").bind(id.bytes)) {
            Int($0.integer(0))
        }
    }

    /// The events that cite a source.
    func citations(of source: EntityID) throws -> [Int] {
        try column(statement("SELECT seq FROM $.citations WHERE source = ? ORDER BY seq").bind(source.text)) {
            Int($0.integer(0))
        }
    }

    // MARK: - What is not in effect

    /// Notes why an event is not in effect; nil that it is.
    func note(_ setAside: SetAside?, on seq: Int) throws {
        if let setAside {
            try statement("INSERT OR REPLACE INTO $.set_aside (seq, reason, by_seq) VALUES (?, ?, ?)")
                .bind(seq, setAside.reason.rawValue, setAside.by).run()
        } else {
            try statement("DELETE FROM $.set_aside WHERE seq = ?").bind(seq).run()
        }
    }

    /// Why an event is not in effect; nil where it is.
    func setAside(_ seq: Int) throws -> SetAside? {
        try statement("SELECT reason, by_seq FROM $.set_aside WHERE seq = ?").bind(seq).first { row in
            SetAsideReason(rawValue: row.text(0)).map { SetAside(reason: $0, by: Int(row.integer(1))) }
        } ?? nil
    }
}

/// Where an event that counts stands in the log, and where the event that it corrects does.
struct EventPlace: Hashable {
    let seq: Int
    let original: Int

    init(_ row: Statement) {
        seq = Int(row.integer(0))
        original = Int(row.integer(1))
    }
}

extension ProjectionTables {
    /// The organisations that position events speak of.
    func organizationsWithClaims() throws -> [EntityID] {
        try column(statement("SELECT DISTINCT organization FROM $.claims")) { $0.text(0) }.map(storedID)
    }

    /// The people that position events speak of.
    func peopleWithClaims() throws -> [EntityID] {
        try column(statement("SELECT DISTINCT person FROM $.claims")) { $0.text(0) }.map(storedID)
    }
}
