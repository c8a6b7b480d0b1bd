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

    /// Removes a file, if it is there.
    static func remove(_ path: String) { unlink(path) }

    /// The size of a file in bytes, 0 where there is none.
    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
