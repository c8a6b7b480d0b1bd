/// A proof to be kept in a file and checked without the log (C2SP tlog-proof v1): that a leaf is in the tree of a
/// checkpoint.
public struct LogProof: Hashable, Sendable {
    /// Bytes that go along and prove nothing; nil where there is no such line.
    public let extra: [UInt8]?

    /// The proof; its size is the checkpoint's.
    public let inclusion: InclusionProof

    /// The checkpoint with its signatures, as the log gave it.
    public let note: SignedNote

    /// What the note says.
    public let checkpoint: Checkpoint

    private static let header = "c2sp.org/tlog-proof@v1"

    /// The most hashes that lead from a leaf to a root.
    private static let longestPath = 63

    /// Puts a proof together; the proof has to be for the size of the note's checkpoint.
    public init(_ inclusion: InclusionProof, note: SignedNote, extra: [UInt8]? = nil) throws(LogProofError) {
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(note.text) } catch { throw .checkpoint(error) }
        guard inclusion.size == checkpoint.size else {
            throw .sizeDiffers(proof: inclusion.size, checkpoint: checkpoint.size)
        }
        guard inclusion.index >= 0, inclusion.index < checkpoint.size else {
            throw .proof(.noSuchLeaf(index: inclusion.index, size: checkpoint.size))
        }
        guard inclusion.path.count <= Self.longestPath else { throw .proof(.pathTooLong) }
        self.inclusion = inclusion
        self.note = note
        self.extra = extra
        self.checkpoint = checkpoint
    }

    /// Reads a proof; only what `text` would have written is taken.
    public init(_ text: String) throws(LogProofError) {
        guard text.utf8.count <= 2 * SignedNote.longest else { throw .tooLong }
        var rest = text.utf8[...]
        guard let header = Self.line(&rest), header.utf8.elementsEqual(Self.header.utf8) else { throw .malformedHeader }
        var line = Self.line(&rest)
        var extra: [UInt8]?
        if let given = line, given.hasPrefix("extra ") {
            guard let bytes = Base64.decode(given.utf8.dropFirst(6)) else { throw .malformedExtra }
            extra = bytes
            line = Self.line(&rest)
        }
        guard let given = line, given.hasPrefix("index "), let index = Decimal.parse(given.dropFirst(6)) else {
            throw .malformedIndex
        }
        var path: [TreeHash] = []
        while true {
            guard let given = Self.line(&rest) else { throw .noCheckpoint }
            if given.isEmpty { break }
            guard path.count < Self.longestPath else { throw .proof(.pathTooLong) }
            guard let hash = TreeHash(base64: given) else { throw .malformedHash(number: path.count + 1) }
            path.append(hash)
        }
        let note: SignedNote
        let checkpoint: Checkpoint
        do { note = try SignedNote(bytes: Array(rest)) } catch { throw .note(error) }
        do { checkpoint = try Checkpoint(note.text) } catch { throw .checkpoint(error) }
        try self.init(
            InclusionProof(index: index, size: checkpoint.size, path: path), note: note, extra: extra)
    }

    /// The proof as text.
    public var text: String {
        var lines = [Self.header]
        if let extra { lines.append("extra " + Base64.encode(extra)) }
        lines.append("index \(inclusion.index)")
        lines += inclusion.path.map(\.base64)
        return lines.map { $0 + "\n" }.joined() + "\n" + note.encoded
    }

    /// Checks that the leaf is where the proof says, in a tree that one of these keys has signed.
    ///
    /// - Returns: the keys that signed.
    public func verify(leaf: TreeHash, keys: [NoteVerifier]) throws(LogProofError) -> [NoteVerifier] {
        let signers: [NoteVerifier]
        do { signers = try note.verified(by: keys) } catch { throw .note(error) }
        do { try inclusion.verify(leaf: leaf, root: checkpoint.root) } catch { throw .proof(error) }
        return signers
    }

    /// Takes a line off the front, without its newline; nil where no newline is left.
    private static func line(_ rest: inout Substring.UTF8View) -> Substring? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = Substring(rest[..<end])
        rest = rest[rest.index(after: end)...]
        return line
    }
}

/// What is wrong with a proof in a file.
public enum LogProofError: Error, Hashable, Sendable {
    case tooLong
    /// The first line is not the one that names the format.
    case malformedHeader
    case malformedExtra
    /// The line that says which leaf is missing or no number.
    case malformedIndex
    /// A line of the path, counted from 1, that is not base64 of exactly 32 bytes.
    case malformedHash(number: Int)
    /// The blank line and the checkpoint are missing.
    case noCheckpoint
    case note(NoteError)
    case checkpoint(CheckpointError)
    /// The proof leads to a tree of another size than the checkpoint's.
    case sizeDiffers(proof: Int, checkpoint: Int)
    case proof(ProofError)
}
