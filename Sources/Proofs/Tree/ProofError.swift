/// Why a proof proves nothing.
public enum ProofError: Error, Hashable, Sendable {
    /// The tree has `size` leaves, and none at `index`.
    case noSuchLeaf(index: Int, size: Int)
    /// A tree of `second` leaves has never been grown from one of `first`.
    case sizesOutOfOrder(first: Int, second: Int)
    /// More hashes than lead from there to the root.
    case pathTooLong
    /// Fewer hashes than lead from there to the root.
    case pathTooShort
    /// The path leads to another root than the tree of `size` leaves is said to have.
    case rootDiffers(size: Int, computed: TreeHash, claimed: TreeHash)
}

extension ProofError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noSuchLeaf(let index, let size): "a tree of \(size) leaves has none at index \(index)"
        case .sizesOutOfOrder(let first, let second): "a tree of \(second) leaves has not grown from one of \(first)"
        case .pathTooLong: "the path has more hashes than lead to the root"
        case .pathTooShort: "the path has fewer hashes than lead to the root"
        case .rootDiffers(let size, let computed, let claimed):
            "the root of \(size) leaves is \(computed) by the proof, and not \(claimed)"
        }
    }
}
