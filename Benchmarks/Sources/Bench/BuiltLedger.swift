import Annals
import Counters
import Foundation
import Workload

/// A ledger of a workload in the scratch folder, and how fast it was to append to.
///
/// Of a large one only the last batches are appended, and measured; the events before them are imported, in batches of
/// the same size. It is kept, and may be used again until the workload's version or the ledger's tables change.
struct BuiltLedger {
    /// What was measured while it was built.
    struct Appending: Codable {
        var schema: String
        /// How many were imported first.
        var imported: Int
        /// How many were appended.
        var events: Int
        var batches: Int
        var seconds: Double
        /// Seconds of the last tenth of the batches.
        var lastTenthSeconds: Double
        var lastTenthEvents: Int
        var syncs: Int
        /// How often memory was asked for meanwhile, by the thread that appends.
        var allocations: Int
    }

    let path: String
    let workload: Workload
    let appending: Appending

    static let batchSize = 1_000
    /// Appending that many events takes minutes; of larger ledgers so many are appended last.
    private static let mostAppended = 1_000_000
    private static let appendedLast = 200_000

    /// Builds the ledger where it is not there yet.
    ///
    /// - Parameter isAnew: Whether it is built whatever is there.
    init(_ workload: Workload, _ tools: Tools, isAnew: Bool) throws {
        self.workload = workload
        path = tools.path("ledger-\(workload.events)-v\(Workload.version).db")
        let notes = URL(fileURLWithPath: path + ".json")
        let schema = try Self.schemaNow(tools)
        if !isAnew, FileManager.default.fileExists(atPath: path),
            let bytes = try? Data(contentsOf: notes),
            let known = try? JSONDecoder().decode(Appending.self, from: bytes), known.schema == schema
        {
            appending = known
            return
        }
        tools.remove(path)
        try? FileManager.default.removeItem(at: notes)
        appending = try Self.build(workload, at: path, schema: schema, tools)
        try JSONEncoder().encode(appending).write(to: notes)
    }

    /// A hash of the tables that a ledger has when it is made now.
    private static func schemaNow(_ tools: Tools) throws -> String {
        let empty = tools.path("empty.db")
        tools.remove(empty)
        defer { tools.remove(empty) }
        try Ledger.create(at: empty).close()
        return try tools.output(tools.floorProgram, ["schema", empty]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Appends batch by batch. Events are made of lines before the clock runs: what is measured is the append.
    private static func build(
        _ workload: Workload, at path: String, schema: String, _ tools: Tools
    ) throws -> Appending {
        try Ledger.create(at: path).close()
        let imported = workload.events > mostAppended ? workload.events - appendedLast : 0
        if imported > 0 { try importFirst(imported, of: workload, into: path, tools) }
        let ledger = try Ledger.open(path, for: .writing)
        var random = SystemRandomNumberGenerator()
        var result = Appending(
            schema: schema, imported: imported, events: 0, batches: 0, seconds: 0, lastTenthSeconds: 0,
            lastTenthEvents: 0, syncs: 0,
            allocations: 0)
        var seconds: [Double] = []
        for batch in workload.batches(of: batchSize).dropFirst(imported / batchSize) {
            let request = AppendRequest(try batch.map { try InputLine(number: 1, bytes: $0).event().event })
            let (syncs, allocations) = (counted_syncs(), counted_allocations())
            seconds.append(
                try time {
                    let appended = try ledger.append(request, now: .now, random: &random)
                    guard appended.recorded.count == batch.count else { throw Failure("an event was not recorded") }
                })
            result.allocations += Int(counted_allocations() - allocations)
            result.syncs += Int(counted_syncs() - syncs)
            result.events += batch.count
            if seconds.count.isMultiple(of: max(1, (workload.events - imported) / batchSize / 10)) {
                progress("building: \(imported + result.events) of \(workload.events) events")
            }
        }
        try ledger.close()
        result.batches = seconds.count
        result.seconds = seconds.reduce(0, +)
        let last = max(1, seconds.count / 10)
        result.lastTenthSeconds = seconds.suffix(last).reduce(0, +)
        result.lastTenthEvents = last * batchSize
        return result
    }

    private static func importFirst(
        _ count: Int, of workload: Workload, into path: String, _ tools: Tools
    ) throws {
        progress("building: importing \(count) of \(workload.events) events")
        let lines = tools.path("first.jsonl")
        defer { tools.remove(lines) }
        try DataFiles(workload).writeEvents(count, to: URL(fileURLWithPath: lines))
        _ = try tools.output(tools.annals, ["--ledger", path, "import", lines])
    }
}

extension RecordedTime {
    /// The clock's reading.
    static var now: RecordedTime { RecordedTime(microseconds: Int64(Date().timeIntervalSince1970 * 1e6)) }
}

/// Says what is going on, on standard error.
func progress(_ text: String) {
    FileHandle.standardError.write(Data("bench: \(text)\n".utf8))
}
