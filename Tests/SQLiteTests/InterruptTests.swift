import Foundation
import Synchronization
import Testing

@testable import SQLite

/// A thread that interrupts a connection again and again until it is told to stop.
///
/// A thread and not a task: the tests' own statements may occupy every thread that tasks have.
private final class Stopper: Sendable {
    private let isDone = Mutex(false)

    init(_ handle: InterruptHandle) {
        Thread.detachNewThread { [self] in
            while !isDone.withLock({ $0 }) {
                Thread.sleep(forTimeInterval: 0.002)
                handle.interrupt()
            }
        }
    }

    func stop() { isDone.withLock { $0 = true } }
}

@Suite("Interrupts")
struct InterruptTests {
    private static let long =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 30000000) SELECT count(*) FROM n"

    @Test("a long statement is stopped from another thread, and the connection goes on")
    func fromElsewhere() throws {
        let connection = try Connection(path: ":memory:")
        let handle = connection.interruptHandle
        let stopper = Stopper(handle)
        let error = sqliteError { try connection.statement(Self.long).run() }
        stopper.stop()
        #expect(error?.kind == .interrupt)
        #expect(try integer(connection, "SELECT 1") == 1)
    }

    @Test("interrupting an idle, a closed or a vanished connection does nothing")
    func idle() throws {
        let connection = try Connection(path: ":memory:")
        let handle = connection.interruptHandle
        handle.interrupt()
        #expect(try integer(connection, "SELECT 1") == 1)
        try connection.close()
        handle.interrupt()
        func vanished() throws -> InterruptHandle { try Connection(path: ":memory:").interruptHandle }
        try vanished().interrupt()
    }

    @Test("a connection whose closing was refused can still be interrupted")
    func refusedClose() throws {
        let connection = try Connection(path: ":memory:")
        let statement = try connection.statement("SELECT 1 UNION ALL SELECT 2")
        #expect(try statement.step())
        #expect(sqliteError { try connection.close() }?.kind == .busy)
        connection.interruptHandle.interrupt()
        #expect(sqliteError { _ = try statement.step() }?.kind == .interrupt)
    }

    @Test("a rollback that an interrupt holds up is made good as soon as the running statement ends")
    func delayedRollback() throws {
        let connection = try Connection(path: ":memory:")
        try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)")
        let outer = try connection.statement("SELECT a FROM t")
        #expect(try outer.step())
        expectStop {
            try connection.transaction(.immediate) {
                try connection.execute("INSERT INTO t VALUES (4)")
                connection.interruptHandle.interrupt()
                throw Stop(why: "")
            }
        }
        // SQLite runs nothing more, ROLLBACK included, until the interrupted statement has ended.
        #expect(connection.isInTransaction)
        #expect(sqliteError { try connection.execute("INSERT INTO t VALUES (5)") }?.kind == .aborted)
        #expect(sqliteError { try connection.transaction(.immediate) {} }?.kind == .aborted)
        outer.reset()
        #expect(!connection.isInTransaction)
        #expect(try integer(connection, "SELECT count(*) FROM t") == 3)
    }

    @Test("an interrupted write rolls its transaction back")
    func interruptedWrite() throws {
        let connection = try Connection(path: ":memory:")
        try connection.execute("CREATE TABLE t (a)")
        let handle = connection.interruptHandle
        let stopper = Stopper(handle)
        let error = sqliteError {
            try connection.transaction(.immediate) {
                try connection.execute("INSERT INTO t " + Self.long.replacing("count(*)", with: "i"))
            }
        }
        stopper.stop()
        #expect(error?.kind == .interrupt)
        #expect(!connection.isInTransaction)
        #expect(try integer(connection, "SELECT count(*) FROM t") == 0)
    }
}
