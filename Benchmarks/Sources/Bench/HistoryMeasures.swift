import Annals
import Foundation
import Workload

/// A person's history, a series of headcounts and a difference of dates, warm, through the library.
struct HistoryMeasures: Measure {
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = ["person-history", "headcount-series", "chart-diff"]

    func rows() throws -> [Row] {
        let open = try Ledger.open(ledger.path)
        defer { try? open.close() }
        let plain = try PlainRows(ledger.workload, tools)
        return [try personRow(open, plain), try headcountRow(open, plain), try differenceRow(open, plain)]
    }

    private func personRow(_ open: Ledger, _ plain: PlainRows) throws -> Row {
        let person = try ChartMeasures.id(Workload.personTwenty)
        let tenures = try open.tenures(of: person)
        let answered = tenures.map { [$0.organization.text, $0.title ?? "", "\(bounds($0))"] }
        let meant = ledger.workload.meantTenures.filter { $0.person == Workload.personTwenty }
            .map { [$0.organization, $0.position, "\(bounds($0))"] }
        guard answered.count == meant.count, Set(answered) == Set(meant) else {
            throw Failure("the history of \(Workload.personTwenty) is not what the workload means")
        }
        let samples = try measured(2_000) { _ in _ = try open.tenures(of: person) }
        var row = ChartMeasures.row("person-history", "person history, 20 tenures", ledger.workload.events, samples)
        row.floor = try plain.median(["person \(Workload.personTwenty)"]) * 1e6
        row.goal = "≤ 20 µs"
        row.isMet = samples.median <= 20e-6
        row.counted = ["tenures": Double(tenures.count), "repetitions": Double(samples.count)]
        return row
    }

    /// When a tenure started and was over, in days from 1970-01-01; nil where nothing says so.
    private func bounds(_ tenure: HeldTenure) -> [Int?] {
        let end = tenure.endState == .open ? DayRange(DayRange.past, DayRange.future) : tenure.end
        return [tenure.start.earliest, tenure.start.latest, end.earliest, end.latest].map {
            $0 == DayRange.past || $0 == DayRange.future ? nil : $0
        }
    }

    private func bounds(_ tenure: MeantTenure) -> [Int?] {
        let start = [tenure.startEarliest, tenure.startLatest]
        return start + (tenure.isOpen ? [nil, nil] : [tenure.endEarliest, tenure.endLatest])
    }

    private func headcountRow(_ open: Ledger, _ plain: PlainRows) throws -> Row {
        let organization = try ChartMeasures.id(Workload.organizationEven)
        let series = Asked.series
        func ask() throws -> Headcount {
            try open.headcount(
                of: organization, by: .month, from: series.lowerBound, through: series.upperBound,
                today: Workload.today)
        }
        let months = try ask().rows.count
        guard months == 1_500 else { throw Failure("125 years have 1,500 months, and not \(months)") }
        let samples = try measured(200) { _ in _ = try ask() }
        let events = ledger.workload.events
        return Row(
            key: "headcount-series", title: "headcounts of the largest, 125 years by month", events: events,
            unit: .milliseconds, figure: samples.median * 1e3, p95: samples.p95 * 1e3,
            floor: try plain.median(["all \(Workload.organizationEven)"]) * 1e3, goal: "≤ 5 ms",
            isMet: isOfSize ? samples.median <= 5e-3 : nil, counted: ["repetitions": Double(samples.count)],
            note: "the floor only steps all its tenures")
    }

    private func differenceRow(_ open: Ledger, _ plain: PlainRows) throws -> Row {
        let organization = try ChartMeasures.id(Workload.organizationEven)
        let days = Asked.differences(ledger.workload)
        var difference = LineDifference()
        for (first, second) in days.prefix(10) {
            let (before, after) = (
                Set(try open.lines(of: organization, on: first, today: Workload.today)),
                Set(try open.lines(of: organization, on: second, today: Workload.today))
            )
            try open.lineDifference(
                of: organization, from: first, to: second, today: Workload.today, into: &difference)
            let (removed, added) = (
                Set(difference.gone + difference.changed.map(\.before)),
                Set(difference.come + difference.changed.map(\.after))
            )
            guard removed == before.subtracting(after), added == after.subtracting(before) else {
                throw Failure("the difference of two days is not that of their lines")
            }
        }
        let samples = try measured(500) { number in
            let (first, second) = days[number % days.count]
            try open.lineDifference(
                of: organization, from: first, to: second, today: Workload.today, into: &difference)
        }
        var row = ChartMeasures.row(
            "chart-diff", "diff of the largest, five years apart", ledger.workload.events, samples)
        let even = Workload.organizationEven
        row.floor =
            try plain.median(days.map { "at \(even) \($0.0)" }) * 1e6 + plain.median(days.map { "at \(even) \($0.1)" })
            * 1e6
        row.goal = "≤ 150 µs"
        row.isMet = isOfSize ? samples.median <= 150e-6 : nil
        row.counted = ["repetitions": Double(samples.count)]
        row.note = "the floor answers both dates"
        return row
    }

    private var isOfSize: Bool { ledger.workload.tenuresOfOrganizationEven == 50_000 }

    /// A few repetitions to warm up, and then those that count.
    private func measured(_ most: Int, _ body: (Int) throws -> Void) throws -> Samples {
        _ = try repeated(20, atLeast: 2, budget: 1, body)
        return try repeated(most, atLeast: 10, body)
    }
}

/// The same charts held in memory by a process that goes on.
struct MemoryMeasure: Measure {
    private let ledger: BuiltLedger

    init(_ ledger: BuiltLedger) { self.ledger = ledger }

    let keys = ["org-memory"]

    func rows() throws -> [Row] {
        let open = try Ledger.open(ledger.path)
        defer { try? open.close() }
        let organization = try ChartMeasures.id(Workload.organizationEven)
        let questions = ledger.workload.questionsOfOrganizationEven()
        let held = try open.hold(organization)
        var (lines, counted) = ([HeldOrganization.Line](), 0)
        func ask(_ number: Int) throws {
            try held.read(questions[number % questions.count].day, today: Workload.today, into: &lines)
            counted = lines.count
        }
        for question in questions.prefix(10) {
            try held.read(question.day, today: Workload.today, into: &lines)
            let answered = Set(lines.map { held[$0] })
            let read = Set(try open.lines(of: organization, on: question.day, today: Workload.today))
            guard answered == read else { throw Failure("what is held in memory answers otherwise than the file") }
        }
        _ = try repeated(questions.count, atLeast: 3, budget: 1, ask)
        let samples = try repeated(20 * questions.count, ask)
        var row = ChartMeasures.row(
            "org-memory", "org at a date, largest, held in memory", ledger.workload.events, samples)
        row.goal = "≤ 10 µs"
        row.isMet = ledger.workload.tenuresOfOrganizationEven == 50_000 ? samples.median <= 10e-6 : nil
        row.counted = ["repetitions": Double(samples.count), "lines of the last": Double(counted)]
        return [row]
    }
}
