import Annals
import Counters
import Workload

/// Bodies of rows to records, as a replay reads them: how fast on one thread, and how often memory is asked for.
struct DecodeMeasure: Measure {
    private static let key = "decode"
    private static let most = 100_000
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = [key]

    func rows() throws -> [Row] {
        let bodies = try bodies()
        var decoder = StoredDecoder()
        // The first pass names what there is; from then on nothing is new.
        for body in bodies { try decoder.decode(body) }
        var (whole, allocating, allocations, ofCorrections) = (0, 0, 0, 0)
        for body in bodies {
            let (known, asked) = (decoder.wholeCount, counted_allocations())
            try decoder.decode(body)
            let taken = Int(counted_allocations() - asked)
            allocations += taken
            if decoder.wholeCount > known {
                whole += 1
            } else if decoder.record.replacement != nil {
                ofCorrections = max(ofCorrections, taken)
            } else if taken > 0 {
                allocating += 1
            }
        }
        let seconds = try (0..<3).map { _ in
            try time { for body in bodies { try decoder.decode(body) } }
        }
        var row = Row(
            key: Self.key, title: "decode bodies of rows, one thread", events: ledger.workload.events,
            unit: .eventsPerSecond, figure: Double(bodies.count) / Samples(seconds).median,
            floor: try Scan(ledger, tools).rate, goal: "no allocation for an event read in one pass")
        row.counted["decoded whole of all"] = Double(whole) / Double(bodies.count)
        if allocations_are_counted() {
            row.counted["allocations per event"] = Double(allocations) / Double(bodies.count)
            row.counted["other events in one pass that allocate"] = Double(allocating)
            row.counted["allocations for a correction"] = Double(ofCorrections)
            row.isMet = allocating == 0 && ofCorrections == 0
        }
        row.note = "the floor steps the rows and touches their bytes"
        return [row]
    }

    /// Events from all parts of the log, a batch's worth from each, and no more of them than there is memory for.
    private func bodies() throws -> [Body] {
        let open = try Ledger.open(ledger.path)
        defer { try? open.close() }
        var bodies: [Body] = []
        var scanner = StoredScanner()
        let events = ledger.workload.events
        let parts = max(1, min(events, Self.most) / BuiltLedger.batchSize)
        for part in 0..<parts {
            var selection = Selection()
            let first = events / parts * part + 1
            selection.positions = first...min(first + BuiltLedger.batchSize - 1, events)
            try open.forEachEvent(selection) { logged in
                let stored = logged.stored
                // The first of a batch stands whole.
                let isFirst = stored.batch != bodies.last?.batch
                let bytes = isFirst ? stored.bytes : try scanner.compactBody(of: stored.bytes)
                bodies.append(
                    Body(bytes: bytes, seq: stored.seq, batch: stored.batch, idPrefix: stored.id.prefix))
                return true
            }
        }
        return bodies
    }
}

/// What a replay has of a row.
private struct Body {
    let bytes: [UInt8]
    let seq: Int
    let batch: Int
    let idPrefix: UInt64
}

extension StoredDecoder {
    fileprivate mutating func decode(_ body: Body) throws {
        try decode(body: body.bytes.span.bytes, seq: body.seq, batch: body.batch, idPrefix: body.idPrefix)
    }
}
