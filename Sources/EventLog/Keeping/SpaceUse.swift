import SQLite

/// How much of the file a table takes.
public struct SpaceUse: Hashable, Sendable {
    /// Whose table it is.
    public enum Owner: Hashable, Sendable {
        /// One of the log's.
        case log
        /// Another's: a projection's, SQLite's own, or one that somebody made.
        case other
    }

    /// The table.
    public let table: String
    /// Whose it is.
    public let owner: Owner
    /// The bytes of the pages that hold its rows.
    public internal(set) var rowBytes: Int
    /// The bytes of the pages that hold its indices.
    public internal(set) var indexBytes: Int

    /// Both together.
    public var bytes: Int { rowBytes + indexBytes }
}

extension EventLog {
    /// How much of the file each table takes, the largest first; nil where this SQLite cannot tell (it is built without
    /// `dbstat`).
    ///
    /// What is in the write-ahead log counts as if it were in the file. Reads every page.
    ///
    /// - Parameter progress: Called now and then with the bytes looked at and those that there are.
    public func spaceUse(_ progress: (Int, Int) -> Void) throws -> [SpaceUse]? {
        try translating {
            // A table of somebody's under that name would be asked in the engine's place.
            let isTaken = try connection.statement("SELECT 1 FROM sqlite_schema WHERE lower(name) = 'dbstat'")
                .first { _ in true }
            var isThere = false
            try connection.statement("PRAGMA module_list").forEach { if $0.text(0) == "dbstat" { isThere = true } }
            guard isTaken == nil, isThere else { return nil }
            let log = Set(LogSchema.objects.filter { $0.type == "table" }.map(\.name))
            var uses: [String: SpaceUse] = [:]
            let pages = Int(try connection.pragmaInteger("page_count") ?? 0)
            let total = pages * Int(try connection.pragmaInteger("page_size") ?? 0)
            var done = 0
            // One row for each tree of pages: a table's, or an index's.
            let trees = try connection.statement(
                """
                SELECT d.name, coalesce(s.tbl_name, d.name), coalesce(s.type, 'table'), d.pgsize
                FROM dbstat('main', 1) d LEFT JOIN sqlite_schema s ON s.name = d.name AND s.rootpage > 0
                """)
            try trees.forEach { row in
                let (table, bytes) = (row.text(1), Int(row.integer(3)))
                let owner: SpaceUse.Owner = log.contains(table) ? .log : .other
                var use = uses[table] ?? SpaceUse(table: table, owner: owner, rowBytes: 0, indexBytes: 0)
                if row.text(2) == "index" { use.indexBytes += bytes } else { use.rowBytes += bytes }
                uses[table] = use
                done += bytes
                progress(done, total)
            }
            return uses.values.sorted { ($1.bytes, $0.table) < ($0.bytes, $1.table) }
        }
    }

    /// The bytes of pages that nothing is in.
    public func freeBytes() throws -> Int {
        try translating {
            let pages = try connection.pragmaInteger("freelist_count") ?? 0
            return Int(pages * (try connection.pragmaInteger("page_size") ?? 0))
        }
    }

    /// How many checkpoints are kept.
    public func checkpointCount() throws -> Int {
        try translating {
            try connection.statement("SELECT count(*) FROM checkpoints").first { Int($0.integer(0)) } ?? 0
        }
    }
}
