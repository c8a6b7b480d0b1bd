internal import CSQLite

extension Connection {
    /// Inserts the rows of a block into a table by one run of one statement.
    ///
    /// That takes half of what binding the values of one row after another does, and rows in the order of the table's key
    /// are put behind each other without a look-up. O(rows) where they follow those of the table.
    ///
    /// - Parameters:
    ///   - table: The table with its schema, and in parentheses the columns that the rows have.
    ///   - doubles: Whether a row that breaks a constraint is passed over.
    /// - Throws: `constraint` for a row that the table cannot have. Those before it are in the table: to be undone with
    ///   the transaction, or the savepoint.
    public func insert(
        _ block: RowBlock, into table: String, passingOverDoubles doubles: Bool = false
    ) throws(SQLiteError) {
        guard !block.isEmpty else { return }
        precondition(block.isWhole, "the last row has not all of its columns")
        let rows = try rowsToLend()
        // FAIL leaves the rows before the one that does not fit, and so needs no copy of the pages that are written.
        let columns = (0..<block.columnCount).map { "c\($0)" }.joined(separator: ", ")
        // The name is looked for where only this connection can have made tables.
        let statement = try statement(
            "INSERT OR \(doubles ? "IGNORE" : "FAIL") INTO \(table) SELECT \(columns) FROM temp.annals_rows")
        let outcome = block.kinds.withUnsafeBufferPointer { kinds in
            block.values.withUnsafeBufferPointer { values in
                block.bytes.withUnsafeBytes { bytes in
                    // Read only while the statement runs to its end: the arrays stay where they are until these closures
                    // return, and nothing is lent any more before they do. The first two have an element for every
                    // column of every row, and each text and blob lies among the bytes, as `RowBlock` put them there.
                    // What they are lent by lives as long as SQLite's connection, which the statement holds open.
                    rows.pointee = annals_rows(
                        kinds: kinds.baseAddress, values: values.baseAddress,
                        bytes: bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                        row_count: Int64(block.rowCount), column_count: Int32(block.columnCount))
                    defer { rows.pointee = annals_rows() }
                    return statement.outcome()
                }
            }
        }
        try outcome.get()
    }

    /// What rows are lent by to the table from which they are inserted, which is there from the first time on.
    private func rowsToLend() throws(SQLiteError) -> UnsafeMutablePointer<annals_rows> {
        if let lentRows { return lentRows }
        let code = annals_rows_register(try handle(), &lentRows)
        guard code == SQLITE_OK, let lentRows else { throw error(code, nil) }
        return lentRows
    }
}

extension Statement {
    /// Runs the statement to its end: for closures that cannot say which errors they throw.
    fileprivate func outcome() -> Result<Void, SQLiteError> {
        do throws(SQLiteError) { return .success(try run()) } catch { return .failure(error) }
    }
}
