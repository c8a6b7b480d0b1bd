import Annals
import Foundation
import Workload

/// What this program answers to the questions that peers are asked, in the form in which theirs are compared.
struct Answers {
    private let workload: Workload

    init(_ workload: Workload) { self.workload = workload }

    /// A line of `answers.jsonl`; what its parts mean is in the README of the peers.
    private struct Line: Encodable {
        enum Cell: Encodable {
            case text(String?)
            case count(Int)

            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                switch self {
                case .text(let text): try container.encode(text)
                case .count(let count): try container.encode(count)
                }
            }
        }

        let kind: String
        let subject: String
        var at = ""
        var until = ""
        var belief = "today"
        let answer: [[Cell]]
    }

    /// Builds the ledger where it is not there yet, and writes `answers.jsonl` into a folder.
    func write(to folder: URL) throws {
        let open = try Ledger.open(BuiltLedger(workload, try Tools(runsProgram: false), isAnew: false).path)
        defer { try? open.close() }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes = Data()
        for line in try charts(open) + histories(open) + [headcounts(open)] + differences(open) {
            bytes += try encoder.encode(line) + Data("\n".utf8)
        }
        try bytes.write(to: folder.appendingPathComponent("answers.jsonl"))
    }

    private func charts(_ open: Ledger) throws -> [Line] {
        try (workload.questionsOfOrganizationEven() + workload.typicalQuestions()).map { question in
            let chart = try open.orgChart(
                of: ChartMeasures.id(question.organization), at: .day(question.day), today: Workload.today)
            let lines = chart.positions.flatMap { position in
                position.holders.map { [$0.person.id.text, position.title, $0.certainty.rawValue] }
            }
            return Line(
                kind: "org", subject: question.organization, at: question.day.description,
                answer: lines.map { $0.map { .text($0) } })
        }
    }

    private func histories(_ open: Ledger) throws -> [Line] {
        try workload.people().map { person in
            let history = try open.personHistory(of: ChartMeasures.id(person), today: Workload.today)
            let lines = history.tenures.map { tenure in
                let (start, end) = (tenure.stint.start, tenure.stint.end)
                let days = [start.earliest, start.latest, end.earliest, end.latest].map(Self.iso)
                return [tenure.organization.id.text, tenure.title] + days
            }
            return Line(kind: "person", subject: person, answer: lines.map { $0.map { .text($0) } })
        }
    }

    /// A bound as a day; nil where nothing bounds that side, or where it goes on.
    private static func iso(_ day: Int) -> String? {
        day <= DayRange.past || day >= DayRange.future ? nil : CivilDay(number: day).description
    }

    private func headcounts(_ open: Ledger) throws -> Line {
        let (organization, days) = (Workload.organizationEven, Asked.series)
        let series = try open.headcount(
            of: ChartMeasures.id(organization), by: .month, from: days.lowerBound, through: days.upperBound,
            today: Workload.today)
        return Line(
            kind: "headcount", subject: organization, at: days.lowerBound.description,
            until: days.upperBound.description,
            answer: series.rows.map { [.text($0.day.description), .count($0.lower), .count($0.upper)] })
    }

    private func differences(_ open: Ledger) throws -> [Line] {
        let organization = Workload.organizationEven
        return try Asked.differences(workload).map { first, second in
            let difference = try open.chartDiff(
                of: ChartMeasures.id(organization), from: ChartMoment(.day(first)), to: ChartMoment(.day(second)),
                today: Workload.today)
            let lines = difference.diff.lines.entries.compactMap { place, change -> [Line.Cell]? in
                let certainties = [change.before, change.after].map { $0?.holder.certainty.rawValue }
                guard certainties[0] != certainties[1] else { return nil }
                let title = (change.after ?? change.before)?.title
                return ([place.person.text, title] + certainties).map { .text($0) }
            }
            return Line(
                kind: "diff", subject: organization, at: first.description, until: second.description, answer: lines)
        }
    }
}
