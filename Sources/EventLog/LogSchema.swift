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
        let known = Set(expected.map(\.name))
        try connection.statement("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')")
            .forEach { row in
                let (type, name) = (row.text(0), row.text(1))
                if !known.contains(name) { damage.append("the \(type) \(name) is not one of a ledger's") }
            }
        return damage
    }

    private static func definitions(_ connection: Connection) throws -> [String: String] {
        var definitions: [String: String] = [:]
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").forEach { row in
            definitions[row.text(0)] = row.text(1)
        }
        return definitions
    }
}
