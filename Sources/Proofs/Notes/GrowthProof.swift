/// A proof to be kept in a file and checked without the log: that the tree of a checkpoint begins with all the leaves
/// of an earlier one.
///
/// The text is what C2SP tlog-witness calls an add-checkpoint request: whoever has the earlier checkpoint needs nothing
/// else.
public struct GrowthProof: Hashable, Sendable {
    /// The proof; its second size is the checkpoint's.
    public let consistency: ConsistencyProof

    /// The later checkpoint with its signatures, as the log gave it.
    public let note: SignedNote

    /// What the note says.
    public let checkpoint: Checkpoint

    /// Puts a proof together; the proof has to lead to the size of the note's checkpoint.
    public init(_ consistency: ConsistencyProof, note: SignedNote) throws(LogProofError) {
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(note.text) } catch { throw .checkpoint(error) }
        guard consistency.second == checkpoint.size else {
            throw .sizeDiffers(proof: consistency.second, checkpoint: checkpoint.size)
        }
        guard consistency.first >= 0, consistency.first <= checkpoint.size else {
            throw .proof(.sizesOutOfOrder(first: consistency.first, second: checkpoint.size))
        }
        guard consistency.path.count <= LogProof.longestPath else { throw .proof(.pathTooLong) }
        self.consistency = consistency
        self.note = note
        self.checkpoint = checkpoint
    }

    /// Reads a proof; only what `text` would have written is taken.
    public init(_ text: String) throws(LogProofError) {
        guard text.utf8.count <= 2 * SignedNote.longest else { throw .tooLong }
        var lines = ProofLines(text)
        guard let old = lines.next(), old.hasPrefix("old "), let first = Decimal.parse(old.dropFirst(4)) else {
            throw .malformedHeader
        }
        let path = try lines.path()
        let (note, checkpoint) = try lines.note()
        try self.init(ConsistencyProof(first: first, second: checkpoint.size, path: path), note: note)
    }

    /// The proof as text: the earlier size, the hashes, a blank line and the later checkpoint.
    public var text: String {
        (["old \(consistency.first)"] + consistency.path.map(\.base64)).map { $0 + "\n" }.joined()
            + "\n" + note.encoded
    }

    /// Checks that one of these keys has signed the later checkpoint, and that it grew from the earlier root.
    ///
    /// - Returns: the keys that signed.
    public func verify(from root: TreeHash, keys: [NoteVerifier]) throws(LogProofError) -> [NoteVerifier] {
        let signers: [NoteVerifier]
        do { signers = try note.verified(by: keys) } catch { throw .note(error) }
        do { try consistency.verify(first: root, second: checkpoint.root) } catch { throw .proof(error) }
        return signers
    }
}
