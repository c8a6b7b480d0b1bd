import Events
import Proofs
import SQLite

/// What every part of the verification knows of the log before it looks at the events.
struct LogOutline: Sendable {
    /// The position of the last row.
    var events = 0
    /// How many leaves the tree has.
    var size = 0
    var peaks: Peaks?
    /// Whether there are tiles to compare with.
    var hasTree = true
    var batches: [BatchRow] = []
    /// The erased events, and who says so.
    var redactions: [Int: RedactionRow] = [:]

    struct BatchRow: Sendable {
        let number: Int
        let first: Int
        let recorded: RecordedTime
    }

    struct RedactionRow: Sendable {
        let by: Int
        let isErased: Bool
    }
}

/// What a stretch of the log turned out to hold.
struct RowFindings: Sendable {
    var damage = FoundDamage()
    /// Events that are damaged themselves, so that the index cannot be held against them.
    var damagedEvents: Set<Int> = []
    var events = 0
    var redacted = 0
    /// The sum over the rows that the index of ids should have.
    var idSum: UInt64 = 0
    /// Which events name which ids.
    var references: [(seq: Int, id: EventID)] = []
    /// The events that say that others are erased, by position.
    var redactions: [Int: Fact] = [:]
    /// The events whose bytes are gone, by position.
    var erased: [Int: ErasedRow] = [:]

    /// The batch that an erased event is in by its own row, and by the batches' rows.
    struct ErasedRow: Sendable {
        let batch: Int
        let expected: Int?
    }

    /// The roots of the complete tiles of level 0, as far as they are known.
    var tileRoots: [TreeHash?] = []
    /// The tiles of level 0 that should hold other hashes than are stored.
    var mended: [Int: [TreeHash?]] = [:]
    /// The places of erased events, by the tile: nothing in the log speaks for or against their hashes.
    var erasedPlaces: [Int: [Int]] = [:]

    mutating func add(_ other: RowFindings) {
        damage.add(other.damage)
        damagedEvents.formUnion(other.damagedEvents)
        events += other.events
        redacted += other.redacted
        idSum &+= other.idSum
        references += other.references
        redactions.merge(other.redactions) { first, _ in first }
        erased.merge(other.erased) { first, _ in first }
        tileRoots += other.tileRoots
        mended.merge(other.mended) { first, _ in first }
        erasedPlaces.merge(other.erasedPlaces) { first, _ in first }
    }
}

/// Verifies a stretch of the log: every row by itself, against its batch, and against its tiles of level 0.
struct RowAudit {
    /// How many events a stretch has: whole tiles, and few enough that two threads share the work evenly.
    static let stretch = 16_384

    private let outline: LogOutline
    private let connection: Connection
    private var scanner = StoredScanner()
    private var bodies: AuditedBodies
    private var findings = RowFindings()
    private var faults: [Int: EventFault] = [:]
    private var batchFaults: Set<Damage> = []
    private var batch = 0

    // The tile that is being filled: leaf hashes of its rows, and which of its places have a row.
    private var leaves: [TreeHash?] = []
    private var hasRow: [Bool] = []
    private var unproven: ClosedRange<Int>?
    private var missing: ClosedRange<Int>?

    init(_ outline: LogOutline, _ connection: Connection) {
        self.outline = outline
        self.connection = connection
        bodies = AuditedBodies(outline, connection)
    }

    /// Verifies the events at some positions; the first is the first of a tile.
    mutating func run(_ positions: ClosedRange<Int>) -> RowFindings {
        batch = outline.batches.partitioningIndex { $0.first > positions.lowerBound } - 1
        var next = positions.lowerBound
        var tile = (next - 1) / TileCoordinate.hashes
        startTile()
        var failure: String?
        do {
            let rows = try connection.statement(
                "SELECT seq, batch, body FROM events WHERE seq BETWEEN ? AND ? ORDER BY seq"
            ).bind(positions.lowerBound, positions.upperBound)
            while try rows.step() {
                let seq = Int(rows.integer(0))
                // A damaged page may give rows out of order, or those of elsewhere.
                guard seq >= next, seq <= positions.upperBound else {
                    failure = "rows of events are out of order behind event \(next - 1)"
                    break
                }
                while (seq - 1) / TileCoordinate.hashes > tile {
                    finishTile(tile, through: (tile + 1) * TileCoordinate.hashes)
                    tile += 1
                }
                next = seq + 1
                check(seq, row: Int(rows.integer(1)), rows.optionalBlob(2))
            }
        } catch {
            failure = "events behind \(next - 1) cannot be read: \(Self.words(error))"
        }
        let end = min(positions.upperBound, max(outline.hasTree ? outline.size : 0, outline.events))
        let through = failure == nil ? end : next - 1
        while tile * TileCoordinate.hashes < end {
            finishTile(tile, through: through)
            tile += 1
        }
        note(missing.map { .missing($0) })
        note(unproven.map { .unproven($0) })
        for fault in batchFaults { findings.damage.add(fault) }
        for (seq, fault) in faults { add(fault, at: seq) }
        if let failure { findings.damage.add(.file(failure)) }
        return findings
    }

    static func words(_ error: any Error) -> String {
        (error as? SQLiteError)?.message ?? String(describing: error)
    }

    private mutating func note(_ damage: Damage?) {
        if let damage { findings.damage.add(damage) }
    }

    private mutating func add(_ fault: EventFault, at seq: Int) {
        findings.damage.add(.event(seq: seq, fault))
        findings.damagedEvents.insert(seq)
    }
}

// One row.
extension RowAudit {
    private mutating func check(_ seq: Int, row: Int, _ body: [UInt8]?) {
        findings.events += 1
        let place = (seq - 1) % TileCoordinate.hashes
        hasRow[place] = true
        let expected = batch(at: seq)
        guard let body else {
            if outline.redactions[seq] != nil { findings.redacted += 1 } else { faults[seq] = .erased }
            findings.erasedPlaces[(seq - 1) / TileCoordinate.hashes, default: []].append(place)
            findings.erased[seq] = RowFindings.ErasedRow(batch: row, expected: expected?.number)
            return
        }
        if outline.redactions[seq] != nil { faults[seq] = .notErased }
        let (bytes, leaf) = bodies.storedBytes(of: body, seq, row: row, in: expected)
        leaves[place] = leaf
        if let fault = fault(seq, row: row, bytes, in: expected) { faults[seq] = fault }
    }

    /// The batch that an event is in by the batches' rows.
    private mutating func batch(at seq: Int) -> LogOutline.BatchRow? {
        while batch + 1 < outline.batches.count, outline.batches[batch + 1].first <= seq { batch += 1 }
        return outline.batches.indices.contains(batch) ? outline.batches[batch] : nil
    }

    private mutating func fault(
        _ seq: Int, row: Int, _ bytes: [UInt8], in expected: LogOutline.BatchRow?
    ) -> EventFault? {
        let (written, event): (StoredOutline, Event)
        do throws(StoredFault) {
            (written, event) = try scanner.event(of: bytes)
        } catch {
            return EventFault(error)
        }
        count(event, written.id, at: seq)
        if written.seq != seq { return .wrongPosition(says: written.seq) }
        if written.id != written.contentID { return .wrongID }
        if written.batch != row { return .wrongBatch(row: row, bytes: written.batch) }
        if let expected {
            if expected.number != written.batch {
                batchFaults.insert(.batch(written.batch, .wrongFirst))
            } else if expected.recorded != written.recorded {
                batchFaults.insert(.batch(written.batch, .wrongRecorded))
            }
            if written.carriesBatchTexts, expected.number == written.batch, expected.first != seq {
                return .misplacedBatchTexts
            }
        } else if outline.batches.isEmpty || batch < 0 {
            batchFaults.insert(.batch(written.batch, .missing))
        }
        return nil
    }

    /// Notes what the index should say of an event, and which events it names.
    private mutating func count(_ event: Event, _ id: EventID, at seq: Int) {
        findings.idSum &+= IDIndex.mark(id, at: seq)
        switch event.fact {
        case .eventCorrected(let correction): findings.references.append((seq, correction.event))
        case .eventRetracted(let retraction): findings.references.append((seq, retraction.event))
        case .eventRedacted(let redaction):
            findings.redactions[seq] = event.fact
            if redaction.seq >= seq { faults[seq] = .namesNoEarlierEvent("event \(redaction.seq)") }
        default: break
        }
    }
}

extension EventFault {
    fileprivate init(_ fault: StoredFault) {
        self =
            switch fault {
            case .notCanonical(let error): .notCanonical("\(error.reason) at byte \(error.offset)")
            case .badField(let field): .unreadable("its \(field) is missing, or not as a ledger writes it")
            case .unreadable(let error): .unreadable(error.description)
            case .notInNormalForm: .notInNormalForm
            }
    }
}

// One tile.
extension RowAudit {
    private mutating func startTile() {
        leaves = Array(repeating: nil, count: TileCoordinate.hashes)
        hasRow = Array(repeating: false, count: TileCoordinate.hashes)
    }

    /// Compares a tile with its rows, which have been read through a position.
    private mutating func finishTile(_ index: Int, through last: Int) {
        defer { startTile() }
        let first = index * TileCoordinate.hashes + 1
        let size = outline.hasTree ? outline.size : 0
        for place in hasRow.indices where first + place <= last {
            let seq = first + place
            if !hasRow[place], seq <= max(size, outline.events) {
                missing = extend(missing, with: seq) { .missing($0) }
            } else if hasRow[place], outline.hasTree, seq > size {
                unproven = extend(unproven, with: seq) { .unproven($0) }
            }
        }
        let audit = TreeAudit(size: size, peaks: outline.peaks) { [connection] level, index in
            try connection.storedTile(level, index)
        }
        let width = audit.width(0, index)
        guard width > 0 else { return }
        let below = Array(leaves.prefix(width))
        do {
            let finding = try audit.compare(0, index, with: below)
            report(finding, below, index, audit)
        } catch {
            findings.damage.add(.file("tile \(index) of level 0 cannot be read: \(Self.words(error))"))
            if width == TileCoordinate.hashes { findings.tileRoots.append(TreeAudit.root(below[...])) }
            findings.mended[index] = below
        }
    }

    private mutating func report(_ finding: TreeAudit.Finding, _ below: [TreeHash?], _ index: Int, _ audit: TreeAudit) {
        let first = index * TileCoordinate.hashes + 1
        for fault in finding.damage {
            guard case .differs(let place) = fault else {
                findings.damage.add(.tile(level: 0, index: index, fault))
                continue
            }
            // Of an event and its hash, either may be the one that was altered.
            faults[first + place] = nil
            add(.differsFromLeaf, at: first + place)
            findings.damage.add(.tile(level: 0, index: index, fault))
        }
        for place in finding.alteredBelow {
            let also = faults.removeValue(forKey: first + place)
            add(.altered(also?.description), at: first + place)
        }
        if !finding.damage.isEmpty { findings.mended[index] = finding.hashes }
        if finding.hashes.count == TileCoordinate.hashes {
            findings.tileRoots.append(TreeAudit.root(finding.hashes[...]))
        }
    }

    /// Makes a range longer by the position behind it; one that ends before is noted as damage.
    private mutating func extend(
        _ range: ClosedRange<Int>?, with seq: Int, _ damage: (ClosedRange<Int>) -> Damage
    ) -> ClosedRange<Int> {
        guard let range else { return seq...seq }
        if range.upperBound + 1 == seq { return range.lowerBound...seq }
        findings.damage.add(damage(range))
        return seq...seq
    }
}

extension Connection {
    /// A tile as it is stored; nil where there is none.
    func storedTile(_ level: Int, _ index: Int) throws -> StoredTile? {
        try statement("SELECT hashes FROM tiles WHERE level = ? AND tile = ?").bind(level, index)
            .first { StoredTile($0.blob(0)) }
    }
}

extension Array {
    /// The first place whose element, and all behind it, satisfy a condition that those before do not.
    func partitioningIndex(_ isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
