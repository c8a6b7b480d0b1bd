import Chronology
import Events
import Projections
import SQLite
import Testing

@testable import Annals

/// What questions take of the file, in counts that are the same on every machine: rows and pages, not seconds.
@Suite("What questions read")
struct QuestionEffortTests {
    /// A ledger of an organisation in which somebody begins every ten days and stays for four hundred.
    private struct Staffed {
        static let first = CivilDay(year: 1950, month: 1, day: 1) ?? CivilDay(number: 0)
        /// On it, the same forty hold something whatever the size, and more came later.
        static let day = first.advanced(by: 1_000)
        static let today = CivilDay(year: 2026, month: 1, day: 1) ?? CivilDay(number: 0)
        static let tenuresABatch = 50
        /// The batch after which everybody is known who holds something on the day.
        static let known = Belief.Recorded.batch(4)

        let tenures: Int
        let fixture: LedgerFixture

        init(tenures: Int) throws {
            self.tenures = tenures
            fixture = try LedgerFixture.peopled()
            for batch in stride(from: 0, to: tenures, by: Self.tenuresABatch) {
                try fixture.append(
                    (batch..<batch + Self.tenuresABatch).flatMap { number in
                        let person = try #require(EntityID("person-\(number)"))
                        let start = Self.first.advanced(by: 10 * number)
                        return [
                            Told.person(person),
                            try Told.started(person, start.description, position: "Seat \(number % 7)"),
                            try Told.ended(
                                person, start.advanced(by: 400).description, position: "Seat \(number % 7)"),
                        ]
                    })
            }
            try fixture.append([try Told.started("a", "2001", at: "p")])
        }

        /// What a question takes once it has been asked before.
        func effort(_ question: (Ledger) throws -> Void) throws -> Connection.Effort {
            try question(fixture.ledger)
            let before = fixture.ledger.log.connection.effort
            try question(fixture.ledger)
            return fixture.ledger.log.connection.effort - before
        }
    }

    private enum Question: CaseIterable {
        case lines, smallOrganization, asKnown, difference, person, chart

        /// Asks, and counts what the answer has.
        private func answer(_ ledger: Ledger) throws -> Int {
            let (day, today) = (Staffed.day, Staffed.today)
            switch self {
            case .lines: return try ledger.lines(of: "o", on: day, today: today).count
            case .smallOrganization: return try ledger.lines(of: "p", on: today, today: today).count
            case .asKnown: return try ledger.lines(of: "o", on: day, today: today, asKnown: Staffed.known).count
            case .difference:
                let difference = try ledger.lineDifference(
                    of: "o", from: day.advanced(by: -100), to: day, today: today)
                return difference.gone.count + difference.come.count
            case .person: return try ledger.tenures(of: "person-3").count
            case .chart:
                return try ledger.orgChart(of: "o", at: .day(day), today: today).positions.flatMap(\.holders).count
            }
        }

        func ask(_ ledger: Ledger) throws {
            let count = try answer(ledger)
            #expect(count == expected, "\(self)")
        }

        private var expected: Int {
            switch self {
            case .lines, .asKnown, .chart: 40
            case .smallOrganization, .person: 1
            case .difference: 20
            }
        }
    }

    @Test("is what they tell of, in a ledger eight times as large as well")
    func sizes() throws {
        let (small, large) = (try Staffed(tenures: 150), try Staffed(tenures: 1_200))
        for question in Question.allCases {
            let (few, many) = (try small.effort(question.ask), try large.effort(question.ask))
            // Chunks are parted otherwise, and a tree can have become one level deeper.
            #expect(many.rowsGiven <= few.rowsGiven + 12, "\(question): \(few), \(many)")
            #expect(many.pagesAskedFor <= few.pagesAskedFor + 2 * few.rowsGiven + 24, "\(question): \(few), \(many)")
            #expect(many.pagesRead == 0 && many.sorts == 0, "\(question): \(many)")
        }
    }

    @Test("is a row for each chunk where all tenures are counted")
    func headcount() throws {
        for tenures in [150, 1_200] {
            let staffed = try Staffed(tenures: tenures)
            let effort = try staffed.effort {
                let counted = try $0.headcount(
                    of: "o", by: .month, from: Staffed.first, through: Staffed.today, today: Staffed.today)
                #expect(counted.rows.count == 913)
            }
            #expect(effort.rowsGiven <= 16 + tenures / 50, "\(tenures): \(effort)")
            #expect(effort.pagesRead == 0 && effort.sorts == 0, "\(tenures): \(effort)")
        }
    }

    @Test("is no more with forty corrections a fact than with none, now or as known half-way", arguments: [0, 5, 40])
    func corrected(times: Int) throws {
        let fixture = try LedgerFixture.peopled()
        let people = try (0..<60).map { try #require(EntityID("person-\($0)")) }
        func start(_ number: Int, _ round: Int) throws -> Event {
            let day = Staffed.first.advanced(by: 10 * number + round)
            return try Told.started(people[number], day.description, position: "Seat \(number % 7)")
        }
        try fixture.append(people.map { Told.person($0) })
        try fixture.append(people.indices.map { try start($0, 0) })
        for round in 0..<times {
            try fixture.append(
                people.indices.map { Told.corrected(try start($0, 0), try start($0, round + 1)) })
        }
        let ledger = fixture.ledger
        let known = Belief.Recorded.batch(try ledger.head().batch - times / 2)
        for moment in [nil, known] {
            func ask() throws -> Int {
                try ledger.lines(of: "o", on: Staffed.today, today: Staffed.today, asKnown: moment).count
            }
            #expect(try ask() == people.count)
            let before = ledger.log.connection.effort
            _ = try ask()
            let effort = ledger.log.connection.effort - before
            // Sixty rows that hold stand in a chunk, behind the state; of the past also the epoch's name and second pack.
            let (rows, pages) = moment == nil ? (2, 4) : (5, 11)
            #expect(effort.rowsGiven <= rows && effort.pagesAskedFor <= pages, "\(times), \(moment as Any): \(effort)")
            #expect(effort.pagesRead == 0 && effort.sorts == 0, "\(times): \(effort)")
        }
    }
}
