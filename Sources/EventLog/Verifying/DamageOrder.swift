/// Where damage stands, for sorting: what concerns the log's events first, by position.
extension Damage {
    /// The position in the log at which it begins to matter; nil where it has none.
    public var position: Int? {
        switch self {
        case .event(let seq, _), .redaction(let seq, _): seq
        case .missing(let range), .unproven(let range), .rewritten(let range, _): range.lowerBound
        case .tree(.wrongPeak(_, let range, _)): range.lowerBound
        case .tile(let level, let index, let fault): Self.leaves(level, index, fault).lowerBound
        case .checkpoint(_, .otherRoot(_, let good)), .pinned(_, .otherRoot(_, let good)): good + 1
        case .checkpoint(_, .beyondEnd(_, let events)), .pinned(_, .beyondEnd(_, let events)): events + 1
        case .index(_, let seq): seq
        case .batch, .tree, .checkpoint, .pinned, .unsigned, .schema, .projection,
            .projectionsUnread, .file:
            nil
        }
    }

    /// A word for programs.
    public var kind: String {
        switch self {
        case .event(_, let fault):
            switch fault {
            case .altered: "event_altered"
            case .differsFromLeaf: "event_differs"
            case .notCanonical: "event_not_canonical"
            case .unreadable: "event_unreadable"
            case .notInNormalForm: "event_not_normal"
            case .wrongID: "event_id"
            case .wrongPosition: "event_position"
            case .wrongBatch, .erasedInOtherBatch, .erasedFromOtherBatch: "event_batch"
            case .misplacedBatchTexts: "event_batch_texts"
            case .namesNoEarlierEvent: "event_reference"
            case .erased: "event_erased"
            case .notErased: "event_not_erased"
            }
        case .missing: "events_missing"
        case .unproven: "events_unproven"
        case .rewritten: "events_rewritten"
        case .batch: "batch"
        case .tile(_, _, .altered): "tile_altered"
        case .tile(_, _, .differs), .tile(_, _, .erasedHash): "tile_differs"
        case .tile: "tile"
        case .tree(.wrongPeak): "peak"
        case .tree: "tree"
        case .checkpoint(_, let fault): "checkpoint" + fault.suffix
        case .pinned(_, let fault): "pinned" + fault.suffix
        case .unsigned: "unsigned"
        case .redaction: "redaction"
        case .index: "index"
        case .schema: "schema"
        case .projection, .projectionsUnread: "projection"
        case .file: "file"
        }
    }

    /// What was damaged itself comes before what only shows it.
    private var rank: Int {
        switch self {
        case .event, .missing, .unproven: 0
        case .tile: 1
        case .rewritten: 2
        case .tree: 3
        case .checkpoint: 4
        case .pinned, .unsigned: 5
        case .redaction: 6
        case .batch: 7
        case .index: 8
        case .schema: 9
        case .projection, .projectionsUnread: 10
        case .file: 11
        }
    }

    /// Sorts what was damaged itself before checkpoints, which only show it; each by position, what has none behind.
    public static func precedes(_ left: Damage, _ right: Damage) -> Bool {
        if left.showsOthers != right.showsOthers { return right.showsOthers }
        return (left.position ?? .max, left.rank, left.place) < (right.position ?? .max, right.rank, right.place)
    }

    /// Whether it is a checkpoint that does not hold, for which something else is the reason.
    private var showsOthers: Bool {
        switch self {
        case .checkpoint(_, .otherRoot), .checkpoint(_, .beyondEnd), .pinned(_, .otherRoot), .pinned(_, .beyondEnd):
            true
        default: false
        }
    }

    /// A number of its own kind, for order only.
    private var place: Int {
        switch self {
        case .batch(let number, _), .checkpoint(let number, _): number
        case .tile(let level, _, .altered(let place)), .tile(let level, _, .differs(let place)): level << 8 + place
        case .tile(let level, _, _): level << 8
        case .tree(.wrongPeak(let peak, _, _)): peak
        default: 0
        }
    }

    /// The events under a tile, or under one of its hashes; counted from 1.
    private static func leaves(_ level: Int, _ index: Int, _ fault: TileFault) -> ClosedRange<Int> {
        let place: Int? =
            switch fault {
            case .altered(let place), .differs(let place), .erasedHash(let place): place
            case .missing, .wrongLength, .surplus: nil
            }
        // A level or index read from a damaged file may be anything: no event is that far.
        guard (0...6).contains(level), (0...1 << 40).contains(index) else { return Int.max...Int.max }
        let each = 1 << (8 * level)
        let first = (index * 256 + (place ?? 0)).multipliedReportingOverflow(by: each)
        guard !first.overflow, first.partialValue < 1 << 60 else { return Int.max...Int.max }
        return first.partialValue + 1...first.partialValue + each
    }
}

extension CheckpointFault {
    fileprivate var suffix: String {
        switch self {
        case .unreadable: "_unreadable"
        case .wrongSize: "_size"
        case .badSignature: "_signature"
        case .unknownSigner: "_signer"
        case .outOfOrder: "_order"
        case .beyondEnd: "_beyond_end"
        case .otherRoot: "_root"
        case .rootUnknown: "_unknown"
        case .otherOrigin: "_origin"
        case .notStored: "_not_stored"
        }
    }
}

/// Damage as it is found: all of it is counted, only so much is kept.
struct FoundDamage: Sendable {
    /// How many of each part of the work are kept; nobody reads more.
    static let most = 2_000

    private(set) var kept: [Damage] = []
    private(set) var more = 0
    /// Whether any that is not kept puts stored bytes in doubt.
    private(set) var hidesDoubt = false

    var isEmpty: Bool { kept.isEmpty }

    mutating func add(_ damage: Damage) {
        if kept.count < Self.most {
            kept.append(damage)
        } else {
            more += 1
            hidesDoubt = hidesDoubt || damage.putsEventsInDoubt
        }
    }

    mutating func add(_ other: FoundDamage) {
        kept += other.kept
        more += other.more
        hidesDoubt = hidesDoubt || other.hidesDoubt
    }
}
