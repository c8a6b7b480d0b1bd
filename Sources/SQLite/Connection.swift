internal import CSQLite

/// One connection to an SQLite database file.
///
/// A connection and its statements belong to one thread or task at a time (they are not `Sendable`): SQLite is opened
/// without its own locks. Work in parallel with one connection each; only `interruptHandle` may be used elsewhere.
///
/// Opening hardens the connection against what a hostile or damaged file could hold: defensive mode, a schema that is
/// not trusted, no string in double quotes, checked cells, and bounds on values and statements.
public final class Connection {
    /// The path as it was given to `init`.
    public let path: String

    /// The options as they were given to `init`.
    public let options: Options

    /// Stops this connection's running statements from elsewhere.
    public let interruptHandle: InterruptHandle

    // Private to the module; nil once closed. Every use goes through `handle()` or a nil check.
    private(set) var database: OpaquePointer?
    private var cache: StatementCache
    /// What RowInsertion.swift lends rows by; nil until it is needed. SQLite frees it with the connection.
    var lentRows: UnsafeMutablePointer<annals_rows>?

    // The state that Transaction.swift keeps.
    var isInsideTransactionBody = false
    var rollbackIsDue = false
    var savepointDepth = 0

    /// What statements have taken that have been reset or have ended, and the rows that all of them gave.
    var statementEffort = Effort()

    /// The first error since the last transaction began by which the file could not be read or written.
    ///
    /// For callers whose parts may pass over errors of their own, and must not pass over this one.
    public internal(set) var failure: SQLiteError?

    /// Opens a database file.
    ///
    /// The file is not read until the first statement, so a file that is no database is found out only then.
    /// `:memory:` is a private database in memory; a file of that name is `./:memory:`.
    ///
    /// - Throws: `cantOpen` where there is no such file or folder or no permission, `readOnly` where writing is asked
    ///   for and the file can only be read.
    public init(path: String, options: Options = Options()) throws(SQLiteError) {
        let database = try Connection.open(path, options)
        self.path = path
        self.options = options
        self.database = database
        interruptHandle = InterruptHandle(database)
        cache = StatementCache(capacity: options.statementCacheCapacity)
    }

    deinit {
        // Every `Statement` holds its connection, so none is left here and only idle ones keep SQLite's connection.
        guard let database else { return }
        interruptHandle.invalidate()
        cache.removeAll()
        sqlite3_close(database)
    }

    /// Closes the connection now rather than when it is let go of.
    ///
    /// Closing the last connection to a database in WAL mode checkpoints it (unless the options say otherwise).
    /// A second call does nothing.
    ///
    /// - Throws: `busy` while a `Statement` of this connection is still held; the connection then stays open.
    public func close() throws(SQLiteError) {
        guard let database else { return }
        interruptHandle.invalidate()
        cache.removeAll()
        let code = sqlite3_close(database)
        guard code == SQLITE_OK else {
            interruptHandle.restore(database)
            throw error(code, nil)
        }
        self.database = nil
    }

    /// Whether the connection has been closed.
    public var isClosed: Bool { database == nil }

    /// Runs one or several statements and drops any rows they give. The whole text is bounded by
    /// `Limit.statementBytes`.
    ///
    /// - Throws: the error of the first statement that fails, with that statement's text; those before it are done.
    public func execute(_ sql: String) throws(SQLiteError) {
        try admit(sql)
        var remaining = Script(sql)
        while let next = try remaining.prepareNext(on: self, persistent: false) {
            // Dropping the statement at the end of the turn finalizes it.
            let statement = Statement(next.pointer, sql: next.sql, connection: self, isCached: false)
            while try statement.step() {}
        }
    }

    /// A prepared statement for one SQL statement, with no values bound.
    ///
    /// The statement is taken from a cache and goes back to it, reset and with its values cleared, when the last
    /// reference to it ends. Asking for the same text twice gives two independent statements. Keep one across a
    /// loop: a look-up hashes the text.
    ///
    /// - Throws: `other` for SQL that does not fit the database, `misuse` for no statement or more than one.
    public func statement(_ sql: String) throws(SQLiteError) -> Statement {
        let (idle, place) = cache.take(sql)
        if let idle { return Statement(idle, sql: sql, connection: self, isCached: true, place) }
        var script = Script(sql)
        guard let first = try script.prepareNext(on: self, persistent: true) else {
            throw misuse("there is no statement in this text", sql)
        }
        do throws(SQLiteError) {
            if let second = try script.prepareNext(on: self, persistent: false) {
                sqlite3_finalize(second.pointer)
                throw misuse("there is more than one statement in this text", sql)
            }
        } catch {
            // Not yet in a `Statement`, so nothing else finalizes it.
            sqlite3_finalize(first.pointer)
            throw error
        }
        return Statement(first.pointer, sql: sql, connection: self, isCached: true)
    }

    /// Takes a statement back as its `Statement` ends; it is reset and has no bound values.
    func checkIn(_ pointer: OpaquePointer, _ sql: String, _ place: StatementCache.Place?) {
        cache.put(pointer, sql, place)
    }

    /// How many prepared statements are idle in the cache.
    var idleStatementCount: Int { cache.count }

    /// How many rows the last INSERT, UPDATE or DELETE changed, triggers not counted.
    public var changes: Int {
        database.map { Int(sqlite3_changes64($0)) } ?? 0
    }

    /// How many rows have been changed since the connection was opened, triggers counted.
    public var totalChanges: Int {
        database.map { Int(sqlite3_total_changes64($0)) } ?? 0
    }

    /// The rowid of the last row inserted, 0 before any.
    public var lastInsertRowID: Int64 {
        database.map { sqlite3_last_insert_rowid($0) } ?? 0
    }

    /// The version of the library in use, "3.40.1".
    public static var libraryVersion: String {
        // A constant of the library: never null, never freed, ends with NUL.
        String(cString: sqlite3_libversion())
    }

    /// The version of the library in use as a number: 3.40.1 is 3,040,001.
    public static var libraryVersionNumber: Int {
        Int(sqlite3_libversion_number())
    }

    /// Whether the library in use can lose commits when one process moves the write-ahead log while another commits.
    ///
    /// Mended in 3.51.3, and in 3.50.7 and 3.44.6 before (<https://sqlite.org/wal.html#walresetbug>).
    public static var losesCommitsBesideCheckpoints: Bool { losesCommitsBesideCheckpoints(libraryVersionNumber) }

    /// Whether a version, 3,040,001 for 3.40.1, is one of those.
    static func losesCommitsBesideCheckpoints(_ version: Int) -> Bool {
        switch version {
        case 3_044_006..<3_045_000, 3_050_007..<3_051_000, 3_051_003...: false
        default: true
        }
    }

    /// The live connection, or an error once it is closed.
    func handle() throws(SQLiteError) -> OpaquePointer {
        guard let database else { throw misuse("the connection is closed", nil) }
        return database
    }

    /// The error that SQLite has just reported on this connection.
    func error(_ code: Int32, _ sql: String?) -> SQLiteError {
        guard let database else { return misuse("the connection is closed", sql) }
        let error = SQLiteError(code, database: database, sql: sql, path: path)
        if isInsideTransactionBody, failure == nil, error.leavesNothingToTrust { failure = error }
        return error
    }

    /// An error of the program that calls.
    func misuse(_ message: String, _ sql: String?) -> SQLiteError {
        SQLiteError(extendedCode: SQLITE_MISUSE, message: message, sql: sql, path: path)
    }
}
