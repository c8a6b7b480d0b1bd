import SQLite

/// The tables that projections keep beside the log: plain, documented, and rebuilt by a replay.
///
/// What an earlier batch of the log had made of events and tenures, and a later one changed, stands in tables of its
/// own (`superseded_…`): it held from batch `since` on and no longer in batch `until`. Current rows say since when.
///
/// Days are counted from 1970-01-01 (`date(day * 86400, 'unixepoch')` shows one); a bound that nothing sets is NULL.
enum ProjectionSchema {
    /// The version of these tables; a ledger with another one is replayed when it is opened for writing.
    static let version = 4

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
        var indices: [(name: String, columns: String)] = []

        /// The table as it is made, from its name on.
        var definition: String {
            """
            \(name) (
                \(columns), PRIMARY KEY (\(key))
            ) STRICT, WITHOUT ROWID
            """
        }

        /// An index as it is made, from its name on.
        func definition(of index: (name: String, columns: String)) -> String {
            "\(index.name) ON \(name) (\(index.columns))"
        }
    }

    /// The columns of a stint behind its key, current or superseded.
    private static let stint = """
        start_earliest INTEGER, start_latest INTEGER, end_earliest INTEGER, end_latest INTEGER,
        end_state TEXT NOT NULL, stint_kind TEXT NOT NULL, flags INTEGER NOT NULL,
        start_clock INTEGER, end_clock INTEGER,
        position TEXT, position_kind TEXT, area TEXT, on_behalf_of TEXT, reports_to TEXT,
        how_started TEXT, how_ended TEXT,
        events TEXT NOT NULL, start_events TEXT NOT NULL, end_events TEXT NOT NULL
        """

    /// The columns of a sure day or interval behind its key, current or superseded.
    private static let sureDays = "start_earliest INTEGER, end_earliest INTEGER, end_latest INTEGER"

    /// What the key of a superseded row begins with: where an index finds it (``RecordedInterval``), and since when it
    /// held. Behind the other columns stands the batch that changed it.
    private static let superseded = "organization TEXT NOT NULL, node INTEGER NOT NULL, since INTEGER NOT NULL"

    static let tables: [Table] = [
        // Which events count now, by what they name: facts and sources after corrections, merges and distrust.
        Table(
            name: "mentions",
            columns: """
                entity TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL, original INTEGER NOT NULL,
                since INTEGER NOT NULL
                """,
            key: "entity, type, seq"),
        Table(
            name: "superseded_mentions",
            columns: """
                entity TEXT NOT NULL, type TEXT NOT NULL, until INTEGER NOT NULL, seq INTEGER NOT NULL,
                since INTEGER NOT NULL, original INTEGER NOT NULL
                """,
            key: "entity, type, until, seq, since"),
        // Position events by whose tenure they speak of: the holder's or the predecessor's.
        Table(
            name: "claims",
            columns: """
                organization TEXT NOT NULL, person TEXT NOT NULL, seq INTEGER NOT NULL, original INTEGER NOT NULL
                """,
            key: "organization, person, seq", indices: [("claims_by_person", "person, organization")]),
        // Which events cite a source, whether they count or not.
        Table(name: "citations", columns: "source TEXT NOT NULL, seq INTEGER NOT NULL", key: "source, seq"),
        // Which evidence events name an event.
        Table(name: "evidence", columns: "target BLOB NOT NULL, seq INTEGER NOT NULL", key: "target, seq"),
        // Events that are not in effect, why, and the event that says so.
        Table(
            name: "set_aside",
            columns: "seq INTEGER NOT NULL, reason TEXT NOT NULL, by_seq INTEGER NOT NULL", key: "seq"),
        Table(
            name: "entities", columns: "id TEXT NOT NULL, kind TEXT, name TEXT NOT NULL, since INTEGER NOT NULL",
            key: "id", indices: [("entities_by_kind", "kind, id")]),
        Table(
            name: "names",
            columns: """
                entity TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, language TEXT, kind TEXT,
                folded TEXT NOT NULL, search_key TEXT NOT NULL
                """,
            key: "entity, position", indices: [("names_by_folded", "folded, entity")]),
        Table(
            name: "identifiers",
            columns: "entity TEXT NOT NULL, scheme TEXT NOT NULL, identifier TEXT NOT NULL",
            key: "entity, scheme, identifier", indices: [("identifiers_by_value", "identifier, scheme")]),
        // Names that hold from dates on; an introduction has no date.
        Table(
            name: "name_changes",
            columns: """
                entity TEXT NOT NULL, seq INTEGER NOT NULL, name TEXT NOT NULL, earliest INTEGER, latest INTEGER,
                rank INTEGER NOT NULL
                """,
            key: "entity, seq"),
        // One row a stint.
        Table(
            name: "tenures",
            columns: """
                organization TEXT NOT NULL, person TEXT NOT NULL, seat TEXT NOT NULL, stint INTEGER NOT NULL,
                \(stint), since INTEGER NOT NULL
                """,
            key: "organization, person, seat, stint",
            indices: [("tenures_by_person", "person, organization"), ("tenures_by_seat", "organization, seat")]),
        Table(
            name: "superseded_tenures",
            columns: """
                \(superseded), person TEXT NOT NULL, seat TEXT NOT NULL, stint INTEGER NOT NULL,
                \(stint), until INTEGER NOT NULL
                """,
            key: "organization, node, since, person, seat, stint",
            indices: [
                ("superseded_tenures_by_until", "organization, node, until"),
                ("superseded_tenures_by_person", "person, until"),
            ]),
        // Days on which somebody was seen in post, and intervals that cover days surely.
        Table(
            name: "sure_days",
            columns: """
                organization TEXT NOT NULL, person TEXT NOT NULL, seat TEXT NOT NULL, seq INTEGER NOT NULL,
                start_latest INTEGER, \(sureDays), since INTEGER NOT NULL
                """,
            key: "organization, person, seat, seq, start_latest"),
        Table(
            name: "superseded_sure_days",
            columns: """
                \(superseded), person TEXT NOT NULL, seat TEXT NOT NULL, seq INTEGER NOT NULL,
                start_latest INTEGER, \(sureDays), until INTEGER NOT NULL
                """,
            key: "organization, node, since, person, seat, seq, start_latest",
            indices: [
                ("superseded_sure_days_by_until", "organization, node, until"),
                ("superseded_sure_days_by_person", "person, until"),
            ]),
    ]

    /// Makes the tables, empty.
    static func create(on connection: Connection, in place: Place) throws {
        for table in tables {
            try connection.execute("CREATE TABLE \(place.rawValue).\(table.definition)")
            guard place == .main else { continue }
            for index in table.indices {
                try connection.execute("CREATE INDEX \(place.rawValue).\(table.definition(of: index))")
            }
        }
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
                + table.indices.map { Row("index", $0.name, "CREATE INDEX " + table.definition(of: $0)) }
        }
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
    static func inTheWay(on connection: Connection) throws -> [(type: String, name: String)] {
        let own = Set(tables.map(\.name) + ["projections"])
        let names = own.union(tables.flatMap { $0.indices.map(\.name) })
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

    /// Drops the tables with everything in them.
    static func drop(on connection: Connection, in place: Place) throws {
        for table in tables { try connection.execute("DROP TABLE IF EXISTS \(place.rawValue).\(table.name)") }
        if place == .main { try connection.execute("DROP TABLE IF EXISTS main.projections") }
    }
}
