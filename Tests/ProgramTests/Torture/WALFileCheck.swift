import SQLite

/// What the engine itself says of a ledger's file.
enum FileCheck {
    /// What is wrong with the file; nothing where all is well.
    static func complaints(about path: String) -> [String] {
        do {
            let connection = try Connection(
                path: path, options: Connection.Options(access: .readWrite, checkpointsOnClose: false))
            var complaints: [String] = []
            try connection.statement("PRAGMA integrity_check").forEach { row in
                let complaint = row.text(0)
                if try complaint != "ok" && !isUnfounded(complaint, connection) {
                    complaints.append("integrity_check: \(complaint)")
                }
            }
            return complaints
        } catch {
            return ["integrity_check: \(error)"]
        }
    }

    /// Whether no row bears a complaint out: SQLite 3.40 looks for NULL in the wrong columns of tables without rowid
    /// whose key is not in front.
    private static func isUnfounded(_ complaint: String, _ connection: Connection) throws -> Bool {
        let prefix = "NULL value in "
        guard complaint.hasPrefix(prefix) else { return false }
        let name = complaint.dropFirst(prefix.count).split(separator: ".")
        guard name.count == 2 else { return false }
        // Asked whether a column that cannot be NULL is NULL, SQLite answers without looking.
        let rows = try connection.statement("SELECT count(*) FROM \(name[0]) WHERE typeof(\(name[1])) = 'null'")
            .first { $0.integer(0) }
        return rows == 0
    }
}
