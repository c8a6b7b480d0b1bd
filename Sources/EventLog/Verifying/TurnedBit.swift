import Proofs

/// Finds the one bit that was turned over in a hash of which nothing else is left.
///
/// That a hash with one bit turned over fits a root by chance is as unlikely as a collision, so one that fits was it.
struct TurnedBit {
    /// The place of the hash.
    let place: Int
    /// The hash as it was.
    let hash: TreeHash

    /// How many hashes are tried: 2,048 hashings each.
    private static let mostPlaces = 16

    /// Searches hashes under a root, their number a power of two, at the places given.
    init?(in hashes: ArraySlice<TreeHash?>, at places: [Int], under root: TreeHash) {
        var rows = [hashes.compactMap { $0 }]
        guard rows[0].count == hashes.count else { return nil }
        while let row = rows.last, row.count > 1 {
            rows.append((0..<row.count / 2).map { .node(row[2 * $0], row[2 * $0 + 1]) })
        }
        for place in places.prefix(Self.mostPlaces) where hashes.indices.contains(place) {
            let start = place - hashes.startIndex
            for bit in 0..<8 * TreeHash.byteCount {
                var bytes = rows[0][start].bytes
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                guard let hash = TreeHash(bytes) else { continue }
                var (node, index) = (hash, start)
                for row in rows.dropLast() {
                    node = index.isMultiple(of: 2) ? .node(node, row[index + 1]) : .node(row[index - 1], node)
                    index /= 2
                }
                guard node == root else { continue }
                self.place = place
                self.hash = hash
                return
            }
        }
        return nil
    }
}
