/// Shows that a leaf is in a tree, by the hashes beside its way to the root (RFC 9162, section 2.1.3).
public struct InclusionProof: Hashable, Sendable {
    /// Which leaf, from 0.
    public let index: Int

    /// How many leaves the tree has.
    public let size: Int

    /// The hashes beside the way, from the leaf up.
    public let path: [TreeHash]

    /// Takes a proof as somebody else made it; only `verify` tells what it is worth.
    public init(index: Int, size: Int, path: [TreeHash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Makes the proof for a leaf in the tree of the first `size` leaves.
    ///
    /// - Throws: `ProofError.noSuchLeaf`; `TileError` and what the reader's tiles throw.
    /// - Complexity: logarithmic in `size`, in tiles and in hashes.
    public init(of index: Int, in size: Int, _ tiles: TileReader) throws {
        guard index >= 0, index < size else { throw ProofError.noSuchLeaf(index: index, size: size) }
        var beside: [TreeHash] = []
        var leaves = 0..<size
        while leaves.count > 1 {
            let (left, right) = leaves.splitAsTree
            if left.contains(index) {
                beside.append(try tiles.hash(ofLeaves: right))
                leaves = left
            } else {
                beside.append(try tiles.hash(ofLeaves: left))
                leaves = right
            }
        }
        self.init(index: index, size: size, path: beside.reversed())
    }

    /// Checks that the tree of this size with this root has the leaf with this hash at this place.
    ///
    /// The walk of RFC 9162, section 2.1.3.2.
    public func verify(leaf: TreeHash, root: TreeHash) throws(ProofError) {
        guard index >= 0, index < size else { throw .noSuchLeaf(index: index, size: size) }
        var node = index
        var last = size - 1
        var hash = leaf
        for beside in path {
            guard last > 0 else { throw .pathTooLong }
            if node & 1 == 1 || node == last {
                hash = .node(beside, hash)
                // The last node of a row may stand alone: it moves up until it has a neighbour.
                while node & 1 == 0, node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, beside)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .pathTooShort }
        guard hash == root else { throw .rootDiffers(size: size, computed: hash, claimed: root) }
    }
}

extension Range<Int> {
    /// The leaves of both children of the node over these leaves: the left one is complete, and as large as it can be.
    var splitAsTree: (left: Range<Int>, right: Range<Int>) {
        let largest = 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
        let middle = lowerBound + largest
        return (lowerBound..<middle, middle..<upperBound)
    }
}
