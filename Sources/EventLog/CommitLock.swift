#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The lock that every commit and every checkpoint of a ledger holds, between processes.
///
/// SQLite before 3.51.3 can lose committed pages when one process checkpoints while others commit. It is a file beside
/// the ledger, `NAME-lock`, held with `flock`: the system lets it go when a process dies.
final class CommitLock {
    private let path: String
    private let descriptor: Int32

    /// Opens the lock file, making it if need be: one for all names that links give the ledger, and open to whoever may
    /// write to the ledger, as SQLite's own files are.
    init(ledger path: String) throws(LogError) {
        self.path = path
        let name = FileStatus.resolved(path) + "-lock"
        let isNew = !FileStatus.exists(name)
        descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .storage(
                path: path,
                description: "\(name): the lock file cannot be opened (\(String(cString: strerror(errno)))); "
                    + "check its permissions and those of the folder")
        }
        // Where somebody else made it meanwhile this fails, and they have seen to it.
        if isNew, let permissions = FileStatus.permissions(path) { _ = fchmod(descriptor, permissions) }
    }

    deinit { close(descriptor) }

    /// Runs `body` while no other process commits or checkpoints.
    func hold<Result>(_ body: () throws -> Result) throws -> Result {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw LogError.storage(
                    path: path,
                    description: "\(path)-lock: the lock cannot be taken (\(String(cString: strerror(errno)))); "
                        + "keep the ledger on a local disk")
            }
        }
        defer { flock(descriptor, LOCK_UN) }
        return try body()
    }
}
