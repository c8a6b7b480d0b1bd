import Foundation
import Testing

@testable import SQLite

@Suite("Copies of a database that others write to")
struct BackupTests {
    let folder: TemporaryFolder
    let connection: Connection

    init() throws {
        let table = try OpenTable("a INTEGER PRIMARY KEY, b BLOB")
        (folder, connection) = (table.folder, table.connection)
        try connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
                + "INSERT INTO t SELECT i, randomblob(500) FROM n")
    }

    private func target() throws -> Connection { try Connection(path: folder.file("copy.db")) }

    @Test("inside a transaction the copy is of its state, and is made in one go whoever writes")
    func snapshot() throws {
        let other = try Connection(path: folder.file("t.db"))
        let copy = try target()
        var calls: [Int] = []
        try connection.transaction(.deferred) {
            _ = try integer(connection, "SELECT count(*) FROM t")
            try connection.copy(into: copy, pagesAtATime: 10) { done, total in
                calls.append(done)
                try other.execute("INSERT INTO t (b) VALUES (x'00')")
                #expect(done <= total)
            }
        }
        #expect(calls == calls.sorted() && calls.count > 5)
        #expect(try integer(copy, "SELECT count(*) FROM t") == 500)
        #expect(try integer(other, "SELECT count(*) FROM t") == Int64(500 + calls.count))
        #expect(try copy.pragmaText("integrity_check") == "ok")
    }

    @Test("what the caller throws ends it, and both connections go on")
    func stopped() throws {
        let copy = try target()
        expectStop { try connection.copy(into: copy, pagesAtATime: 5) { _, _ in throw Stop(why: "") } }
        try connection.execute("INSERT INTO t (b) VALUES (x'00')")
        try copy.execute("CREATE TABLE mine (a)")
        try copy.close()
    }

    @Test("a target without room is told with its own path")
    func full() throws {
        let copy = try target()
        try copy.setPragma("max_page_count", to: 5)
        let error = sqliteError { try connection.copy(into: copy) }
        #expect(error?.kind == .full && error?.path == folder.file("copy.db"), "\(String(describing: error))")
    }

    @Test("a connection in a transaction of its own cannot be copied into")
    func busy() throws {
        let copy = try target()
        try copy.transaction(.deferred) {
            _ = try copy.statement("SELECT count(*) FROM sqlite_schema").first { $0.integer(0) }
            #expect(sqliteError { try connection.copy(into: copy) } != nil)
        }
    }
}
