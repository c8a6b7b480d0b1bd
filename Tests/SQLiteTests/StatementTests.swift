import Testing

@testable import SQLite

@Suite("Statements and their cache")
struct StatementTests {
    let connection: Connection

    init() throws {
        connection = try Connection(path: ":memory:", options: .init(statementCacheCapacity: 3))
        try connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE) STRICT")
    }

    private func address(_ sql: String) throws -> OpaquePointer { try connection.statement(sql).pointer }

    @Test("a statement let go of is handed out again, reset and with no values")
    func reuse() throws {
        let sql = "SELECT ?1"
        let first = try connection.statement(sql).bind("left over")
        #expect(try first.step())
        let pointer = first.pointer
        var held: Statement? = first
        #expect(held != nil)
        held = nil
        // `first` is not used from here on, so the next request may take its place.
        _ = consume first
        let second = try connection.statement(sql)
        #expect(second.pointer == pointer)
        #expect(try second.first { $0.isNull(0) } == true)
    }

    @Test("the same text asked for twice at once gives two independent statements")
    func nested() throws {
        try connection.execute("INSERT INTO t VALUES (1, 'x'), (2, 'y')")
        let sql = "SELECT a FROM t WHERE a >= ?1 ORDER BY a"
        let outer = try connection.statement(sql).bind(1)
        var pairs: [[Int64]] = []
        try outer.forEach { row in
            let inner = try connection.statement(sql).bind(2)
            try inner.forEach { pairs.append([row.integer(0), $0.integer(0)]) }
        }
        #expect(pairs == [[1, 2], [2, 2]])
        #expect(connection.idleStatementCount == 1)
    }

    @Test("a statement dropped in the middle of its rows holds no transaction open")
    func dropped() throws {
        let folder = try TemporaryFolder()
        let connection = try Connection(path: folder.file("a.db"))
        try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)")
        func peek() throws { #expect(try connection.statement("SELECT a FROM t").step()) }
        try peek()
        let other = try Connection(path: folder.file("a.db"), options: .init(busyTimeoutMilliseconds: 0))
        try other.execute("DROP TABLE t")
    }

    @Test("the least recently used statement makes room for a new one")
    func eviction() throws {
        let first = try address("SELECT 1")
        _ = try address("SELECT 2")
        _ = try address("SELECT 3")
        #expect(try address("SELECT 1") == first)
        _ = try address("SELECT 4")
        #expect(connection.idleStatementCount == 3)
        #expect(try address("SELECT 1") == first)
        #expect(connection.idleStatementCount == 3)
    }

    @Test("a statement works again after an error, with its values still bound")
    func afterError() throws {
        let insert = try connection.statement("INSERT INTO t VALUES (?1, ?2)")
        try insert.bind(1, "x").run()
        #expect(sqliteError { try insert.run() }?.constraint == .primaryKey)
        try insert.bind(2, at: 1)
        #expect(sqliteError { try insert.run() }?.constraint == .unique)
        try insert.bind("y", at: 2)
        try insert.run()
        #expect(connection.changes == 1)
        #expect(connection.lastInsertRowID == 2)
        #expect(connection.totalChanges == 2)
    }

    @Test("stepping past the end is told once and then starts anew")
    func restart() throws {
        let statement = try connection.statement("SELECT 1")
        #expect(try statement.step())
        #expect(try !statement.step())
        #expect(try statement.step())
    }

    @Test("first and forEach start from the beginning and leave the statement reset")
    func wholeRuns() throws {
        try connection.execute("INSERT INTO t VALUES (1, 'x'), (2, 'y')")
        let statement = try connection.statement("SELECT a FROM t ORDER BY a")
        #expect(try statement.step())
        #expect(try statement.first { $0.integer(0) } == 1)
        #expect(!statement.isRunning)
        var seen: [Int64] = []
        try statement.forEach { seen.append($0.integer(0)) }
        #expect(seen == [1, 2])
        #expect(try connection.statement("SELECT a FROM t WHERE a = 9").first { $0.integer(0) } == nil)
    }

    @Test("a cached statement follows a change of the tables")
    func schemaChange() throws {
        let sql = "SELECT * FROM t"
        try connection.statement(sql).run()
        try connection.execute("ALTER TABLE t ADD COLUMN c TEXT; INSERT INTO t VALUES (1, 'x', 'new')")
        #expect(try connection.statement(sql).first { $0.text(2) } == "new")
    }

    @Test("text without a statement, with two, or with a NUL is refused, each time")
    func oneStatement() throws {
        for sql in ["", "  \n", "-- nothing", "SELECT 1; SELECT 2", "SELECT 1; nonsense", "SELECT 1\0; x"] {
            for _ in 1...2 {
                #expect(throws: SQLiteError.self, "\(sql)") { try connection.statement(sql) }
            }
        }
        for sql in ["SELECT 1;", " SELECT 1 ; -- done\n", "SELECT 1 /* end */"] {
            #expect(try integer(connection, sql) == 1)
        }
    }

    @Test("several statements run in order; the error names the one that failed")
    func scripts() throws {
        let error = sqliteError {
            try connection.execute("INSERT INTO t VALUES (1, 'a');\n  INSERT INTO t VALUES (1, 'b') ; SELECT 1")
        }
        #expect(error?.sql == "INSERT INTO t VALUES (1, 'b') ;")
        #expect(try integer(connection, "SELECT count(*) FROM t") == 1)
        let broken = sqliteError {
            try connection.execute("INSERT INTO t VALUES (2, 'c'); INSERT INTO nowhere VALUES (1)")
        }
        #expect(broken?.sql == "INSERT INTO nowhere VALUES (1)")
        #expect(broken?.message == "no such table: nowhere")
        #expect(try integer(connection, "SELECT count(*) FROM t") == 2)
    }

    @Test("rows that a write returns can be read")
    func returning() throws {
        let sql = "INSERT INTO t (b) VALUES (?1) RETURNING a"
        #expect(try connection.statement(sql).bind("x").first { $0.integer(0) } == 1)
        #expect(try connection.statement(sql).bind("y").first { $0.integer(0) } == 2)
        #expect(try integer(connection, "SELECT count(*) FROM t") == 2)
    }

    @Test("statements know whether they write")
    func readOnly() throws {
        #expect(try connection.statement("SELECT a FROM t").isReadOnly)
        #expect(try !connection.statement("DELETE FROM t").isReadOnly)
    }

    @Test("a statement held keeps its connection alive")
    func lifetime() throws {
        func make() throws -> Statement { try Connection(path: ":memory:").statement("SELECT 42") }
        #expect(try make().first { $0.integer(0) } == 42)
    }
}
