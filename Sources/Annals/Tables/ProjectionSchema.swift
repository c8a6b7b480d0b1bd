import SQLite

/// The tables that projections keep beside the log: plain, documented, and rebuilt by a replay.
///
/// What an earlier batch of the log had made of events and tenures, and a later one changed, stands in tables of its
/// own (`superseded_…`): it held from batch `since` on and no longer in batch `until`. Current rows say since when.
///
/// Days are counted from 1970-01-01 (`date(day * 86400, 'unixepoch')` shows one); a bound that nothing sets is NULL.
enum ProjectionSchema {
    /// The version of these tables; a ledger with another one is replayed when it is opened for writing.
    static let version = 2

    /// Where a set of the tables stands: in the ledger, or beside it while they are rebuilt.
    enum Place: String {
        case main
        case rebuilt = "temp"
    }

    /// A table with the columns it is made of.
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

    /// The columns of a mention, current or superseded.
    private static let mention = """
        entity TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL, original INTEGER NOT NULL,
        since INTEGER NOT NULL
        """

    /// The columns of a stint, current or superseded.
    private static let stint = """
        organization TEXT NOT NULL, person TEXT NOT NULL, seat TEXT NOT NULL, stint INTEGER NOT NULL,
        start_earliest INTEGER, start_latest INTEGER, end_earliest INTEGER, end_latest INTEGER,
        end_state TEXT NOT NULL, stint_kind TEXT NOT NULL, flags INTEGER NOT NULL,
        start_clock INTEGER, end_clock INTEGER,
        position TEXT, position_kind TEXT, area TEXT, on_behalf_of TEXT, reports_to TEXT,
        how_started TEXT, how_ended TEXT,
        events TEXT NOT NULL, start_events TEXT NOT NULL, end_events TEXT NOT NULL, since INTEGER NOT NULL
        """

    /// The columns of a sure day or interval, current or superseded.
    private static let sureDays = """
        organization TEXT NOT NULL, person TEXT NOT NULL, seat TEXT NOT NULL, seq INTEGER NOT NULL,
        start_earliest INTEGER, start_latest INTEGER, end_earliest INTEGER, end_latest INTEGER, since INTEGER NOT NULL
        """

    /// What a superseded row adds: the batch that changed it, and where an index finds it (``RecordedInterval``).
    private static let superseded = "until INTEGER NOT NULL, node INTEGER NOT NULL"

    static let tables: [Table] = [
        // Which events count now, by what they name: facts and sources after corrections, merges and distrust.
        Table(name: "mentions", columns: mention, key: "entity, type, seq"),
        Table(
            name: "superseded_mentions", columns: "\(mention), until INTEGER NOT NULL",
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
            name: "tenures", columns: stint, key: "organization, person, seat, stint",
            indices: [("tenures_by_person", "person, organization"), ("tenures_by_seat", "organization, seat")]),
        Table(
            name: "superseded_tenures", columns: "\(stint), \(superseded)",
            key: "organization, node, since, person, seat, stint",
            indices: [
                ("superseded_tenures_by_until", "organization, node, until"),
                ("superseded_tenures_by_person", "person, until"),
            ]),
        // Days on which somebody was seen in post, and intervals that cover days surely.
        Table(name: "sure_days", columns: sureDays, key: "organization, person, seat, seq, start_latest"),
        Table(
            name: "superseded_sure_days", columns: "\(sureDays), \(superseded)",
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
        var expected = ["projections": ["projections": ProgressSQL.definition]]
        for table in tables {
            expected[table.name] = [table.name: "CREATE TABLE " + table.definition]
            for index in table.indices {
                expected[table.name]?[index.name] = "CREATE INDEX " + table.definition(of: index)
            }
        }
        var present: [String: [String: String]] = [:]
        try connection.statement("SELECT name, sql, tbl_name FROM main.sqlite_schema WHERE sql IS NOT NULL").forEach {
            present[$0.text(2).lowercased(), default: [:]][$0.text(0)] = $0.text(1)
        }
        return expected.keys.filter { present[$0] != expected[$0] }.sorted()
    }

    /// Drops the tables with everything in them.
    static func drop(on connection: Connection, in place: Place) throws {
        for table in tables { try connection.execute("DROP TABLE IF EXISTS \(place.rawValue).\(table.name)") }
        if place == .main { try connection.execute("DROP TABLE IF EXISTS main.projections") }
    }
}
