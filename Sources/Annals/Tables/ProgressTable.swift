import SQLite

/// The table that says how far the tables have come.
enum ProgressSQL {
    static let definition = """
        CREATE TABLE projections (
            name TEXT PRIMARY KEY, version INTEGER NOT NULL, through_seq INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """

    /// Makes the table where there is none.
    static let creation = definition.replacing("TABLE projections", with: "TABLE IF NOT EXISTS main.projections")
}

/// How far the tables have come: which version they are of and the last event that they know.
extension ProjectionTables {
    /// Notes that the tables know every event up to a position.
    func markCurrent(through seq: Int) throws {
        try connection.execute(ProgressSQL.creation)
        try connection.statement(
            "INSERT OR REPLACE INTO main.projections (name, version, through_seq) VALUES ('all', ?, ?)"
        )
        .bind(ProjectionSchema.version, seq).run()
    }

    /// The version that the tables say they are of where it is another one: whoever opens the ledger makes them anew.
    func otherVersion() throws -> Int? {
        guard try currentThrough() == nil,
            try !ProjectionSchema.changedTables(on: connection).contains("projections"),
            try connection.isInOrder("projections")
        else { return nil }
        let version = try connection.statement("SELECT version FROM main.projections WHERE name = 'all'")
            .first { Int($0.integer(0)) }
        return version == ProjectionSchema.version ? nil : version
    }

    /// The last event that the tables of a ledger know that was found to be in order when it was opened; nil where there
    /// are none. A look at one row: every append begins with it.
    func notedThrough() throws -> Int? {
        let isThere = try connection.statement(
            "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = 'projections' AND rootpage > 0"
        )
        .first { _ in true }
        guard isThere == true else { return nil }
        return try connection.statement(
            "SELECT through_seq FROM main.projections WHERE name = 'all' AND version = ?"
        )
        .bind(ProjectionSchema.version).first { Int($0.integer(0)) }
    }

    /// The last event that the tables know; nil where they are missing, changed or of another version.
    func currentThrough() throws -> Int? {
        guard try ProjectionSchema.isPresent(on: connection) else { return nil }
        return try connection.statement(
            "SELECT through_seq FROM main.projections WHERE name = 'all' AND version = ?"
        )
        .bind(ProjectionSchema.version).first { Int($0.integer(0)) }
    }
}
