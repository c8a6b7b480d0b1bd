import Proofs
import SQLite

/// The tree as the stored bytes make it, and what of the hashes that are left vouches for it.
///
/// Of an erased event only its stored leaf hash is left: the tile above, a peak or a checkpoint has to vouch for it.
struct TreeFromBytes {
    let peaks: Peaks
    let tiles: [TileKey: [TreeHash]]
    /// Whether the hashes that are left, or checkpoints, agree with all of it.
    let isVouchedFor: Bool

    struct TileKey: Hashable {
        let level: Int
        let index: Int
    }

    /// What is left of the hashes.
    private struct Remains {
        var peaks: Peaks?
        var hasTiles = false
        /// The roots that checkpoints with good signatures have signed, by size.
        var signed: [Int: Set<TreeHash>] = [:]
    }

    /// Reads the log; nil where it has holes, or nothing is left of an erased event's hash.
    init?(_ connection: Connection) throws {
        let remains = try Self.remains(connection)
        var peaks = Peaks()
        var tiles: [TileKey: [TreeHash]] = [:]
        var doubt = Doubt()
        let rows = try connection.statement("SELECT seq, body FROM events ORDER BY seq")
        var tile: (index: Int, hashes: [TreeHash]) = (-1, [])
        while try rows.step() {
            let seq = Int(rows.integer(0))
            guard seq == peaks.size + 1 else { return nil }
            let index = (seq - 1) / TileCoordinate.hashes
            if remains.hasTiles, tile.index != index {
                tile = (index, try connection.storedTile(0, index)?.hashes ?? [])
            }
            let place = (seq - 1) % TileCoordinate.hashes
            let stored = tile.index == index && tile.hashes.indices.contains(place) ? tile.hashes[place] : nil
            let own = rows.optionalBlob(1).map { TreeHash.leaf($0) }
            guard let leaf = own ?? stored else { return nil }
            doubt.note(seq, isErased: own == nil, isUnlikeStored: leaf != stored)
            try peaks.append(leaf) { level, index, hash in
                guard level.isMultiple(of: TileCoordinate.height) else { return }
                let key = TileKey(level: level / TileCoordinate.height, index: index / TileCoordinate.hashes)
                tiles[key, default: []].append(hash)
                guard remains.hasTiles, level == TileCoordinate.height else { return }
                let above = try connection.storedTile(key.level, key.index)?.hashes ?? []
                let place = index % TileCoordinate.hashes
                doubt.closeTile(agreesWithAbove: above.indices.contains(place) && above[place] == hash)
            }
            if remains.signed[seq]?.contains(peaks.root) == true { doubt.vouch(through: seq) }
        }
        doubt.closeTile(agreesWithAbove: false)
        if let left = remains.peaks, left.size == peaks.size { doubt.compare(peaks, with: left) }
        isVouchedFor = doubt.isResolved
        self.peaks = peaks
        self.tiles = tiles
    }

    /// What can be read of the tree's own tables and of the checkpoints.
    private static func remains(_ connection: Connection) throws -> Remains {
        var tables: Set<String> = []
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").forEach {
            if $0.text(1).hasPrefix("CREATE TABLE") { tables.insert($0.text(0)) }
        }
        var remains = Remains()
        remains.hasTiles = tables.contains("tiles")
        if tables.contains("tree") {
            let row = try connection.statement("SELECT size, peaks FROM tree LIMIT 1").first {
                (Int($0.integer(0)), $0.blob(1))
            }
            if let (size, bytes) = row, let hashes = EventLog.hashes(bytes) {
                remains.peaks = Peaks(size: size, hashes: hashes)
            }
        }
        guard tables.contains("checkpoints") else { return remains }
        let rows = try connection.statement("SELECT note, key FROM checkpoints")
        while try rows.step() {
            guard let note = try? SignedNote(rows.text(0)), let key = try? NoteVerifier(encoded: rows.text(1)),
                note.isSigned(by: [key]), let checkpoint = try? Checkpoint(note.text)
            else { continue }
            remains.signed[checkpoint.size, default: []].insert(checkpoint.root)
        }
        return remains
    }

    /// Puts the tree into the tables, which are empty.
    func store(_ connection: Connection) throws {
        let make = try connection.statement("INSERT INTO tiles (level, tile, hashes) VALUES (?, ?, ?)")
        for (key, hashes) in tiles { try make.bind(key.level, key.index, hashes.flatMap(\.bytes)).run() }
        try connection.statement("INSERT INTO tree (one, size, peaks) VALUES (1, ?, ?)")
            .bind(peaks.size, peaks.hashes.flatMap(\.bytes)).run()
    }
}

/// Which events nothing vouches for but their own bytes.
private struct Doubt {
    /// The last event that something speaks against, or nothing for.
    private var last = 0
    /// The last event up to which the peaks or a checkpoint agree with everything.
    private var vouchedThrough = 0
    /// The last erased event of the tile that is being read.
    private var erased = 0

    var isResolved: Bool { last <= vouchedThrough }

    /// Notes an event, and whether its stored hash is missing or another.
    mutating func note(_ seq: Int, isErased: Bool, isUnlikeStored: Bool) {
        if isErased { erased = seq }
        if isUnlikeStored { last = seq }
    }

    /// Notes that a tile was read to its end, and whether the tile above has its root.
    mutating func closeTile(agreesWithAbove: Bool) {
        if !agreesWithAbove { last = max(last, erased) }
        erased = 0
    }

    mutating func vouch(through seq: Int) { vouchedThrough = max(vouchedThrough, seq) }

    /// Compares with the peaks that are left, of a tree of the same size: each vouches for the events under it.
    mutating func compare(_ peaks: Peaks, with left: Peaks) {
        if left.root == peaks.root { return vouch(through: peaks.size) }
        var end = 0
        let bits = (0..<Int.bitWidth).reversed().filter { peaks.size >> $0 & 1 == 1 }
        for (bit, (hash, other)) in zip(bits, zip(peaks.hashes, left.hashes)) {
            end += 1 << bit
            if hash != other { last = max(last, end) }
        }
    }
}
