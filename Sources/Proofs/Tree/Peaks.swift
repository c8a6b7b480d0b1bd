/// A Merkle tree (RFC 6962, section 2.1) as the hashes of its largest complete subtrees, left to right.
///
/// One for each bit that is set in the size: all that has to be known to add a leaf or to tell the root, at most 63
/// hashes for any tree.
public struct Peaks: Hashable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: Int

    /// The hashes of the complete subtrees, the largest and leftmost first.
    public private(set) var hashes: [TreeHash]

    /// The tree without a leaf.
    public init() {
        size = 0
        hashes = []
    }

    /// Takes what another kept; nil when a tree of that size has not this many complete subtrees.
    public init?(size: Int, hashes: [TreeHash]) {
        guard size >= 0, hashes.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.hashes = hashes
    }

    /// The root of the tree.
    public var root: TreeHash {
        guard var root = hashes.last else { return .empty }
        for hash in hashes.dropLast().reversed() { root = .node(hash, root) }
        return root
    }

    /// Adds a leaf, by its hash.
    ///
    /// Calls `completed` for the leaf (level 0) and then for each subtree of 2 to the power of `level` leaves that it
    /// completes, upwards; `index` counts the subtrees of that level from the left. No subtree is ever reported
    /// twice. Where `completed` throws, the tree stays as it was. Two hashes a leaf on average.
    public mutating func append(
        _ leaf: TreeHash, completed: (_ level: Int, _ index: Int, _ hash: TreeHash) throws -> Void
    ) rethrows {
        try completed(0, size, leaf)
        var hash = leaf
        var level = 0
        var index = size
        var left = hashes.count
        while index & 1 == 1 {
            left -= 1
            hash = .node(hashes[left], hash)
            level += 1
            index >>= 1
            try completed(level, index, hash)
        }
        hashes.removeLast(hashes.count - left)
        hashes.append(hash)
        size += 1
    }

    /// Adds a leaf, by its hash.
    public mutating func append(_ leaf: TreeHash) {
        append(leaf) { _, _, _ in }
    }
}
