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
        fault(
            expecting: [
                "seq": .number(Double(proof.inclusion.index + 1)), "event": event.id.map { .string($0.hex) } ?? .null,
                "leaf": .string(event.leaf.base64), "index": .number(Double(proof.inclusion.index)),
                "size": .number(Double(proof.inclusion.size)), "path": .hashes(proof.inclusion.path),
                "checkpoint": checkpoint(of: proof), "proof": .string(proof.text),
            ])
    }

    /// Which of them does not say what the proof of growth says; nil where all do.
    func fault(beside proof: GrowthProof) -> String? { fault(expecting: proof.json) }

    private func fault(expecting expected: JSONObject) -> String? {
        for (name, value) in object.members {
            guard let right = expected[name] else { return "\(name) beside the proof is no part of one" }
            // As text: strings are equal where their letters are.
            guard CanonicalJSON.bytes(value) == CanonicalJSON.bytes(right) else {
                return "\(name) beside the proof is not what the proof says"
            }
        }
        return nil
    }

    /// The checkpoint beside a proof as it has to be: its number is the ledger's own, which nothing proves, and its key
    /// one that signed it.
    private func checkpoint(of proof: LogProof) -> JSONValue {
        guard case .object(let given)? = object["checkpoint"], case .number(let number)? = given["number"],
            case .string(let text)? = given["key"], let key = try? NoteVerifier(encoded: text),
            (try? proof.note.verified(by: [key])) != nil
        else { return .null }
        return .object([
            "number": .number(number), "size": .number(Double(proof.checkpoint.size)),
            "origin": .string(proof.checkpoint.origin), "root": .string(proof.checkpoint.root.base64),
            "key": .string(key.encoded), "note": .string(proof.note.encoded),
        ])
    }
}
