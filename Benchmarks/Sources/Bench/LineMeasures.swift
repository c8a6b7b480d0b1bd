import Annals
import Foundation
import Workload

/// A workload as a file of JSON Lines, made where it is missing.
private struct LineFile {
    let path: String

    init(_ workload: Workload, _ tools: Tools) throws {
        let lines = URL(fileURLWithPath: tools.path("events-\(workload.events)-v\(Workload.version).jsonl"))
        path = lines.path
        if FileManager.default.fileExists(atPath: path) { return }
        let unfinished = lines.appendingPathExtension("part")
        try DataFiles(workload).writeEvents(to: unfinished)
        try FileManager.default.moveItem(at: unfinished, to: lines)
    }
}

/// `annals import` of JSON Lines into an empty ledger, whole process.
struct ImportMeasure: Measure {
    private static let key = "import-process"
    private let workload: Workload
    private let tools: Tools

    init(_ workload: Workload, _ tools: Tools) { (self.workload, self.tools) = (workload, tools) }

    let keys = [key]

    func rows() throws -> [Row] {
        let lines = try LineFile(workload, tools)
        let run = try tools.runOnEmptyLedger("import.db", workload.events) {
            [tools.annals, "--ledger", $0, "import", lines.path]
        }
        let rate = Double(workload.events) / run.seconds
        var row = Row(
            key: Self.key, title: "annals import of JSON Lines, whole process", events: workload.events,
            unit: .eventsPerSecond, figure: rate, goal: "≥ 150,000/s, flat memory", isMet: rate >= 150_000)
        row.counted["peak MB"] = run.peakMegabytes
        return [row]
    }
}

/// `annals append -`: all lines of the standard input as one batch, whole process.
struct AppendLinesMeasure: Measure {
    private static let key = "append-lines-process"
    /// One batch is held in memory until it is whole: more lines than these are not given.
    private static let most = 1_000_000
    private let workload: Workload
    private let tools: Tools

    init(_ workload: Workload, _ tools: Tools) { (self.workload, self.tools) = (workload, tools) }

    let keys = [key]

    func rows() throws -> [Row] {
        let given = workload.events <= Self.most ? workload : Workload(events: Self.most)
        let lines = try LineFile(given, tools)
        // The shell gives its place to the program: what is measured is that one.
        let command = "exec \"$0\" --ledger \"$1\" append - <\"$2\""
        let run = try tools.runOnEmptyLedger("lines.db", given.events) {
            ["/bin/sh", "-c", command, tools.annals, $0, lines.path]
        }
        let rate = Double(given.events) / run.seconds
        var row = Row(
            key: Self.key, title: "annals append -, whole process", events: workload.events, unit: .eventsPerSecond,
            figure: rate, goal: "≥ 150,000/s, flat memory", isMet: rate >= 150_000)
        row.counted["peak MB"] = run.peakMegabytes
        if given.events < workload.events { row.note = "of \(Figure.plain(Double(given.events))) lines, in one batch" }
        return [row]
    }
}

extension Tools {
    /// Runs a program once that fills a new ledger, and makes sure that it did.
    fileprivate func runOnEmptyLedger(
        _ name: String, _ events: Int, _ command: (_ ledger: String) -> [String]
    ) throws -> ProcessRun {
        let path = path(name)
        remove(path)
        defer { remove(path) }
        _ = try processes(1, [annals, "init", path])
        let run = try processes(1, command(path))[0]
        let ledger = try Ledger.open(path)
        defer { try? ledger.close() }
        guard try ledger.head().seq == events else { throw Failure("\(name): events were left out") }
        return run
    }
}
