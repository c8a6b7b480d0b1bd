import Foundation
import SQLite

/// A folder of its own for one test, removed with everything in it when the test lets go of it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("annals-sqlite-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { path + "/" + name }

    func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: path))
    }
}

/// A folder with a database `t.db` in it that has one table, open, with a write-ahead log.
struct OpenTable {
    let folder: TemporaryFolder
    let connection: Connection

    init(_ columns: String) throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.file("t.db"))
        try connection.setPragma("journal_mode", to: "wal")
        try connection.execute("CREATE TABLE t (\(columns))")
    }
}
