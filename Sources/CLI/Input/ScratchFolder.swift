import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder for files that nobody keeps; it goes with this, or with the program where that is interrupted.
final class ScratchFolder {
    let path: String
    private let interruption: Interruption

    /// Makes an empty folder that only its owner can look into, where the environment has such folders (`TMPDIR`).
    init(in session: Session) throws {
        let parent = session.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(parent)/annals-XXXXXX".utf8CString)
        // `mkdtemp` puts other letters in the place of the last six, and keeps nothing of the array.
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else {
            throw InputError(parent, "no folder can be made there (\(String(cString: strerror(errno)))); set TMPDIR")
        }
        path = made
        interruption = Interruption(folder: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
