internal import CSQLite

extension Connection {
    /// Opens and hardens; on an error nothing stays open.
    static func open(_ path: String, _ options: Options) throws(SQLiteError) -> OpaquePointer {
        guard let name = DatabaseName(path: path, immutable: options.access == .immutable) else {
            throw SQLiteError(
                extendedCode: SQLITE_CANTOPEN, message: "a path is neither empty nor holds a NUL character",
                sql: nil, path: path)
        }
        guard sqlite3_threadsafe() != 0 else {
            throw SQLiteError(
                extendedCode: SQLITE_MISUSE, message: "this libsqlite3 was built for programs of one thread",
                sql: nil, path: path)
        }
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(name.text, &opened, flags(for: options.access), nil)
        guard let database = opened else {
            throw SQLiteError(extendedCode: SQLITE_NOMEM, message: "out of memory", sql: nil, path: path)
        }
        do throws(SQLiteError) {
            guard code == SQLITE_OK else {
                throw SQLiteError(code, database: database, sql: nil, path: path)
            }
            try harden(database, path, options)
        } catch {
            // sqlite3_open_v2 gives a connection to close even where it fails; nothing else holds this one.
            sqlite3_close(database)
            throw error
        }
        return database
    }

    private static func flags(for access: Access) -> Int32 {
        // NOMUTEX: one thread at a time is this type's own contract, and saves a lock on every call.
        let common = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE
        return switch access {
        case .readWriteCreate: common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .readWrite: common | SQLITE_OPEN_READWRITE
        case .readOnly, .immutable: common | SQLITE_OPEN_READONLY
        }
    }

    private static func harden(
        _ database: OpaquePointer, _ path: String, _ options: Options
    ) throws(SQLiteError) {
        let settings: [(Int32, Int32)] = [
            (SQLITE_DBCONFIG_DEFENSIVE, 1),
            (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
            (SQLITE_DBCONFIG_DQS_DML, 0),
            (SQLITE_DBCONFIG_DQS_DDL, 0),
            (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
            (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, options.checkpointsOnClose ? 0 : 1),
        ]
        for (setting, wanted) in settings {
            var inForce: Int32 = -1
            let code = annals_sqlite3_set_flag(database, setting, wanted, &inForce)
            guard code == SQLITE_OK, inForce == wanted else {
                throw SQLiteError(
                    extendedCode: SQLITE_MISUSE,
                    message: "this libsqlite3 (\(libraryVersion)) does not know safety setting \(setting)",
                    sql: nil, path: path)
            }
        }
        for (limit, bound) in options.limits {
            _ = sqlite3_limit(database, limit.code, Int32(clamping: bound))
        }
        sqlite3_busy_timeout(database, Int32(clamping: options.busyTimeoutMilliseconds))
        sqlite3_wal_autocheckpoint(database, Int32(clamping: options.automaticCheckpointPages))

        let checkCells = "PRAGMA cell_size_check = ON"
        let code = sqlite3_exec(database, checkCells, nil, nil, nil)
        guard code == SQLITE_OK else {
            throw SQLiteError(code, database: database, sql: checkCells, path: path)
        }
        // Asked to write, SQLite silently reads where the file's permissions allow no more.
        let mayWrite = options.access == .readWrite || options.access == .readWriteCreate
        guard !mayWrite || sqlite3_db_readonly(database, "main") == 0 else {
            throw SQLiteError(
                extendedCode: SQLITE_READONLY, message: "the file is write-protected", sql: nil, path: path)
        }
    }
}
