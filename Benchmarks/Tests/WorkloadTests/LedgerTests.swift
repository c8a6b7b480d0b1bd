import Annals
import Foundation
import Testing
import Workload

@Suite("A ledger of a workload")
struct LedgerTests {
    @Test("takes all events, and answers as the workload means")
    func answersAsMeant() throws {
        let workload = Workload(events: 10_000)
        try withLedger(of: workload.batches().map { $0 }) { ledger throws in
            let head = try ledger.head()
            #expect(head.seq == 10_000)
            let questions = workload.questionsOfOrganizationEven(40) + workload.typicalQuestions(100)
            for question in questions {
                try expectAnswer(of: ledger, to: question, workload)
            }
        }
    }

    /// The lines of a chart, with what is meant by them.
    private struct Line: Hashable, CustomStringConvertible {
        let person: String
        let position: String
        let certainty: Certainty

        var description: String { "\(person) \(position) \(certainty.rawValue)" }
    }

    private func expectAnswer(of ledger: Ledger, to question: Question, _ workload: Workload) throws {
        let organization = try #require(EntityID(question.organization))
        let chart = try ledger.orgChart(of: organization, at: .day(question.day), today: Workload.today)
        let answered = chart.positions.flatMap { position in
            position.holders.map { Line(person: $0.person.id.text, position: position.title, certainty: $0.certainty) }
        }
        let meant = workload.meantTenures(of: question.index).compactMap { tenure in
            tenure.certainty(on: question.day.number).map {
                Line(person: tenure.person, position: tenure.position, certainty: $0)
            }
        }
        #expect(Set(answered) == Set(meant), "\(question.organization) on \(question.day)")
        #expect(answered.count == meant.count)
    }

    @Test("answers today as if it had never been revised, however often it was")
    func isRevised() throws {
        let charts = try [0, 3].map { corrections in
            var charts: [[String]] = []
            let workload = RevisedWorkload(corrections: corrections)
            try withLedger(of: workload.batches) { ledger throws in
                let head = try ledger.head()
                #expect(head.batch == 2 + corrections)
                #expect(head.seq == 1_002 + 500 * corrections)
                for day in workload.days(20) {
                    let chart = try ledger.orgChart(
                        of: try #require(EntityID(RevisedWorkload.organization)), at: .day(day), today: Workload.today)
                    charts.append(
                        chart.positions.flatMap { position in
                            position.holders.map { "\($0.person.id) \(position.title) \($0.certainty)" }
                        })
                }
            }
            return charts
        }
        #expect(charts[0] == charts[1])
        #expect(charts[0].contains { !$0.isEmpty })
    }

    @Test("takes what is appended later")
    func takesFurtherLines() throws {
        let workload = Workload(events: 1_000)
        try withLedger(of: workload.batches().map { $0 } + [workload.furtherLines(50)]) { ledger throws in
            let head = try ledger.head()
            #expect(head.seq == 1_050)
        }
    }

    private func withLedger(of batches: [[[UInt8]]], _ body: (Ledger) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("workload-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try Ledger.create(at: folder.appendingPathComponent("ledger.db").path)
        var random = SystemRandomNumberGenerator()
        for (number, batch) in batches.enumerated() {
            let events = try batch.map { try InputLine(number: 1, bytes: $0).event().event }
            let now = RecordedTime(microseconds: 1_700_000_000_000_000 + Int64(number))
            let result = try ledger.append(AppendRequest(events), now: now, random: &random)
            #expect(result.recorded.count == batch.count)
        }
        try body(ledger)
        try ledger.close()
    }
}
