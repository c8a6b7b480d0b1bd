import Proofs

/// Tiles in memory, filled as a tree grows.
final class KeptTiles {
    private(set) var peaks = Peaks()
    private(set) var reads: [[Int]: Int] = [:]
    private var rows: [Int: [TreeHash]] = [:]

    func append(_ leaf: TreeHash) {
        peaks.append(leaf) { level, index, hash in
            guard level.isMultiple(of: TileCoordinate.height) else { return }
            precondition(rows[level / 8, default: []].count == index, "no subtree is told twice, and none left out")
            rows[level / 8, default: []].append(hash)
        }
    }

    func tile(_ level: Int, _ index: Int) -> [TreeHash] {
        reads[[level, index], default: 0] += 1
        return Array(rows[level, default: []].dropFirst(index * 256).prefix(256))
    }

    func reader(of size: Int) -> TileReader { TileReader(size: size) { self.tile($0, $1) } }
}
