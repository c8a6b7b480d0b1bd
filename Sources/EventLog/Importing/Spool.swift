#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file beside a ledger that nobody else sees: it has no name, and goes when this does or the process dies.
package final class Spool: Sendable {
    private let path: String
    private let descriptor: Int32

    /// - Parameter path: The ledger's.
    package init(beside path: String) throws(LogError) {
        self.path = path
        var template = Array("\(FileStatus.resolved(path))-spool-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.failure(path, "made") }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    /// Writes bytes at an offset.
    package func write(_ bytes: [UInt8], at offset: Int) throws(LogError) {
        var done = 0
        while done < bytes.count {
            let rest = done == 0 ? bytes : Array(bytes[done...])
            let count = pwrite(descriptor, rest, rest.count, off_t(offset + done))
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path, "written") }
            done += count
        }
    }

    /// Reads bytes that were written.
    package func read(_ count: Int, at offset: Int) throws(LogError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            // As a rule all of them come at once.
            var rest = done == 0 ? bytes : [UInt8](repeating: 0, count: count - done)
            let found = pread(descriptor, &rest, rest.count, off_t(offset + done))
            if found < 0 && errno == EINTR { continue }
            guard found > 0 else { throw Self.failure(path, "read") }
            if found == count { return rest }
            bytes.replaceSubrange(done..<done + found, with: rest[..<found])
            done += found
        }
        return bytes
    }

    private static func failure(_ path: String, _ what: String) -> LogError {
        .storage(
            path: path,
            description: "\(path): the file beside it that keeps what is imported cannot be \(what) "
                + "(\(String(cString: strerror(errno)))); check the disk and the folder, then run the command again")
    }
}
