import Annals
import Foundation
import Workload

/// An organisation of 500 tenures of which each fact was corrected fifty times, beside the same without corrections.
struct RevisedMeasures: Measure {
    private let tools: Tools

    init(_ tools: Tools) { self.tools = tools }

    let keys = ["org-unrevised", "org-revised", "org-revised-known"]

    func rows() throws -> [Row] {
        let days = RevisedWorkload().days()
        let unrevised = try ledger(RevisedWorkload(corrections: 0))
        let revised = try ledger(RevisedWorkload())
        defer {
            try? unrevised.close()
            try? revised.close()
        }
        let plain = try samples(days, unrevised)
        let now = try samples(days, revised)
        let then = try samples(days, revised, asKnown: .batch(revised.head().batch / 2))
        return [
            try row("org-unrevised", "org at a date, 500 tenures", unrevised, plain, comparedWith: nil),
            try row(
                "org-revised", "the same with 50 corrections a fact", revised, now, comparedWith: plain),
            try row(
                "org-revised-known", "the same as known half-way", revised, then, comparedWith: plain),
        ]
    }

    private func row(
        _ key: String, _ title: String, _ ledger: Ledger, _ samples: Samples, comparedWith plain: Samples?
    ) throws -> Row {
        var row = ChartMeasures.row(key, title, try ledger.head().seq, samples)
        row.counted = ["repetitions": Double(samples.count)]
        if let plain {
            row.floor = plain.median * 1e6
            row.goal = "≤ 2 × without corrections"
            row.isMet = samples.median <= 2 * plain.median
            row.note = "the floor is the same without corrections"
        }
        return row
    }

    private func ledger(_ workload: RevisedWorkload) throws -> Ledger {
        let path = tools.path("revised-\(workload.corrections)-v\(Workload.version).db")
        tools.remove(path)
        progress("building: \(RevisedWorkload.organization), \(workload.corrections) corrections a fact")
        let ledger = try Ledger.create(at: path)
        var random = SystemRandomNumberGenerator()
        for batch in workload.batches {
            let events = try batch.map { try InputLine(number: 1, bytes: $0).event().event }
            _ = try ledger.append(AppendRequest(events), now: .now, random: &random)
        }
        try ledger.close()
        return try Ledger.open(path)
    }

    private func samples(
        _ days: [CivilDay], _ ledger: Ledger, asKnown known: Belief.Recorded? = nil
    ) throws -> Samples {
        let organization = try ChartMeasures.id(RevisedWorkload.organization)
        var lines: [ChartLine] = []
        func ask(_ number: Int) throws {
            try ledger.lines(
                of: organization, on: days[number % days.count], today: Workload.today, asKnown: known, into: &lines)
        }
        _ = try repeated(days.count, atLeast: 3, budget: 1, ask)
        return try repeated(20 * days.count, ask)
    }
}
