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

        package init(seq: Int, batch: Int, recorded: RecordedTime?) {
            self.seq = seq
            self.batch = batch
            self.recorded = recorded
        }
    }

    /// The ledger file.
    public let path: String
    /// The connection, for the tables that live in the same file.
    package let connection: Connection
    let lock: CommitLock?
    /// The files that commits go to, as they were when the log was opened for writing.
    private var files: [FileStatus.Identity?] = []
    /// What the write that is going on has read; nil outside of one.
    var readEvents: ReadEvents?
    /// Reads the bodies of single rows: its memory stays.
    var bodyReader: BodyReader
    /// The rows that parts of a write changed and that were undone again.
    private var undoneChanges = 0

    /// How large the write-ahead log may grow before a writer moves it into the file, which puts both on disk: so large
    /// that pages which many commits touch are moved once, and that reading it after a crash takes no time that is seen.
    private static let checkpointBytes = 32_000_000
    /// How long a writer waits for others, and a reader for the file.
    static let busyTimeoutMilliseconds = 60_000
    /// How much of the file a writer keeps in memory.
    private static let cacheKibibytes = 65_536

    /// What every writer sets SQLite's `synchronous` to: a commit returns when it is on disk.
    static let synchronous = "full"

    private init(path: String, connection: Connection, lock: CommitLock?) {
        self.path = path
        self.connection = connection
        self.lock = lock
        bodyReader = BodyReader(connection)
    }

    /// Makes an empty ledger in a new file, or in one that holds nothing: what a creation leaves that was cut off.
    ///
    /// - Parameter prepare: Makes the tables of the projections, in the same transaction.
    /// - Throws: ``LogError/exists(path:)`` where there is a file with something in it.
    public static func create(at path: String, prepare: (EventLog) throws -> Void) throws -> EventLog {
        let isNew = try FileStatus.make(path)
        guard isNew || holdsNothing(path) else { throw LogError.exists(path: path) }
        do {
            return try translating(path) {
                let connection = try Connection(path: path, options: options(.readWrite))
                let lock = try CommitLock(ledger: path)
                let log = EventLog(path: path, connection: connection, lock: lock)
                try lock.hold {
                    // Of several that found nothing the first to hold the lock makes the ledger.
                    guard try LogSchema.isAbsent(in: connection) else { throw LogError.exists(path: path) }
                    try log.configure()
                    try log.commit {
                        try LogSchema.create(on: connection)
                        try prepare(log)
                    }
                }
                return log
            }
        } catch LogError.exists {
            throw LogError.exists(path: path)
        } catch {
            // Half a ledger is none, and would be in the way of the next attempt.
            if isNew { for suffix in ["", "-wal", "-shm", "-lock"] { FileStatus.remove(path + suffix) } }
            throw error
        }
    }

    /// Whether a file that is there is one that a creation made and did not fill.
    private static func holdsNothing(_ path: String) -> Bool {
        // Until its first commit is moved into it, a database has one page at most.
        guard FileStatus.isFile(path), FileStatus.size(path) <= 4_096,
            let connection = try? Connection(path: path, options: options(.readWrite))
        else { return false }
        return (try? LogSchema.isAbsent(in: connection)) ?? false
    }

    /// Opens a ledger.
    ///
    /// - Throws: ``LogError`` where the file is missing, no ledger, from a later version, or its log is not whole.
    public static func open(_ path: String, for access: Access) throws -> EventLog {
        guard try FileStatus.find(path) else { throw LogError.missing(path: path) }
        return try translating(path) {
            // A writer needs the files of the write-ahead log and the lock beside the ledger.
            let canWrite = FileStatus.isWritable(path) && FileStatus.isFolderWritable(of: path)
            if access == .writing && !canWrite { throw LogError.readOnly(path: path) }
            let connection = try Connection(path: path, options: options(mode(path, access)))
            let lock = access == .writing ? try CommitLock(ledger: path) : nil
            let log = EventLog(path: path, connection: connection, lock: lock)
            let version = try translatingUnreadable(path, connection) { try LogSchema.check(connection, path: path) }
            if let lock {
                try log.configure(holding: lock)
            } else {
                // Of the 2.9 MB that questions about the past of an organisation with 50,000 tenures read, SQLite's own
                // 2 MB forget a part before it is asked for again: reading it took 340 µs and not 300. What is read once,
                // as by a command, takes no more memory for it: that is taken as pages are read.
                _ = try connection.setPragma("cache_size", to: -cacheKibibytes)
            }
            // What has today's tables is read as it stands.
            if version < LogSchema.version, access == .writing || version != LogSchema.versionOfWholeBodies {
                guard canWrite else { throw LogError.olderLedger(path: path, version: Int(version)) }
                if access == .writing { try log.upgrade() } else { try open(path, for: .writing).close() }
            }
            // What a redaction could not finish: where it cannot be done now either, the next writer tries.
            if access == .writing { _ = try? log.finishErasures(waitingMilliseconds: 0) }
            return log
        }
    }

    private static func mode(_ path: String, _ access: Access) -> Connection.Access {
        // A reader needs the shared-memory file of the write-ahead log; where it cannot be made, nobody writes either.
        if FileStatus.isWritable(path) && FileStatus.isFolderWritable(of: path) { return .readWrite }
        let name = FileStatus.resolved(path)
        // Whoever writes has the shared-memory file: without it, and with nothing in the log, nobody does.
        let isAtRest =
            !FileStatus.exists(name + "-wal")
            || FileStatus.size(name + "-wal") == 0 && !FileStatus.exists(name + "-shm")
        return access == .reading && isAtRest ? .immutable : .readOnly
    }

    /// Says what keeps a file from being read whose newest events are still in its write-ahead log.
    private static func translatingUnreadable<Result>(
        _ path: String, _ connection: Connection, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let error as SQLiteError where error.kind == .cantOpen && connection.options.access == .readOnly {
            throw LogError.storage(
                path: path,
                description:
                    "\(path): its newest events are in \(path)-wal, which can be read only where the folder may "
                    + "be written to; copy both files into such a folder")
        }
    }

    private static func options(_ access: Connection.Access) -> Connection.Options {
        Connection.Options(
            access: access, busyTimeoutMilliseconds: busyTimeoutMilliseconds, automaticCheckpointPages: 0,
            checkpointsOnClose: false,
            limits: Limit.defaults.merging([.valueBytes: longestRow]) { $1 })
    }

    /// The longest row that is read or written, in bytes: well above any that a ledger makes, so that a file from
    /// somebody else does not fill the memory.
    private static let longestRow = 32 << 20

    /// Opens a ledger for reading without a look at its tables, indices and triggers: for comparing, never for writing.
    package static func openDespiteDamage(_ path: String) throws -> EventLog {
        guard try FileStatus.find(path) else { throw LogError.missing(path: path) }
        return try translating(path) {
            EventLog(path: path, connection: try connectForVerifying(path), lock: nil)
        }
    }

    /// Opens a ledger for mending without a look at its tables, indices and triggers.
    static func openForMending(_ path: String) throws -> EventLog {
        guard try FileStatus.find(path) else { throw LogError.missing(path: path) }
        guard FileStatus.isWritable(path), FileStatus.isFolderWritable(of: path) else {
            throw LogError.readOnly(path: path)
        }
        return try translating(path) {
            let connection = try Connection(path: path, options: options(.readWrite))
            let lock = try CommitLock(ledger: path)
            let log = EventLog(path: path, connection: connection, lock: lock)
            try log.configure(holding: lock)
            return log
        }
    }

    /// A connection for looking at a file in whatever state it is.
    static func connectForVerifying(_ path: String) throws -> Connection {
        try Connection(path: path, options: options(mode(path, .reading)))
    }

    /// Sets the connection of a writer up; a file that somebody took out of write-ahead logging goes back to it.
    private func configure(holding lock: CommitLock? = nil) throws {
        // Changing the mode writes, and closing the old journal is a checkpoint of its own.
        var mode = try connection.pragmaText("journal_mode")
        if mode != "wal" {
            let change = { [connection] in try connection.setPragma("journal_mode", to: "wal") }
            mode = try lock.map { try $0.hold(change) } ?? change()
        }
        // Write-ahead logging lets readers go on while somebody writes; FULL puts each commit on disk before it returns.
        _ = try connection.setPragma("synchronous", to: Self.synchronous)
        // What has been moved into the file is cut off as the log begins anew: only so does its size say how much is
        // left to move, and a checkpoint follows as it has grown instead of every commit.
        _ = try connection.setPragma("journal_size_limit", to: 0)
        // A writer touches pages of many indices: in kibibytes, negated, as the pragma has it.
        _ = try connection.setPragma("cache_size", to: -Self.cacheKibibytes)
        guard mode == "wal", try connection.pragmaInteger("synchronous") == 2 else {
            throw LogError.storage(
                path: path,
                description: "\(path): this file system does not support write-ahead logging; "
                    + "keep the ledger on a local disk")
        }
        // A commit is on disk only where the name of the file that it went to is; the first look makes that file.
        _ = try connection.pragmaInteger("schema_version")
        try FileStatus.syncFolder(of: FileStatus.resolved(path))
        files = filesNow()
    }

    private func filesNow() -> [FileStatus.Identity?] {
        let name = FileStatus.resolved(path)
        return [FileStatus.identity(name), FileStatus.identity(name + "-wal")]
    }

    /// Makes sure that what is committed is in the files that others will open.
    private func checkFiles(_ remark: String) throws {
        guard filesNow() != files else { return }
        throw LogError.storage(
            path: path,
            description: "\(path): the ledger, or its -wal file, was removed or replaced while it was open; \(remark)")
    }

    /// Closes the log; the last writer moves what it wrote into the one file.
    ///
    /// A reader of an older state keeps the last writer from doing so; the file with its `-wal` is whole nevertheless.
    public func close() throws {
        try translating {
            if lock != nil {
                // What cannot be moved now, the next writer moves.
                _ = try? connection.setPragma("busy_timeout", to: 0)
                try? checkpoint(.truncate)
            }
            try connection.close()
        }
    }

    /// Moves what was written into the one file, while nobody else commits.
    package func checkpoint(_ mode: Connection.CheckpointMode) throws {
        guard let lock else { throw LogError.readOnly(path: path) }
        try translating { try lock.hold { _ = try connection.checkpoint(mode) } }
    }

    /// Runs `body` as the only writer, in one transaction that is on disk when this returns.
    public func write<Result>(_ body: () throws -> Result) throws -> Result {
        guard let lock else { throw LogError.readOnly(path: path) }
        return try translating { try lock.hold { try commit(body) } }
    }

    /// Runs `body` in one transaction that is on disk when this returns, while the lock is held.
    private func commit<Result>(_ body: () throws -> Result) throws -> Result {
        try checkFiles("nothing was recorded: put it back, or run the command again on the one that is there")
        readEvents = ReadEvents()
        defer { readEvents = nil }
        let changes = keptChanges
        let result = try connection.transaction(.immediate) { try heeding(body) }
        // What is there already is acknowledged without a commit, and whoever wrote it may have died too early.
        if keptChanges == changes { try FileStatus.sync(FileStatus.resolved(path) + "-wal") }
        try checkFiles("what was being recorded may be lost: look with `annals log`, then record what is missing again")
        // The commit is on disk: what a checkpoint cannot do now, a later one does.
        if FileStatus.size(FileStatus.resolved(path) + "-wal") > Self.checkpointBytes {
            _ = try? connection.checkpoint(.passive)
        }
        return result
    }

    private var keptChanges: Int { connection.totalChanges - undoneChanges }

    /// Runs `body` inside a ``write(_:)``, as a part of it that leaves nothing where it throws, and the rest as it is.
    ///
    /// - Throws: What `body` throws. Where the file could not be written or read the whole write fails, whatever its
    ///   other parts do.
    public func part<Result>(_ body: () throws -> Result) throws -> Result {
        if let failure = connection.failure { try translating { throw failure } }
        let changes = connection.totalChanges
        do {
            return try translating { try connection.savepoint(body) }
        } catch {
            undoneChanges += connection.totalChanges - changes
            readEvents?.forget()
            throw error
        }
    }

    /// Runs `body` on one state of the ledger, whatever others append meanwhile.
    public func read<Result>(_ body: () throws -> Result) throws -> Result {
        if connection.isInTransaction { return try body() }
        return try translating { try connection.transaction(.deferred) { try heeding(body) } }
    }

    /// Runs `body` in a transaction, and keeps nothing of it where the file could not be read and `body` did not mind.
    private func heeding<Result>(_ body: () throws -> Result) throws -> Result {
        let result = try body()
        if let failure = connection.failure { throw failure }
        return result
    }

    /// The size of a file in bytes, 0 where there is none.
    package static func size(ofFileAt path: String) -> Int { FileStatus.size(path) }

    /// Where the log ends now.
    ///
    /// - Throws: ``LogError/storage(path:description:)`` where that is beyond what a ledger can have written.
    public func head() throws -> Head {
        try translating {
            let seq = try connection.statement("SELECT max(seq) FROM events").first { $0.optionalInteger(0) } ?? nil
            let last = try connection.statement("SELECT batch, recorded FROM batches ORDER BY batch DESC LIMIT 1")
                .first { (Int($0.integer(0)), $0.integer(1)) }
            let batch = try checked(last?.0 ?? 0, "the last batch")
            return Head(
                seq: try checked(Int(seq ?? 0), "the last event"), batch: batch,
                recorded: try last.map { try checked($0.1, ofBatch: batch) })
        }
    }

    /// Turns the engine's errors into the log's.
    func translating<Result>(_ body: () throws -> Result) throws -> Result {
        try Self.translating(path, body)
    }

    static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
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
