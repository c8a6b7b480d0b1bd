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
    /// How far the tables were at the last question, where an import has them follow behind the log; nil where they knew
    /// every event.
    public internal(set) var lag: ProjectionLag?
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
            try ProjectionSchema.createRest(on: log.connection)
            try ProjectionTables(connection: log.connection, place: .main).markCurrent(through: 0)
            _ = try Ledger(log).fill(next, isExcerpt: isExcerpt, progress: progress)
        }
        return Ledger(log)
    }

    /// Opens a ledger, and rebuilds tables that are missing, of another version or behind the log.
    ///
    /// While an import has the log go first, a reader answers from what the tables know, and ``lag`` says how far that
    /// is; a writer waits for the import's end.
    ///
    /// - Parameters:
    ///   - waiting: Called where a writer has to wait.
    ///   - progress: Called now and then, where tables are rebuilt, with the events read and those there are.
    /// - Throws: ``LogError`` where the file is no whole ledger, ``LedgerError/damagedTables(_:)`` where the tables are
    ///   not current and the file may not be written to, ``LedgerError/tablesAhead(known:log:)`` where they know more
    ///   events than there are.
    public static func open(
        _ path: String, for access: Access = .reading, waiting: () -> Void = {},
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Ledger {
        let ledger = Ledger(try EventLog.open(path, for: access))
        if try ledger.isCurrent() { return ledger }
        if access == .writing {
            try ledger.catchUp(waiting: waiting, progress)
            return ledger
        }
        if ImportTurn.isTaken(ledger: path), try ledger.lagNow() != nil { return ledger }
        // An import may have come to its end between the two looks.
        if try ledger.isCurrent() { return ledger }
        do {
            try open(path, for: .writing, waiting: waiting, progress: progress).close()
        } catch LogError.readOnly {
            throw LedgerError.damagedTables("they are not current, and the file may not be written to")
        }
        _ = try ledger.state()
        return ledger
    }

    /// Makes the tables current, once nobody else is about to.
    func catchUp(waiting: () -> Void = {}, _ progress: (Int, Int) -> Void) throws {
        let turn = try ImportTurn(ledger: path, waiting: waiting)
        defer { withExtendedLifetime(turn) {} }
        if try !isCurrent() { _ = try replayInTurn(progress: progress) }
        _ = try state()
    }

    /// How far the tables are behind the log; nil where they are not, or say nothing.
    func lagNow() throws -> ProjectionLag? {
        try reading { try tables.currentThrough() == nil ? nil : lag }
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

/// Tables that follow behind the log while an import goes on.
public struct ProjectionLag: Hashable, Sendable, CustomStringConvertible {
    /// The last event that they know: answers are given from these.
    public let known: Int
    /// The last event of the log as the ledger was opened.
    public let last: Int

    /// How far they are, in words.
    public var description: String {
        "an import is going on: the tables know the log through event \(known) of \(last), and this is answered from there"
    }
}
