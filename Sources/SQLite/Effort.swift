internal import CSQLite

extension Connection {
    /// What a connection's statements have taken since it was opened: counts that are the same on every machine.
    ///
    /// The difference of two readings is what lies between them. Pages asked for are the same whether the cache is warm
    /// or not; pages read are those that it did not have.
    public struct Effort: Hashable, Sendable {
        /// Rows that statements gave.
        public var rowsGiven = 0
        /// Steps of SQLite's virtual machine, in statements that have been reset or have ended.
        public var machineSteps = 0
        /// Steps through a table from one row to the next without an index, likewise.
        public var scanSteps = 0
        /// Sorts that no index spared, likewise.
        public var sorts = 0
        /// Pages that were asked for.
        public var pagesAskedFor = 0
        /// Those of them that had to be read from the file.
        public var pagesRead = 0

        /// What has been taken since an earlier reading.
        public static func - (later: Effort, earlier: Effort) -> Effort {
            Effort(
                rowsGiven: later.rowsGiven - earlier.rowsGiven,
                machineSteps: later.machineSteps - earlier.machineSteps,
                scanSteps: later.scanSteps - earlier.scanSteps, sorts: later.sorts - earlier.sorts,
                pagesAskedFor: later.pagesAskedFor - earlier.pagesAskedFor,
                pagesRead: later.pagesRead - earlier.pagesRead)
        }
    }

    /// What has been taken so far; nothing once the connection is closed.
    public var effort: Effort {
        var effort = statementEffort
        guard let database else { return effort }
        let misses = Self.status(database, SQLITE_DBSTATUS_CACHE_MISS)
        effort.pagesRead = misses
        effort.pagesAskedFor = misses + Self.status(database, SQLITE_DBSTATUS_CACHE_HIT)
        return effort
    }

    private static func status(_ database: OpaquePointer, _ code: Int32) -> Int {
        var (current, highest): (Int32, Int32) = (0, 0)
        // Both places live until the call returns, and SQLite keeps neither.
        guard sqlite3_db_status(database, code, &current, &highest, 0) == SQLITE_OK else { return 0 }
        return Int(UInt32(bitPattern: current))
    }
}

extension Statement {
    /// Adds what the statement has taken since the last time to what its connection has.
    func settleEffort() {
        func taken(_ code: Int32) -> Int { Int(sqlite3_stmt_status(pointer, code, 1)) }
        connection.statementEffort.machineSteps += taken(SQLITE_STMTSTATUS_VM_STEP)
        connection.statementEffort.scanSteps += taken(SQLITE_STMTSTATUS_FULLSCAN_STEP)
        connection.statementEffort.sorts += taken(SQLITE_STMTSTATUS_SORT)
    }
}
