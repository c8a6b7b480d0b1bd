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
    static let longestPath = 63

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
        var lines = ProofLines(text)
        guard let header = lines.next(), header.utf8.elementsEqual(Self.header.utf8) else { throw .malformedHeader }
        var line = lines.next()
        var extra: [UInt8]?
        if let given = line, given.hasPrefix("extra ") {
            guard let bytes = Base64.decode(given.utf8.dropFirst(6)) else { throw .malformedExtra }
            extra = bytes
            line = lines.next()
        }
        guard let given = line, given.hasPrefix("index "), let index = Decimal.parse(given.dropFirst(6)) else {
            throw .malformedIndex
        }
        let path = try lines.path()
        let (note, checkpoint) = try lines.note()
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
}

/// What is wrong with a proof in a file.
public enum LogProofError: Error, Hashable, Sendable {
    case tooLong
    /// The first line is not the one that names the format, or the earlier size.
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

extension LogProofError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLong: "it is longer than a proof can be"
        case .malformedHeader: "the first line is not that of a proof"
        case .malformedExtra: "the line that begins with extra is not base64"
        case .malformedIndex: "the line that says which event (index N) is missing or malformed"
        case .malformedHash(let number): "hash \(number) of the path is not base64 of 32 bytes"
        case .noCheckpoint: "it ends before the checkpoint"
        case .note(let error): error.description
        case .checkpoint(let error): error.description
        case .sizeDiffers(let proof, let checkpoint):
            "the proof is for a tree of \(proof) events, the checkpoint of \(checkpoint)"
        case .proof(let error): error.description
        }
    }
}
