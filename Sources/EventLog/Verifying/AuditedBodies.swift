import Events
import Proofs
import SQLite

/// The stored bytes of bodies in a log that may be damaged.
///
/// What a compact body leaves out stands in rows that may have been altered, and in the first event of its batch as well.
/// Where these disagree, the hash in the tree tells which are right: so that one altered row is told as what it is, and
/// not as a batch of altered events.
struct AuditedBodies {
    private typealias Said = (batch: Int, recorded: RecordedTime)

    private let outline: LogOutline
    private let connection: Connection
    private var scanner = StoredScanner()
    /// What was said of the event that was looked at last.
    private var last: RowStamp?
    /// The tile of level 0 that was read last.
    private var tile: (index: Int, hashes: [TreeHash]) = (-1, [])
    /// What events that begin batches say of these, as far as they were asked.
    private var openings: [Int: Said?] = [:]
    /// What the nearest whole body before a position says of its batch.
    private var nearest: (before: Int, said: Said?) = (0, nil)

    /// How far back a whole body is looked for.
    private static let farthest = 65_536

    init(_ outline: LogOutline, _ connection: Connection) {
        self.outline = outline
        self.connection = connection
    }

    /// The stored bytes of a row's event and the hash of its leaf; of a body in neither of the two forms, the body's own.
    ///
    /// Events are asked for in their order.
    ///
    /// - Parameters:
    ///   - row: The batch by the event's row.
    ///   - expected: The batch by the batches' rows.
    mutating func storedBytes(
        of body: [UInt8], _ seq: Int, row: Int, in expected: LogOutline.BatchRow?
    ) -> (bytes: [UInt8], leaf: TreeHash) {
        guard (try? scanner.isCompact(body)) == true else { return (body, .leaf(body)) }
        let number = expected?.number ?? row
        let usual = spliced(body, seq, number, expected?.recorded ?? nearestSaid(before: seq)?.recorded)
        guard let stored = leaf(at: seq), usual?.leaf != stored else { return usual ?? (body, .leaf(body)) }
        let named = outline.batches.first { $0.number == row }
        let openings = [expected?.first, named?.first].compactMap { $0 }.compactMap { opening($0) }
        let times = openings.map(\.recorded) + [named?.recorded, nearestSaid(before: seq)?.recorded].compactMap { $0 }
        let others =
            openings + [nearestSaid(before: seq)].compactMap { $0 }
            + times.flatMap { [(batch: row, recorded: $0), (batch: number, recorded: $0)] }
        for (batch, recorded) in others {
            guard let other = spliced(body, seq, batch, recorded) else { continue }
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

    /// What the event that begins a batch says of it, or what the one that erased it has kept of that.
    private mutating func opening(_ first: Int) -> Said? {
        if let known = openings[first] { return known }
        var said: Said?
        if let body = body(at: first) {
            said = (try? scanner.outline(of: body)).map { ($0.batch, $0.recorded) }
        } else if let by = outline.redactions[first]?.by, let body = body(at: by),
            case .eventRedacted(let redaction)? = try? UntrustedBody(body, &scanner, seq: by, batch: 1).fact,
            redaction.seq == first
        {
            said = redaction.kept?.stamp.map { ($0.batch, $0.recorded) }
        }
        openings[first] = .some(said)
        return said
    }

    private func body(at seq: Int) -> [UInt8]? {
        let row = try? connection.statement("SELECT body FROM events WHERE seq = ?").bind(seq)
            .first { $0.optionalBlob(0) }
        return row ?? nil
    }

    /// What the nearest whole body before an event says of its batch. Each row is looked at once.
    private mutating func nearestSaid(before seq: Int) -> Said? {
        let from = max(nearest.before, seq - Self.farthest)
        guard from < seq else { return nearest.said }
        let rows = try? connection.statement(
            "SELECT body FROM events WHERE seq >= ? AND seq < ? AND body IS NOT NULL ORDER BY seq DESC"
        ).bind(from, seq)
        nearest.before = seq
        while let rows, (try? rows.step()) == true {
            guard let said = try? scanner.outline(of: rows.blob(0)) else { continue }
            nearest.said = (said.batch, said.recorded)
            break
        }
        return nearest.said
    }
}
