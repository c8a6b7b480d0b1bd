internal import CSQLite

/// An error that SQLite reports, with what it concerns and what can be done.
///
/// The statement's text is as it was prepared: bound values are never part of it.
public struct SQLiteError: Error, Sendable, Hashable {
    /// SQLite's extended result code (<https://www.sqlite.org/rescode.html>).
    public let extendedCode: Int32

    /// SQLite's own words, or this layer's where SQLite was not asked.
    public let message: String

    /// The text of the statement, where there was one.
    public let sql: String?

    /// The path of the database, as it was opened.
    public let path: String

    /// The operating system's error number behind an I/O error, 0 where there is none.
    public let systemCode: Int32

    init(extendedCode: Int32, message: String, sql: String?, path: String, systemCode: Int32 = 0) {
        self.extendedCode = extendedCode
        self.message = message
        self.sql = sql
        self.path = path
        self.systemCode = systemCode
    }

    /// The error that the last call on a connection has reported.
    init(_ code: Int32, database: OpaquePointer, sql: String?, path: String) {
        // The message is never null, ends with NUL, and is copied before any other call on the connection.
        let message = String(cString: sqlite3_errmsg(database))
        let primary = code & 0xFF
        // SQLite keeps the number from call to call; it belongs to this error only for these two.
        let hasSystemCode = primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN
        self.init(
            extendedCode: code, message: message, sql: sql, path: path,
            systemCode: hasSystemCode ? sqlite3_system_errno(database) : 0)
    }

    /// SQLite's primary result code, the low byte of the extended one.
    public var code: Int32 { extendedCode & 0xFF }

    /// SQLite's name of the extended code ("SQLITE_CONSTRAINT_UNIQUE"), or of the primary code where it has none.
    public var name: String { ResultCode.name(extendedCode) }

    /// What went wrong, as far as a caller acts on it.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// Another connection holds a lock.
        case busy
        /// The disk, the quota or `max_page_count` is used up.
        case full
        /// The file, or the connection, cannot be written to.
        case readOnly
        /// The file is damaged.
        case corrupt
        /// The file is no SQLite database.
        case notADatabase
        /// The operating system could not read or write.
        case ioError
        /// The file could not be opened.
        case cantOpen
        /// A row breaks a rule of its table.
        case constraint
        /// The statement was interrupted.
        case interrupt
        /// A value or a statement is beyond its bound.
        case tooBig
        /// The program used SQLite in a way that it must not.
        case misuse
        /// The tables changed while the statement ran.
        case schema
        /// SQLite rolled the transaction back.
        case aborted
        /// The locks of the file could not be had, and nobody is known to hold them.
        case locking
        /// Anything else: SQL that does not fit the database, no memory.
        case other
    }

    /// What went wrong, as far as a caller acts on it.
    public var kind: Kind {
        switch code {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_FULL: .full
        case SQLITE_READONLY: .readOnly
        case SQLITE_CORRUPT: .corrupt
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_IOERR: .ioError
        case SQLITE_CANTOPEN: .cantOpen
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_INTERRUPT: .interrupt
        case SQLITE_TOOBIG: .tooBig
        case SQLITE_MISUSE: .misuse
        case SQLITE_SCHEMA: .schema
        case SQLITE_ABORT: .aborted
        case SQLITE_PROTOCOL: .locking
        default: .other
        }
    }

    /// Whether what a transaction has read or written cannot be relied on after this.
    var leavesNothingToTrust: Bool {
        switch kind {
        case .ioError, .corrupt, .full, .cantOpen, .notADatabase, .locking: true
        case .other: code == SQLITE_NOMEM
        default: false
        }
    }

    /// The rule that a row breaks.
    public enum Constraint: Sendable, Hashable, CaseIterable {
        case check, foreignKey, notNull, primaryKey, trigger, unique, rowID, dataType, other
    }

    /// The rule that a row breaks, where that is the error.
    public var constraint: Constraint? {
        guard kind == .constraint else { return nil }
        return switch extendedCode >> 8 {
        case 1: .check
        case 3: .foreignKey
        case 5: .notNull
        case 6: .primaryKey
        case 7: .trigger
        case 8: .unique
        case 10: .rowID
        case 12: .dataType
        default: .other
        }
    }
}
