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
    private var descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    /// Opens the lock file, making it if need be: one for all names that links give the ledger, and open to whoever may
    /// write to the ledger, as SQLite's own files are.
    convenience init(ledger path: String) throws(LogError) {
        self.init(path: path, descriptor: try Self.open(ledger: path))
    }

    /// The lock file of a ledger.
    static func name(ledger path: String) -> String { FileStatus.resolved(path) + "-lock" }

    private static func open(ledger path: String) throws(LogError) -> Int32 {
        let name = name(ledger: path)
        let isNew = !FileStatus.exists(name)
        let descriptor = systemOpen(name)
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

    deinit { close(descriptor) }

    /// Runs `body` while no other process commits or checkpoints.
    func hold<Result>(_ body: () throws -> Result) throws -> Result {
        try take()
        defer { flock(descriptor, LOCK_UN) }
        return try body()
    }

    private func take() throws(LogError) {
        while true {
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else {
                    throw LogError.storage(
                        path: path,
                        description: "\(path)-lock: the lock cannot be taken (\(String(cString: strerror(errno)))); "
                            + "keep the ledger on a local disk")
                }
            }
            // A lock on a file that has lost its name keeps nobody out: whoever comes later makes another.
            if FileStatus.identity(Self.name(ledger: path)) == FileStatus.identity(of: descriptor) { return }
            let reopened = try Self.open(ledger: path)
            close(descriptor)
            descriptor = reopened
        }
    }
}

/// The system's `open`, under a name that the methods above do not hide.
private func systemOpen(_ name: String) -> Int32 { open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o644) }
