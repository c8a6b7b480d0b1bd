import EventLog
import Events
import Proofs

extension StoredCheckpoint {
    /// What the note says; nil where it was damaged.
    public var contents: Checkpoint? {
        guard let note = try? SignedNote(note) else { return nil }
        return try? Checkpoint(note.text)
    }

    /// The checkpoint for programs; `origin` and `root` are null where the note is damaged.
    public var json: JSONObject {
        let contents = contents
        return [
            "number": .number(Double(number)), "size": .number(Double(size)),
            "origin": contents.map { .string($0.origin) } ?? .null,
            "root": contents.map { .string($0.root.base64) } ?? .null, "key": .string(key), "note": .string(note),
        ]
    }
}

extension EventProof {
    /// The proof for programs, part by part and as the text that is kept in a file.
    public var json: JSONObject {
        [
            "seq": .number(Double(seq)), "event": id.map { .string($0.hex) } ?? .null,
            "leaf": .string(leaf.base64), "index": .number(Double(proof.inclusion.index)),
            "size": .number(Double(proof.inclusion.size)), "path": .hashes(proof.inclusion.path),
            "checkpoint": .object(checkpoint.json), "proof": .string(proof.text),
        ]
    }
}

extension GrowthProof {
    /// The proof for programs, part by part and as the text that is kept in a file.
    public var json: JSONObject {
        [
            "from": .number(Double(consistency.first)), "to": .number(Double(consistency.second)),
            "path": .hashes(consistency.path), "root": .string(checkpoint.root.base64),
            "origin": .string(checkpoint.origin), "checkpoint": .string(note.encoded), "proof": .string(text),
        ]
    }
}

extension JSONValue {
    /// Hashes in base64.
    public static func hashes(_ path: [TreeHash]) -> JSONValue { .array(path.map { .string($0.base64) }) }
}
