import SQLite

/// How far the tables have come: which version they are of and the last event that they know.
extension ProjectionTables {
    private static let sql = """
        CREATE TABLE IF NOT EXISTS main.projections (
            name TEXT PRIMARY KEY, version INTEGER NOT NULL, through_seq INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """

    /// Notes that the tables know every event up to a position.
    func markCurrent(through seq: Int) throws {
        try connection.execute(Self.sql)
        try connection.statement(
            "INSERT OR REPLACE INTO main.projections (name, version, through_seq) VALUES ('all', ?, ?)"
        )
        .bind(ProjectionSchema.version, seq).run()
    }

    /// The last event that the tables know; nil where they are missing, incomplete or of another version.
    func currentThrough() throws -> Int? {
        let expected = Set(ProjectionSchema.tables.map(\.name) + ["projections"])
        let present = try column(connection.statement("SELECT name FROM main.sqlite_schema WHERE type = 'table'")) {
            $0.text(0)
        }
        guard expected.isSubset(of: present) else { return nil }
        return try connection.statement(
            "SELECT through_seq FROM main.projections WHERE name = 'all' AND version = ?"
        )
        .bind(ProjectionSchema.version).first { Int($0.integer(0)) }
    }
}
