internal import CSQLite

extension SQLiteError: CustomStringConvertible {
    /// Where, what, and what to do, on one line: for a person to read.
    public var description: String {
        var text = "\(path): \(what) (\(name): \(SQLiteError.shortened(message))"
        if let systemReason { text += "; \(systemReason)" }
        text += ")"
        if let sql { text += " in \"\(SQLiteError.shortened(sql))\"" }
        return text + ": " + advice
    }

    /// What went wrong, in a few words.
    public var what: String {
        switch kind {
        case .busy where isStaleSnapshot: "another connection wrote after this transaction began to read"
        case .busy: "the database is in use by another connection"
        case .full: "the disk is full"
        case .readOnly: "the database cannot be written to"
        case .corrupt: "the database file is damaged, or its disk cannot be read"
        case .notADatabase: "the file is not an SQLite database"
        case .ioError: "reading or writing the file failed"
        case .cantOpen: "the file cannot be opened"
        case .constraint: "the row breaks \(constraintText)"
        case .interrupt: "the statement was interrupted"
        case .tooBig: "a value or the statement is too long"
        case .misuse: "the database was used in a way it must not be"
        case .schema: "the tables changed meanwhile"
        case .aborted: "the transaction was rolled back"
        case .locking: "the locks of the file cannot be had"
        case .other where code == SQLITE_NOMEM: "there is not enough memory"
        case .other: "the statement failed"
        }
    }

    /// What to do about it, as a sentence without its full stop.
    public var advice: String {
        switch kind {
        case .busy where isStaleSnapshot: "begin the transaction anew; nothing of it was kept"
        case .busy: "wait for the other one to finish and run the command again; nothing was changed"
        case .full: "free some space and run the command again; what was being written was undone"
        case .readOnly:
            "check who may write to the file and its folder, and that neither is on a read-only disk; "
                + "nothing was changed"
        case .corrupt:
            "check the disk and the system's log; where they show nothing, write nothing more to the file, keep a copy, "
                + "and restore it from a backup"
        case .notADatabase: "check the path; the file was not touched"
        case .ioError: "check the disk and the system's log, then run the command again"
        case .cantOpen: "check that the file and its folder exist and may be read"
        case .constraint: "change the row; nothing was changed"
        case .interrupt: "run it again; nothing was changed"
        case .tooBig: "give a shorter one; nothing was changed"
        case .misuse: "this is a mistake in the program; please report it"
        case .schema: "run the command again; nothing was changed"
        case .locking: "keep the file on a local disk, and run the command again"
        case .aborted: "mend the first error and run the whole again; nothing of it was kept"
        case .other where code == SQLITE_NOMEM: "close other programs and run the command again; nothing was changed"
        case .other: "check that the file was made by this program in this version; nothing was changed"
        }
    }

    private var isStaleSnapshot: Bool { code == SQLITE_BUSY && extendedCode >> 8 == 2 }

    private var constraintText: String {
        switch constraint {
        case .check: "a CHECK of its table"
        case .foreignKey: "a reference to another row"
        case .notNull: "a column that must not be NULL"
        case .primaryKey, .unique, .rowID: "uniqueness: there is such a row already"
        case .trigger: "a rule that a trigger keeps"
        case .dataType: "the type of a column"
        case .other, nil: "a rule of its table"
        }
    }

    private var systemReason: String? {
        switch systemCode {
        case 0: nil
        case EACCES, EPERM: "permission denied"
        case EDQUOT: "the disk quota is used up"
        case EFBIG: "the file is as large as it may be"
        case EIO: "the device reports an error"
        case EISDIR: "it is a folder"
        case EMFILE, ENFILE: "too many files are open"
        case ENOENT: "no such file or folder"
        case ENOSPC: "no space is left on the device"
        case ENOTDIR: "a part of the path is no folder"
        case EROFS: "the disk is read-only"
        default: "system error \(systemCode)"
        }
    }

    /// A statement on one line, cut to a readable length.
    private static func shortened(_ sql: String) -> String {
        let words = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= 160 ? words : words.prefix(157) + "..."
    }
}
