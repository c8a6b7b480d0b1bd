import Events
import SQLite

/// The append-only log of events in one SQLite file.
///
/// Everything else in the file is made from it. Not for use by several threads at once: each opens its own.
public final class EventLog {
    /// What a log is opened for.
    public enum Access: Sendable {
        case reading
        case writing
    }

    /// Where the log ends.
    public struct Head: Hashable, Sendable {
        /// The position of the last event, 0 in an empty log.
        public let seq: Int
        /// The number of the last batch, 0 in an empty log.
        public let batch: Int
        /// When the last batch was recorded; nil in an empty log.
        public let recorded: RecordedTime?
    }

    /// The ledger file.
    public let path: String
    /// The connection, for the tables that live in the same file.
    package let connection: Connection
    private let lock: CommitLock?

    /// How large the write-ahead log may grow before a writer moves it into the file.
    private static let checkpointBytes = 4_000_000
    /// How much of the file a writer keeps in memory.
    private static let cacheKibibytes = 65_536

    private init(path: String, connection: Connection, lock: CommitLock?) {
        self.path = path
        self.connection = connection
        self.lock = lock
    }

    /// Makes an empty ledger in a new file.
    ///
    /// - Parameter prepare: Makes the tables of the projections, in the same transaction.
    /// - Throws: ``LogError/exists(path:)`` where there is a file.
    public static func create(at path: String, prepare: (EventLog) throws -> Void) throws -> EventLog {
        // Whoever makes the file makes the ledger: nobody else's may be removed below.
        guard try FileStatus.make(path) else { throw LogError.exists(path: path) }
        do {
            return try translating(path) {
                let connection = try Connection(path: path, options: options(.readWrite))
                let log = EventLog(path: path, connection: connection, lock: try CommitLock(ledger: path))
                try log.configure()
                try log.write {
                    try LogSchema.create(on: connection)
                    try prepare(log)
                }
                return log
            }
        } catch {
            // Half a ledger is none, and would be in the way of the next attempt.
            for suffix in ["", "-wal", "-shm", "-lock"] { FileStatus.remove(path + suffix) }
            throw error
        }
    }

    /// Opens a ledger.
    ///
    /// - Throws: ``LogError`` where the file is missing, no ledger, from a later version, or its log is not whole.
    public static func open(_ path: String, for access: Access) throws -> EventLog {
        guard FileStatus.exists(path) else { throw LogError.missing(path: path) }
        return try translating(path) {
            // A writer needs the files of the write-ahead log and the lock beside the ledger.
            let canWrite = FileStatus.isWritable(path) && FileStatus.isFolderWritable(of: path)
            if access == .writing && !canWrite { throw LogError.readOnly(path: path) }
            let connection = try Connection(path: path, options: options(mode(path, access)))
            let lock = access == .writing ? try CommitLock(ledger: path) : nil
            let log = EventLog(path: path, connection: connection, lock: lock)
            let version = try LogSchema.check(connection, path: path)
            if access == .writing { try log.configure() }
            if version < LogSchema.version {
                guard canWrite else { throw LogError.olderLedger(path: path, version: Int(version)) }
                if access == .writing { try log.upgrade() } else { try open(path, for: .writing).close() }
            }
            return log
        }
    }

    private static func mode(_ path: String, _ access: Access) -> Connection.Access {
        // A reader needs the shared-memory file of the write-ahead log; where it cannot be made, nobody writes either.
        if FileStatus.isWritable(path) && FileStatus.isFolderWritable(of: path) { return .readWrite }
        return access == .reading && !FileStatus.exists(FileStatus.resolved(path) + "-wal") ? .immutable : .readOnly
    }

    private static func options(_ access: Connection.Access) -> Connection.Options {
        Connection.Options(
            access: access, busyTimeoutMilliseconds: 60_000, automaticCheckpointPages: 0, checkpointsOnClose: false)
    }

    /// Opens a ledger for reading without a look at its tables, indices and triggers: for comparing, never for writing.
    package static func openDespiteDamage(_ path: String) throws -> EventLog {
        guard FileStatus.exists(path) else { throw LogError.missing(path: path) }
        return try translating(path) {
            EventLog(path: path, connection: try connectForVerifying(path), lock: nil)
        }
    }

    /// A connection for looking at a file in whatever state it is.
    static func connectForVerifying(_ path: String) throws -> Connection {
        try Connection(path: path, options: options(mode(path, .reading)))
    }

    private func configure() throws {
        // Write-ahead logging lets readers go on while somebody writes; FULL puts each commit on disk before it returns.
        let mode = try connection.setPragma("journal_mode", to: "wal")
        _ = try connection.setPragma("synchronous", to: "full")
        // A writer touches pages of many indices: in kibibytes, negated, as the pragma has it.
        _ = try connection.setPragma("cache_size", to: -Self.cacheKibibytes)
        guard mode == "wal", try connection.pragmaInteger("synchronous") == 2 else {
            throw LogError.storage(
                path: path,
                description: "\(path): this file system does not support write-ahead logging; "
                    + "keep the ledger on a local disk")
        }
    }

    /// Closes the log; the last writer moves what it wrote into the one file.
    ///
    /// A reader of an older state keeps the last writer from doing so; the file with its `-wal` is whole nevertheless.
    public func close() throws {
        try translating {
            if let lock {
                _ = try connection.setPragma("busy_timeout", to: 0)
                try lock.hold { _ = try? connection.checkpoint(.truncate) }
            }
            try connection.close()
        }
    }

    /// Runs `body` as the only writer, in one transaction that is on disk when this returns.
    public func write<Result>(_ body: () throws -> Result) throws -> Result {
        guard let lock else { throw LogError.readOnly(path: path) }
        return try translating {
            try lock.hold {
                let result = try connection.transaction(.immediate, body)
                // The commit is on disk: what a checkpoint cannot do now, a later one does.
                if FileStatus.size(FileStatus.resolved(path) + "-wal") > Self.checkpointBytes {
                    _ = try? connection.checkpoint(.passive)
                }
                return result
            }
        }
    }

    /// Runs `body` on one state of the ledger, whatever others append meanwhile.
    public func read<Result>(_ body: () throws -> Result) throws -> Result {
        if connection.isInTransaction { return try body() }
        return try translating { try connection.transaction(.deferred, body) }
    }

    /// Where the log ends now.
    public func head() throws -> Head {
        try translating {
            let seq = try connection.statement("SELECT max(seq) FROM events").first { $0.optionalInteger(0) } ?? nil
            let last = try connection.statement("SELECT batch, recorded FROM batches ORDER BY batch DESC LIMIT 1")
                .first { (Int($0.integer(0)), RecordedTime(microseconds: $0.integer(1))) }
            return Head(seq: Int(seq ?? 0), batch: last?.0 ?? 0, recorded: last?.1)
        }
    }

    /// Turns the engine's errors into the log's.
    func translating<Result>(_ body: () throws -> Result) throws -> Result {
        try Self.translating(path, body)
    }

    private static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SQLiteError {
            switch error.kind {
            case .notADatabase: throw LogError.notALedger(path: path)
            default: throw LogError.storage(path: path, description: error.description)
            }
        }
    }
}
