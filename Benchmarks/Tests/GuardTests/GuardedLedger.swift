import Annals
import Counters
import Foundation
import Workload

/// A ledger of a workload in a folder of its own, with what each append of it took.
final class GuardedLedger {
    /// What an append took.
    struct Taken {
        let events: Int
        let allocations: Int
        let syncs: Int
    }

    /// The batches of the workload, of 1,000 events each.
    private(set) var batches: [Taken] = []
    /// Those appended later, of the sizes asked for.
    private(set) var further: [Taken] = []
    private let ledger: Ledger
    private let folder: URL
    private var random = SystemRandomNumberGenerator()
    private var time: Int64 = 1_700_000_000_000_000

    init(_ workload: Workload, further sizes: [Int] = []) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("guarded-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        ledger = try Ledger.create(at: folder.appendingPathComponent("ledger.db").path)
        for batch in workload.batches() { batches.append(try append(batch)) }
        var first = 0
        for size in sizes {
            further.append(try append(workload.furtherLines(size, from: first)))
            first += size
        }
    }

    deinit {
        try? ledger.close()
        try? FileManager.default.removeItem(at: folder)
    }

    private func append(_ lines: [[UInt8]]) throws -> Taken {
        let request = AppendRequest(try lines.map { try InputLine(number: 1, bytes: $0).event().event })
        time += 1_000_000
        let before = (counted_allocations(), counted_syncs_of_thread())
        let result = try ledger.append(request, now: RecordedTime(microseconds: time), random: &random)
        return Taken(
            events: result.recorded.count, allocations: Int(counted_allocations() - before.0),
            syncs: Int(counted_syncs_of_thread() - before.1))
    }

    /// How often memory was asked for, for each event that was appended later.
    var allocationsPerFurtherEvent: Double {
        Double(further.map(\.allocations).reduce(0, +)) / Double(further.map(\.events).reduce(0, +))
    }

    /// The stored bytes of all events.
    func storedBytes() throws -> [[UInt8]] {
        var bodies: [[UInt8]] = []
        try ledger.forEachExportedLine { bodies.append($0) }
        return bodies
    }
}
