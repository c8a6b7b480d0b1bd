import Annals
import Foundation
import Synchronization
import Syncs
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
        let floors: [Floor] = try tools.floor(["append", ledger.path, copy])
        guard let floor = floors.first else { throw Failure("the floor of appends said nothing") }
        let appending = ledger.appending
        let rate = Double(appending.events) / appending.seconds
        let floorRate = Double(floor.events) / floor.seconds
        var row = Row(
            key: Self.batchesKey, title: "append, batches of 1,000", events: ledger.workload.events,
            unit: .eventsPerSecond, figure: rate, floor: floorRate, goal: "≥ 0.5 × floor",
            isMet: rate >= 0.5 * floorRate)
        row.counted = [
            "fdatasyncs per batch": Double(appending.syncs) / Double(appending.batches),
            "events/s in the last tenth": Double(appending.lastTenthEvents) / appending.lastTenthSeconds,
            "floor's events/s in the last tenth": Double(floor.last_tenth_batches * BuiltLedger.batchSize)
                / floor.last_tenth_seconds,
            "rows per event": Double(floor.rows) / Double(floor.events),
        ]
        return [row]
    }
}

/// One event a batch, by 32 writers in one process.
struct WriterMeasure: Measure {
    private static let key = "append-writers"
    private static let writers = 32
    private static let each = 20
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = [key]

    func rows() throws -> [Row] {
        let path = try tools.copy(ledger.path, to: "writers.db")
        defer { tools.remove(path) }
        // The library has no writer that several threads share: each opens the ledger for itself.
        let failures = FailureBox()
        let (start, end) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let (ready, done, closed) = (DispatchGroup(), DispatchGroup(), DispatchGroup())
        for writer in 0..<Self.writers {
            let lines = ledger.workload.furtherLines(Self.each, from: writer * Self.each)
            for group in [ready, done, closed] { group.enter() }
            let thread = Thread {
                Self.append(lines, to: path, failures) { isReady in
                    (isReady ? ready : done).leave()
                    (isReady ? start : end).wait()
                }
                closed.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        ready.wait()
        let syncs = syncs_so_far()
        let seconds = time {
            for _ in 0..<Self.writers { start.signal() }
            done.wait()
        }
        let events = Double(Self.writers * Self.each)
        let perSync = events / Double(max(1, syncs_so_far() - syncs))
        for _ in 0..<Self.writers { end.signal() }
        closed.wait()
        if let failure = failures.first { throw Failure("a writer failed: \(failure)") }
        let sync = try SyncTime(tools).median
        var row = Row(
            key: Self.key, title: "append, one event a batch, 32 writers in one process",
            events: ledger.workload.events, unit: .eventsPerSecond, figure: events / seconds, floor: 1 / sync,
            goal: "≥ 25 events per fdatasync", isMet: perSync >= 25)
        row.counted = ["events per fdatasync": perSync]
        row.note = "a connection for each writer; the floor is the disk's fdatasyncs/s"
        return [row]
    }

    /// - Parameter wait: Waits for the others: with all being ready, and before the first closes.
    private static func append(
        _ lines: [[UInt8]], to path: String, _ failures: FailureBox, _ wait: (_ isReady: Bool) -> Void
    ) {
        var waits = [true, false]
        do {
            let requests = try lines.map { AppendRequest([try InputLine(number: 1, bytes: $0).event().event]) }
            let ledger = try Ledger.open(path, for: .writing)
            var random = SystemRandomNumberGenerator()
            wait(waits.removeFirst())
            for request in requests {
                guard try ledger.append(request, now: .now, random: &random).recorded.count == 1 else {
                    throw Failure("an event was not recorded")
                }
            }
            wait(waits.removeFirst())
            try ledger.close()
        } catch {
            failures.add(error)
            // The others are not kept waiting.
            for isReady in waits { wait(isReady) }
        }
    }
}

/// What went wrong in threads, the first of it first.
private final class FailureBox: Sendable {
    private let failures = Mutex<[String]>([])

    func add(_ error: any Error) { failures.withLock { $0.append("\(error)") } }
    var first: String? { failures.withLock { $0.first } }
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
