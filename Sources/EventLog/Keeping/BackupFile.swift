#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A new file that is written beside its name, and gets it once it is whole and on disk.
///
/// What a writer that died has left is taken away; of two that write at once the second is refused.
package struct BackupFile {
    package let path: String
    /// The name under which it is written.
    package let partial: String
    private let descriptor: Int32

    /// Begins a file with somebody else's permissions.
    ///
    /// - Throws: ``LogError/exists(path:)`` where the name is taken, ``LogError/storage(path:description:)`` where the
    ///   file cannot be made, or a file lies beside its name that SQLite would take for a part of it.
    package init(_ path: String, permissionsOf original: String) throws(LogError) {
        guard try !FileStatus.find(path) else { throw .exists(path: path) }
        try Self.refuseCompanions(of: path)
        self.path = path
        partial = path + ".partial"
        try Self.removeLeftover(partial, of: path)
        descriptor = open(partial, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw Self.contended(path) }
            throw Self.failure(path, "cannot be made")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0,
            fchmod(descriptor, FileStatus.permissions(original) ?? 0o600) == 0
        else {
            let failure = errno == EWOULDBLOCK ? Self.contended(path) : Self.failure(path, "cannot be written")
            abandon()
            throw failure
        }
        // Somebody who came between making it and locking it took it for a leftover.
        let isOwn: Bool
        do throws(LogError) {
            isOwn = try FileStatus.isSame(descriptor, partial)
        } catch {
            // At worst another's unfinished file goes, who then is told so.
            abandon()
            throw error
        }
        guard isOwn else {
            close(descriptor)
            throw Self.contended(path)
        }
    }

    /// Takes away what a writer that died has left; it may be the other name of a backup, and is never written to.
    private static func removeLeftover(_ partial: String, of path: String) throws(LogError) {
        let leftover = open(partial, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard leftover >= 0 else {
            if errno == ENOENT { return }
            throw failure(path, "cannot be made beside what is at \(partial)")
        }
        defer { close(leftover) }
        guard flock(leftover, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK ? contended(path) : failure(path, "cannot be made")
        }
        guard unlink(partial) == 0 || errno == ENOENT else { throw failure(path, "cannot be made") }
        for suffix in companions { unlink(partial + suffix) }
    }

    /// Refuses a name beside which the write-ahead log or the journal of an earlier file lies: every reader of the new
    /// file would take it for a part of that, and find it damaged.
    private static func refuseCompanions(of path: String) throws(LogError) {
        var left: [String] = []
        for suffix in companions where try FileStatus.find(path + suffix) { left.append(path + suffix) }
        guard !left.isEmpty else { return }
        throw .storage(
            path: path,
            description: "\(path): left of an earlier file of this name, this would damage the backup: "
                + left.joined(separator: ", ") + "; remove it if nobody needs what is in it, or choose another name")
    }

    /// What the names of the files end with that SQLite has beside one.
    private static let companions = ["-wal", "-journal", "-shm"]

    private static func contended(_ path: String) -> LogError {
        .storage(path: path, description: "\(path): another backup is being written there; wait for it to end")
    }

    /// Puts the file on disk and gives it its name.
    ///
    /// - Throws: ``LogError/exists(path:)`` where somebody else has taken the name meanwhile, and as at the beginning.
    package func finish() throws(LogError) {
        var isNamed = false
        do throws(LogError) {
            guard fsync(descriptor) == 0 else { throw Self.failure(path, "cannot be put on disk") }
            // Somebody may have had a ledger there while this one was copied.
            try Self.refuseCompanions(of: path)
            // A link fails where the name is taken; not every file system has them.
            if link(partial, path) == 0 {
                unlink(partial)
            } else {
                guard errno != EEXIST, try !FileStatus.find(path) else { throw LogError.exists(path: path) }
                guard rename(partial, path) == 0 else { throw Self.failure(path, "cannot be named") }
            }
            isNamed = true
            removeSideFiles()
            try FileStatus.syncFolder(of: path)
        } catch {
            // A name that may be gone tomorrow is no backup.
            if isNamed { unlink(path) }
            abandon()
            throw error
        }
        close(descriptor)
    }

    /// Takes the unfinished file away.
    package func abandon() {
        unlink(partial)
        removeSideFiles()
        close(descriptor)
    }

    /// The files that a program has of the unfinished file, for whoever takes them away as it is interrupted.
    package static func leftovers(of path: String) -> [String] {
        ([""] + companions).map { path + ".partial" + $0 }
    }

    private func removeSideFiles() {
        for suffix in Self.companions { unlink(partial + suffix) }
    }

    private static func failure(_ path: String, _ what: String) -> LogError {
        .storage(
            path: path,
            description: "\(path): the backup \(what) (\(String(cString: strerror(errno)))); "
                + "check its folder and the space on its disk")
    }
}
