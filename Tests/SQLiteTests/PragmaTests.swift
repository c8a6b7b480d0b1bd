import Testing

@testable import SQLite

@Suite("Pragmas, data version and checkpoints")
struct PragmaTests {
    let folder: TemporaryFolder
    let connection: Connection

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.file("p.db"), options: .init(automaticCheckpointPages: 0))
    }

    @Test("pragmas are set, answered and read back, never from a stale statement")
    func settings() throws {
        #expect(try connection.setPragma("journal_mode", to: "wal") == "wal")
        #expect(try connection.pragmaText("journal_mode") == "wal")
        for value in [100, 200, -4000] {
            try connection.setPragma("cache_size", to: value)
            #expect(try connection.pragmaInteger("main.cache_size") == Int64(value))
            for sql in [" PRAGMA cache_size", "/* now */ pragma cache_size", "-- now\npragma cache_size"] {
                #expect(try integer(connection, sql) == Int64(value))
            }
        }
        for (word, number) in [("on", 1), ("off", 0), ("on", 1)] as [(String, Int64)] {
            try connection.setPragma("foreign_keys", to: word)
            #expect(try connection.pragmaInteger("foreign_keys") == number)
        }
        #expect(try connection.pragmaInteger("no_such_pragma") == nil)
        #expect(try connection.pragmaInteger("wal_autocheckpoint") == 0)
    }

    @Test(
        "no SQL can be slipped in through a pragma's name or value",
        arguments: ["", "a b", "user_version; DROP TABLE t", "x'", "x(1)", "é", "a-b"])
    func injection(word: String) {
        #expect(sqliteError { _ = try connection.pragmaInteger(word) }?.kind == .misuse)
        #expect(sqliteError { try connection.setPragma("user_version", to: word) }?.kind == .misuse)
    }

    @Test("the data version changes with another connection's commits and not with one's own")
    func dataVersion() throws {
        try connection.execute("CREATE TABLE t (a)")
        let before = try connection.dataVersion
        try connection.execute("INSERT INTO t VALUES (1)")
        #expect(try connection.dataVersion == before)
        let other = try Connection(path: folder.file("p.db"))
        try other.execute("INSERT INTO t VALUES (2)")
        #expect(try connection.dataVersion != before)
    }

    @Test("a checkpoint says how much it moved, and truncating leaves no log")
    func checkpoint() throws {
        try connection.setPragma("journal_mode", to: "wal")
        try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(100000))")
        let passive = try connection.checkpoint(.passive)
        #expect((passive.logPages ?? 0) > 20)
        #expect(passive.isComplete)
        let truncated = try connection.checkpoint(.truncate)
        #expect(truncated.logPages == 0 && truncated.movedPages == 0)
    }

    @Test("a reader of an older state keeps a checkpoint from finishing")
    func blockedCheckpoint() throws {
        try connection.setPragma("journal_mode", to: "wal")
        try connection.execute("CREATE TABLE t (a)")
        let reader = try Connection(path: folder.file("p.db"))
        let writer = try Connection(
            path: folder.file("p.db"), options: .init(busyTimeoutMilliseconds: 0, automaticCheckpointPages: 0))
        try reader.transaction(.deferred) {
            #expect(try integer(reader, "SELECT count(*) FROM t") == 0)
            try writer.execute("INSERT INTO t VALUES (1)")
            #expect(try !writer.checkpoint(.passive).isComplete)
            #expect(sqliteError { try writer.checkpoint(.truncate) }?.kind == .busy)
        }
        #expect(try writer.checkpoint(.truncate).isComplete)
    }

    @Test("without a write-ahead log there is nothing to move")
    func noLog() throws {
        try connection.execute("CREATE TABLE t (a)")
        let result = try connection.checkpoint(.full)
        #expect(result.logPages == nil && result.movedPages == nil)
    }

    @Test("the last connection leaves the log in place where the options say so", arguments: [true, false])
    func checkpointOnClose(checkpoints: Bool) throws {
        let path = folder.file("c.db")
        let last = try Connection(path: path, options: .init(checkpointsOnClose: checkpoints))
        try last.setPragma("journal_mode", to: "wal")
        try last.execute("CREATE TABLE t (a)")
        try last.close()
        #expect(try folder.names().contains("c.db-wal") == !checkpoints)
        #expect(try integer(Connection(path: path), "SELECT count(*) FROM t") == 0)
    }
}
