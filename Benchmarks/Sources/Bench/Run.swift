import Foundation
import Workload

/// A run of all measures on a ledger of one size.
struct Run {
    let events: Int
    /// Only rows whose keys have this in them.
    let only: String?
    let json: String?

    /// Measures, and adds each row to the file of JSON Lines once it is there; prints a table where there is no file.
    func run() throws {
        let tools = try Tools()
        warnOfOthers()
        let workload = Workload(events: events)
        var rows: [Row] = []
        // The rate of appends is that of the building: what an earlier program was measured at is of no use.
        let isAnew = only.map { AppendMeasures.batchesKey.contains($0) } ?? true
        let ledger = try BuiltLedger(workload, tools, isAnew: isAnew)
        let measures: [any Measure] = [
            AppendMeasures(ledger, tools), WriterMeasure(ledger, tools), ProcessAppendMeasure(ledger, tools),
            ImportMeasure(workload, tools), AppendLinesMeasure(workload, tools), DecodeMeasure(ledger, tools),
            ReplayMeasure(ledger, tools), ChartMeasures(ledger, tools),
            RevisedMeasures(tools), MemoryMeasure(ledger), HistoryMeasures(ledger, tools),
            ProcessChartMeasure(ledger, tools), VerifyMeasure(ledger, tools), SizeMeasure(ledger, tools),
        ]
        for measure in measures {
            let keys = measure.keys.filter { key in only.map { key.contains($0) } ?? true }
            if keys.isEmpty { continue }
            progress("measuring: \(keys.joined(separator: ", "))")
            let measured = try measure.rows().filter { keys.contains($0.key) }
            rows += measured
            if let json { try append(measured, to: json) }
        }
        if json == nil { print(Table(JoinedRows(rows)).text, terminator: "") }
    }

    /// Times say little where others want the processors as well.
    private func warnOfOthers() {
        var load = 0.0
        let cores = ProcessInfo.processInfo.activeProcessorCount
        guard getloadavg(&load, 1) == 1, load > Double(cores) / 2 else { return }
        progress("the machine is busy (load \(Figure.plain(load)), \(cores) cores): times will say little")
    }

    private func append(_ rows: [Row], to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var lines = (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data()
        for row in rows { lines += try encoder.encode(row) + Data("\n".utf8) }
        try lines.write(to: URL(fileURLWithPath: path))
    }
}

/// Something that is measured, for one row of the table or several.
protocol Measure {
    /// The keys of its rows.
    var keys: [String] { get }
    func rows() throws -> [Row]
}

/// Repeats something and keeps the times of it.
///
/// - Parameters:
///   - body: What is measured, given the number of the repetition.
///   - budget: Seconds after which no further repetition begins, once there are enough.
func repeated(
    _ most: Int, atLeast fewest: Int = 20, budget: Double = 3, _ body: (Int) throws -> Void
) rethrows -> Samples {
    var seconds: [Double] = []
    var spent = 0.0
    while seconds.count < most, seconds.count < fewest || spent < budget {
        let second = try time { try body(seconds.count) }
        seconds.append(second)
        spent += second
    }
    return Samples(seconds)
}
