import Proofs
import SQLite

/// The tiles above level 0 against those under them, up to the tree's peaks.
struct UpperTiles {
    private let audit: TreeAudit
    private var roots: [TreeHash?]
    /// The tiles that should hold other hashes than are stored, by level and index.
    private(set) var mended: [Int: [Int: [TreeHash?]]]
    private(set) var damage = FoundDamage()

    private let erasedPlaces: [Int: [Int]]

    init(_ audit: TreeAudit, _ rows: RowFindings) {
        self.audit = audit
        roots = rows.tileRoots
        mended = [0: rows.mended]
        erasedPlaces = rows.erasedPlaces
    }

    mutating func run() throws {
        try comparePeaks(0)
        var level = 1
        while !roots.isEmpty {
            var above: [TreeHash?] = []
            for start in stride(from: 0, to: roots.count, by: TileCoordinate.hashes) {
                let index = start / TileCoordinate.hashes
                let below = Array(roots[start..<min(start + TileCoordinate.hashes, roots.count)])
                let finding = try audit.compare(level, index, with: below)
                try report(finding, level, index)
                if finding.hashes.count == TileCoordinate.hashes { above.append(TreeAudit.root(finding.hashes[...])) }
            }
            try comparePeaks(level)
            roots = above
            level += 1
        }
    }

    private mutating func report(_ finding: TreeAudit.Finding, _ level: Int, _ index: Int) throws {
        for fault in finding.damage { damage.add(.tile(level: level, index: index, fault)) }
        let each = 1 << (TileCoordinate.height * level)
        for place in finding.alteredBelow {
            let below = index * TileCoordinate.hashes + place
            let erased = level == 1 ? erasedPlaces[below] ?? [] : []
            if let root = finding.hashes[place], try reportTurnedBit(erased, in: below, under: root) { continue }
            let first = below * each
            let seqs = erased.map { first + $0 + 1 }
            damage.add(.rewritten(first + 1...first + each, erased: seqs))
        }
        if !finding.damage.isEmpty { mended[level, default: [:]][index] = finding.hashes }
    }

    /// Compares the peaks that stand in the partial tile of a level with its hashes.
    private mutating func comparePeaks(_ level: Int) throws {
        guard let peaks = audit.peaks else { return }
        let segments = audit.segments(level)
        guard !segments.isEmpty else { return }
        let index = (audit.size >> (TileCoordinate.height * level)) / TileCoordinate.hashes
        let stored = try audit.tile(level, index)?.hashes.map { $0 as TreeHash? } ?? []
        let hashes = mended[level]?[index] ?? stored
        for segment in segments {
            guard segment.places.upperBound <= hashes.count, let root = TreeAudit.root(hashes[segment.places]) else {
                continue
            }
            let peak = peaks.hashes[segment.peak]
            guard root != peak else { continue }
            let erased = level == 0 ? (erasedPlaces[index] ?? []).filter(segment.places.contains) : []
            if try reportTurnedBit(erased, in: index, under: peak, among: segment.places) { continue }
            let each = 1 << (TileCoordinate.height * level)
            let start = index * TileCoordinate.hashes
            let events = (start + segment.places.lowerBound) * each + 1...(start + segment.places.upperBound) * each
            let seqs = erased.map { start + $0 + 1 }
            damage.add(.tree(.wrongPeak(segment.peak, over: events, erased: seqs)))
        }
    }

    /// Looks among the hashes of erased events in a tile of level 0 for one with a bit turned over.
    private mutating func reportTurnedBit(
        _ places: [Int], in index: Int, under root: TreeHash, among segment: Range<Int> = 0..<TileCoordinate.hashes
    ) throws -> Bool {
        guard !places.isEmpty else { return false }
        var hashes = try mended[0]?[index] ?? audit.tile(0, index)?.hashes.map { $0 } ?? []
        guard segment.upperBound <= hashes.count,
            let turned = TurnedBit(in: hashes[segment], at: places, under: root)
        else { return false }
        hashes[turned.place] = turned.hash
        mended[0, default: [:]][index] = hashes
        damage.add(.tile(level: 0, index: index, .erasedHash(place: turned.place)))
        return true
    }

    /// Tiles that a tree of this size does not have.
    func surplus(_ connection: Connection) throws -> FoundDamage {
        var damage = FoundDamage()
        try connection.statement("SELECT level, tile FROM tiles").forEach { row in
            let (level, index) = (Int(row.integer(0)), Int(row.integer(1)))
            let isExpected =
                TileCoordinate.levels.contains(level) && index >= 0
                && index < 1 << 48 && audit.width(level, index) > 0
            if !isExpected { damage.add(.tile(level: level, index: index, .surplus)) }
        }
        return damage
    }
}
