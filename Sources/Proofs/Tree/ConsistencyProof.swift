/// Shows that a tree was grown from an earlier one by adding leaves only (RFC 9162, section 2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
    /// How many leaves the earlier tree has.
    public let first: Int

    /// How many leaves the later tree has.
    public let second: Int

    /// The hashes that both roots can be made of.
    public let path: [TreeHash]

    /// Takes a proof as somebody else made it; only `verify` tells what it is worth.
    public init(first: Int, second: Int, path: [TreeHash]) {
        self.first = first
        self.second = second
        self.path = path
    }

    /// Makes the proof between the trees of the first `first` and the first `second` leaves.
    ///
    /// From an empty tree, and between trees of one size, there is nothing to show and the path is empty.
    ///
    /// - Throws: `ProofError.sizesOutOfOrder`; `TileError` and what the reader's tiles throw.
    /// - Complexity: logarithmic in `second`, in tiles and in hashes.
    public init(from first: Int, to second: Int, _ tiles: TileReader) throws {
        guard first >= 0, first <= second else { throw ProofError.sizesOutOfOrder(first: first, second: second) }
        guard first > 0, first < second else {
            self.init(first: first, second: second, path: [])
            return
        }
        var path: [TreeHash] = []
        var leaves = 0..<second
        while leaves.upperBound != first {
            let (left, right) = leaves.splitAsTree
            if first <= left.upperBound {
                path.append(try tiles.hash(ofLeaves: right))
                leaves = left
            } else {
                path.append(try tiles.hash(ofLeaves: left))
                leaves = right
            }
        }
        // Where the earlier tree is itself this subtree, whoever checks has its root already.
        if leaves.lowerBound > 0 { path.append(try tiles.hash(ofLeaves: leaves)) }
        self.init(first: first, second: second, path: path.reversed())
    }

    /// Checks that the tree with root `second` begins with all the leaves of the tree with root `first`.
    ///
    /// The walk of RFC 9162, section 2.1.4.2. Every tree begins with the empty one, so a proof from size 0 says
    /// nothing about `second`.
    public func verify(first firstRoot: TreeHash, second secondRoot: TreeHash) throws(ProofError) {
        guard first >= 0, first <= second else { throw .sizesOutOfOrder(first: first, second: second) }
        if first == 0 || first == second {
            guard path.isEmpty else { throw .pathTooLong }
            let expected = first == 0 ? TreeHash.empty : secondRoot
            guard firstRoot == expected else {
                throw .rootDiffers(size: first, computed: expected, claimed: firstRoot)
            }
            guard second > 0 || secondRoot == .empty else {
                throw .rootDiffers(size: 0, computed: .empty, claimed: secondRoot)
            }
            return
        }
        let (early, late) = try roots(from: firstRoot)
        guard early == firstRoot else { throw .rootDiffers(size: first, computed: early, claimed: firstRoot) }
        guard late == secondRoot else { throw .rootDiffers(size: second, computed: late, claimed: secondRoot) }
    }

    /// Both roots as the path gives them, for 0 < first < second.
    private func roots(from firstRoot: TreeHash) throws(ProofError) -> (early: TreeHash, late: TreeHash) {
        var rest = path[...]
        // A tree of a power of two leaves is a complete subtree of the later one: the path starts from its root.
        guard let start = first & (first - 1) == 0 ? firstRoot : rest.popFirst() else { throw .pathTooShort }
        var node = first - 1
        var last = second - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var early = start
        var late = start
        for beside in rest {
            guard last > 0 else { throw .pathTooLong }
            if node & 1 == 1 || node == last {
                early = .node(beside, early)
                late = .node(beside, late)
                while node & 1 == 0, node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                late = .node(late, beside)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .pathTooShort }
        return (early, late)
    }
}
