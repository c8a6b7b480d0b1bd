import Annals
import Foundation
import Workload

/// Organisations at a date, warm, through the library: what is believed now and what was known half-way.
struct ChartMeasures: Measure {
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = ["org-typical", "org-largest", "org-typical-known", "org-largest-known"]

    func rows() throws -> [Row] {
        let workload = ledger.workload
        let plain = try PlainRows(workload, tools)
        let open = try Ledger.open(ledger.path)
        defer { try? open.close() }
        let halfway = Belief.Recorded.batch(try open.head().batch / 2)
        var rows: [Row] = []
        let kinds = [
            ("typical", "org at a date, typical", workload.typicalQuestions(), 10.0, 10.0),
            ("largest", "org at a date, largest", workload.questionsOfOrganizationEven(), 100, 150),
        ]
        for (name, title, questions, goal, goalP95) in kinds {
            let differing = try Self.differing(questions, workload, open)
            let now = try samples(questions, open)
            let floor = try plain.median(questions.map { "at \($0.organization) \($0.day)" })
            let isOfSize = workload.tenuresOfOrganizationEven == 50_000 || name == "typical"
            var row = Self.row("org-\(name)", title, workload.events, now)
            row.floor = floor * 1e6
            row.goal = name == "typical" ? "≤ 10 µs" : "≤ 100 µs, 95 % ≤ 150 µs"
            row.isMet = isOfSize ? now.median * 1e6 <= goal && now.p95 * 1e6 <= goalP95 : nil
            row.counted = [
                "repetitions": Double(now.count),
                "tenures": Double(questions.map { workload.tenures(in: $0.index) }.sorted()[questions.count / 2]),
                "lines": try Self.lines(questions, open),
            ]
            if differing > 0 {
                row.isMet = false
                row.note = "\(differing) answers are not what the workload means"
            }
            let known = try samples(questions, open, asKnown: halfway)
            var then = Self.row("org-\(name)-known", title + ", as known half-way", workload.events, known)
            then.floor = row.figure
            then.goal = "≤ 2 × today's belief"
            then.isMet = known.median <= 2 * now.median
            then.counted = ["repetitions": Double(known.count)]
            then.note = "the floor is today's belief"
            rows += [row, then]
        }
        return rows
    }

    static func row(_ key: String, _ title: String, _ events: Int, _ samples: Samples) -> Row {
        Row(
            key: key, title: title, events: events, unit: .microseconds, figure: samples.median * 1e6,
            p95: samples.p95 * 1e6)
    }

    private func samples(
        _ questions: [Question], _ open: Ledger, asKnown known: Belief.Recorded? = nil
    ) throws -> Samples {
        let asked = try questions.map { (try Self.id($0.organization), $0.day) }
        var lines: [ChartLine] = []
        func ask(_ number: Int) throws {
            let (organization, day) = asked[number % asked.count]
            try open.lines(of: organization, on: day, today: Workload.today, asKnown: known, into: &lines)
        }
        _ = try repeated(asked.count, atLeast: 3, budget: 1, ask)
        return try repeated(20 * asked.count, ask)
    }

    /// How many answers are not what the workload means; some of the questions are asked.
    private static func differing(_ questions: [Question], _ workload: Workload, _ open: Ledger) throws -> Int {
        try questions.prefix(10).count { question in
            let answered = try open.lines(of: id(question.organization), on: question.day, today: Workload.today)
                .map { [$0.person.text, $0.title, $0.certainty.rawValue] }
            let meant = workload.meantTenures(of: question.index).compactMap { tenure in
                tenure.certainty(on: question.day.number).map { [tenure.person, tenure.position, $0.rawValue] }
            }
            return answered.count != meant.count || Set(answered) != Set(meant)
        }
    }

    /// How many lines an answer has in the median.
    private static func lines(_ questions: [Question], _ open: Ledger) throws -> Double {
        let counts = try questions.prefix(21).map { question in
            try open.lines(of: id(question.organization), on: question.day, today: Workload.today).count
        }
        return Double(counts.sorted()[counts.count / 2])
    }

    static func id(_ text: String) throws -> EntityID {
        guard let id = EntityID(text) else { throw Failure("\(text) is no id") }
        return id
    }
}

/// Plain rows of all tenures with covering indices, for the floor of queries.
struct PlainRows {
    private let path: String
    private let tools: Tools

    init(_ workload: Workload, _ tools: Tools) throws {
        self.tools = tools
        path = tools.path("plain-\(workload.events)-v\(Workload.version).db")
        if FileManager.default.fileExists(atPath: path) { return }
        let (rows, unfinished) = (tools.path("tenures.csv"), path + ".part")
        try DataFiles(workload).writeTenures(to: URL(fileURLWithPath: rows))
        _ = try tools.output(tools.floorProgram, ["plain", rows, unfinished])
        try FileManager.default.moveItem(atPath: unfinished, toPath: path)
        try FileManager.default.removeItem(atPath: rows)
    }

    private struct Answer: Decodable {
        let rows: Int
        let seconds: Double
    }

    /// The median of the seconds that questions take.
    func median(_ questions: [String]) throws -> Double {
        let answers: [Answer] = try tools.floor(["query", path], input: questions.joined(separator: "\n") + "\n")
        guard answers.count == questions.count else { throw Failure("the floor left questions unanswered") }
        return Samples(answers.map(\.seconds)).median
    }
}
