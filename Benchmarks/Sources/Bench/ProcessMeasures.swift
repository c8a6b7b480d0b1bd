import Annals
import Foundation
import Workload

/// `annals replay`, whole process: from the log to all tables, swapped in.
struct ReplayMeasure: Measure {
    private static let key = "replay-process"
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = [key]

    func rows() throws -> [Row] {
        let path = try tools.copy(ledger.path, to: "replay.db")
        defer { tools.remove(path) }
        let run = try tools.processes(1, [tools.annals, "--ledger", path, "replay"])[0]
        let scan = try Scan(ledger, tools)
        let rate = Double(ledger.workload.events) / run.seconds
        let isDecisive = ledger.workload.events >= 10_000_000
        var row = Row(
            key: Self.key, title: "replay, whole process", events: ledger.workload.events, unit: .eventsPerSecond,
            figure: rate, floor: scan.rate, goal: "≥ 1,000,000/s at 10 million; ≤ 1.5 GB",
            isMet: isDecisive ? rate >= 1_000_000 && run.peak_bytes <= 1.5e9 : nil)
        row.counted["peak MB"] = run.peakMegabytes
        row.note = "the floor only reads the log"
        return [row]
    }
}

/// `annals verify`, whole process.
struct VerifyMeasure: Measure {
    private static let key = "verify-process"
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = [key]

    func rows() throws -> [Row] {
        let run = try tools.processes(1, [tools.annals, "--ledger", ledger.path, "verify"])[0]
        let scan = try Scan(ledger, tools)
        var row = Row(
            key: Self.key, title: "annals verify, whole process", events: ledger.workload.events,
            unit: .eventsPerSecond, figure: Double(ledger.workload.events) / run.seconds, floor: scan.rate)
        row.counted["peak MB"] = run.peakMegabytes
        row.note = "the floor only reads the log"
        return [row]
    }
}

/// What it takes to step all rows of the log and touch each byte.
struct Scan {
    private struct Output: Decodable {
        let rows: Int
        let bytes: Int
        let seconds: Double
    }

    /// Events a second.
    let rate: Double
    /// The mean of the stored bodies.
    let bytesPerEvent: Double

    /// Scans once to have the file in memory, and once more.
    init(_ ledger: BuiltLedger, _ tools: Tools) throws {
        var outputs: [Output] = []
        for _ in 0..<2 { outputs += try tools.floor(["scan", ledger.path]) }
        guard let last = outputs.last, last.rows == ledger.workload.events else {
            throw Failure("the floor's scan did not find all events")
        }
        rate = Double(last.rows) / last.seconds
        bytesPerEvent = Double(last.bytes) / Double(last.rows)
    }
}

/// `annals org` at a date, whole process.
struct ProcessChartMeasure: Measure {
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = ["org-process", "org-largest-process"]

    func rows() throws -> [Row] {
        let workload = ledger.workload
        let start = Samples(try tools.processes(20, [tools.annals, "--version"]).map(\.seconds)).median
        return [
            try row(
                "org-process", "annals org, typical, whole process", workload.typicalQuestions(20), start,
                goal: "≤ 15 ms"),
            try row(
                "org-largest-process", "annals org, largest, whole process",
                workload.questionsOfOrganizationEven(10), start, goal: nil),
        ]
    }

    private func row(
        _ key: String, _ title: String, _ questions: [Question], _ start: Double, goal: String?
    ) throws -> Row {
        let runs = try questions.flatMap {
            try tools.processes(
                1, [tools.annals, "--ledger", ledger.path, "org", $0.organization, "--at", $0.day.description])
        }
        let samples = Samples(runs.map(\.seconds))
        var row = Row(
            key: key, title: title, events: ledger.workload.events, unit: .milliseconds,
            figure: samples.median * 1e3, p95: samples.p95 * 1e3, floor: start * 1e3, goal: goal,
            isMet: goal.map { _ in samples.median <= 0.015 })
        row.counted["peak MB"] = runs.map(\.peakMegabytes).max()
        row.note = "the floor is annals --version"
        return row
    }
}
