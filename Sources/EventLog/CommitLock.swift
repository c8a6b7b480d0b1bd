#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The lock that every commit and every checkpoint of a ledger holds, between processes.
///
/// SQLite before 3.51.3 (and 3.50.7, 3.44.6) can lose committed pages when one process checkpoints while others commit.
/// The lock is a file beside the ledger, `NAME-lock`, held with `flock`: the system lets it go when a process dies.
final class CommitLock {
    private let path: String
    private let name: String
    private var descriptor: Int32
    private var hasHeld = false

    /// How long whoever held the lock last leaves it to others: longer than it takes to wake up.
    private static let restMicroseconds: UInt32 = 2_000

    /// Opens the lock file, making it if need be: one for all names that links give the ledger, and open to whoever may
    /// write to the ledger, as SQLite's own files are.
    init(ledger path: String) throws(LogError) {
        self.path = path
        name = FileStatus.resolved(path) + "-lock"
        descriptor = try Self.opened(name, ledger: path)
    }

    deinit { close(descriptor) }

    /// Runs `body` while no other process commits or checkpoints.
    func hold<Result>(_ body: () throws -> Result) throws -> Result {
        try take()
        defer {
            flock(descriptor, LOCK_UN)
            hasHeld = true
        }
        // Somebody may have removed the file meanwhile: those who come now lock another, and so does this process.
        while try !FileStatus.isSame(descriptor, name) {
            let replacement = try Self.opened(name, ledger: path)
            close(descriptor)
            descriptor = replacement
            try take()
        }
        return try body()
    }

    /// Whether somebody holds the lock of a ledger now; no lock file is made.
    static func isHeld(ledger path: String) -> Bool {
        let descriptor = open(FileStatus.resolved(path) + "-lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    private func take() throws(LogError) {
        // Once free, the lock goes to whoever asks first: one who has just let go of it, sooner than one who has to wake
        // up for it. So who held it last waits a moment where others do, or a writer in a loop would keep them waiting.
        if hasHeld && waiting.isAnybodyElse { usleep(Self.restMicroseconds) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
        waiting.begin()
        defer { waiting.end() }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw .storage(
                    path: path,
                    description: "\(name): the lock cannot be taken (\(String(cString: strerror(errno)))); "
                        + "keep the ledger on a local disk")
            }
        }
    }

    private var waiting: WaitingMark { WaitingMark(descriptor: descriptor) }

    private static func opened(_ name: String, ledger path: String) throws(LogError) -> Int32 {
        let isNew = !FileStatus.exists(name)
        let descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .storage(
                path: path,
                description: "\(name): the lock file cannot be opened (\(String(cString: strerror(errno)))); "
                    + "check its permissions and those of the folder")
        }
        // Where somebody else made it meanwhile this fails, and they have seen to it.
        if isNew, let permissions = FileStatus.permissions(path) { _ = fchmod(descriptor, permissions) }
        return descriptor
    }
}
