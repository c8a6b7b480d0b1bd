import SQLite

// Rows that stand out of the order of their keys: a reader of all rows does not see it, and a look-up misses them.

extension Connection {
    /// Whether the rows of a ledger's table stand in the order of its key, and its indices have them and no others.
    ///
    /// SQLite's quick check does not look at that in tables without rowid. O(rows).
    package func isInOrder(_ table: String) throws -> Bool {
        try statement("PRAGMA main.integrity_check(\(table))").first { $0.text(0) == "ok" } ?? false
    }
}

extension LogSchema {
    /// The tables that are found by keys of their own; the others stand in the order of numbers, which the check of a
    /// file's pages looks at.
    static let tablesOfKeys = objects.filter { $0.type == "table" && $0.sql.hasSuffix("WITHOUT ROWID") }.map(\.name)
}

extension EventLog {
    /// The log's tables whose rows do not stand in the order of their keys. O(rows).
    package func disorderedTables() throws -> [String] {
        try translating { try LogSchema.tablesOfKeys.filter { try !connection.isInOrder($0) } }
    }
}
