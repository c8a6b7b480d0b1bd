#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is written beside its name and takes it once it is whole and on disk.
///
/// A name that leads elsewhere keeps leading there: of a symbolic link the file behind it is replaced, and a device or
/// a pipe is written to as it is.
struct ReplacedFile {
    private let path: String
    /// What is written until it is whole; nil for a device or a pipe.
    let partial: String?
    let descriptor: Int32

    /// Begins a file.
    init(_ path: String) throws {
        if FileIdentity.isSpecial(path) {
            self.path = path
            partial = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            self.path = FileIdentity.withoutLinks(path)
            partial = self.path + ".partial"
            descriptor = open(self.path + ".partial", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        }
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    /// Gives the file its name.
    func finish() throws {
        defer { close(descriptor) }
        guard let partial else { return }
        guard fsync(descriptor) == 0, rename(partial, path) == 0 else {
            let failure = Self.failure(path)
            unlink(partial)
            throw failure
        }
    }

    /// Takes the unfinished file away; what had the name before is as it was.
    func abandon() {
        close(descriptor)
        if let partial { unlink(partial) }
    }

    /// The file could not be written, for what the system has just said or for another reason.
    static func failure(_ path: String, _ reason: String = String(cString: strerror(errno))) -> InputError {
        InputError(path, "cannot be written: \(reason); check its folder and the space on its disk")
    }
}

/// What the file system says of two paths.
enum FileIdentity {
    /// Whether two paths lead to one file.
    static func isSame(_ one: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// Whether a path leads to something that is neither a file nor a folder: a device, a pipe, a socket.
    static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// Where a path leads, symbolic links followed; the path itself where nothing is there yet.
    static func withoutLinks(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
