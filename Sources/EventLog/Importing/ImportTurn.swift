#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The lock that whoever holds while the projections of a ledger follow behind its log.
///
/// A file beside the ledger, `NAME-import`, held with `flock`: the system lets it go when a process dies, so that tables
/// that are behind while nobody holds it were left so by a process that died. It is there while it is held.
package final class ImportTurn {
    private let name: String
    private var descriptor: Int32
    /// Whether the file is this one's to take away.
    private var isHeld = false

    /// Waits for whoever has it, and takes it.
    ///
    /// - Parameter waiting: Called where somebody has it.
    package init(ledger path: String, waiting: () -> Void = {}) throws(LogError) {
        name = Self.name(path)
        descriptor = try Self.opened(name, path)
        var hasTold = false
        while true {
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                if !hasTold { waiting() }
                hasTold = true
                while flock(descriptor, LOCK_EX) != 0 {
                    guard errno == EINTR else { throw Self.failure(path, name) }
                }
            }
            // Whoever had it has taken the file away, and others may have made one anew.
            isHeld = try FileStatus.isSame(descriptor, name)
            if isHeld { return }
            let replacement = try Self.opened(name, path)
            close(descriptor)
            descriptor = replacement
        }
    }

    deinit {
        if isHeld { unlink(name) }
        close(descriptor)
    }

    /// Whether somebody has the turn of a ledger now.
    package static func isTaken(ledger path: String) -> Bool {
        let descriptor = open(name(path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    private static func name(_ path: String) -> String { FileStatus.resolved(path) + "-import" }

    private static func opened(_ name: String, _ path: String) throws(LogError) -> Int32 {
        let descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path, name) }
        if let permissions = FileStatus.permissions(path) { _ = fchmod(descriptor, permissions) }
        return descriptor
    }

    private static func failure(_ path: String, _ name: String) -> LogError {
        .storage(
            path: path,
            description: "\(name): the lock cannot be taken (\(String(cString: strerror(errno)))); "
                + "check its permissions and those of the folder")
    }
}
