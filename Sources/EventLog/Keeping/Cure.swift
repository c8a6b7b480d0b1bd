/// How one kind of damage is mended from what is sound.
public enum Cure: String, CaseIterable, Sendable {
    /// A trigger or a table of the log is made again, or what does not belong is taken away.
    case schema
    /// The rows of the batches are made from the stored bytes.
    case batches
    /// Indices are made from the stored bytes.
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
            if case .schema(let what) = damage, what.hasSuffix("is not one of a ledger's") {
                "is taken away"
            } else {
                "is made as it belongs"
            }
        case .batches, .indices: "is made from the stored bytes"
        case .tree: "is made from the stored bytes, which other hashes vouch for"
        case .erasure: "is erased"
        case .projections: "is made from the log"
        }
    }
}

extension Damage {
    /// How this is mended; nil where nothing that is left says what was there.
    ///
    /// - Parameter treeIsVouchedFor: Whether hashes that are left, or a checkpoint, agree with the stored bytes.
    func cure(treeIsVouchedFor: Bool) -> Cure? {
        switch self {
        case .index: .indices
        case .batch, .event(_, .erasedFromOtherBatch): .batches
        case .projection: .projections
        case .tile, .tree: treeIsVouchedFor ? .tree : nil
        case .redaction(_, .notCarriedOut): .erasure
        case .schema(let what): Self.cure(ofSchema: what, treeIsVouchedFor: treeIsVouchedFor)
        case .file(let what): what.hasPrefix("the projections cannot be compared") ? .projections : nil
        case .event, .missing, .unproven, .rewritten, .checkpoint, .pinned, .unsigned, .redaction(_, .unfounded): nil
        }
    }

    /// Tables that hold what nothing else does.
    private static let irreplaceable = ["events", "checkpoints", "redactions"]

    private static func cure(ofSchema what: String, treeIsVouchedFor: Bool) -> Cure? {
        for table in irreplaceable where what.hasPrefix("the table \(table) ") { return nil }
        for table in ["tiles", "tree"] where what.hasPrefix("the table \(table) ") {
            return treeIsVouchedFor ? .tree : nil
        }
        return .schema
    }
}
