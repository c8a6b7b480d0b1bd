internal import CSQLite

extension Connection {
    /// Copies the whole main database into that of another connection, page by page, with SQLite's online backup.
    ///
    /// Inside a transaction for reading the copy is of that transaction's state, whoever writes meanwhile. Outside one
    /// it begins anew whenever somebody else has written. The other connection's database is overwritten; it must not
    /// be used until this returns. Where this throws, what it holds is of no use.
    ///
    /// - Parameters:
    ///   - pages: How many pages are copied between two calls of `progress`.
    ///   - progress: Called with the pages copied and the pages there are; what it throws ends the copying.
    /// - Throws: `full`, `ioError` and their like of either file, with the path of the one that is written.
    public func copy(
        into target: Connection, pagesAtATime pages: Int = 1_024, progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws {
        let (source, destination) = (try handle(), try target.handle())
        guard let backup = sqlite3_backup_init(destination, "main", source, "main") else {
            throw target.error(sqlite3_extended_errcode(destination), nil)
        }
        // `backup` is live until it is finished below, on every way out and exactly once; both connections are open
        // until then, because this call holds them.
        var finished = false
        func finish() -> Int32 {
            finished = true
            return sqlite3_backup_finish(backup)
        }
        defer { if !finished { _ = finish() } }
        while true {
            let code = sqlite3_backup_step(backup, Int32(clamping: pages))
            let total = Int(sqlite3_backup_pagecount(backup))
            try progress(total - Int(sqlite3_backup_remaining(backup)), total)
            switch code & 0xFF {
            case SQLITE_OK: continue
            case SQLITE_BUSY, SQLITE_LOCKED: sqlite3_sleep(20)
            default:
                // The message stands on the destination once the backup is finished.
                let last = finish()
                guard code == SQLITE_DONE, last == SQLITE_OK else {
                    throw target.error(code == SQLITE_DONE ? last : code, nil)
                }
                return
            }
        }
    }
}
