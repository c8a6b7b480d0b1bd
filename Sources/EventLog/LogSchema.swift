import SQLite

/// The log's tables, and what makes a file a ledger.
///
/// `events` holds the stored bytes, without what rows and batches say of them, and nothing derived from them; `batches`
/// the points of visibility; `tiles` and `tree` the hashes by which they are proved, `checkpoints` what was signed of
/// those; `redactions` which bytes were erased.
/// `event_ids` finds events by their ids, and can be rebuilt from the bytes.
enum LogSchema {
    /// "Annl" in ASCII: marks the file as a ledger (SQLite's `application_id`).
    static let applicationID: Int64 = 0x416E_6E6C
    /// The version of these tables (SQLite's `user_version`).
    static let version: Int64 = 4
    /// The version that had these tables, and stored bytes as the body of every event. Nothing in its ledgers stands
    /// otherwise today, and only what is appended from now on could earlier versions not read.
    static let versionOfWholeBodies: Int64 = 3

    /// Makes the tables in an empty file.
    static func create(on connection: Connection) throws {
        for object in objects { try connection.execute(object.sql) }
        try startTree(on: connection)
        _ = try connection.setPragma("application_id", to: Int(applicationID))
        _ = try connection.setPragma("user_version", to: Int(version))
    }

    /// Whether the file is a database that nobody has put anything into.
    static func isAbsent(in connection: Connection) throws -> Bool {
        let marks = [try connection.pragmaInteger("application_id"), try connection.pragmaInteger("user_version")]
        let objects = try connection.statement("SELECT count(*) FROM sqlite_schema").first { $0.integer(0) }
        return marks.allSatisfy { $0 == 0 } && objects == 0
    }

    /// Views by which the projections' numbers can be read as words. Nothing here asks them, so that their text is theirs.
    private static let views: Set<String> = ["entities", "identifiers", "names", "tenures"]

    /// An empty tree, which appends make grow.
    static func startTree(on connection: Connection) throws {
        try connection.execute("INSERT INTO tree (one, size, peaks) VALUES (1, 0, x'')")
    }

    /// Checks that the file is a ledger whose log is whole, and returns the version of its tables.
    static func check(_ connection: Connection, path: String) throws -> Int64 {
        let applicationID = try connection.pragmaInteger("application_id") ?? 0
        guard applicationID == Self.applicationID else { throw LogError.notALedger(path: path) }
        let found = try connection.pragmaInteger("user_version") ?? 0
        guard found <= version else {
            throw LogError.newerLedger(path: path, version: Int(found), known: Int(version))
        }
        if let fault = try faults(connection, version: found).first {
            throw LogError.damagedSchema(path: path, what: fault.description)
        }
        return found
    }

    /// The version of a ledger that an earlier version made; nil where it is of this one, or its tables are not those
    /// of the version that it says it is of.
    static func olderVersion(_ connection: Connection) throws -> Int64? {
        let version = try connection.pragmaInteger("user_version") ?? 0
        let present = try rows(connection).filter { $0.type == "table" }
        switch version {
        case 1:
            let former = Set(objectsOfVersion1.map(\.name))
            let later = objects.filter { $0.type == "table" && !former.contains($0.name) }.map(\.name)
            return present.contains { later.contains($0.name.lowercased()) } ? nil : version
        case 2:
            let later = objects.first { $0.name == IDIndex.table }
            return present.contains { $0.name == later?.name && $0.sql == later?.sql } ? nil : version
        default: return nil
        }
    }

    /// What is missing, changed or foreign in the schema.
    static func faults(_ connection: Connection, version: Int64) throws -> [SchemaFault] {
        let expected = objects(ofVersion: version)
        let present = try rows(connection)
        var faults: [SchemaFault] = []
        for object in expected {
            let found = present.filter { $0.has(typeAndNameOf: object) }
            if found.isEmpty {
                faults.append(.missing(type: object.type, name: object.name))
            } else if !found.contains(where: { $0.sql == object.sql && $0.table == object.table }) {
                faults.append(.changed(type: object.type, name: object.name))
            }
        }
        return faults + strangers(present, expected).map { .foreign(type: $0.type, name: $0.name) }
    }

    /// Objects that run or bind what a ledger does, and are not its own: triggers, views, virtual tables, and indices
    /// on the log's tables. Other tables, and indices on those, are whoever's made them.
    static func strangers(_ connection: Connection, _ expected: [Object]) throws -> [(type: String, name: String)] {
        strangers(try rows(connection), expected)
    }

    private static func strangers(_ present: [Row], _ expected: [Object]) -> [(type: String, name: String)] {
        let tables = Set(expected.filter { $0.type == "table" }.map { $0.name.lowercased() })
        var strangers: [(type: String, name: String)] = []
        var seen: [Row] = []
        for row in present {
            // Types have names apart: a trigger with a table's name is not the table. Nor is a second row of one name.
            switch row.type {
            case "table":
                if !row.isPlainTable { strangers.append(("virtual table", row.name)) }
            case "index":
                if tables.contains(row.table.lowercased()) || !row.isPlainIndex {
                    strangers.append(("index", row.name))
                }
            default:
                let isExpected =
                    expected.contains { row.has(typeAndNameOf: $0) } || row.type == "view" && views.contains(row.name)
                if !isExpected || seen.contains(where: { $0.has(typeAndNameOf: row) }) {
                    // Whatever a file calls it: what has no text SQLite takes for an index, and a type is one of four.
                    let type = row.sql == nil ? "index" : ["trigger", "view"].first { $0 == row.type } ?? "object"
                    strangers.append((type, row.name))
                }
                seen.append(row)
            }
        }
        return strangers
    }

    /// A row of SQLite's schema.
    private struct Row {
        let type: String
        let name: String
        let table: String
        let sql: String?
        let page: Int64
        /// Whether it has SQLite look for a table without rowid elsewhere than the table's own row says.
        var movesTable = false

        init(_ row: Statement) {
            (type, name, table) = (row.text(0), row.text(1), row.text(2))
            (sql, page) = (row.optionalText(3), row.integer(4))
        }

        func has(typeAndNameOf object: Object) -> Bool { type == object.type && name == object.name }
        func has(typeAndNameOf row: Row) -> Bool { type == row.type && name == row.name }

        /// Whether SQLite reads it as a table with rows of its own: it goes by the text, and writes every text alike.
        var isPlainTable: Bool { page > 0 && sql?.hasPrefix("CREATE TABLE ") == true }

        /// Whether it is an index that somebody made, or one that SQLite makes for a table's constraint, without a text.
        var isPlainIndex: Bool {
            guard let sql else {
                let prefix = "sqlite_autoindex_\(table)_"
                return !movesTable && name.hasPrefix(prefix) && name.dropFirst(prefix.count).allSatisfy(\.isNumber)
            }
            return page > 0 && (sql.hasPrefix("CREATE INDEX ") || sql.hasPrefix("CREATE UNIQUE INDEX "))
        }
    }

    private static func rows(_ connection: Connection) throws -> [Row] {
        var rows: [Row] = []
        try connection.statement("SELECT type, name, tbl_name, sql, rootpage FROM sqlite_schema")
            .forEach { rows.append(Row($0)) }
        for index in rows.indices where rows[index].sql == nil {
            // The key of a table without rowid is the table: SQLite itself writes no row for it.
            let table = rows.first { $0.type == "table" && $0.name == rows[index].table && $0.isPlainTable }
            guard let sql = table?.sql, sql.uppercased().contains("WITHOUT ROWID") else { continue }
            let name = rows[index].table.replacing("\"", with: "\"\"")
            // Not the pragma as a function: a table of that name would take its place.
            try connection.statement("PRAGMA main.index_list(\"\(name)\")").forEach { found in
                if found.text(1) == rows[index].name, found.text(3) == "pk" { rows[index].movesTable = true }
            }
        }
        return rows
    }

    /// A name out of somebody else's file, so that it can neither end a line nor fill a screen.
    static func shown(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && name.utf8.count <= 60
        return isPlain && !name.isEmpty ? name : String(name.prefix(60)).debugDescription
    }
}
