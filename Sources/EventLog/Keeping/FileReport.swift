import SQLite

/// How a ledger's file is kept: the engine, its settings, and the files beside it.
public struct FileReport: Sendable {
    /// A file of the ledger.
    public struct File: Hashable, Sendable {
        public let name: String
        public let bytes: Int
    }

    /// The version of SQLite in use.
    public let engine: String
    /// Whether that version can lose commits when one process checkpoints while another commits, unless both hold a
    /// lock.
    public let losesCommitsWithoutLock: Bool
    /// What SQLite says of the file, by the names that it has for it.
    public let settings: [(name: String, value: String)]
    /// How far every writer has SQLite go before a commit returns; no ledger opens for writing otherwise.
    public let synchronous = EventLog.synchronous
    /// The files that there are.
    public let files: [File]
    /// Whether somebody is committing or moving the write-ahead log at this moment.
    public let isLocked: Bool

    /// Looks at a file in whatever state it is.
    public init(_ path: String) throws {
        engine = Connection.libraryVersion
        losesCommitsWithoutLock = Connection.losesCommitsBesideCheckpoints
        var settings: [(name: String, value: String)] = []
        if let connection = try? EventLog.connectForVerifying(path) {
            let names = [
                "journal_mode", "page_size", "page_count", "freelist_count", "auto_vacuum", "encoding", "secure_delete",
                "application_id", "user_version",
            ]
            for name in names {
                guard let value = try? connection.pragmaText(name) else { continue }
                settings.append((name, value))
            }
            try? connection.close()
        }
        self.settings = settings
        let name = FileStatus.resolved(path)
        files = ["", "-wal", "-shm", "-lock", "-import", "-journal"].compactMap { suffix in
            FileStatus.exists(name + suffix) ? File(name: name + suffix, bytes: FileStatus.size(name + suffix)) : nil
        }
        isLocked = CommitLock.isHeld(ledger: path)
    }
}
