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
