extension Connection {
    /// What a connection may do to its file.
    public enum Access: Sendable, Hashable {
        /// Reads and writes; the file is made if there is none.
        case readWriteCreate
        /// Reads and writes a file that exists. A file that can only be read is refused at opening.
        case readWrite
        /// Reads only. A database in WAL mode still needs its `-shm` file, or a folder to make it in.
        case readOnly
        /// Reads a file that nobody changes, without locks, `-wal` or `-shm`: a copy on read-only media.
        ///
        /// Frames in a `-wal` file beside it are not seen, and a file that does change gives wrong answers.
        case immutable
    }

    /// How a connection is opened.
    public struct Options: Sendable, Hashable {
        /// What the connection may do to the file.
        public var access: Access

        /// How long a statement waits for another connection's lock, in milliseconds; 0 fails at once.
        public var busyTimeoutMilliseconds: Int

        /// How many pages the WAL may hold before a commit checkpoints it; 0 leaves checkpoints to the caller.
        public var automaticCheckpointPages: Int

        /// Whether the last connection to close moves the WAL into the database file.
        public var checkpointsOnClose: Bool

        /// How many idle prepared statements are kept for reuse.
        public var statementCacheCapacity: Int

        /// The most that this connection accepts of each thing it bounds; the library's own bound for the others.
        public var limits: [Limit: Int]

        /// Options for reading and writing, with five seconds of patience and SQLite's own checkpoints.
        public init(
            access: Access = .readWriteCreate,
            busyTimeoutMilliseconds: Int = 5000,
            automaticCheckpointPages: Int = 1000,
            checkpointsOnClose: Bool = true,
            statementCacheCapacity: Int = 64,
            limits: [Limit: Int] = Limit.defaults
        ) {
            self.access = access
            self.busyTimeoutMilliseconds = busyTimeoutMilliseconds
            self.automaticCheckpointPages = automaticCheckpointPages
            self.checkpointsOnClose = checkpointsOnClose
            self.statementCacheCapacity = statementCacheCapacity
            self.limits = limits
        }
    }
}
