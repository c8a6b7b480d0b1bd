import Annals
import Counters
import Workload

/// Stored bytes to records, as a replay reads them: how fast on one thread, and how often memory is asked for.
struct DecodeMeasure: Measure {
    private static let key = "decode"
    private static let most = 100_000
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = [key]

    func rows() throws -> [Row] {
        let bodies = try storedBytes()
        var decoder = StoredDecoder()
        // The first pass names what there is; from then on nothing is new.
        for body in bodies { try decoder.decode(body.span.bytes) }
        var (whole, allocating, allocations, ofCorrections) = (0, 0, 0, 0)
        for body in bodies {
            let (known, asked) = (decoder.wholeCount, counted_allocations())
            try decoder.decode(body.span.bytes)
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
            try time { for body in bodies { try decoder.decode(body.span.bytes) } }
        }
        var row = Row(
            key: Self.key, title: "decode stored bytes, one thread", events: ledger.workload.events,
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
    private func storedBytes() throws -> [[UInt8]] {
        let open = try Ledger.open(ledger.path)
        defer { try? open.close() }
        var bodies: [[UInt8]] = []
        let events = ledger.workload.events
        let parts = max(1, min(events, Self.most) / BuiltLedger.batchSize)
        for part in 0..<parts {
            var selection = Selection()
            let first = events / parts * part + 1
            selection.positions = first...min(first + BuiltLedger.batchSize - 1, events)
            try open.forEachEvent(selection) { logged in
                bodies.append(logged.stored.bytes)
                return true
            }
        }
        return bodies
    }
}
