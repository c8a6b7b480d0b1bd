import Chance
import Proofs

/// A small log and a key that signs it.
enum SampleLog {
    static func leaf(_ index: Int) -> TreeHash { .leaf(Array("leaf \(index)".utf8)) }

    static func signer(_ name: String = "example.com/log", seed: UInt64 = 7) throws -> NoteSigner {
        var random = SplitMix64(seed: seed)
        return try NoteSigner.generate(name: name, random: &random)
    }

    static func tiles(size: Int) -> KeptTiles {
        let tiles = KeptTiles()
        for index in 0..<size { tiles.append(leaf(index)) }
        return tiles
    }

    static func note(size: Int) throws -> (SignedNote, KeptTiles) {
        let tiles = tiles(size: size)
        let signer = try signer()
        let checkpoint = try Checkpoint(origin: signer.verifier.name, size: size, root: tiles.peaks.root)
        return (try signer.sign(checkpoint.body), tiles)
    }

    static func proof(of index: Int, in size: Int) throws -> LogProof {
        let (note, tiles) = try note(size: size)
        return try LogProof(InclusionProof(of: index, in: size, tiles.reader(of: size)), note: note)
    }
}
