import Proofs

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file that a private key is kept in: one line, which nobody but its owner may read.
struct KeyFile {
    /// Where the key is.
    let path: String

    /// Where the public half stands beside it.
    var publicPath: String { path + ".pub" }

    /// The longest file that is read.
    private static let longest = 4_096

    /// The file that was named, or the one that the environment leads to.
    init(_ given: String?, in session: Session) throws {
        func variable(_ name: String) -> String? { session.environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let path = given ?? variable("ANNALS_KEY") {
            self.path = path
        } else if let folder = variable("XDG_CONFIG_HOME") ?? variable("HOME").map({ $0 + "/.config" }) {
            path = folder + "/annals/key"
        } else {
            throw UsageError("there is no HOME to keep a key in; name its file with --file, --key or ANNALS_KEY")
        }
    }

    // MARK: - Reading

    /// Reads the key.
    ///
    /// - Throws: ``InputError`` where there is none, where others may read it, and where it is no private key.
    func read() throws -> NoteSigner {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw Self.failure(path, "cannot be read") }
            throw InputError(
                path,
                "there is no key here; make one with `annals key new NAME`, or name its file (--key; --file of `annals key`)"
            )
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, "cannot be read") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw InputError(path, "this is no file that a key is kept in")
        }
        var bytes = try WholeFile.bytes(of: descriptor, name: path, limit: Self.longest)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        let text = String(decoding: bytes, as: UTF8.self)
        if (try? NoteVerifier(encoded: text)) != nil {
            throw InputError(path, "this is a public key; give the file of the private one")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw InputError(
                path,
                "others may read or change this private key; take that away with `chmod 600` if nobody has, "
                    + "else make a new key")
        }
        do {
            return try NoteSigner(encoded: text)
        } catch {
            throw InputError(path, "\(error)")
        }
    }

    // MARK: - Making

    /// Writes a new key, and its public half beside it; neither file may be there already.
    func make(_ key: NoteSigner) throws {
        try makeFolder()
        try write(key.encoded + "\n", to: path, mode: 0o600)
        do {
            try write(key.verifier.encoded + "\n", to: publicPath, mode: 0o644)
            try syncFolder()
        } catch {
            // A key that nobody was told of is none: the next attempt may have its name.
            unlink(path)
            throw error
        }
    }

    private func write(_ text: String, to path: String, mode: mode_t) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            if errno == EEXIST {
                throw InputError(path, "there is a file here already, and keys are never overwritten; name another")
            }
            throw Self.failure(path, "cannot be made")
        }
        defer { close(descriptor) }
        do {
            guard fchmod(descriptor, mode) == 0 else { throw Self.failure(path, "cannot be made") }
            var stream = OutputStream(descriptor: descriptor)
            try stream.write(text)
            try stream.flush()
            guard fsync(descriptor) == 0 else { throw Self.failure(path, "cannot be written") }
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Makes the folders that are missing, for their owner alone.
    private func makeFolder() throws {
        guard let end = path.lastIndex(of: "/"), end != path.startIndex else { return }
        var made = ""
        for part in path[..<end].split(separator: "/", omittingEmptySubsequences: false) {
            made += made.isEmpty && part.isEmpty ? "/" : (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            guard !part.isEmpty, access(made, F_OK) != 0 else { continue }
            guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw Self.failure(made, "cannot be made") }
        }
    }

    /// Puts the names of the new files on disk.
    private func syncFolder() throws {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(folder, "cannot be read") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw Self.failure(folder, "cannot be written") }
    }

    private static func failure(_ path: String, _ what: String) -> InputError {
        InputError(path, "\(what): \(String(cString: strerror(errno)))")
    }
}
