import Annals
import Events
import Proofs

/// What stands beside the text of a proof in the JSON of `annals prove`: parts of the proof once more, for programs.
///
/// Whoever reads them must not be told anything else than what was verified.
struct ProofMembers {
    private let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    /// Which of them does not say what the proof of an event says; nil where all do.
    func fault(beside proof: LogProof, of event: EventOfProof) -> String? {
        var expected: JSONObject = [
            "seq": .number(Double(proof.inclusion.index + 1)), "event": event.id.map { .string($0.hex) } ?? .null,
            "leaf": .string(event.leaf.base64), "index": .number(Double(proof.inclusion.index)),
            "size": .number(Double(proof.inclusion.size)), "path": .hashes(proof.inclusion.path),
            "proof": .string(proof.text),
        ]
        if let given = object["checkpoint"] {
            guard let checkpoint = Self.checkpoint(of: proof, as: given) else { return Self.differs("checkpoint") }
            expected["checkpoint"] = checkpoint
        }
        return fault(expecting: expected)
    }

    /// Which of them does not say what the proof of growth says; nil where all do.
    func fault(beside proof: GrowthProof) -> String? { fault(expecting: proof.json) }

    private func fault(expecting expected: JSONObject) -> String? {
        for (name, value) in object.members {
            guard let right = expected[name] else { return "\(name) beside the proof is no part of one" }
            // As bytes: strings are equal where their letters are.
            guard CanonicalJSON.bytes(value) == CanonicalJSON.bytes(right) else { return Self.differs(name) }
        }
        return nil
    }

    private static func differs(_ name: String) -> String { "\(name) beside the proof is not what the proof says" }

    /// The checkpoint of a proof as it is to stand beside it. Its number is the ledger's own, which nothing proves; nil
    /// where the key did not sign it.
    private static func checkpoint(of proof: LogProof, as given: JSONValue) -> JSONValue? {
        guard case .object(let given) = given, case .number(let number)? = given["number"],
            case .string(let text)? = given["key"], let key = try? NoteVerifier(encoded: text),
            (try? proof.note.verified(by: [key])) != nil
        else { return nil }
        return .object([
            "number": .number(number), "size": .number(Double(proof.checkpoint.size)),
            "origin": .string(proof.checkpoint.origin), "root": .string(proof.checkpoint.root.base64),
            "key": .string(key.encoded), "note": .string(proof.note.encoded),
        ])
    }
}
