import Annals
import Counters
import Foundation
import Synchronization
import Workload

/// One event a batch, by 32 threads that share one writer.
struct WriterMeasure: Measure {
    private static let key = "append-writers"
    private static let writers = 32
    private static let each = 100
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = [key]

    func rows() throws -> [Row] {
        let path = try tools.copy(ledger.path, to: "writers.db")
        defer { tools.remove(path) }
        let writer = try LedgerWriter(path, clock: { .now }, random: SystemRandomNumberGenerator())
        let failures = FailureBox()
        let (start, done) = (DispatchSemaphore(value: 0), DispatchGroup())
        for number in 0..<Self.writers {
            let lines = ledger.workload.furtherLines(Self.each, from: number * Self.each)
            let requests = try lines.map { AppendRequest([try InputLine(number: 1, bytes: $0).event().event]) }
            done.enter()
            Thread {
                start.wait()
                Self.append(requests, to: writer, failures)
                done.leave()
            }.start()
        }
        let syncs = counted_syncs()
        let seconds = time {
            for _ in 0..<Self.writers { start.signal() }
            done.wait()
        }
        let events = Double(Self.writers * Self.each)
        let perSync = events / Double(max(1, counted_syncs() - syncs))
        try close(writer)
        if let failure = failures.first { throw Failure("a writer failed: \(failure)") }
        var row = Row(
            key: Self.key, title: "append, one event a batch, 32 writers in one process",
            events: ledger.workload.events, unit: .eventsPerSecond, figure: events / seconds,
            floor: 1 / (try SyncTime(tools).median), goal: "≥ 25 events per fdatasync", isMet: perSync >= 25)
        row.counted = ["events per fdatasync": perSync]
        row.note = "the floor is the disk's fdatasyncs/s"
        return [row]
    }

    private static func append(_ requests: [AppendRequest], to writer: LedgerWriter, _ failures: FailureBox) {
        do {
            for request in requests {
                guard try writer.appendAndWait(request).recorded.count == 1 else {
                    throw Failure("an event was not recorded")
                }
            }
        } catch {
            failures.add(error)
        }
    }

    private func close(_ writer: LedgerWriter) throws {
        let closed = DispatchSemaphore(value: 0)
        let failures = FailureBox()
        Task.detached {
            do { try await writer.close() } catch { failures.add(error) }
            closed.signal()
        }
        closed.wait()
        if let failure = failures.first { throw Failure("the writer could not be closed: \(failure)") }
    }
}

/// What went wrong in threads, the first of it first.
private final class FailureBox: Sendable {
    private let failures = Mutex<[String]>([])

    func add(_ error: any Error) { failures.withLock { $0.append("\(error)") } }
    var first: String? { failures.withLock { $0.first } }
}
