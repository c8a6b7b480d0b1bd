internal import CSQLite

/// When a transaction takes the write lock.
public enum TransactionKind: Sendable, Hashable {
    /// At its first write. For reading: all of it sees the database as it was at its first read.
    case deferred
    /// At once, waiting for other writers. For anything that writes.
    case immediate
}

extension Connection {
    /// Whether a transaction is open.
    public var isInTransaction: Bool {
        database.map { sqlite3_get_autocommit($0) == 0 } ?? false
    }

    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// No transaction is left open in either case. Where SQLite itself has rolled the transaction back (a full disk
    /// can do that) and `body` went on regardless, its further statements are refused and so is its result.
    ///
    /// - Throws: the first error: that of beginning, of `body`, or of committing. `misuse` inside a transaction: what
    ///   nests is a `savepoint`.
    public func transaction<Result>(
        _ kind: TransactionKind, _ body: () throws -> Result
    ) throws -> Result {
        let begin = kind == .immediate ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED"
        try admit(begin)
        guard !isInTransaction else {
            throw misuse("a transaction is open already: use a savepoint inside it", nil)
        }
        try statement(begin).run()
        isInsideTransactionBody = true
        failure = nil
        defer {
            isInsideTransactionBody = false
            rollBackIfOpen()
        }
        let result = try body()
        guard isInTransaction else { throw transactionLost(nil) }
        try statement("COMMIT").run()
        return result
    }

    /// Runs `body` in a savepoint of the open transaction: what it did is undone when it throws.
    ///
    /// - Throws: the first error: that of `body`, or of releasing. `misuse` outside a `transaction`.
    public func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        guard isInsideTransactionBody else {
            throw misuse("a savepoint stands inside a transaction", nil)
        }
        let name = "nested_\(savepointDepth)"
        try statement("SAVEPOINT \(name)").run()
        savepointDepth += 1
        defer { savepointDepth -= 1 }
        do {
            let result = try body()
            try statement("RELEASE \(name)").run()
            return result
        } catch {
            undo(to: name)
            throw error
        }
    }

    private func undo(to name: String) {
        // Where SQLite has rolled everything back, the savepoint has gone with the rest.
        guard isInTransaction else { return }
        do {
            try statement("ROLLBACK TO \(name)").run()
            try statement("RELEASE \(name)").run()
        } catch {
            // What cannot be undone in part is undone as a whole; the transaction then refuses to go on.
            rollBackIfOpen()
        }
    }

    /// Lets a statement start, or says why the transaction it belongs to no longer can be added to.
    @inline(__always)
    func admit(_ sql: String) throws(SQLiteError) {
        if isInsideTransactionBody || rollbackIsDue { try refuseIfLost(sql) }
    }

    private func refuseIfLost(_ sql: String) throws(SQLiteError) {
        settle()
        // Without this, a statement after a rollback would commit on its own, half of what was meant as a whole.
        if rollbackIsDue || (isInsideTransactionBody && !isInTransaction) { throw transactionLost(sql) }
    }

    /// Carries out a rollback that had to wait for another statement of this connection to end.
    @inline(__always)
    func settle() {
        if rollbackIsDue { rollBackIfOpen() }
    }

    /// Rolls an open transaction back.
    ///
    /// ROLLBACK ends a transaction even where the disk fails. It can only be kept from running: by an interrupt that
    /// lasts until every running statement has ended. It is then due, and is tried again as each of them ends.
    private func rollBackIfOpen() {
        guard let database, isInTransaction else {
            rollbackIsDue = false
            return
        }
        sqlite3_exec(database, "ROLLBACK", nil, nil, nil)
        rollbackIsDue = isInTransaction
    }

    private func transactionLost(_ sql: String?) -> SQLiteError {
        SQLiteError(
            extendedCode: SQLITE_ABORT | (2 << 8),
            message: "the transaction was rolled back after an earlier error", sql: sql, path: path)
    }
}
