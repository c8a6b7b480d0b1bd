import Proofs

/// A signed note that is accepted is written as it was read, and so is a checkpoint in it.
enum NoteTarget: FuzzTarget {
    static let name = "note"

    private static let key = try? NoteVerifier(
        encoded: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")

    static func run(_ bytes: [UInt8]) {
        guard let note = try? SignedNote(bytes: bytes) else { return }
        require(note.encoded.utf8.elementsEqual(bytes), "a note changes when it is written")
        require((try? SignedNote(note.encoded)) == note, "a note reads back otherwise")
        if let key, let known = try? note.verified(by: [key]) {
            require(known == [key], "a note is verified by another key than those given")
        }
        checkCheckpoint(note.text)
    }

    static func checkCheckpoint(_ body: String) {
        guard let checkpoint = try? Checkpoint(body) else { return }
        require(checkpoint.body.utf8.elementsEqual(body.utf8), "a checkpoint changes when it is written")
        require(checkpoint.size >= 0, "a checkpoint of fewer than no events")
    }
}

/// A proof in a file that is accepted is written as it was read.
enum ProofTarget: FuzzTarget {
    static let name = "proof"

    static func run(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        NoteTarget.checkCheckpoint(text)
        if let proof = try? LogProof(text) {
            require(proof.text.utf8.elementsEqual(bytes), "a proof changes when it is written")
            require((try? LogProof(proof.text)) == proof, "a proof reads back otherwise")
            // Nobody's key verifies it, and whatever is in it does no harm on the way.
            require((try? proof.verify(leaf: .leaf(bytes), keys: [])) == nil, "a proof holds without a key")
            _ = try? proof.inclusion.verify(leaf: .leaf(bytes), root: proof.checkpoint.root)
        }
        if let proof = try? GrowthProof(text) {
            require(proof.text.utf8.elementsEqual(bytes), "a proof of growth changes when it is written")
            _ = try? proof.consistency.verify(first: .empty, second: proof.checkpoint.root)
        }
    }
}

/// A key that is accepted is written as it was read.
enum KeyTarget: FuzzTarget {
    static let name = "key"

    static func run(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        if let key = try? NoteVerifier(encoded: text) {
            require(key.encoded.utf8.elementsEqual(bytes), "a key changes when it is written")
        }
        if let key = try? NoteSigner(encoded: text) {
            require(key.encoded.utf8.elementsEqual(bytes), "a private key changes when it is written")
            guard let note = try? key.sign("text\n") else { return require(false, "a key does not sign") }
            require((try? note.verified(by: [key.verifier])) == [key.verifier], "a key does not verify its own note")
        }
    }
}
