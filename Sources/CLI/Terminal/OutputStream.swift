#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why output could not be written.
enum OutputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Whoever read the pipe has left (`| head`): the command has nothing more to do and ends quietly.
    case brokenPipe
    /// The system refused, with the `errno` it gave and its own words for it.
    case failed(code: Int32, reason: String)

    var description: String {
        switch self {
        case .brokenPipe: "the reader of the output has closed it"
        case .failed(_, let reason): "writing the output failed: \(reason)"
        }
    }
}

/// Writes text to a file descriptor, whole and in order.
///
/// Text is gathered up to 64 KiB and written in one call; nothing is written until then or until `flush()`, which the
/// owner calls at the end. `SIGPIPE` has to be ignored by the process, or a closed pipe ends it before the error
/// can be told. The descriptor is not closed.
struct OutputStream: Sendable {
    /// The most bytes that wait to be written.
    static let capacity = 65_536

    let descriptor: Int32
    private var pending: [UInt8] = []

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Takes text; writes what has gathered once there is enough of it.
    mutating func write(_ text: String) throws(OutputError) {
        pending += text.utf8
        if pending.count >= Self.capacity { try flush() }
    }

    /// Takes a line and ends it.
    mutating func writeLine(_ line: String) throws(OutputError) {
        pending += line.utf8
        try write("\n")
    }

    /// Writes everything that waits.
    ///
    /// Goes on after a signal and after a short write, and waits where the descriptor does not block. What was not
    /// written when an error comes is dropped: a second try would not know how much has arrived.
    mutating func flush() throws(OutputError) {
        var rest = pending
        pending.removeAll(keepingCapacity: true)
        while !rest.isEmpty {
            let written = systemWrite(descriptor, rest, rest.count)
            if written == rest.count { return }
            if written > 0 {
                rest.removeFirst(written)
                continue
            }
            // A device that takes nothing and names no reason is full.
            let code = written == 0 ? ENOSPC : errno
            switch code {
            case EINTR: continue
            case EAGAIN: waitUntilWritable()
            case EPIPE: throw .brokenPipe
            default: throw .failed(code: code, reason: String(cString: strerror(code)))
            }
        }
    }

    private func waitUntilWritable() {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // An interrupted or failed wait needs no answer: the next write says what is wrong.
        _ = poll(&request, 1, -1)
    }
}

/// The system's `write`, under a name that the method above does not hide.
private func systemWrite(_ descriptor: Int32, _ bytes: [UInt8], _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
