import Foundation
import SQLite

/// Files that a killed writer leaves beside a ledger, whose ledger was then removed.
enum LeftoverFiles {
    /// The files that SQLite may leave.
    static let suffixes = ["-wal", "-journal", "-shm"]

    /// Leaves one of them, of a ledger that had this name, beside the name.
    static func leave(beside name: String, _ suffix: String, in folder: TemporaryFolder) throws {
        let other = try SmallLedger.folder()
        let connection = try Connection(path: other.file("annals.db"))
        defer { try? connection.close() }
        if suffix == "-journal" { _ = try connection.setPragma("journal_mode", to: "persist") }
        // What a change leaves is whole here, and is of another file.
        try connection.execute(
            "UPDATE known_names SET name = 'Eve' WHERE entity = (SELECT number FROM terms WHERE text = 'ada')")
        try FileManager.default.copyItem(
            atPath: other.file("annals.db" + suffix), toPath: folder.file(name + suffix))
    }
}
