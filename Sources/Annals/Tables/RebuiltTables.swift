import SQLite

/// The ledger's own tables and those that a replay has rebuilt beside them.
extension ProjectionTables {
    /// Makes the ledger's own tables anew, and has them filled.
    ///
    /// - Parameters:
    ///   - overwriting: Whether what the former tables had is to be gone from the file, and not only from the tables.
    ///   - fill: Writes every row, in the order of the tables' keys, and makes the indices of ``indexedAsFilled``.
    func remake(overwriting: Bool, _ fill: () throws -> Void) throws {
        if let (type, name) = try ProjectionSchema.inTheWay(on: connection).first {
            throw LedgerError.nameTaken(type: type, name: name)
        }
        forget()
        try dropAll(overwriting: overwriting)
        try ProjectionSchema.create(on: connection, in: .main)
        try fill()
        try ProjectionSchema.createRest(on: connection, but: Self.indexedAsFilled)
    }

    /// The tables of which whoever fills them makes the indices.
    static let indexedAsFilled = ["terms", "known_names", "known_identifiers"]

    /// Drops the ledger's own tables, and those of former versions.
    ///
    /// Where SQLite overwrites what is deleted, as it does by default in some distributions, each page of a table that
    /// goes would be written three times, to be filled anew a moment later.
    private func dropAll(overwriting: Bool) throws {
        let setting = Int(try connection.pragmaInteger("secure_delete") ?? 0)
        if !overwriting { _ = try connection.setPragma("secure_delete", to: 0) }
        defer { if !overwriting { _ = try? connection.setPragma("secure_delete", to: setting) } }
        try ProjectionSchema.dropFormer(on: connection)
        try ProjectionSchema.drop(on: connection, in: .main)
    }

    /// Drops what was rebuilt.
    func dropRebuilt() {
        // Tables beside the ledger live and die with the connection: what cannot be dropped now is dropped then.
        try? ProjectionSchema.drop(on: connection, in: .rebuilt)
    }

    /// How the ledger's own tables differ from the rebuilt ones, table by table.
    func differencesFromRebuilt() throws -> [TableDifference] {
        try ProjectionSchema.tables.compactMap { table in
            guard let columns = try columns(of: table.name, in: "main"),
                try columns == self.columns(of: table.name, in: "temp")
            else {
                let rows = try count("SELECT count(*) FROM temp.\(table.name)")
                return TableDifference(table: table.name, surplus: 0, missing: rows, isReadable: false)
            }
            let surplus = try rowsOnly(in: "main", notIn: "temp", table.name)
            let missing = try rowsOnly(in: "temp", notIn: "main", table.name)
            return surplus + missing == 0
                ? nil : TableDifference(table: table.name, surplus: surplus, missing: missing, isReadable: true)
        }
    }

    /// The columns of a table in a database of the connection; nil where there is none.
    ///
    /// Not those of a view or a virtual table, which would run to tell them.
    private func columns(of table: String, in database: String) throws -> [String]? {
        let plain = try connection.statement(
            """
            SELECT 1 FROM \(database).sqlite_schema
            WHERE type = 'table' AND name = ? AND rootpage > 0 AND sql GLOB 'CREATE TABLE *'
            """
        )
        .bind(table).first { _ in true }
        guard plain == true else { return nil }
        // Not the pragma as a function: a table of that name would take its place.
        return try column(connection.statement("PRAGMA \(database).table_info(\"\(table)\")")) { $0.text(1) }
    }

    private func rowsOnly(in one: String, notIn other: String, _ table: String) throws -> Int {
        try count("SELECT count(*) FROM (SELECT * FROM \(one).\(table) EXCEPT SELECT * FROM \(other).\(table))")
    }

    private func count(_ sql: String) throws -> Int {
        try connection.statement(sql).first { Int($0.integer(0)) } ?? 0
    }
}
