import Proofs

/// The tree as it is stored, for telling which of two hashes that differ was altered.
///
/// A complete tile is vouched for by its hash in the tile above, a partial one by the tree's peaks.
struct TreeAudit {
    /// How many leaves the tree has.
    let size: Int
    /// The stored peaks; nil where they cannot be read.
    let peaks: Peaks?
    /// A tile as it is stored; nil where it is not there.
    let tile: (_ level: Int, _ index: Int) throws -> StoredTile?

    /// What a tile should hold, what is wrong with it, and which of its places what is under it speaks against.
    struct Finding {
        /// The hashes as they should be, as far as that can be told.
        var hashes: [TreeHash?]
        /// What is wrong with the tile.
        var damage: [TileFault] = []
        /// Places where the tile is right, and what is under it was altered.
        var alteredBelow: [Int] = []
    }

    /// How many hashes a tile should have.
    func width(_ level: Int, _ index: Int) -> Int {
        min(TileCoordinate.hashes, max(0, size >> (TileCoordinate.height * level) - index * TileCoordinate.hashes))
    }

    /// Compares a tile with the hashes of what is under it (nil: not known).
    func compare(_ level: Int, _ index: Int, with below: [TreeHash?]) throws -> Finding {
        let width = width(level, index)
        guard let stored = try tile(level, index) else {
            return Finding(hashes: below, damage: [.missing])
        }
        var finding = Finding(hashes: stored.hashes.prefix(width).map { $0 })
        if stored.byteCount != width * TreeHash.byteCount {
            finding.damage.append(.wrongLength(bytes: stored.byteCount, needed: width * TreeHash.byteCount))
            finding.hashes += below.dropFirst(finding.hashes.count)
        }
        let differing = below.indices.filter { below[$0] != nil && below[$0] != finding.hashes[$0] }
        guard !differing.isEmpty else { return finding }
        for right in Self.subsets(of: differing) {
            var candidate = finding.hashes
            for place in right { candidate[place] = below[place] }
            guard try isVouchedFor(candidate, level, index, at: differing) else { continue }
            finding.damage += right.map { .altered(place: $0) }
            finding.alteredBelow = differing.filter { !right.contains($0) }
            finding.hashes = candidate
            return finding
        }
        finding.damage += differing.map { .differs(place: $0) }
        return finding
    }

    /// Which places to take from below: none, all, and where there are few, every choice.
    private static func subsets(of places: [Int]) -> [[Int]] {
        guard places.count <= 5 else { return [[], places] }
        let choices = (0..<1 << places.count).map { choice in
            places.indices.filter { choice >> $0 & 1 == 1 }.map { places[$0] }
        }
        // That nothing or everything was altered below is likelier than a mixture.
        return choices.sorted { min($0.count, places.count - $0.count) < min($1.count, places.count - $1.count) }
    }

    /// Whether the tree above agrees with these hashes of a tile at some places.
    private func isVouchedFor(
        _ hashes: [TreeHash?], _ level: Int, _ index: Int, at places: [Int]
    ) throws -> Bool {
        if hashes.count == TileCoordinate.hashes {
            guard let root = Self.root(hashes[...]), let above = try tile(level + 1, index / TileCoordinate.hashes)
            else { return false }
            let place = index % TileCoordinate.hashes
            return above.hashes.indices.contains(place) && above.hashes[place] == root
        }
        guard let peaks else { return false }
        for segment in segments(level) where places.contains(where: segment.places.contains) {
            guard segment.places.upperBound <= hashes.count,
                Self.root(hashes[segment.places]) == peaks.hashes[segment.peak]
            else { return false }
        }
        return true
    }

    /// The complete subtrees in the partial tile of a level that no larger one holds, and their peaks.
    func segments(_ level: Int) -> [(peak: Int, places: Range<Int>)] {
        let height = TileCoordinate.height
        let subtrees = size >> (height * level)
        let width = subtrees % TileCoordinate.hashes
        var peak = (subtrees / TileCoordinate.hashes).nonzeroBitCount
        var segments: [(Int, Range<Int>)] = []
        var start = 0
        for bit in stride(from: height - 1, through: 0, by: -1) where width >> bit & 1 == 1 {
            segments.append((peak, start..<start + 1 << bit))
            start += 1 << bit
            peak += 1
        }
        return segments
    }

    /// The root over hashes whose number is a power of two; nil where one is not known.
    static func root(_ hashes: ArraySlice<TreeHash?>) -> TreeHash? {
        var row: [TreeHash] = []
        row.reserveCapacity(hashes.count)
        for hash in hashes {
            guard let hash else { return nil }
            row.append(hash)
        }
        while row.count > 1 {
            for place in 0..<row.count / 2 { row[place] = .node(row[2 * place], row[2 * place + 1]) }
            row.removeLast(row.count / 2)
        }
        return row.first
    }
}

/// A tile's bytes as they are stored.
struct StoredTile: Sendable {
    let byteCount: Int
    /// The whole hashes among them.
    let hashes: [TreeHash]

    init(_ bytes: [UInt8]) {
        byteCount = bytes.count
        let whole = bytes.count / TreeHash.byteCount * TreeHash.byteCount
        hashes = EventLog.hashes(Array(bytes.prefix(whole))) ?? []
    }
}
