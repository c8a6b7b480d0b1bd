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
    let file = StateOfFile()

    private init(_ log: EventLog) {
        self.log = log
        tables = ProjectionTables(connection: log.connection, place: .main)
    }

    /// The ledger file.
    public var path: String { log.path }

    /// Makes a ledger in a new file: empty, or filled with rows as ``restore(_:)`` does.
    ///
    /// Where filling fails there is no file.
    ///
    /// - Parameters:
    ///   - isExcerpt: Whether the rows are some of a log's, not all: what they say by themselves is to be asked.
    ///   - next: Gives the next rows to restore, none at the end.
    ///   - progress: Called now and then, as the tables are made from them, with the events read and those there are.
    /// - Throws: ``LogError/exists(path:)`` where there is a file already.
    public static func create(
        at path: String, isExcerpt: Bool = false, restoring next: () throws -> [LogRow] = { [] },
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Ledger {
        let log = try EventLog.create(at: path) { log in
            try ProjectionSchema.create(on: log.connection, in: .main)
            try ProjectionSchema.createRest(on: log.connection, but: nil)
            try ProjectionTables(connection: log.connection, place: .main).markCurrent(through: 0)
            _ = try Ledger(log).fill(next, isExcerpt: isExcerpt, progress: progress)
        }
        return Ledger(log)
    }

    /// Opens a ledger, and rebuilds tables that are missing, of another version or behind the log.
    ///
    /// - Parameter progress: Called now and then, where they are rebuilt, with the events read and those there are.
    /// - Throws: ``LogError`` where the file is no whole ledger, ``LedgerError/damagedTables(_:)`` where the tables are
    ///   not current and the file may not be written to, ``LedgerError/tablesAhead(known:log:)`` where they know more
    ///   events than there are.
    public static func open(
        _ path: String, for access: Access = .reading, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Ledger {
        let ledger = Ledger(try EventLog.open(path, for: access))
        if try ledger.isCurrent() { return ledger }
        if access == .writing {
            _ = try ledger.replay(progress: progress)
        } else {
            do {
                try open(path, for: .writing, progress: progress).close()
            } catch LogError.readOnly {
                throw LedgerError.damagedTables("they are not current, and the file may not be written to")
            }
        }
        return ledger
    }

    /// Whether the tables know every event of the log.
    func isCurrent() throws -> Bool {
        let (known, last) = try reading { (try tables.currentThrough(), try log.head().seq) }
        if let known, known > last {
            // They may be all that is left of events that were removed: making them anew would take that away.
            throw LedgerError.tablesAhead(known: known, log: last)
        }
        return known == last
    }

    /// Opens a ledger for writing whatever its tables say, to make them anew.
    static func openForMending(_ path: String) throws -> Ledger {
        Ledger(try EventLog.open(path, for: .writing))
    }

    /// Opens a ledger for reading whatever state its tables are in, to compare them with the log.
    public static func openForChecking(_ path: String) throws -> Ledger {
        Ledger(try EventLog.open(path, for: .reading))
    }

    /// Opens a ledger for reading whatever state it is in: no table, index or trigger is looked at.
    static func openDespiteDamage(_ path: String) throws -> Ledger {
        Ledger(try EventLog.openDespiteDamage(path))
    }

    /// Closes the ledger; a writer leaves everything in the one file.
    public func close() throws { try log.close() }

    /// Where the log ends.
    public func head() throws -> EventLog.Head { try log.head() }
}
