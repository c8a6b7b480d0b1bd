internal import CSQLite

/// A prepared statement: bind its values, step through its rows, read their columns.
///
/// Parameters are numbered from 1, as in `?1`; columns from 0. A statement belongs to the thread or task that has its
/// connection. A statement that has given a row holds a read transaction open until it has given its last, is reset,
/// or is let go of; `run`, `first` and `forEach` reset it themselves.
public final class Statement {
    /// The statement's text, with its parameters and never their values.
    public let sql: String

    // The pointer is valid for as long as this object: it is finalized, or handed to the cache, only in `deinit`, and
    // SQLite does not close a connection that still has statements.
    let pointer: OpaquePointer
    let connection: Connection
    private let isCached: Bool
    /// Where in the cache it goes back to, where its text has a place there.
    private let place: StatementCache.Place?
    private(set) var isRunning = false
    private var columnsInRow = 0

    /// The columns whose bytes are lent out now, one bit each, the last for all from 63 on.
    @usableFromInline
    var lentColumns: UInt64 = 0

    init(
        _ pointer: OpaquePointer, sql: String, connection: Connection, isCached: Bool,
        _ place: StatementCache.Place? = nil
    ) {
        self.pointer = pointer
        self.sql = sql
        self.connection = connection
        self.isCached = isCached
        self.place = place
    }

    deinit {
        // No column is lent: a loan lives inside a call on this object, which holds it.
        if isCached {
            if isRunning { sqlite3_reset(pointer) }
            settleEffort()
            sqlite3_clear_bindings(pointer)
            connection.checkIn(pointer, sql, place)
        } else {
            settleEffort()
            sqlite3_finalize(pointer)
        }
        connection.settle()
    }

    /// Moves to the next row: true where there is one, false at the end.
    ///
    /// At the end, and after an error, the statement is reset: its values stay bound and the next step starts anew.
    public func step() throws(SQLiteError) -> Bool {
        precondition(lentColumns == 0, "a statement cannot move on while bytes of its row are lent out")
        if !isRunning { try connection.admit(sql) }
        let code = sqlite3_step(pointer)
        if code == SQLITE_ROW {
            isRunning = true
            connection.statementEffort.rowsGiven += 1
            columnsInRow = Int(sqlite3_data_count(pointer))
            return true
        }
        // The error is read before the reset, which may overwrite it.
        let failure = code == SQLITE_DONE ? nil : connection.error(code, sql)
        rewind()
        if let failure { throw failure }
        return false
    }

    /// Runs the statement to its end and drops any rows it gives.
    public func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Goes back to before the first row; bound values stay.
    public func reset() {
        precondition(lentColumns == 0, "a statement cannot be reset while bytes of its row are lent out")
        // `step` has rewound a statement that came to its end or failed.
        if isRunning { rewind() }
    }

    private func rewind() {
        // The code is that of the last step, which `step` throws.
        sqlite3_reset(pointer)
        settleEffort()
        isRunning = false
        columnsInRow = 0
        connection.settle()
    }

    /// Runs the statement from its start and gives its first row to `body`; nil where there is no row.
    ///
    /// Rows after the first are not looked at.
    @inlinable
    public func first<Result>(_ body: (Statement) throws -> Result) throws -> Result? {
        reset()
        defer { reset() }
        guard try step() else { return nil }
        return try body(self)
    }

    /// Runs the statement from its start and gives each row to `body`.
    @inlinable
    public func forEach(_ body: (Statement) throws -> Void) throws {
        reset()
        defer { reset() }
        while try step() {
            try body(self)
        }
    }

    /// How many columns a row has; 0 for a statement that gives none.
    public var columnCount: Int { Int(sqlite3_column_count(pointer)) }

    /// How many parameters there are to bind.
    public var parameterCount: Int { Int(sqlite3_bind_parameter_count(pointer)) }

    /// Whether the statement leaves the database file as it is.
    public var isReadOnly: Bool { sqlite3_stmt_readonly(pointer) != 0 }

    /// The column as SQLite counts it, after checking that the row has it.
    @inline(__always)
    func checked(_ column: Int) -> Int32 {
        precondition(column >= 0 && column < columnsInRow, "there is no row, or it has no such column")
        return Int32(truncatingIfNeeded: column)
    }
}
