extension Damage: CustomStringConvertible {
    /// Where and what, on one line.
    public var description: String {
        switch self {
        case .event(let seq, let fault): "event \(seq): \(fault)"
        case .missing(let range):
            "\(Self.events(range)) \(Self.verb(range, "is", "are")) missing: "
                + "the tree has \(Self.verb(range, "its hash", "their hashes")), the log no row"
        case .unproven(let range):
            "\(Self.events(range)) \(Self.verb(range, "is", "are")) not in the tree"
        case .rewritten(let range, let erased):
            "\(Self.events(range)): altered together with the hashes of \(Self.verb(range, "it", "them"))"
                + Self.orErased(erased) + "; the tree above has another"
        case .batch(let number, let fault): "batch \(number): \(fault)"
        case .tile(let level, let index, let fault): "tile \(index) of level \(level): \(fault)"
        case .tree(let fault): "the tree's row: \(fault)"
        case .checkpoint(let number, let fault): "checkpoint \(number): \(fault)"
        case .pinned(let name, let fault): "\(name): \(fault)"
        case .unsigned: "no checkpoint is stored or given, so that none of the keys given has signed"
        case .redaction(let seq, .unfounded(let by)):
            "event \(seq): said to be erased by event \(by), which does not say so"
        case .redaction(let seq, .notCarriedOut(let by)):
            "event \(seq): event \(by) says that it is erased, and its bytes are still there"
        case .index(let table, let seq?): "index \(table): not what event \(seq) says"
        case .index(let table, nil): "index \(table): rows of events that there are not, or rows out of order"
        case .schema(let fault): fault.description
        case .projection(let table, let surplus, let missing):
            "projection \(table): "
                + (surplus + missing == 0
                    ? "is missing, or is not as a ledger has it"
                    : [(surplus, "too many"), (missing, "missing")].filter { $0.0 > 0 }
                        .map { "\($0.0) \($0.0 == 1 ? "row" : "rows") \($0.1)" }.joined(separator: ", "))
        case .projectionsUnread(let what): "the projections cannot be compared: \(what)"
        case .file(let what): "the file: \(what)"
        }
    }

    /// What else may have been altered: hashes that nothing but the tree above can be held against.
    static func orErased(_ seqs: [Int]) -> String {
        guard let first = seqs.first else { return "" }
        let more = seqs.count > 1 ? " and \(seqs.count - 1) more that are erased" : ", which is erased"
        return ", or the hash that is left of event \(first)\(more)"
    }

    static func events(_ range: ClosedRange<Int>) -> String {
        isOne(range) ? "event \(range.lowerBound)" : "events \(range.lowerBound) to \(range.upperBound)"
    }

    static func verb(_ range: ClosedRange<Int>, _ one: String, _ several: String) -> String {
        isOne(range) ? one : several
    }

    /// Whether a range has one position; a damaged file can have ranges with more than can be counted.
    static func isOne(_ range: ClosedRange<Int>) -> Bool { range.lowerBound == range.upperBound }
}

extension EventFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .altered(let detail):
            "altered: its bytes are not those whose hash is in the tree" + (detail.map { " (\($0))" } ?? "")
        case .differsFromLeaf: "its bytes do not have the hash in its tile, and the tree agrees with neither"
        case .notCanonical(let reason): "not canonical: \(reason)"
        case .unreadable(let reason): "no event: \(reason)"
        case .notInNormalForm: "not in the form in which a ledger writes it"
        case .wrongID: "its id is not that of what it says"
        case .wrongPosition(let says): "it says that it is event \(says)"
        case .wrongBatch(let row, let bytes): "its row says batch \(row), its bytes batch \(bytes)"
        case .erasedInOtherBatch(let row, let batches):
            "it is erased; its row says batch \(row), the batches' rows batch \(batches)"
        case .erasedFromOtherBatch(let row, let kept):
            "it is erased; its row says batch \(row), the event that erased it kept batch \(kept)"
        case .misplacedBatchTexts: "it has a batch's author or message and is not the first of its batch"
        case .namesNoEarlierEvent(let name): "it names \(name), which is no earlier event"
        case .erased: "its bytes are gone, and no redaction says so"
        case .notErased: "a redaction says that it is erased, and its bytes are there"
        }
    }
}

extension BatchFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "has no row"
        case .outOfOrder: "does not follow the batch before it in number, position and time"
        case .beyondEnd: "begins behind the last event: newer events were removed, or its row was made up"
        case .wrongRecorded: "its row has another recorded time than its events"
        case .wrongFirst: "its row begins elsewhere than its events say"
        }
    }
}

extension TileFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "missing"
        case .wrongLength(let bytes, let needed): "has \(bytes) bytes; a tree of this size has \(needed)"
        case .altered(let place): "hash \(place) was altered: what is under it agrees with the tree above"
        case .differs(let place):
            "hash \(place) is not that of what is under it, and the tree above agrees with neither"
        case .erasedHash(let place):
            "hash \(place), all that is left of an erased event, has a bit turned over: "
                + "as it was, the tree above agrees with it"
        case .surplus: "the tree has no such tile"
        }
    }
}

extension TreeFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "missing"
        case .wrongSize(let says, let events): "says that it has \(says) events; there are \(events)"
        case .wrongLength: "does not have the peaks that its size asks for"
        case .wrongPeak(let peak, let range, let erased):
            "peak \(peak) is not the root of the tiles under it: it was altered, or \(Damage.events(range)) with "
                + "\(Damage.verb(range, "its hash", "their hashes"))" + Damage.orErased(erased)
        }
    }
}

extension CheckpointFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .wrongSize(let row, let note): "its row says size \(row), its note \(note)"
        case .badSignature: "its signature is not good under its key"
        case .unknownSigner(let name): "signed by \(name), and by none of the keys given"
        case .outOfOrder: "does not follow the checkpoint before it"
        case .beyondEnd(let size, let events):
            "covers \(size) events, and the log has \(events): newer events were removed, or this is an older file"
        case .otherRoot(let size, let good):
            "the first \(size) events are not those that it was made of; what differs is "
                + (good == 0 ? "among them" : "among \(Damage.events(good + 1...size))")
        case .rootUnknown(let size):
            "cannot be compared with the tree: hashes of the first \(size) events are missing"
        case .otherOrigin(let origin, let expected): "is of the log \(origin); this one is \(expected)"
        case .notStored: "is not among the ledger's checkpoints: it was removed"
        }
    }
}
