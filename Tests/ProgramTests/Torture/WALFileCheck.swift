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
                if row.text(0) != "ok" { complaints.append("integrity_check: \(row.text(0))") }
            }
            return complaints
        } catch {
            return ["integrity_check: \(error)"]
        }
    }
}
