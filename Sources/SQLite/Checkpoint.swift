internal import CSQLite

extension Connection {
    /// How far a checkpoint goes to move the write-ahead log into the database file.
    public enum CheckpointMode: Sendable, Hashable {
        /// As far as it can without waiting for anybody.
        case passive
        /// All of it, waiting for writers and for readers of older states.
        case full
        /// All of it, and then until no reader uses the log, so that the next writer starts it anew.
        case restart
        /// As `restart`, and cuts the log file to no bytes.
        case truncate

        fileprivate var code: Int32 {
            switch self {
            case .passive: SQLITE_CHECKPOINT_PASSIVE
            case .full: SQLITE_CHECKPOINT_FULL
            case .restart: SQLITE_CHECKPOINT_RESTART
            case .truncate: SQLITE_CHECKPOINT_TRUNCATE
            }
        }
    }

    /// What a checkpoint did, in pages; both are nil where the database has no write-ahead log.
    public struct CheckpointResult: Sendable, Hashable {
        /// The pages in the log.
        public let logPages: Int?
        /// Those of them that are in the database file now.
        public let movedPages: Int?

        /// Whether nothing is left to move.
        public var isComplete: Bool { logPages == movedPages }
    }

    /// Moves the write-ahead log of the main database into its file.
    ///
    /// - Throws: `busy` when a reader or writer was still in the way after the busy timeout, or this connection is in
    ///   a transaction of its own.
    @discardableResult
    public func checkpoint(_ mode: CheckpointMode) throws(SQLiteError) -> CheckpointResult {
        var log: Int32 = -1
        var moved: Int32 = -1
        let code = sqlite3_wal_checkpoint_v2(try handle(), "main", mode.code, &log, &moved)
        guard code == SQLITE_OK else { throw error(code, nil) }
        return CheckpointResult(
            logPages: log < 0 ? nil : Int(log), movedPages: moved < 0 ? nil : Int(moved))
    }
}
