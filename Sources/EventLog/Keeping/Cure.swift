/// How one kind of damage is mended from what is sound.
public enum Cure: String, CaseIterable, Sendable {
    /// A trigger or a table of the log is made again, or what does not belong is taken away.
    case schema
    /// The rows of the batches are made from the stored bytes.
    case batches
    /// The index of ids is made from the stored bytes, in the place of those that earlier versions had.
    case indices
    /// Tiles and peaks are made from the stored bytes, which other hashes or a checkpoint vouch for.
    case tree
    /// What an event says is erased is erased.
    case erasure
    /// The projections are made from the log.
    case projections
}

extension Cure {
    /// What becomes of something damaged.
    public func outcome(for damage: Damage) -> String {
        switch self {
        case .schema:
            if case .schema(.foreign) = damage { "is taken away" } else { "is made as it belongs" }
        case .batches, .indices: "is made from the stored bytes"
        case .tree: "is made from the stored bytes, which other hashes vouch for"
        case .erasure: "is erased"
        case .projections:
            switch damage {
            case .schema(.inTheWay("index", _)): "is taken away"
            case .schema(.inTheWay): "needs another name before anything is made (ALTER TABLE … RENAME TO …)"
            default: "is made from the log"
            }
        }
    }

    /// Whether it makes something of the events, and so only where none of them is in doubt.
    ///
    /// What was made of them before is then the only witness of what they said.
    var restsOnEvents: Bool { self != .schema }
}

extension Damage {
    /// How this is mended where no event is in doubt; nil where nothing that is left says what was there.
    var cure: Cure? {
        switch self {
        case .index(_, nil), .batch(_, .beyondEnd): nil
        case .index: .indices
        case .batch, .event(_, .erasedFromOtherBatch): .batches
        case .projection, .projectionsUnread: .projections
        case .tile(_, _, .differs), .tile(_, _, .erasedHash): nil
        // What cannot be told without hashes can be once they are made.
        case .tile, .tree, .checkpoint(_, .rootUnknown): .tree
        case .redaction(_, .notCarriedOut), .event(_, .notErased): .erasure
        case .schema(let fault): Self.cure(of: fault)
        case .event, .missing, .unproven, .rewritten, .checkpoint, .pinned, .unsigned, .redaction(_, .unfounded), .file:
            nil
        }
    }

    /// Whether events may not say what was recorded: they, their hashes or both were altered, or a checkpoint says so.
    var putsEventsInDoubt: Bool {
        switch self {
        case .event(_, .notErased), .event(_, .erasedFromOtherBatch): false
        case .event, .missing, .unproven, .rewritten, .tile(_, _, .differs), .tile(_, _, .erasedHash), .file: true
        case .checkpoint(_, .otherRoot), .pinned(_, .otherRoot): true
        // What knows more events than there are may be all that is left of them.
        case .checkpoint(_, .beyondEnd), .pinned(_, .beyondEnd), .index(_, nil), .batch(_, .beyondEnd): true
        default: false
        }
    }

    private static func cure(of fault: SchemaFault) -> Cure? {
        if case .inTheWay = fault { return .projections }
        return switch fault.damagedTable {
        // Nothing else holds what these do.
        case "events", "checkpoints", "redactions": nil
        case "tiles", "tree": .tree
        case "batches": .batches
        // Those that earlier versions had are not made again, but the one that took their place.
        case let table? where LogSchema.formerIndices.contains { $0.name == table }: .indices
        default: .schema
        }
    }
}
