import Chance
import Proofs
import Testing

@Suite("Laws of the tree")
struct TreeLawTests {
    /// Sizes at which every leaf is proved; at the others some.
    static let thorough = Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 255, 256, 257, 513])

    @Test("every tree of 0 to 600 leaves has the root, the inclusion and the consistency paths of the definitions")
    func small() throws {
        let oracle = RecursiveTree(count: 600)
        let tiles = KeptTiles()
        var random = SplitMix64(seed: 1)
        for size in 0...600 {
            if size > 0 { tiles.append(TreeHash.leaf(oracle.body(size - 1))) }
            #expect(tiles.peaks.size == size && tiles.peaks.root.bytes == oracle.root(size: size))
            #expect(Peaks(size: size, hashes: tiles.peaks.hashes) == tiles.peaks)
            let reader = tiles.reader(of: size)
            #expect(try reader.root(of: size) == tiles.peaks.root)
            let leaves =
                Self.thorough.contains(size)
                ? Array(0..<size) : (0..<min(size, 4)).map { _ in .random(in: 0..<size, using: &random) }
            for leaf in leaves { try prove(leaf, in: size, reader, oracle) }
            let earlier =
                Self.thorough.contains(size)
                ? Array(0...size) : (0..<4).map { _ in .random(in: 0...size, using: &random) }
            for first in earlier { try prove(from: first, to: size, reader, oracle) }
        }
    }

    @Test("a tree of 66,000 leaves, of three levels of tiles, proves at every earlier size")
    func large() throws {
        let oracle = RecursiveTree(count: 66_000)
        let tiles = KeptTiles()
        for leaf in 0..<66_000 { tiles.append(TreeHash.leaf(oracle.body(leaf))) }
        #expect(tiles.peaks.root.bytes == oracle.root(size: 66_000))
        let reader = tiles.reader(of: 66_000)
        var random = SplitMix64(seed: 2)
        let sizes =
            [65_535, 65_536, 65_537, 65_999, 66_000] + (0..<10).map { _ in .random(in: 1...66_000, using: &random) }
        for size in sizes {
            #expect(try reader.root(of: size).bytes == oracle.root(size: size))
            for leaf in [0, size - 1, .random(in: 0..<size, using: &random)] {
                try prove(leaf, in: size, reader, oracle)
            }
            try prove(from: .random(in: 1...size, using: &random), to: size, reader, oracle)
        }
        #expect(tiles.reads.values.allSatisfy { $0 == 1 }, "each tile is read once")
    }

    private func prove(_ leaf: Int, in size: Int, _ reader: TileReader, _ oracle: RecursiveTree) throws {
        let proof = try InclusionProof(of: leaf, in: size, reader)
        #expect(proof.path.map(\.bytes) == oracle.inclusionPath(leaf, size: size), "leaf \(leaf) of \(size)")
        let root = try #require(TreeHash(oracle.root(size: size)))
        try proof.verify(leaf: try #require(TreeHash(oracle.leaf(leaf))), root: root)
    }

    private func prove(from first: Int, to second: Int, _ reader: TileReader, _ oracle: RecursiveTree) throws {
        let proof = try ConsistencyProof(from: first, to: second, reader)
        #expect(proof.path.map(\.bytes) == oracle.consistencyPath(first, second), "\(first) to \(second)")
        try proof.verify(
            first: try #require(TreeHash(oracle.root(size: first))),
            second: try #require(TreeHash(oracle.root(size: second))))
    }
}
