import Foundation
import Testing

@testable import SQLite

@Suite("Opening and closing")
struct OpeningTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make(_ name: String = "a.db") throws -> String {
        let connection = try Connection(path: folder.file(name))
        try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        try connection.close()
        return folder.file(name)
    }

    @Test(
        "a file is found under exactly the name it was given, whatever its characters",
        arguments: [
            "plain.db", "with space.db", "50%.db", "%41.db", "%zz", "what?.db", "a?mode=memory", "a?immutable=1",
            "#1.db",
            "a&b=c.db", "it's.db", "\"quoted\".db", "back\\slash.db", "new\nline.db", "tab\t.db", "file:x.db",
            ":memory:",
            "日本語.db", "é.db", "e\u{301}.db", "-dash.db", "semi;colon.db", "plus+.db", "[x]*.db", " ", "~", "vfs=unix",
        ])
    func oddNames(name: String) throws {
        _ = try make(name)
        #expect(try folder.names() == [name])
        for access in [Connection.Access.readWrite, .readOnly, .immutable] {
            let again = try Connection(path: folder.file(name), options: .init(access: access))
            #expect(try integer(again, "SELECT a FROM t") == 1)
        }
        #expect(try folder.names() == [name])
    }

    @Test("a folder with an odd name works too, the files beside the database included")
    func oddFolder() throws {
        let inner = folder.file("a b%3F?#&'\"")
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
        let connection = try Connection(path: inner + "/x.db")
        try connection.setPragma("journal_mode", to: "wal")
        try connection.execute("CREATE TABLE t (a)")
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: inner)) == ["x.db", "x.db-wal", "x.db-shm"])
    }

    @Test("names that SQLite would take for something else are written out as URIs")
    func names() {
        #expect(DatabaseName(path: "file:x?mode=ro", immutable: false)?.text == "file:file%3Ax%3Fmode%3Dro")
        #expect(DatabaseName(path: "//host/x", immutable: false)?.text == "file:////host/x")
        #expect(DatabaseName(path: "/a b", immutable: true)?.text == "file:///a%20b?immutable=1")
        #expect(DatabaseName(path: ":memory:", immutable: false)?.text == ":memory:")
        #expect(DatabaseName(path: "./:memory:", immutable: false)?.text == "file:./%3Amemory%3A")
    }

    @Test("an empty path and a path with a NUL are refused", arguments: ["", "a\0b"])
    func emptyPath(path: String) {
        #expect(sqliteError { _ = try Connection(path: path) }?.kind == .cantOpen)
    }

    @Test("a file that is missing is made only where that is asked for")
    func missing() throws {
        for access in [Connection.Access.readWrite, .readOnly, .immutable] {
            let error = sqliteError {
                _ = try Connection(path: folder.file("none.db"), options: .init(access: access))
            }
            #expect(error?.kind == .cantOpen)
            #expect(error?.systemCode == ENOENT)
            #expect(error?.description.contains("no such file or folder") == true)
        }
        #expect(try folder.names() == [])
        _ = try Connection(path: folder.file("none.db"))
    }

    @Test("a folder is no database")
    func directory() throws {
        let error = sqliteError { _ = try Connection(path: folder.path) }
        #expect(error?.kind == .cantOpen)
        #expect(error?.path == folder.path)
    }

    @Test("a connection for reading refuses to write", arguments: [Connection.Access.readOnly, .immutable])
    func readOnly(access: Connection.Access) throws {
        let connection = try Connection(path: make(), options: .init(access: access))
        let error = sqliteError { try connection.execute("INSERT INTO t VALUES (2)") }
        #expect(error?.kind == .readOnly)
        #expect(try integer(connection, "SELECT count(*) FROM t") == 1)
        #expect(!connection.isInTransaction)
    }

    @Test(
        "a file that may only be read is refused for writing",
        .enabled(if: geteuid() != 0, "root may write to any file"))
    func writeProtected() throws {
        let path = try make()
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        let error = sqliteError { _ = try Connection(path: path) }
        #expect(error?.kind == .readOnly)
        #expect(error?.message == "the file is write-protected")
        _ = try Connection(path: path, options: .init(access: .readOnly))
    }

    @Test("a file that is something else is found out at the first statement and left as it is")
    func notADatabase() throws {
        let path = folder.file("letter.txt")
        let letter = Data(String(repeating: "Dear editor, ", count: 100).utf8)
        try letter.write(to: URL(fileURLWithPath: path))
        let connection = try Connection(path: path)
        let error = sqliteError { try connection.execute("CREATE TABLE t (a)") }
        #expect(error?.kind == .notADatabase)
        #expect(error?.name == "SQLITE_NOTADB")
        #expect(error?.description.contains("letter.txt: the file is not an SQLite database") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == letter)
    }

    @Test("a damaged page is reported as damage")
    func corrupt() throws {
        let path = try make()
        let pageSize = 4096
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: UInt64(pageSize))
        try file.write(contentsOf: Data(repeating: 0xA5, count: pageSize))
        try file.close()
        let connection = try Connection(path: path)
        let error = sqliteError { try connection.statement("SELECT a FROM t").run() }
        #expect(error?.kind == .corrupt)
        #expect(error?.advice.contains("keep a copy") == true)
    }

    @Test("defensive mode refuses writes to the schema table and to journal-less writing")
    func defensive() throws {
        let connection = try Connection(path: make())
        try connection.setPragma("writable_schema", to: "on")
        #expect(throws: SQLiteError.self) { try connection.execute("UPDATE sqlite_schema SET sql = 'x'") }
        #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM sqlite_schema") }
        #expect(try connection.setPragma("journal_mode", to: "off") != "off")
    }

    @Test("a string in double quotes is an error, not a string")
    func doubleQuotes() throws {
        let connection = try Connection(path: make())
        #expect(
            sqliteError { try connection.execute("SELECT \"nothing\" FROM t") }?.message.contains("nothing") == true)
        #expect(throws: SQLiteError.self) { try connection.execute("CREATE INDEX i ON t (a) WHERE a <> \"x\"") }
    }

    @Test("the schema is not trusted, cells are checked, extensions cannot be loaded")
    func hardened() throws {
        let connection = try Connection(path: make())
        #expect(try connection.pragmaInteger("trusted_schema") == 0)
        #expect(try connection.pragmaInteger("cell_size_check") == 1)
        let load = sqliteError { try connection.execute("SELECT load_extension('nothing')") }
        #expect(load?.message.contains("not authorized") == true)
    }

    @Test("limits are set at opening and can be changed")
    func limits() throws {
        let options = Connection.Options(limits: [.valueBytes: 1000, .statementBytes: 200])
        let connection = try Connection(path: ":memory:", options: options)
        #expect(connection.limit(.valueBytes) == 1000)
        let statement = try connection.statement("SELECT ?1")
        #expect(sqliteError { try statement.bind([UInt8](repeating: 0, count: 1001), at: 1) }?.kind == .tooBig)
        try statement.bind([UInt8](repeating: 0, count: 990), at: 1)
        let long = "SELECT '" + String(repeating: "x", count: 300) + "'"
        #expect(sqliteError { try connection.execute(long) }?.kind == .tooBig)
        #expect(connection.setLimit(.statementBytes, to: 1000) == 1000)
        try connection.execute(long)
        for limit in Limit.allCases { #expect(connection.limit(limit) >= 0) }
    }

    @Test("closing waits for no one: it is refused while a statement is held, and final once done")
    func closing() throws {
        let connection = try Connection(path: make())
        do {
            let statement = try connection.statement("SELECT a FROM t")
            #expect(sqliteError { try connection.close() }?.kind == .busy)
            #expect(!connection.isClosed)
            #expect(try statement.first { $0.integer(0) } == 1)
        }
        try connection.close()
        try connection.close()
        #expect(connection.isClosed)
        #expect(sqliteError { try connection.execute("SELECT 1") }?.message == "the connection is closed")
        #expect(sqliteError { _ = try connection.statement("SELECT 1") }?.kind == .misuse)
        #expect(sqliteError { try connection.transaction(.immediate) {} }?.kind == .misuse)
        #expect(sqliteError { try connection.checkpoint(.passive) }?.kind == .misuse)
        #expect(!connection.isInTransaction && connection.changes == 0 && connection.limit(.columns) == 0)
    }

    @Test("the library says its version both ways")
    func version() {
        let parts = Connection.libraryVersion.split(separator: ".").compactMap { Int($0) }
        #expect(parts.count == 3)
        #expect(parts[0] * 1_000_000 + parts[1] * 1000 + parts[2] == Connection.libraryVersionNumber)
    }
}
