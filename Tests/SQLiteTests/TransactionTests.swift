import Foundation
import Synchronization
import Testing

@testable import SQLite

@Suite("Transactions")
struct TransactionTests {
    let folder: TemporaryFolder
    let connection: Connection

    init() throws {
        let table = try OpenTable("a INTEGER PRIMARY KEY")
        (folder, connection) = (table.folder, table.connection)
    }

    private func add(_ value: Int) throws { try connection.statement("INSERT INTO t VALUES (?1)").bind(value).run() }
    private func rows() throws -> [Int64] {
        var rows: [Int64] = []
        try connection.statement("SELECT a FROM t ORDER BY a").forEach { rows.append($0.integer(0)) }
        return rows
    }
    private func other(_ milliseconds: Int = 0) throws -> Connection {
        try Connection(path: folder.file("t.db"), options: .init(busyTimeoutMilliseconds: milliseconds))
    }

    @Test("a body that returns is committed and its value handed on")
    func commit() throws {
        let value = try connection.transaction(.immediate) {
            #expect(connection.isInTransaction)
            try add(1)
            return "done"
        }
        #expect(value == "done")
        #expect(!connection.isInTransaction)
        #expect(try integer(other(), "SELECT count(*) FROM t") == 1)
    }

    @Test(
        "a body that throws is rolled back and its error handed on", arguments: [TransactionKind.immediate, .deferred])
    func rollback(kind: TransactionKind) throws {
        expectStop("first") {
            try connection.transaction(kind) {
                try add(1)
                throw Stop(why: "first")
            }
        }
        #expect(!connection.isInTransaction)
        #expect(try rows() == [])
        try connection.transaction(kind) { try add(2) }
        #expect(try rows() == [2])
    }

    @Test("the first error is the one reported, also where the rollback has nothing left to undo")
    func firstError() throws {
        let error = sqliteError {
            try connection.transaction(.immediate) {
                try add(1)
                // ON CONFLICT ROLLBACK ends the transaction inside SQLite.
                try connection.execute("INSERT OR ROLLBACK INTO t VALUES (1)")
            }
        }
        #expect(error?.constraint == .primaryKey)
        #expect(!connection.isInTransaction)
        #expect(try rows() == [])
    }

    @Test("after SQLite has rolled back, a body that goes on is refused and keeps nothing")
    func lost() throws {
        let error = sqliteError {
            try connection.transaction(.immediate) {
                try add(1)
                try? connection.execute("INSERT OR ROLLBACK INTO t VALUES (1)")
                #expect(sqliteError { try add(2) }?.kind == .aborted)
                #expect(sqliteError { try connection.execute("INSERT INTO t VALUES (3)") }?.kind == .aborted)
                #expect(sqliteError { try connection.savepoint { try add(4) } }?.kind == .aborted)
            }
        }
        #expect(error?.name == "SQLITE_ABORT_ROLLBACK")
        #expect(try rows() == [])
        try add(5)
        #expect(try rows() == [5])
    }

    @Test("a commit that fails is rolled back")
    func failedCommit() throws {
        try connection.setPragma("foreign_keys", to: "on")
        try connection.execute("CREATE TABLE c (p REFERENCES t (a) DEFERRABLE INITIALLY DEFERRED)")
        let error = sqliteError {
            try connection.transaction(.immediate) { try connection.execute("INSERT INTO c VALUES (99)") }
        }
        #expect(error?.constraint == .foreignKey)
        #expect(error?.sql == "COMMIT")
        #expect(!connection.isInTransaction)
        #expect(try integer(connection, "SELECT count(*) FROM c") == 0)
    }

    @Test("a transaction inside a transaction is refused and the outer one is left as it was")
    func nested() throws {
        try connection.transaction(.immediate) {
            try add(1)
            #expect(sqliteError { try connection.transaction(.immediate) { try add(2) } }?.kind == .misuse)
            try add(3)
        }
        #expect(try rows() == [1, 3])
    }

    @Test("a savepoint that throws undoes its own part only")
    func savepoints() throws {
        try connection.transaction(.immediate) {
            try add(1)
            try connection.savepoint { try add(2) }
            expectStop("inner") {
                try connection.savepoint {
                    try add(3)
                    expectStop("innermost") {
                        try connection.savepoint {
                            try add(4)
                            throw Stop(why: "innermost")
                        }
                    }
                    #expect(try rows() == [1, 2, 3])
                    throw Stop(why: "inner")
                }
            }
            try add(5)
        }
        #expect(try rows() == [1, 2, 5])
        #expect(sqliteError { try connection.savepoint { try add(6) } }?.kind == .misuse)
        #expect(try rows() == [1, 2, 5])
    }

    @Test("a second writer is told that the database is busy, and gets in once the first is done")
    func contention() throws {
        let second = try other()
        try connection.transaction(.immediate) {
            try add(1)
            let error = sqliteError { try second.transaction(.immediate) {} }
            #expect(error?.kind == .busy)
            #expect(error?.sql == "BEGIN IMMEDIATE")
            #expect(!second.isInTransaction)
            #expect(try integer(second, "SELECT count(*) FROM t") == 0)
        }
        try second.transaction(.immediate) { try second.execute("INSERT INTO t VALUES (2)") }
        #expect(try rows() == [1, 2])
    }

    @Test("the busy timeout is waited out before giving up")
    func timeout() throws {
        let second = try other(120)
        try connection.transaction(.immediate) {
            let clock = ContinuousClock()
            let start = clock.now
            #expect(sqliteError { try second.transaction(.immediate) {} }?.kind == .busy)
            #expect(clock.now - start >= .milliseconds(100))
        }
    }

    @Test("a waiting writer gets in when the first one commits")
    func waiting() throws {
        try connection.execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (1)")
        let path = folder.file("t.db")
        let answer = Mutex<Result<Void, any Error>?>(nil)
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            let result = Result {
                let second = try Connection(path: path, options: .init(busyTimeoutMilliseconds: 20_000))
                try second.transaction(.immediate) { try second.execute("INSERT INTO t VALUES (2)") }
            }
            answer.withLock { $0 = result }
            done.signal()
        }
        Thread.sleep(forTimeInterval: 0.05)
        try connection.execute("COMMIT")
        #expect(done.wait(timeout: .now() + 30) == .success)
        try answer.withLock { $0 }?.get()
        #expect(try rows() == [1, 2])
    }

    @Test("a reader's transaction that has fallen behind cannot write, and says to begin anew")
    func staleSnapshot() throws {
        let second = try other()
        let error = sqliteError {
            try connection.transaction(.deferred) {
                #expect(try rows() == [])
                try second.execute("INSERT INTO t VALUES (1)")
                #expect(try rows() == [])
                try add(2)
            }
        }
        #expect(error?.name == "SQLITE_BUSY_SNAPSHOT")
        #expect(error?.advice == "begin the transaction anew; nothing of it was kept")
        #expect(try rows() == [1])
    }

    @Test("a full disk rolls the transaction back; with space it goes on")
    func full() throws {
        try connection.execute("CREATE TABLE big (b BLOB)")
        let pages = try #require(try connection.pragmaInteger("page_count"))
        try connection.setPragma("max_page_count", to: Int(pages) + 20)
        let error = sqliteError {
            try connection.transaction(.immediate) {
                try add(1)
                let insert = try connection.statement("INSERT INTO big VALUES (zeroblob(40000))")
                for _ in 1...50 { try insert.run() }
            }
        }
        #expect(error?.kind == .full)
        #expect(error?.name == "SQLITE_FULL")
        #expect(
            error?.description.contains("free some space and run the command again; what was being written was undone")
                == true)
        #expect(!connection.isInTransaction)
        #expect(try rows() == [])
        try connection.setPragma("max_page_count", to: 1_000_000)
        try connection.transaction(.immediate) { try add(1) }
        #expect(try rows() == [1])
    }
}
