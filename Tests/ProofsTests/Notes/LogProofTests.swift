import Proofs
import Testing

@Suite("Proofs in files")
struct LogProofTests {
    @Test("a proof reads back and holds for its leaf alone", arguments: [1, 2, 5, 300])
    func roundTrip(size: Int) throws {
        let key = try SampleLog.signer().verifier
        for index in Set([0, size / 2, size - 1]) {
            let proof = try SampleLog.proof(of: index, in: size)
            #expect(try LogProof(proof.text) == proof)
            #expect(try proof.verify(leaf: SampleLog.leaf(index), keys: [key]) == [key])
            #expect(throws: LogProofError.self) { try proof.verify(leaf: SampleLog.leaf(index + 1), keys: [key]) }
            let stranger = try SampleLog.signer(seed: 8).verifier
            #expect(throws: LogProofError.note(.unverified)) {
                try proof.verify(leaf: SampleLog.leaf(index), keys: [stranger])
            }
            let extra = try LogProof(proof.inclusion, note: proof.note, extra: [1, 2, 3])
            #expect(try LogProof(extra.text) == extra && LogProof(extra.text).extra == [1, 2, 3])
        }
    }

    @Test("no bit of a proof can be flipped unnoticed")
    func flips() throws {
        let key = try SampleLog.signer().verifier
        let leaf = SampleLog.leaf(3)
        let bytes = Array(try SampleLog.proof(of: 3, in: 7).text.utf8)
        for place in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[place] ^= 1 << UInt8(bit)
                guard let text = String(validating: flipped, as: UTF8.self) else { continue }
                #expect(throws: LogProofError.self, "bit \(bit) of byte \(place)") {
                    _ = try LogProof(text).verify(leaf: leaf, keys: [key])
                }
            }
        }
    }

    @Test("a proof cut off anywhere is refused")
    func cut() throws {
        let text = try SampleLog.proof(of: 3, in: 7).text
        for length in 0..<text.utf8.count {
            guard let cut = String(validating: Array(text.utf8.prefix(length)), as: UTF8.self) else { continue }
            #expect(throws: LogProofError.self, "\(length) bytes") { try LogProof(cut) }
        }
    }

    @Test("other spellings of a proof are refused")
    func spellings() throws {
        let proof = try SampleLog.proof(of: 1, in: 3)
        for (old, new) in [
            ("index 1\n", "index 01\n"), ("index 1\n", "index +1\n"), ("index 1\n", "index 1 \n"),
            ("index 1\n", "index  1\n"),
            ("index 1\n", "Index 1\n"), ("index 1\n", "index 9223372036854775808\n"), ("index 1\n", "index 3\n"),
            ("index 1\n", "index 1\r\n"), ("index 1\n", "extra\nindex 1\n"), ("index 1\n", "extra A\nindex 1\n"),
            ("index 1\n", "extra AA==\nextra AA==\nindex 1\n"), ("index 1\n", "index 1\nextra AA==\n"),
            ("@v1\n", "@v1 \n"), ("@v1\n", "@v2\n"), ("\n\n", "\n\n\n"),
        ] {
            var text = proof.text
            let range = try #require(text.firstRange(of: old))
            text.replaceSubrange(range, with: new)
            #expect(throws: LogProofError.self, "\(new)") { try LogProof(text) }
        }
        #expect(throws: LogProofError.proof(.pathTooLong)) {
            try LogProof(
                InclusionProof(index: 1, size: 3, path: Array(repeating: .empty, count: 64)), note: proof.note)
        }
        #expect(throws: LogProofError.sizeDiffers(proof: 4, checkpoint: 3)) {
            try LogProof(InclusionProof(index: 1, size: 4, path: []), note: proof.note)
        }
    }

    @Test(
        "a proof of growth reads back, and holds from its own earlier root alone",
        arguments: [(0, 5), (1, 1), (3, 300)])
    func growth(first: Int, second: Int) throws {
        let (note, tiles) = try SampleLog.note(size: second)
        let proof = try GrowthProof(
            ConsistencyProof(from: first, to: second, tiles.reader(of: second)), note: note)
        let key = try SampleLog.signer().verifier
        let root = SampleLog.tiles(size: first).peaks.root
        let read = try GrowthProof(proof.text)
        #expect(read == proof)
        #expect(try read.verify(from: root, keys: [key]) == [key])
        #expect(throws: LogProofError.self) { try read.verify(from: SampleLog.leaf(9), keys: [key]) }
        #expect(throws: LogProofError.note(.unverified)) { try read.verify(from: root, keys: []) }
        for (old, new) in [("old ", "old 0"), ("old ", "new "), ("\n\n", "\n\n\n"), ("old \(first)", "old 301")] {
            var text = proof.text
            text.replaceSubrange(try #require(text.firstRange(of: old)), with: new)
            #expect(throws: LogProofError.self, "\(new)") { try GrowthProof(text) }
        }
    }

    @Test("checkpoints with lines that are no lines are never made")
    func checkpoints() {
        for origin in ["", "a\nb", "\n", "a\u{0}"] {
            #expect(throws: CheckpointError.malformedOrigin) { try Checkpoint(origin: origin, size: 0, root: .empty) }
        }
        #expect(throws: CheckpointError.malformedSize) { try Checkpoint(origin: "a", size: -1, root: .empty) }
        #expect(throws: CheckpointError.malformedExtension) {
            try Checkpoint(origin: "a", size: 0, root: .empty, extensions: [""])
        }
        let root = TreeHash.empty.base64
        for body in [
            "", "\n", "a\n00\n\(root)\n", "a\n0\n\(root)", "a\n0\n\(root)\n\n", "a\n0\n\(root)\nb\n\n",
            "a\n0\r\n\(root)\n",
        ] {
            #expect(throws: CheckpointError.self, "\(body)") { try Checkpoint(body) }
        }
    }
}
