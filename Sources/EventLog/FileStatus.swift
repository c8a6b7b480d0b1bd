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

    /// Whether the file may be written to.
    static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

    /// Whether files may be made in the folder of a path.
    static func isFolderWritable(of path: String) -> Bool {
        guard let slash = path.lastIndex(of: "/") else { return isWritable(".") }
        return isWritable(slash == path.startIndex ? "/" : String(path[..<slash]))
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

    /// Removes a file, if it is there.
    static func remove(_ path: String) { unlink(path) }

    /// The size of a file in bytes, 0 where there is none.
    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
