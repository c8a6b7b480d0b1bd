#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the file system says of a path.
enum FileStatus {
    /// Whether there is anything at the path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether there is a file at the path; an error where the system cannot tell.
    static func find(_ path: String) throws(LogError) -> Bool {
        if access(path, F_OK) == 0 { return true }
        guard errno != ENOENT && errno != ENOTDIR else { return false }
        throw unreachable(path)
    }

    /// That the system cannot tell what is at a path, with its reason.
    private static func unreachable(_ path: String) -> LogError {
        .storage(
            path: path,
            description: "\(path): the ledger cannot be reached (\(String(cString: strerror(errno)))); "
                + "check the folders that lead to it, their permissions and their disk")
    }

    /// Puts on disk which files the folder of a path has.
    ///
    /// SQLite does this where it makes a file, and takes no notice where it fails; and not at all where another process
    /// made the file and died. A folder that may not be read, or a file system that knows nothing of the kind, is
    /// passed over.
    static func syncFolder(of path: String) throws(LogError) {
        let folder = folder(of: path)
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == EACCES { return }
            throw unsynced(path)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS || errno == EOPNOTSUPP else {
            throw unsynced(path)
        }
    }

    /// Puts on disk what was written to a file, by whichever process; nothing where there is none.
    static func sync(_ path: String) throws(LogError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return }
            throw unsynced(path, "the file")
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw unsynced(path, "the file") }
    }

    private static func unsynced(_ path: String, _ kind: String = "its folder") -> LogError {
        .storage(
            path: path,
            description: "\(path): \(kind) cannot be put on disk (\(String(cString: strerror(errno)))); "
                + "check the disk and the system's log, then run the command again")
    }

    /// Whether the file may be written to.
    static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

    /// Whether files may be made in the folder of a path.
    static func isFolderWritable(of path: String) -> Bool {
        isWritable(folder(of: path))
    }

    /// The folder that a path names a file in.
    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes an empty file; false where there is one already. Of several that try at once one succeeds.
    static func make(_ path: String) throws(LogError) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw .storage(
                path: path,
                description: "\(path): the file cannot be made (\(String(cString: strerror(errno)))); "
                    + "check the folder and its permissions")
        }
        close(descriptor)
        return true
    }

    /// The path without symbolic links: the name that SQLite puts `-wal` behind.
    ///
    /// The path itself where nothing is there.
    static func resolved(_ path: String) -> String {
        guard let name = realpath(path, nil) else { return path }
        // `realpath` made the string, and whoever asked for it frees it.
        defer { free(name) }
        return String(cString: name)
    }

    /// The permissions of a file; nil where there is none.
    static func permissions(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o666 : nil
    }

    /// What tells a file from any other, whatever names it has.
    struct Identity: Hashable {
        let device: UInt64
        let number: UInt64

        fileprivate init(_ status: stat) {
            device = UInt64(status.st_dev)
            number = UInt64(status.st_ino)
        }
    }

    /// The identity of the file at a path; nil where there is none.
    static func identity(_ path: String) -> Identity? {
        var status = stat()
        return stat(path, &status) == 0 ? Identity(status) : nil
    }

    /// Whether an open file is still the one at a path; an error where the system cannot tell.
    static func isSame(_ descriptor: Int32, _ path: String) throws(LogError) -> Bool {
        var (opened, named) = (stat(), stat())
        guard fstat(descriptor, &opened) == 0 else { throw unreachable(path) }
        guard stat(path, &named) == 0 else {
            guard errno != ENOENT && errno != ENOTDIR else { return false }
            throw unreachable(path)
        }
        return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
    }

    /// Removes a file, if it is there.
    static func remove(_ path: String) { unlink(path) }

    /// Whether there is a file at the path: no folder, no device.
    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The size of a file in bytes, 0 where there is none.
    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
