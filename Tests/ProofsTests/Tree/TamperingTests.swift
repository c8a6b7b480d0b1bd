import Chance
import Proofs
import Testing

@Suite("Proofs that were tampered with")
struct TamperingTests {
    @Test(
        "a path with any hash changed, missing, doubled or moved proves nothing", arguments: [1, 2, 3, 7, 8, 100, 257])
    func inclusion(size: Int) throws {
        let tiles = KeptTiles()
        for leaf in 0..<size { tiles.append(TreeHash.leaf([UInt8(leaf % 256), UInt8(leaf / 256)])) }
        let root = tiles.peaks.root
        var random = SplitMix64(seed: UInt64(size))
        for index in Set([0, size / 2, size - 1]) {
            let proof = try InclusionProof(of: index, in: size, tiles.reader(of: size))
            let leaf = TreeHash.leaf([UInt8(index % 256), UInt8(index / 256)])
            try proof.verify(leaf: leaf, root: root)
            for path in try Self.spoiled(proof.path, using: &random) {
                #expect(throws: ProofError.self, "\(index) of \(size): \(path)") {
                    try InclusionProof(index: index, size: size, path: path).verify(leaf: leaf, root: root)
                }
            }
            #expect(throws: ProofError.self) { try proof.verify(leaf: Self.flipped(leaf, using: &random), root: root) }
            #expect(throws: ProofError.self) { try proof.verify(leaf: leaf, root: Self.flipped(root, using: &random)) }
            for other in [index - 1, index + 1, index + size, -1, .min, .max] where other != index {
                #expect(throws: ProofError.self, "\(index) passed off as \(other)") {
                    try InclusionProof(index: other, size: size, path: proof.path).verify(leaf: leaf, root: root)
                }
            }
        }
    }

    @Test("a consistency path with any hash changed, missing, doubled or moved proves nothing")
    func consistency() throws {
        let tiles = KeptTiles()
        var roots = [tiles.peaks.root]
        for leaf in 0..<70 {
            tiles.append(TreeHash.leaf([UInt8(leaf)]))
            roots.append(tiles.peaks.root)
        }
        var random = SplitMix64(seed: 3)
        for (first, second) in [(0, 3), (1, 2), (1, 70), (3, 7), (32, 70), (33, 64), (64, 70), (69, 70), (70, 70)] {
            let proof = try ConsistencyProof(from: first, to: second, tiles.reader(of: 70))
            try proof.verify(first: roots[first], second: roots[second])
            for path in try Self.spoiled(proof.path, using: &random) {
                #expect(throws: ProofError.self, "\(first) to \(second): \(path)") {
                    try ConsistencyProof(first: first, second: second, path: path)
                        .verify(first: roots[first], second: roots[second])
                }
            }
            #expect(throws: ProofError.self) {
                try proof.verify(first: Self.flipped(roots[first], using: &random), second: roots[second])
            }
            guard first > 0 else { continue }
            #expect(throws: ProofError.self) {
                try proof.verify(first: roots[first], second: Self.flipped(roots[second], using: &random))
            }
        }
    }

    @Test("sizes and places that no tree has are refused, and never a trap")
    func nonsense() {
        let hash = TreeHash.empty
        for size in [0, -1, .min, .max] {
            for index in [0, -1, .min, .max] {
                for path in [[], [hash], Array(repeating: hash, count: 70)] {
                    #expect(throws: ProofError.self) {
                        try InclusionProof(index: index, size: size, path: path).verify(leaf: hash, root: .leaf([]))
                    }
                    #expect(throws: ProofError.self) {
                        try ConsistencyProof(first: index, second: size, path: path)
                            .verify(first: .leaf([]), second: .leaf([1]))
                    }
                }
            }
        }
        let reader = TileReader(size: 3) { _, _ in [hash, hash] }
        #expect(throws: TileError.tooFewHashes(level: 0, index: 0, needed: 3, found: 2)) { try reader.root(of: 3) }
        #expect(throws: TileError.outsideTree(level: 2, index: 0, size: 3)) { try reader.root(of: 4) }
        #expect(throws: ProofError.noSuchLeaf(index: 3, size: 3)) { try InclusionProof(of: 3, in: 3, reader) }
        #expect(throws: ProofError.sizesOutOfOrder(first: 3, second: 2)) {
            try ConsistencyProof(from: 3, to: 2, reader)
        }
        #expect(Peaks(size: 3, hashes: [hash]) == nil && Peaks(size: -1, hashes: []) == nil)
    }

    private static func flipped(_ hash: TreeHash, using random: inout SplitMix64) throws -> TreeHash {
        var bytes = hash.bytes
        bytes[.random(in: 0..<32, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        return try #require(TreeHash(bytes))
    }

    private static func spoiled(_ path: [TreeHash], using random: inout SplitMix64) throws -> [[TreeHash]] {
        var spoiled = [path + [.empty], [.empty] + path]
        for place in path.indices {
            var other = path
            other[place] = try flipped(path[place], using: &random)
            spoiled.append(other)
            other = path
            other.remove(at: place)
            spoiled.append(other)
            other = path
            other.insert(path[place], at: place)
            spoiled.append(other)
            guard place > 0 else { continue }
            other = path
            other.swapAt(place - 1, place)
            spoiled.append(other)
        }
        return spoiled
    }
}
