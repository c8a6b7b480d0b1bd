import Proofs
import SQLite

/// The Merkle tree over the stored bytes (RFC 6962), kept in tiles as C2SP tlog-tiles lays them out.
///
/// Each append hashes its own events and the subtrees that they complete, and nothing else: `tiles` keeps every hash of
/// every eighth level, `tree` those of the complete subtrees that no larger one holds yet.
extension EventLog {
    /// The tree over all events of the log, as the roots of its complete subtrees.
    public func peaks() throws -> Peaks {
        try translating {
            let row = try connection.statement("SELECT size, peaks FROM tree").first {
                (Int($0.integer(0)), $0.blob(1))
            }
            guard let (size, bytes) = row, StoredBounds.numbers.contains(size), let hashes = Self.hashes(bytes),
                let peaks = Peaks(size: size, hashes: hashes)
            else { throw LogError.damagedTree("the tree's peaks are damaged") }
            return peaks
        }
    }

    /// Reads the hashes of the tree as it was at a size.
    public func tiles(at size: Int) -> TileReader {
        TileReader(size: size) { [self] level, index in
            try tile(level, index) ?? { throw LogError.damagedTree("tile \(index) of level \(level) is missing") }()
        }
    }

    /// The root of the tree over the first events of the log. O(log n), and the tiles of one path.
    public func root(at size: Int) throws -> TreeHash {
        let peaks = try peaks()
        return size == peaks.size ? peaks.root : try tiles(at: size).root(of: size)
    }

    /// Proves that an event is in the log as it was at a size.
    public func inclusionProof(of seq: Int, in size: Int) throws -> InclusionProof {
        try InclusionProof(of: seq - 1, in: size, tiles(at: size))
    }

    /// Proves that the log as it was at one size is what the log at a later size begins with.
    public func consistencyProof(from first: Int, to second: Int) throws -> ConsistencyProof {
        try ConsistencyProof(from: first, to: second, tiles(at: second))
    }

    /// The hash of an event's stored bytes, which stays when the bytes are erased; nil where the log ends before it.
    public func leaf(at seq: Int) throws -> TreeHash? {
        guard seq > 0, let hashes = try tile(0, (seq - 1) / TileCoordinate.hashes) else { return nil }
        let place = (seq - 1) % TileCoordinate.hashes
        return hashes.indices.contains(place) ? hashes[place] : nil
    }

    /// The hashes of a tile, as far as there are any; nil where there is none.
    func tile(_ level: Int, _ index: Int) throws -> [TreeHash]? {
        try translating {
            let row = try connection.statement("SELECT hashes FROM tiles WHERE level = ? AND tile = ?")
                .bind(level, index).first { $0.blob(0) }
            guard let bytes = row else { return nil }
            guard let hashes = Self.hashes(bytes) else {
                throw LogError.damagedTree("tile \(index) of level \(level) is damaged")
            }
            return hashes
        }
    }

    /// Adds leaves to the tree, inside a write.
    func extendTree(_ leaves: [TreeHash]) throws {
        guard !leaves.isEmpty else { return }
        var peaks = try peaks()
        var grown = GrownTiles()
        for leaf in leaves { peaks.append(leaf) { level, index, hash in grown.note(level, index, hash) } }
        let make = try connection.statement("INSERT INTO tiles (level, tile, hashes) VALUES (?, ?, ?)")
        let extend = try connection.statement("UPDATE tiles SET hashes = ? WHERE level = ? AND tile = ?")
        for (tile, added) in grown.tiles {
            let bytes = added.hashes.flatMap(\.bytes)
            if added.first == 0 {
                try make.bind(tile.level, tile.index, bytes).run()
            } else {
                let present = try self.tile(tile.level, tile.index) ?? []
                guard present.count == added.first else {
                    throw LogError.damagedTree(
                        "tile \(tile.index) of level \(tile.level) does not fit the tree's peaks")
                }
                try extend.bind(present.flatMap(\.bytes) + bytes, tile.level, tile.index).run()
            }
        }
        try connection.statement("UPDATE tree SET size = ?, peaks = ?")
            .bind(peaks.size, peaks.hashes.flatMap(\.bytes)).run()
    }

    /// Hashes that stand one after the other; nil where the bytes do not come out even.
    static func hashes(_ bytes: [UInt8]) -> [TreeHash]? {
        guard bytes.count.isMultiple(of: TreeHash.byteCount) else { return nil }
        return stride(from: 0, to: bytes.count, by: TreeHash.byteCount).compactMap {
            TreeHash(bytes[$0..<$0 + TreeHash.byteCount])
        }
    }
}

/// What an append adds to tiles, by the tile.
private struct GrownTiles {
    struct Key: Hashable {
        let level: Int
        let index: Int
    }

    /// For each tile, the place of the first hash added and all that are.
    private(set) var tiles: [Key: (first: Int, hashes: [TreeHash])] = [:]

    /// Notes the hash of a complete subtree; only every eighth level of the tree stands in tiles.
    mutating func note(_ level: Int, _ index: Int, _ hash: TreeHash) {
        guard level.isMultiple(of: TileCoordinate.height) else { return }
        let key = Key(level: level / TileCoordinate.height, index: index / TileCoordinate.hashes)
        tiles[key, default: (index % TileCoordinate.hashes, [])].hashes.append(hash)
    }
}
