import SQLite

/// The ledger's own tables and those that a replay has rebuilt beside them.
extension ProjectionTables {
    /// Puts what was rebuilt in the place of the ledger's own tables, in order of their keys.
    func takeOverRebuilt() throws {
        try ProjectionSchema.drop(on: connection, in: .main)
        try ProjectionSchema.create(on: connection, in: .main)
        for table in ProjectionSchema.tables {
            try connection.execute(
                "INSERT INTO main.\(table.name) SELECT * FROM temp.\(table.name) ORDER BY \(table.key)")
        }
        dropRebuilt()
    }

    /// Drops what was rebuilt.
    func dropRebuilt() {
        // Tables beside the ledger live and die with the connection: what cannot be dropped now is dropped then.
        try? ProjectionSchema.drop(on: connection, in: .rebuilt)
    }

    /// How the ledger's own tables differ from the rebuilt ones, table by table.
    func differencesFromRebuilt() throws -> [TableDifference] {
        let shapes = try shapes(in: "main")
        let expected = try self.shapes(in: "temp")
        return try ProjectionSchema.tables.compactMap { table in
            guard let shape = shapes[table.name], shape == expected[table.name] else {
                let rows = try count("SELECT count(*) FROM temp.\(table.name)")
                return TableDifference(table: table.name, surplus: 0, missing: rows, isReadable: false)
            }
            let surplus = try rowsOnly(in: "main", notIn: "temp", table.name)
            let missing = try rowsOnly(in: "temp", notIn: "main", table.name)
            return surplus + missing == 0
                ? nil : TableDifference(table: table.name, surplus: surplus, missing: missing, isReadable: true)
        }
    }

    /// The columns of every table in a database of the connection, by the table's name.
    private func shapes(in database: String) throws -> [String: [String]] {
        var shapes: [String: [String]] = [:]
        let columns = try connection.statement(
            """
            SELECT s.name, c.name FROM \(database).sqlite_schema s, pragma_table_info(s.name, '\(database)') c
            WHERE s.type = 'table' ORDER BY s.name, c.cid
            """)
        try columns.forEach { shapes[$0.text(0), default: []].append($0.text(1)) }
        return shapes
    }

    private func rowsOnly(in one: String, notIn other: String, _ table: String) throws -> Int {
        try count("SELECT count(*) FROM (SELECT * FROM \(one).\(table) EXCEPT SELECT * FROM \(other).\(table))")
    }

    private func count(_ sql: String) throws -> Int {
        try connection.statement(sql).first { Int($0.integer(0)) } ?? 0
    }
}
