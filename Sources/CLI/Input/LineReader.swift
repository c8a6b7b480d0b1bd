import Annals

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file, or standard input, that cannot be read.
struct UnreadableInput: Error, CustomStringConvertible {
    let name: String
    let reason: String

    var description: String { "\(name): cannot be read: \(reason)" }
}

/// Reads a file line by line in bounded memory, however long a line is.
///
/// Lines end in LF or CR LF; a last line needs no end. Blank lines count and are passed over.
final class LineReader: LineSource {
    /// What the file is called in errors.
    let name: String
    private let descriptor: Int32
    private let start: off_t
    /// How many bytes there are behind the start; nil for what is no file.
    let size: Int?
    private var chunk: [UInt8] = []
    private var position = 0
    private var chunkHasBreak = false
    private var lineNumber = 0
    private var bytesRead = 0

    private static let chunkSize = 65_536

    /// Opens a file; `-` is standard input.
    ///
    /// - Parameter canRewind: Whether it is read more than once: what comes through a pipe is then kept in a
    ///   temporary file. Nil for where such a file can be made.
    init(_ path: String, canRewind: Bool?) throws {
        name = path == "-" ? "standard input" : path
        let opened = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw UnreadableInput(name: name, reason: Self.systemReason) }
        let place = lseek(opened, 0, SEEK_CUR)
        if place < 0, canRewind == true {
            defer { close(opened) }
            descriptor = try Self.copyToTemporaryFile(opened, name)
            start = 0
        } else if place < 0, canRewind == nil, !TerminalSize.isTerminal(opened), let copy = Self.temporaryFile() {
            defer { close(opened) }
            descriptor = try Self.copy(opened, to: copy, name)
            start = 0
        } else {
            descriptor = opened
            start = max(place, 0)
        }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isFile ? max(Int(status.st_size) - Int(start), 0) : nil
    }

    deinit { close(descriptor) }

    /// What part has been read, from 0 to 1; nil for what is no file.
    var share: Double? {
        size.map { $0 > 0 ? min(Double(bytesRead - (chunk.count - position)) / Double($0), 1) : 1 }
    }

    func rewind() throws {
        guard lineNumber > 0 || !chunk.isEmpty else { return }
        guard lseek(descriptor, start, SEEK_SET) >= 0 else {
            throw UnreadableInput(name: name, reason: Self.systemReason)
        }
        (chunk, position, lineNumber, bytesRead) = ([], 0, 0, 0)
    }

    func next() throws -> InputLine? {
        while let bytes = try nextLine() {
            guard let line = bytes.line else { return InputLine(number: lineNumber, bytes: nil) }
            if line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) {
                return InputLine(number: lineNumber, bytes: line)
            }
        }
        return nil
    }

    /// The next line without its end, or nothing in its place where it is too long; nil at the end of the file.
    private func nextLine() throws -> (line: [UInt8]?, Void)? {
        var line: [UInt8] = []
        var isTooLong = false
        var hasBegun = false
        while true {
            if position == chunk.count {
                guard try fill() else { break }
            }
            hasBegun = true
            let end = chunkHasBreak ? chunk[position...].firstIndex(of: 0x0A) : nil
            let piece = chunk[position..<(end ?? chunk.count)]
            position = end.map { $0 + 1 } ?? chunk.count
            if isTooLong || line.count + piece.count > InputLine.maximumBytes + 1 {
                isTooLong = true
                line = []
            } else {
                line += piece
            }
            if end != nil { break }
        }
        guard hasBegun else { return nil }
        lineNumber += 1
        if line.last == 0x0D { line.removeLast() }
        return (isTooLong || line.count > InputLine.maximumBytes ? nil : line, ())
    }

    /// Reads the next chunk; false at the end of the file.
    private func fill() throws -> Bool {
        chunk = [UInt8](repeating: 0, count: Self.chunkSize)
        position = 0
        let count = try Self.read(descriptor, &chunk, name)
        chunk.removeSubrange(count...)
        bytesRead += count
        // Of a line without end most chunks have no break: the system looks through those faster.
        chunkHasBreak = memchr(chunk, 0x0A, count) != nil
        return count > 0
    }

    private static func read(_ descriptor: Int32, _ bytes: inout [UInt8], _ name: String) throws -> Int {
        while true {
            let count = systemRead(descriptor, &bytes, bytes.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw UnreadableInput(name: name, reason: systemReason) }
        }
    }

    /// What comes through a pipe, in a file that goes with its descriptor.
    private static func copyToTemporaryFile(_ input: Int32, _ name: String) throws -> Int32 {
        guard let file = temporaryFile() else {
            throw UnreadableInput(
                name: name, reason: "no temporary file can be made in \(temporaryFolder) (\(systemReason))")
        }
        return try copy(input, to: file, name)
    }

    private static var temporaryFolder: String {
        let given = Session.current.environment["TMPDIR"] ?? ""
        return given.isEmpty ? "/tmp" : given
    }

    /// A file without a name; nil where none can be made.
    private static func temporaryFile() -> Int32? {
        var template = Array("\(temporaryFolder)/annals-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { return nil }
        unlink(template)
        return file
    }

    /// Copies all of an input into a file, which is closed where that fails.
    private static func copy(_ input: Int32, to copy: Int32, _ name: String) throws -> Int32 {
        do {
            var chunk = [UInt8](repeating: 0, count: chunkSize)
            while case let count = try read(input, &chunk, name), count > 0 {
                var rest = chunk[..<count]
                while !rest.isEmpty {
                    let written = write(copy, Array(rest), rest.count)
                    if written < 0 && errno == EINTR { continue }
                    guard written > 0 else {
                        throw UnreadableInput(name: name, reason: "\(temporaryFolder): \(systemReason)")
                    }
                    rest = rest.dropFirst(written)
                }
            }
            lseek(copy, 0, SEEK_SET)
            return copy
        } catch {
            close(copy)
            throw error
        }
    }

    private static var systemReason: String { String(cString: strerror(errno)) }
}

/// The system's `read`, under a name that the methods above do not hide.
private func systemRead(_ descriptor: Int32, _ bytes: inout [UInt8], _ count: Int) -> Int {
    read(descriptor, &bytes, count)
}
