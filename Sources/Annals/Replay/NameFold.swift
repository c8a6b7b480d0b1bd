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

    /// Writes all names; those that are plain in the order of the ids' terms.
    ///
    /// - Parameter general: Gives those that were folded; called once others have begun with the plain ones.
    func write(into tables: ProjectionTables, general: () throws -> [(entry: DirectoryEntry, since: Int)]) throws {
        let pieces = stride(from: 0, to: places.count, by: Self.termsTogether).map {
            $0..<min($0 + Self.termsTogether, places.count)
        }
        var rest = pieces.makeIterator()
        var work = WorkAhead(most: Self.mostAhead) { [self] (terms: Range<Int>) in Result { try rows(of: terms) } }
        work.begin { rest.next() }
        let general = try general()
        while let result = work.next({ rest.next() }) {
            let rows = try result.get()
            try tables.insert(rows.entities, into: "known_entities", "entity, kind, since")
            try tables.insert(
                rows.names, into: "known_names", "entity, position, name, language, kind, folded, search_key")
            try tables.insert(
                rows.identifiers, into: "known_identifiers", "entity, scheme, identifier", passingOverDoubles: true)
        }
        for (entry, since) in general { try tables.insert(entry, since: since) }
    }

    private static let termsTogether = 8_192
    /// How many pieces are made ahead: some 20 megabytes at most.
    private static let mostAhead = 32

    /// The rows of ids that one event names, plainly.
    private struct Rows: Sendable {
        var entities = RowBlock(columns: 3)
        var names = RowBlock(columns: 7)
        var identifiers = RowBlock(columns: 3)
    }

    private func rows(of terms: Range<Int>) throws -> Rows {
        var rows = Rows()
        for term in terms where places[term] >= 0 {
            let naming = decoded.namings[Int(places[term])]
            guard let kind = naming.type.introducedKind else { continue }
            rows.entities.add(Int64(term))
            rows.entities.add(kind.rawValue)
            rows.entities.add(Int64(decoded.batch(naming.seq)))
            add(decoded.name(naming), of: term, to: &rows.names)
            // Few have any.
            guard naming.identifierCount > 0 else { continue }
            for known in try decoded.identifiers(naming) {
                rows.identifiers.add(Int64(term))
                rows.identifiers.add(known.scheme)
                rows.identifiers.add(known.identifier)
            }
        }
        return rows
    }

    private func add(_ name: String, of term: Int, to block: inout RowBlock) {
        let keys = NameKeys(name)
        block.add(Int64(term))
        block.add(0)
        block.add(name)
        block.addNull()
        block.addNull()
        block.add(keys.folded)
        block.add(keys.searchKey)
    }
}
