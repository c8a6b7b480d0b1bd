/// The lines of a proof in a file, one after the other, and the note at its end.
struct ProofLines {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text.utf8[...]
    }

    /// Takes a line off the front, without its newline; nil where no newline is left.
    mutating func next() -> Substring? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = Substring(rest[..<end])
        rest = rest[rest.index(after: end)...]
        return line
    }

    /// Takes the hashes up to the blank line, which it takes as well.
    mutating func path() throws(LogProofError) -> [TreeHash] {
        var path: [TreeHash] = []
        while true {
            guard let line = next() else { throw .noCheckpoint }
            if line.isEmpty { return path }
            guard path.count < LogProof.longestPath else { throw .proof(.pathTooLong) }
            guard let hash = TreeHash(base64: line) else { throw .malformedHash(number: path.count + 1) }
            path.append(hash)
        }
    }

    /// Takes all that is left, which has to be a checkpoint.
    func note() throws(LogProofError) -> (SignedNote, Checkpoint) {
        let note: SignedNote
        do { note = try SignedNote(bytes: Array(rest)) } catch { throw .note(error) }
        do { return (note, try Checkpoint(note.text)) } catch { throw .checkpoint(error) }
    }
}
