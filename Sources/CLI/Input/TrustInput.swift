import Proofs

/// What whoever verifies trusts: keys, and a checkpoint kept outside the ledger.
enum TrustInput {
    private static let longestKeyFile = 65_536

    /// A key as it is written, `NAME+HASH+BASE64`, or the keys in a file, a line each.
    static func keys(_ given: [String]) throws -> [NoteVerifier] {
        try given.flatMap { text -> [NoteVerifier] in
            let written = try? NoteVerifier(encoded: text)
            if let written { return [written] }
            let bytes: [UInt8]
            do {
                bytes = try WholeFile.bytes(text, limit: longestKeyFile)
            } catch let error as UnreadableInput {
                throw InputError("--key", "it is neither a key (NAME+HASH+BASE64) nor a file: \(error)")
            }
            let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
                .filter { !$0.allSatisfy(\.isWhitespace) }
            guard !lines.isEmpty else { throw InputError("--key", "\(text): it holds no key") }
            return try lines.map { line in
                do throws(NoteError) {
                    return try NoteVerifier(encoded: String(line))
                } catch {
                    let isPrivate = line.hasPrefix("PRIVATE+KEY+")
                    throw InputError(
                        "--key", "\(text): " + (isPrivate ? "it is a private key; give the public one" : "\(error)"))
                }
            }
        }
    }

    /// A checkpoint in a file.
    static func checkpoint(_ path: String) throws -> (name: String, note: SignedNote) {
        let bytes = try WholeFile.bytes(path, limit: SignedNote.longest)
        do throws(NoteError) {
            return (path == "-" ? "standard input" : path, try SignedNote(bytes: bytes))
        } catch {
            throw InputError("--since", "\(path) is no checkpoint: \(error)")
        }
    }
}
