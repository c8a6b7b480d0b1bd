import Proofs
import SQLite

/// The tree as the stored bytes make it, and whether what is left of the stored one vouches for it.
///
/// Leaf hashes alone do not: whoever alters an event alters its hash with it. For every event the peak over it has to
/// be as it is stored, or a checkpoint that covers it has to fit. Of an erased event only its leaf hash is left, for
/// which the same holds.
struct TreeFromBytes {
    let peaks: Peaks
    let tiles: [TileKey: [TreeHash]]
    /// Whether the stored peaks, or checkpoints, agree with all of it.
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
        var signedThrough = 0
        let rows = try connection.statement("SELECT seq, batch, body FROM events ORDER BY seq")
        var reader = BodyReader(connection)
        var tile: (index: Int, hashes: [TreeHash]) = (-1, [])
        while try rows.step() {
            let seq = Int(rows.integer(0))
            guard seq == peaks.size + 1 else { return nil }
            let index = (seq - 1) / TileCoordinate.hashes
            let leaf: TreeHash
            if let body = rows.optionalBlob(2) {
                // The batches' own rows may be what is damaged.
                reader.trust(body)
                guard let bytes = try? reader.bytes(seq, batch: Int(rows.integer(1)), body) else { return nil }
                leaf = .leaf(bytes)
            } else {
                if remains.hasTiles, tile.index != index {
                    tile = (index, try connection.storedTile(0, index)?.hashes ?? [])
                }
                let place = (seq - 1) % TileCoordinate.hashes
                guard tile.index == index, tile.hashes.indices.contains(place) else { return nil }
                leaf = tile.hashes[place]
            }
            peaks.append(leaf) { level, index, hash in
                guard level.isMultiple(of: TileCoordinate.height) else { return }
                let key = TileKey(level: level / TileCoordinate.height, index: index / TileCoordinate.hashes)
                tiles[key, default: []].append(hash)
            }
            if remains.signed[seq]?.contains(peaks.root) == true { signedThrough = seq }
        }
        isVouchedFor = peaks.size == 0 || peaks.areVouchedFor(by: remains.peaks, signedThrough: signedThrough)
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

extension Peaks {
    /// Whether each of these is stored as it is, or over events that a checkpoint covers.
    fileprivate func areVouchedFor(by stored: Peaks?, signedThrough: Int) -> Bool {
        let others = stored?.size == size ? stored?.hashes : nil
        var end = 0
        let bits = (0..<Int.bitWidth).reversed().filter { size >> $0 & 1 == 1 }
        for (index, bit) in bits.enumerated() {
            end += 1 << bit
            guard end <= signedThrough || others?[index] == hashes[index] else { return false }
        }
        return true
    }
}
