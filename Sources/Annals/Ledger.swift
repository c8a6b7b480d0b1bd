import Chronology
import EventLog
import Events
import Projections

/// A ledger: append what happened, ask what held.
///
/// The log in the file is the truth; the tables beside it are folded from it and kept current by every append. A
/// ledger belongs to one thread at a time; open it again for another. Time and randomness are given by the caller.
public final class Ledger {
    /// What a ledger is opened for.
    public typealias Access = EventLog.Access

    let log: EventLog
    let tables: ProjectionTables

    private init(_ log: EventLog) {
        self.log = log
        tables = ProjectionTables(connection: log.connection, place: .main)
    }

    /// The ledger file.
    public var path: String { log.path }

    /// Makes an empty ledger in a new file.
    ///
    /// - Throws: ``LogError/exists(path:)`` where there is a file already.
    public static func create(at path: String) throws -> Ledger {
        let log = try EventLog.create(at: path) { log in
            try ProjectionSchema.create(on: log.connection, in: .main)
            try ProjectionTables(connection: log.connection, place: .main).markCurrent(through: 0)
        }
        return Ledger(log)
    }

    /// Opens a ledger, and rebuilds tables that are missing, of another version or behind the log.
    ///
    /// For reading only, tables that are not current are refused: replaying them needs a writer.
    public static func open(_ path: String, for access: Access = .reading) throws -> Ledger {
        let ledger = Ledger(try EventLog.open(path, for: access))
        let head = try ledger.log.head().seq
        if try ledger.tables.currentThrough() != head {
            guard access == .writing else { throw LedgerError.damagedTables("they are not current") }
            _ = try ledger.replay { _, _ in }
        }
        return ledger
    }

    /// Opens a ledger for reading whatever state its tables are in, to compare them with the log.
    public static func openForChecking(_ path: String) throws -> Ledger {
        Ledger(try EventLog.open(path, for: .reading))
    }

    /// Closes the ledger; a writer leaves everything in the one file.
    public func close() throws { try log.close() }

    /// Where the log ends.
    public func head() throws -> EventLog.Head { try log.head() }
}
