import Events
import Projections
import SQLite

/// The names of a log: those of ids that one event names, and does so plainly, are read off the numbers.
struct NameFold: Sendable {
    private let decoded: DecodedLog
    /// By term, the place among the namings of the one that names it; -1 where none does, -2 where that has to be folded.
    private var places: [Int32]

    init(_ decoded: DecodedLog, _ standings: EventStandings, _ context: PlainContext) {
        self.decoded = decoded
        places = context.isWeighed.map { $0 ? -2 : -1 }
        for (place, naming) in decoded.namings.enumerated() {
            let entity = Int(naming.entity)
            let isPlain =
                naming.isPlain && places[entity] == -1 && naming.type.introducedKind != nil
                && standings.standing(naming.seq) == .stands
            places[entity] = isPlain ? Int32(place) : -2
        }
    }

    /// Whether an id's names have to be folded from whole events.
    func isGeneral(_ term: UInt32) -> Bool { term > 0 && places[Int(term)] == -2 }

    /// Writes all names in the order of the ids' terms.
    ///
    /// - Parameter general: Those that were folded.
    func write(_ general: [(entry: DirectoryEntry, since: Int)], into tables: ProjectionTables) throws {
        let terms = decoded.terms
        var rest = general.map { (terms.knownNumber(of: $0.entry.id.text), $0.entry, $0.since) }
            .sorted { $0.0 < $1.0 }[...]
        let entity = try tables.statement("INSERT INTO $.known_entities (entity, kind, since) VALUES (?, ?, ?)")
        let name = try tables.statement(
            """
            INSERT INTO $.known_names (entity, position, name, language, kind, folded, search_key)
            VALUES (?, 0, ?, NULL, NULL, ?, ?)
            """)
        let identifier = try tables.statement(
            "INSERT OR IGNORE INTO $.known_identifiers (entity, scheme, identifier) VALUES (?, ?, ?)")
        func writeGeneral(before term: Int) throws {
            while let (number, entry, since) = rest.first, Int(number) < term {
                try tables.insert(entry, since: since)
                rest = rest.dropFirst()
            }
        }
        let pieces = stride(from: 0, to: places.count, by: Self.termsTogether).map {
            $0..<min($0 + Self.termsTogether, places.count)
        }
        try WorkAhead.forEach(pieces, { [self] terms in Result { try named(terms) } }) {
            for named in try $0.get() {
                try writeGeneral(before: named.term)
                try entity.bind(Int64(named.term), at: 1)
                try entity.bind(named.kind.rawValue, at: 2)
                try entity.bind(Int64(named.batch), at: 3)
                try entity.run()
                try name.bind(Int64(named.term), at: 1)
                try name.bind(named.name, at: 2)
                try name.bind(named.keys.folded, at: 3)
                try name.bind(named.keys.searchKey, at: 4)
                try name.run()
                for known in named.identifiers {
                    try identifier.bind(named.term, known.scheme, known.identifier).run()
                }
            }
        }
        try writeGeneral(before: places.count)
    }

    private static let termsTogether = 8_192

    /// An id that one event names, plainly.
    private struct Named: Sendable {
        let term: Int
        let kind: EntityKind
        let batch: UInt32
        let name: String
        let keys: NameKeys
        let identifiers: [Identifier]
    }

    private func named(_ terms: Range<Int>) throws -> [Named] {
        try terms.compactMap { term in
            guard places[term] >= 0 else { return nil }
            let naming = decoded.namings[Int(places[term])]
            guard let kind = naming.type.introducedKind else { return nil }
            let name = decoded.name(naming)
            return Named(
                term: term, kind: kind, batch: decoded.batch(naming.seq), name: name, keys: NameKeys(name),
                identifiers: try decoded.identifiers(naming))
        }
    }
}
