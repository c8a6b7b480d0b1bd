/// The tables and triggers of the log, as SQL.
extension LogSchema {
    /// A table or a trigger, as SQLite's schema has it.
    struct Object {
        let type: String
        let name: String
        /// The table that it is, or is on.
        let table: String
        let sql: String
    }

    /// Every object of the log by name, with the SQL that makes it.
    static let objects: [Object] = [
        table(
            "events",
            """
            CREATE TABLE events (
                seq INTEGER PRIMARY KEY,
                batch INTEGER NOT NULL,
                body BLOB
            ) STRICT
            """
        ),
        table(
            "batches",
            """
            CREATE TABLE batches (
                batch INTEGER PRIMARY KEY,
                first_seq INTEGER NOT NULL,
                recorded INTEGER NOT NULL
            ) STRICT
            """
        ),
        table(
            "event_ids",
            """
            CREATE TABLE event_ids (
                prefix INTEGER NOT NULL,
                seq INTEGER NOT NULL,
                PRIMARY KEY (prefix, seq)
            ) STRICT, WITHOUT ROWID
            """
        ),
        table(
            "tiles",
            """
            CREATE TABLE tiles (
                level INTEGER NOT NULL,
                tile INTEGER NOT NULL,
                hashes BLOB NOT NULL,
                PRIMARY KEY (level, tile)
            ) STRICT, WITHOUT ROWID
            """
        ),
        table(
            "tree",
            """
            CREATE TABLE tree (
                one INTEGER PRIMARY KEY CHECK (one = 1),
                size INTEGER NOT NULL,
                peaks BLOB NOT NULL
            ) STRICT
            """
        ),
        table(
            "checkpoints",
            """
            CREATE TABLE checkpoints (
                number INTEGER PRIMARY KEY,
                size INTEGER NOT NULL,
                note TEXT NOT NULL,
                key TEXT NOT NULL
            ) STRICT
            """
        ),
        table(
            "redactions",
            """
            CREATE TABLE redactions (
                seq INTEGER PRIMARY KEY,
                by_seq INTEGER NOT NULL,
                erased INTEGER NOT NULL
            ) STRICT
            """
        ),
        trigger("events_only_grow", "INSERT", on: "events", when: "NEW.seq <= (SELECT max(seq) FROM events)"),
        trigger(
            "events_stay", "UPDATE", on: "events",
            when: "NEW.body IS NOT NULL OR NEW.seq IS NOT OLD.seq OR NEW.batch IS NOT OLD.batch "
                + "OR NEW.seq NOT IN (SELECT seq FROM redactions)"),
        trigger("events_are_kept", "DELETE", on: "events"),
        trigger("batches_only_grow", "INSERT", on: "batches", when: "NEW.batch <= (SELECT max(batch) FROM batches)"),
        trigger("batches_stay", "UPDATE", on: "batches"),
        trigger("batches_are_kept", "DELETE", on: "batches"),
        trigger(
            "tiles_only_grow", "UPDATE", on: "tiles",
            when: "NEW.level IS NOT OLD.level OR NEW.tile IS NOT OLD.tile "
                + "OR length(NEW.hashes) <= length(OLD.hashes) "
                + "OR substr(NEW.hashes, 1, length(OLD.hashes)) IS NOT OLD.hashes"),
        trigger("tiles_are_kept", "DELETE", on: "tiles"),
        trigger(
            "tiles_stay", "INSERT", on: "tiles",
            when: "EXISTS (SELECT 1 FROM tiles WHERE level = NEW.level AND tile = NEW.tile)"),
        trigger("tree_only_grows", "UPDATE", on: "tree", when: "NEW.size <= OLD.size"),
        trigger("tree_is_kept", "DELETE", on: "tree"),
        trigger(
            "checkpoints_only_grow", "INSERT", on: "checkpoints",
            when: "NEW.number <= (SELECT max(number) FROM checkpoints)"),
        trigger("checkpoints_stay", "UPDATE", on: "checkpoints"),
        trigger("checkpoints_are_kept", "DELETE", on: "checkpoints"),
        trigger("redactions_stay", "INSERT", on: "redactions", when: "NEW.seq IN (SELECT seq FROM redactions)"),
        trigger(
            "redactions_are_kept", "UPDATE", on: "redactions",
            when: "NEW.seq IS NOT OLD.seq OR NEW.by_seq IS NOT OLD.by_seq OR NEW.erased < OLD.erased"),
        trigger("redactions_remain", "DELETE", on: "redactions"),
    ]

    /// The objects of a version's ledgers; of versions that there are not, those of this one.
    static func objects(ofVersion version: Int64) -> [Object] {
        switch version {
        case 1: objectsOfVersion1
        case 2: objectsOfVersion2
        default: objects
        }
    }

    /// The indices that earlier versions had in the place of the one of this version: of whole ids, and of what events
    /// say.
    static let formerIndices: [Object] = [
        table(
            "event_ids",
            "CREATE TABLE event_ids (id BLOB PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID"
        ),
        table(
            "event_subjects",
            """
            CREATE TABLE event_subjects (
                subject TEXT NOT NULL,
                seq INTEGER NOT NULL,
                PRIMARY KEY (subject, seq)
            ) STRICT, WITHOUT ROWID
            """
        ),
        table(
            "event_types",
            """
            CREATE TABLE event_types (
                type TEXT NOT NULL,
                seq INTEGER NOT NULL,
                PRIMARY KEY (type, seq)
            ) STRICT, WITHOUT ROWID
            """
        ),
    ]

    /// The objects of ledgers that have indices of their own of what events say.
    static let objectsOfVersion2: [Object] = objects.filter { $0.name != IDIndex.table } + formerIndices

    /// The objects of ledgers made before there were proofs: those that have not changed since, and one that has.
    static let objectsOfVersion1: [Object] = {
        let names = [
            "events", "batches", "event_ids", "event_subjects", "event_types", "events_only_grow", "events_are_kept",
            "batches_only_grow", "batches_stay", "batches_are_kept",
        ]
        return objectsOfVersion2.filter { names.contains($0.name) } + [trigger("events_stay", "UPDATE", on: "events")]
    }()

    private static func table(_ name: String, _ sql: String) -> Object {
        Object(type: "table", name: name, table: name, sql: sql)
    }

    private static func trigger(
        _ name: String, _ action: String, on table: String, when condition: String? = nil
    ) -> Object {
        let guarded = condition.map { " WHEN \($0)" } ?? ""
        return Object(
            type: "trigger", name: name, table: table,
            sql: """
                CREATE TRIGGER \(name) BEFORE \(action) ON \(table)\(guarded)
                BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
                """)
    }
}
