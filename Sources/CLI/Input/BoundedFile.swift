#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is read whole, and refused where it is longer than what it is taken for can be.
enum BoundedFile {
    /// Reads a file; `-` is standard input.
    static func bytes(at path: String, atMost limit: Int) throws -> [UInt8] {
        if path == "-" { return try bytes(of: 0, "standard input", atMost: limit) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        return try bytes(of: descriptor, path, atMost: limit)
    }

    /// Reads what is left of an open file.
    static func bytes(of descriptor: Int32, _ path: String, atMost limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = systemRead(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw InputError(path, "this is not what is expected here: it has more than \(limit) bytes")
            }
        }
    }

    private static func failure(_ path: String) -> InputError {
        InputError(path, "cannot be read: \(String(cString: strerror(errno)))")
    }
}

/// The system's `read`, under a name that says so.
private func systemRead(_ descriptor: Int32, _ bytes: inout [UInt8], _ count: Int) -> Int {
    read(descriptor, &bytes, count)
}
