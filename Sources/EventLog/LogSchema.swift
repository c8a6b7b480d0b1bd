import SQLite

/// The log's tables, and what makes a file a ledger.
///
/// `events` holds the stored bytes and nothing derived from them; `batches` the points of visibility; the others are
/// indices that can be rebuilt from the bytes.
enum LogSchema {
    /// "Annl" in ASCII: marks the file as a ledger (SQLite's `application_id`).
    static let applicationID: Int64 = 0x416E_6E6C
    /// The version of these tables (SQLite's `user_version`).
    static let version: Int64 = 1

    /// Every object of the log by name, with the SQL that makes it.
    static let objects: [(type: String, name: String, sql: String)] = [
        (
            "table", "events",
            """
            CREATE TABLE events (
                seq INTEGER PRIMARY KEY,
                batch INTEGER NOT NULL,
                body BLOB
            ) STRICT
            """
        ),
        (
            "table", "batches",
            """
            CREATE TABLE batches (
                batch INTEGER PRIMARY KEY,
                first_seq INTEGER NOT NULL,
                recorded INTEGER NOT NULL
            ) STRICT
            """
        ),
        (
            "table", "event_ids",
            "CREATE TABLE event_ids (id BLOB PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID"
        ),
        (
            "table", "event_subjects",
            """
            CREATE TABLE event_subjects (
                subject TEXT NOT NULL,
                seq INTEGER NOT NULL,
                PRIMARY KEY (subject, seq)
            ) STRICT, WITHOUT ROWID
            """
        ),
        (
            "table", "event_types",
            """
            CREATE TABLE event_types (
                type TEXT NOT NULL,
                seq INTEGER NOT NULL,
                PRIMARY KEY (type, seq)
            ) STRICT, WITHOUT ROWID
            """
        ),
        trigger("events_only_grow", "INSERT", on: "events", when: "NEW.seq <= (SELECT max(seq) FROM events)"),
        trigger("events_stay", "UPDATE", on: "events"),
        trigger("events_are_kept", "DELETE", on: "events"),
        trigger("batches_only_grow", "INSERT", on: "batches", when: "NEW.batch <= (SELECT max(batch) FROM batches)"),
        trigger("batches_stay", "UPDATE", on: "batches"),
        trigger("batches_are_kept", "DELETE", on: "batches"),
    ]

    private static func trigger(
        _ name: String, _ action: String, on table: String, when condition: String? = nil
    ) -> (type: String, name: String, sql: String) {
        let guarded = condition.map { " WHEN \($0)" } ?? ""
        return (
            "trigger", name,
            """
            CREATE TRIGGER \(name) BEFORE \(action) ON \(table)\(guarded)
            BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
            """
        )
    }

    /// Makes the tables in an empty file.
    static func create(on connection: Connection) throws {
        for object in objects { try connection.execute(object.sql) }
        _ = try connection.setPragma("application_id", to: Int(applicationID))
        _ = try connection.setPragma("user_version", to: Int(version))
    }

    /// Whether the file is a database that nobody has put anything into.
    static func isAbsent(in connection: Connection) throws -> Bool {
        let marks = [try connection.pragmaInteger("application_id"), try connection.pragmaInteger("user_version")]
        let objects = try connection.statement("SELECT count(*) FROM sqlite_schema").first { $0.integer(0) }
        return marks.allSatisfy { $0 == 0 } && objects == 0
    }

    /// Checks that the file is a ledger whose log is whole.
    static func check(_ connection: Connection, path: String) throws {
        let applicationID = try connection.pragmaInteger("application_id") ?? 0
        guard applicationID == Self.applicationID else { throw LogError.notALedger(path: path) }
        let found = try connection.pragmaInteger("user_version") ?? 0
        guard found <= version else {
            throw LogError.newerLedger(path: path, version: Int(found), known: Int(version))
        }
        let present = try definitions(connection)
        for object in objects {
            guard let sql = present[object.name] else {
                throw LogError.damagedSchema(path: path, what: "the \(object.type) \(object.name) is missing")
            }
            guard sql == object.sql else {
                throw LogError.damagedSchema(path: path, what: "the \(object.type) \(object.name) was changed")
            }
        }
        let known = Set(objects.map(\.name))
        try connection.statement("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')")
            .forEach { row in
                let (type, name) = (row.text(0), row.text(1))
                guard known.contains(name) else {
                    throw LogError.damagedSchema(path: path, what: "the \(type) \(name) is not one of a ledger's")
                }
            }
    }

    private static func definitions(_ connection: Connection) throws -> [String: String] {
        var definitions: [String: String] = [:]
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").forEach { row in
            definitions[row.text(0)] = row.text(1)
        }
        return definitions
    }
}
