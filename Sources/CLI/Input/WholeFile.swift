#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads a file, or standard input, as a whole.
enum WholeFile {
    /// The bytes of a file; `-` is standard input.
    ///
    /// - Throws: ``UnreadableInput`` where it cannot be read, or has more bytes than `limit`.
    static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
        let name = path == "-" ? "standard input" : path
        let descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(name) }
        defer { close(descriptor) }
        return try bytes(of: descriptor, name: name, limit: limit)
    }

    /// The bytes that are left of an open file.
    static func bytes(of descriptor: Int32, name: String, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 {
                guard errno == EINTR else { throw failure(name) }
                continue
            }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw UnreadableInput(name: name, reason: "it has more than \(limit) bytes")
            }
        }
    }

    private static func failure(_ name: String) -> UnreadableInput {
        UnreadableInput(name: name, reason: String(cString: strerror(errno)))
    }
}
