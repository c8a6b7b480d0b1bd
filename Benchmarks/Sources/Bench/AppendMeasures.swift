import Annals
import Counters
import Foundation
import Workload

/// Appends in batches of 1,000: measured while the ledger was built.
struct AppendMeasures: Measure {
    static let batchesKey = "append-batches"
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = [batchesKey]

    /// What the floor's program says of the same rows.
    struct Floor: Decodable {
        let events: Int
        let batches: Int
        let rows: Int
        let seconds: Double
        let last_tenth_seconds: Double
        let last_tenth_batches: Int
    }

    func rows() throws -> [Row] {
        let copy = tools.path("floor.db")
        defer { tools.remove(copy) }
        let appending = ledger.appending
        let floors: [Floor] = try tools.floor(["append", ledger.path, copy, String(appending.imported)])
        guard let floor = floors.first else { throw Failure("the floor of appends said nothing") }
        let rate = Double(appending.events) / appending.seconds
        let floorsLast = Double(floor.last_tenth_batches * BuiltLedger.batchSize) / floor.last_tenth_seconds
        let floorRate = Double(floor.events) / floor.seconds
        var row = Row(
            key: Self.batchesKey, title: "append, batches of 1,000", events: ledger.workload.events,
            unit: .eventsPerSecond, figure: rate, floor: floorRate, goal: "≥ 0.5 × floor",
            isMet: rate >= 0.5 * floorRate)
        row.counted = [
            "fdatasyncs per batch": Double(appending.syncs) / Double(appending.batches),
            "events/s in the last tenth": Double(appending.lastTenthEvents) / appending.lastTenthSeconds,
            "floor's events/s in the last tenth": floorsLast,
            "rows per event": Double(floor.rows) / Double(floor.events),
        ]
        if appending.imported > 0 {
            row.note = "behind \(appending.imported) events that were imported, here and in the floor"
        }
        if allocations_are_counted() {
            row.counted["allocations per event"] = Double(appending.allocations) / Double(appending.events)
        }
        return [row]
    }
}

/// How long the disk needs to have 4 KB put on it, in seconds.
struct SyncTime: Decodable {
    let median: Double
    let p95: Double

    init(_ tools: Tools) throws {
        let measured: [SyncTime] = try tools.floor(["sync", tools.scratch.path])
        guard let first = measured.first else { throw Failure("the floor of fdatasync said nothing") }
        self = first
    }
}

/// `annals append` of one event, whole process.
struct ProcessAppendMeasure: Measure {
    private static let key = "append-process"
    private static let repeats = 30
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = [key]

    func rows() throws -> [Row] {
        let path = try tools.copy(ledger.path, to: "append.db")
        defer { tools.remove(path) }
        func command(_ number: Int) -> [String] {
            [
                tools.annals, "--ledger", path, "append", "position.held", "--person", Workload.personTwenty,
                "--organization", Workload.organizationEven, "--position", "Guest \(number)",
                "--date", "2001-02-03/2004", "--source", "source-1",
            ]
        }
        let syncs = tools.syncs(of: command(0))
        let runs = try (1...Self.repeats).flatMap { try tools.processes(1, command($0)) }
        let samples = Samples(runs.map(\.seconds))
        let sync = try SyncTime(tools)
        let limit = sync.median + 0.015
        var row = Row(
            key: Self.key, title: "annals append of one event, whole process", events: ledger.workload.events,
            unit: .milliseconds, figure: samples.median * 1e3, p95: samples.p95 * 1e3, floor: sync.median * 1e3,
            goal: "≤ 1 fdatasync + 15 ms", isMet: samples.median <= limit && syncs ?? 1 <= 1)
        row.counted["peak MB"] = runs.map(\.peakMegabytes).max()
        row.counted["fdatasyncs"] = syncs.map(Double.init)
        if syncs == nil { row.note = "fdatasyncs are not counted: strace is not there" }
        return [row]
    }
}
