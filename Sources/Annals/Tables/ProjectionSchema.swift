import SQLite

/// The tables that projections keep beside the log: documented, and rebuilt by a replay.
///
/// Ids and titles stand as the numbers of their terms. What an earlier batch of the log had made of tenures, and a later
/// one changed, stands in tables of its own (`superseded_…`): it held from batch `since` on and no longer in batch
/// `until`. Current rows say since when.
///
/// Days are counted from 1970-01-01 (`date(day * 86400, 'unixepoch')` shows one); a bound that nothing sets is NULL.
enum ProjectionSchema {
    /// The version of these tables; a ledger with another one is replayed when it is opened for writing.
    static let version = 6

    /// Where a set of the tables stands: in the ledger, or beside it while they are rebuilt.
    enum Place: String {
        case main
        case rebuilt = "temp"
    }

    /// A table with the columns it is made of.
    ///
    /// Those of its key stand in front, in the order of the key: of other tables without rowid SQLite 3.40 says, when it
    /// checks them, that columns were NULL which are not.
    struct Table {
        let name: String
        let columns: String
        let key: String
        /// Whether rows have numbers of their own, as where they are too large to stand in the tree of a key.
        var hasRowID = false
        var indices: [Index] = []

        /// The table as it is made, from its name on.
        var definition: String {
            hasRowID
                ? "\(name) (\n    \(columns)\n) STRICT"
                : "\(name) (\n    \(columns), PRIMARY KEY (\(key))\n) STRICT, WITHOUT ROWID"
        }

        /// An index as it is made, from its name on.
        func definition(of index: Index) -> String { "\(index.name) ON \(name) (\(index.columns))" }
    }

    /// An index of a table.
    struct Index {
        let name: String
        let columns: String
        var isUnique = false

        /// What making it begins with.
        var creation: String { isUnique ? "CREATE UNIQUE INDEX" : "CREATE INDEX" }
    }

    /// The columns of a stint behind its key, current or superseded.
    private static let stint = """
        start_earliest INTEGER, start_latest INTEGER, end_earliest INTEGER, end_latest INTEGER, \
        flags INTEGER NOT NULL, start_clock INTEGER, end_clock INTEGER, position INTEGER, kind INTEGER, area INTEGER, \
        on_behalf_of INTEGER, reports_to INTEGER, how_started INTEGER, how_ended INTEGER, \
        start_events ANY NOT NULL, end_events ANY, events ANY, since INTEGER NOT NULL
        """

    /// The columns of a sure day or interval behind its key, current or superseded.
    private static let sureDays =
        "start_earliest INTEGER, end_earliest INTEGER, end_latest INTEGER, since INTEGER NOT NULL"

    /// Who held what: what keys begin with.
    private static let holding = "organization INTEGER NOT NULL, seat INTEGER NOT NULL"

    static let tables: [Table] = [
        // Ids and titles, numbered in the order in which the log names them.
        Table(
            name: "terms", columns: "number INTEGER NOT NULL, text TEXT NOT NULL", key: "number",
            indices: [Index(name: "terms_by_text", columns: "text", isUnique: true)]),
        // The titles of positions without case, each with the first that was written so: the number of its seat.
        Table(name: "titles", columns: "folded TEXT NOT NULL, term INTEGER NOT NULL", key: "folded"),
        // Which events name something, in effect or not, packed: see PostingList.
        Table(
            name: "postings",
            columns: """
                subject INTEGER NOT NULL, family INTEGER NOT NULL, first INTEGER NOT NULL, events BLOB NOT NULL
                """,
            key: "subject, family, first"),
        // Which evidence events name an event, by the first 8 bytes of its id.
        Table(name: "evidence", columns: "target INTEGER NOT NULL, seq INTEGER NOT NULL", key: "target, seq"),
        // Events that are not in effect, why, and the event that says so.
        Table(
            name: "set_aside",
            columns: "seq INTEGER NOT NULL, reason TEXT NOT NULL, by_seq INTEGER NOT NULL", key: "seq"),
        Table(
            name: "known_entities", columns: "entity INTEGER NOT NULL, kind TEXT, since INTEGER NOT NULL", key: "entity"
        ),
        // Without case as `folded` says, or as `lower(name)` does where that is NULL; without accents as `search_key`
        // says, or as without case where that is NULL.
        Table(
            name: "known_names",
            columns: """
                entity INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, language TEXT, kind TEXT, \
                folded TEXT, search_key TEXT
                """,
            key: "entity, position",
            indices: [Index(name: "names_by_folded", columns: "coalesce(folded, lower(name)), entity")]),
        Table(
            name: "known_identifiers",
            columns: "entity INTEGER NOT NULL, scheme TEXT NOT NULL, identifier TEXT NOT NULL",
            key: "entity, scheme, identifier",
            indices: [Index(name: "identifiers_by_value", columns: "identifier, scheme")]),
        // Names that hold from dates on; an introduction has no date.
        Table(
            name: "name_changes",
            columns: """
                entity INTEGER NOT NULL, seq INTEGER NOT NULL, name TEXT NOT NULL, earliest INTEGER, latest INTEGER, \
                rank INTEGER NOT NULL
                """,
            key: "entity, seq"),
        // One row a stint: everybody's together.
        Table(
            name: "stints", columns: "person INTEGER NOT NULL, \(holding), stint INTEGER NOT NULL, \(stint)",
            key: "person, organization, seat, stint"),
        Table(
            name: "superseded_stints",
            columns: """
                person INTEGER NOT NULL, until INTEGER NOT NULL, \(holding), stint INTEGER NOT NULL, \(stint)
                """,
            key: "person, until, organization, seat, stint"),
        // Days on which somebody was seen in post, and intervals that cover days surely.
        Table(
            name: "sure_days",
            columns: """
                person INTEGER NOT NULL, \(holding), seq INTEGER NOT NULL, start_latest INTEGER, \(sureDays)
                """,
            key: "person, organization, seat, seq, start_latest"),
        Table(
            name: "superseded_sure_days",
            columns: """
                person INTEGER NOT NULL, until INTEGER NOT NULL, \(holding), seq INTEGER NOT NULL, \
                start_latest INTEGER, \(sureDays)
                """,
            key: "person, until, organization, seat, seq, start_latest"),
        // The same by organisation and time, packed: see SliceChunks.
        Table(
            name: "slices",
            columns: """
                organization INTEGER NOT NULL, pack INTEGER NOT NULL, name INTEGER NOT NULL, \
                row_count INTEGER NOT NULL, rows BLOB NOT NULL
                """,
            key: "organization, pack, name", hasRowID: true,
            indices: [Index(name: "slices_by_name", columns: "organization, pack, name", isUnique: true)]),
    ]

    /// Makes the tables, empty and without their indices.
    static func create(on connection: Connection, in place: Place) throws {
        for table in tables {
            try connection.execute("CREATE TABLE \(place.rawValue).\(table.definition)")
        }
    }

    /// Makes the indices of one table.
    static func createIndices(of name: String, on connection: Connection, in place: Place) throws {
        for table in tables where table.name == name {
            for index in table.indices {
                try connection.execute("\(index.creation) \(place.rawValue).\(table.definition(of: index))")
            }
        }
    }

    /// Makes the indices of all tables but some, and the views.
    static func createRest(on connection: Connection, but made: [String] = []) throws {
        for table in tables where !made.contains(table.name) {
            try createIndices(of: table.name, on: connection, in: .main)
        }
        for view in ReadingView.all { try connection.execute(view.definition) }
    }

    /// Whether the ledger has the tables and their indices exactly as they are made here, and no others on them.
    ///
    /// A file may come from anybody: what stands under a table's name need not be what was made.
    static func isPresent(on connection: Connection) throws -> Bool { try changedTables(on: connection).isEmpty }

    /// The tables that are missing, or are not as they are made here, or whose indices are not; in order of their names.
    static func changedTables(on connection: Connection) throws -> [String] {
        var expected = ["projections": [Row("table", "projections", ProgressSQL.definition)]]
        for table in tables {
            expected[table.name] =
                [Row("table", table.name, "CREATE TABLE " + table.definition)]
                + table.indices.map { Row("index", $0.name, "\($0.creation) \(table.definition(of: $0))") }
        }
        for view in ReadingView.all { expected[view.name] = [Row("view", view.name, view.definition)] }
        // Types have names apart, and nothing keeps two rows from having one name: all are compared.
        var present: [String: [Row]] = [:]
        try connection.statement("SELECT type, name, sql, tbl_name FROM main.sqlite_schema").forEach {
            present[$0.text(3).lowercased(), default: []].append(Row($0.text(0), $0.text(1), $0.optionalText(2)))
        }
        return expected.filter { name, rows in
            let found = present[name] ?? []
            return found.count != rows.count || Set(found) != Set(rows)
        }
        .keys.sorted()
    }

    /// Tables of somebody else, and indices on such, that have names which the projections' tables and indices need.
    ///
    /// Those of an earlier version are not: they go.
    static func inTheWay(on connection: Connection) throws -> [(type: String, name: String)] {
        var own = Set(tables.map(\.name) + ["projections"])
        let names = own.union(tables.flatMap { $0.indices.map(\.name) }).union(ReadingView.all.map(\.name))
        own.formUnion(try former(on: connection))
        var found: [(type: String, name: String)] = []
        try connection.statement(
            "SELECT type, name, lower(tbl_name) FROM main.sqlite_schema WHERE type IN ('table', 'index') AND rootpage > 0"
        )
        .forEach { row in
            // What stands in the place of a projection's own table, or on it, goes when that is made anew.
            guard !own.contains(row.text(2)), names.contains(row.text(1).lowercased()) else { return }
            found.append((row.text(0), row.text(1)))
        }
        return found
    }

    /// What the schema says of a table, or of something on it.
    private struct Row: Hashable {
        let type: String
        let name: String
        let sql: String?

        init(_ type: String, _ name: String, _ sql: String?) { (self.type, self.name, self.sql) = (type, name, sql) }
    }

    /// The tables whose rows do not stand in the order of their keys, or whose indices have other than their rows.
    ///
    /// Rows that agree with the log are not enough: an answer looks for them by key, or through an index. O(rows).
    ///
    /// - Parameter changed: Tables that are missing or are not as they are made here.
    static func disorderedTables(on connection: Connection, but changed: [String]) throws -> [String] {
        try (tables.map(\.name) + ["projections"]).filter {
            try !changed.contains($0) && !connection.isInOrder($0)
        }
    }

    /// The names of tables of versions up to 4 that none of today's took the place of.
    private static let formerNames: Set<String> = [
        "mentions", "superseded_mentions", "claims", "citations", "tenures", "superseded_tenures", "entities", "names",
        "identifiers",
    ]

    /// The tables of an earlier version that are still there: of such names, and made as those were.
    private static func former(on connection: Connection) throws -> Set<String> {
        var found: Set<String> = []
        try connection.statement(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0 AND sql GLOB '*) STRICT, WITHOUT ROWID'"
        )
        .forEach { if formerNames.contains($0.text(0)) { found.insert($0.text(0)) } }
        return found
    }

    /// Drops the tables of an earlier version that there are no more.
    static func dropFormer(on connection: Connection) throws {
        for table in try former(on: connection).sorted() { try connection.execute("DROP TABLE main.\(table)") }
    }

    /// Drops the tables with everything in them.
    static func drop(on connection: Connection, in place: Place) throws {
        for table in tables { try connection.execute("DROP TABLE IF EXISTS \(place.rawValue).\(table.name)") }
        guard place == .main else { return }
        for view in ReadingView.all {
            // Another view that somebody put under the name goes as well; a table of the name is in the way.
            try connection.execute("DROP VIEW IF EXISTS main.\(view.name)")
        }
        try connection.execute("DROP TABLE IF EXISTS main.projections")
    }
}
