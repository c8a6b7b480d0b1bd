import Events
import Proofs
import SQLite

/// The stored bytes of bodies in a log that may be damaged.
///
/// What a compact body leaves out stands in rows that may have been altered, and in the first event of its batch as well.
/// Where these disagree, the hash in the tree tells which are right: so that one altered row is told as what it is, and
/// not as a batch of altered events.
struct AuditedBodies {
    private let outline: LogOutline
    private let connection: Connection
    private var scanner = StoredScanner()
    /// What was said of the event that was looked at last.
    private var last: RowStamp?
    /// The tile of level 0 that was read last.
    private var tile: (index: Int, hashes: [TreeHash]) = (-1, [])
    /// The body that was read whole last, and where the next one stands: of those in between it is the batch's first.
    private var opener: (seq: Int, stamp: (batch: Int, recorded: RecordedTime)?) = (0, nil)

    init(_ outline: LogOutline, _ connection: Connection) {
        self.outline = outline
        self.connection = connection
    }

    /// The stored bytes of a row's event and the hash of its leaf; of a body in neither of the two forms, the body's own.
    ///
    /// - Parameters:
    ///   - row: The batch by the event's row.
    ///   - expected: The batch by the batches' rows.
    mutating func storedBytes(
        of body: [UInt8], _ seq: Int, row: Int, in expected: LogOutline.BatchRow?
    ) -> (bytes: [UInt8], leaf: TreeHash) {
        guard (try? scanner.isCompact(body)) == true else { return (body, .leaf(body)) }
        let number = expected?.number ?? row
        let usual = spliced(body, seq, number, expected?.recorded ?? batchOpener(before: seq)?.recorded)
        guard let stored = leaf(at: seq), usual?.leaf != stored else { return usual ?? (body, .leaf(body)) }
        let first = batchOpener(before: seq)
        let named = outline.batches.first { $0.number == row }
        let others = [
            (first?.batch, first?.recorded), (row, named?.recorded), (row, first?.recorded), (number, first?.recorded),
        ]
        for (batch, recorded) in others {
            guard let batch, let other = spliced(body, seq, batch, recorded) else { continue }
            if other.leaf == stored { return other }
        }
        return usual ?? (body, .leaf(body))
    }

    private mutating func spliced(
        _ body: [UInt8], _ seq: Int, _ batch: Int, _ recorded: RecordedTime?
    ) -> (bytes: [UInt8], leaf: TreeHash)? {
        // Other bodies may have been looked at since.
        guard let recorded, (try? scanner.isCompact(body)) == true else { return nil }
        if last?.batch != batch || last?.recorded != recorded {
            last = RowStamp(seq: seq, batch: batch, recorded: recorded)
        }
        last?.seq = seq
        return last.flatMap { try? scanner.wholeBytes(ofScanned: body, $0) }.map { ($0, .leaf($0)) }
    }

    /// The hash of an event's leaf as it is stored.
    private mutating func leaf(at seq: Int) -> TreeHash? {
        guard outline.hasTree else { return nil }
        let (index, place) = ((seq - 1) / TileCoordinate.hashes, (seq - 1) % TileCoordinate.hashes)
        if tile.index != index { tile = (index, (try? connection.storedTile(0, index)?.hashes) ?? []) }
        return tile.hashes.indices.contains(place) ? tile.hashes[place] : nil
    }

    /// What the nearest whole body before an event says of its batch.
    private mutating func batchOpener(before seq: Int) -> (batch: Int, recorded: RecordedTime)? {
        if opener.seq == seq - 1 {
            opener.seq = seq
            return opener.stamp
        }
        opener = (seq, nil)
        let rows = try? connection.statement(
            "SELECT body FROM events WHERE seq < ? AND body IS NOT NULL ORDER BY seq DESC"
        ).bind(seq)
        while let rows, (try? rows.step()) == true {
            guard let outline = try? scanner.outline(of: rows.blob(0)) else { continue }
            opener.stamp = (outline.batch, outline.recorded)
            break
        }
        return opener.stamp
    }
}
