import SQLite

/// The log's tables, and what makes a file a ledger.
///
/// `events` holds the stored bytes and nothing derived from them; `batches` the points of visibility; `tiles` and `tree`
/// the hashes by which they are proved, `checkpoints` what was signed of those; `redactions` which bytes were erased.
/// The others are indices that can be rebuilt from the bytes.
enum LogSchema {
    /// "Annl" in ASCII: marks the file as a ledger (SQLite's `application_id`).
    static let applicationID: Int64 = 0x416E_6E6C
    /// The version of these tables (SQLite's `user_version`).
    static let version: Int64 = 2

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
        if let what = try damage(connection, version: found).first {
            throw LogError.damagedSchema(path: path, what: what)
        }
        return found
    }

    /// What is missing, changed or foreign in the schema, in words.
    static func damage(_ connection: Connection, version: Int64) throws -> [String] {
        let expected = version == 1 ? objectsOfVersion1 : objects
        let present = try definitions(connection)
        var damage: [String] = []
        for object in expected {
            if let sql = present[object.name] {
                if sql != object.sql { damage.append("the \(object.type) \(object.name) was changed") }
            } else {
                damage.append("the \(object.type) \(object.name) is missing")
            }
        }
        for stranger in try strangers(connection, expected) {
            damage.append("the \(stranger.type) \(shown(stranger.name)) is not one of a ledger's")
        }
        return damage
    }

    /// Objects that run or bind what a ledger does, and are not its own: triggers, views, virtual tables, and indices
    /// on the log's tables. Other tables, and indices on those, are whoever's made them.
    static func strangers(
        _ connection: Connection, _ expected: [(type: String, name: String, sql: String)]
    ) throws -> [(type: String, name: String)] {
        let known = Set(expected.map(\.name))
        let tables = Set(expected.filter { $0.type == "table" }.map { $0.name.lowercased() })
        var strangers: [(type: String, name: String)] = []
        try connection.statement("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL").forEach {
            let (type, name, table, sql) = ($0.text(0), $0.text(1), $0.text(2), $0.text(3))
            switch type {
            case "table":
                if sql.uppercased().hasPrefix("CREATE VIRTUAL") { strangers.append(("virtual table", name)) }
            case "index": if tables.contains(table.lowercased()) { strangers.append((type, name)) }
            default: if !known.contains(name) { strangers.append((type, name)) }
            }
        }
        return strangers
    }

    /// A name out of somebody else's file, so that it can neither end a line nor fill a screen.
    static func shown(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && name.utf8.count <= 60
        return isPlain && !name.isEmpty ? name : String(name.prefix(60)).debugDescription
    }

    private static func definitions(_ connection: Connection) throws -> [String: String] {
        var definitions: [String: String] = [:]
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").forEach { row in
            definitions[row.text(0)] = row.text(1)
        }
        return definitions
    }
}
