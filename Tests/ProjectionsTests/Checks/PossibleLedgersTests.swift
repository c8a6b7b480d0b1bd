import Chronology
import Events
import Testing

@testable import Projections

/// Ledgers that some course of events makes true, told with vague dates: a check must find nothing impossible in them.
@Suite("Check: what is possible is no fault")
struct PossibleLedgersTests {
    /// A post with one seat, its holders one after the other, and their lives, in days from the year 2000 on.
    private struct Course {
        var random: WorldRandom
        private(set) var events: [Event] = []

        init(seed: UInt64) throws {
            random = WorldRandom(state: seed)
            let first = 10_957 + Int.random(in: 0..<400, using: &random)
            events.append(
                try told(.organizationFounded(OrganizationFounded(organization: "o")), on: first - number(21...50)))
            events.append(
                try told(
                    .postCreated(PostCreated(organization: "o", position: "CEO", seats: 1)), on: first - number(0...20))
            )
            var day = first
            var predecessor: EntityID?
            for person: EntityID in ["a", "b", "c", "d"] {
                let (start, end) = (day, day + number(1...400))
                try add(person, start, end, after: predecessor)
                if number(0...2) == 0 { day = end + number(0...200) } else { day = end }
                predecessor = person
            }
            events.shuffle(using: &random)
        }

        private mutating func add(_ person: EntityID, _ start: Int, _ end: Int, after predecessor: EntityID?) throws {
            let isActing = number(0...3) == 0
            let succeeded = number(0...1) == 0 ? predecessor : nil
            let started = PositionStarted(
                person: person, organization: "o", position: "CEO", acting: isActing, succeeds: succeeded)
            for _ in 0..<number(1...2) { events.append(try told(.positionStarted(started), on: start)) }
            // An end that nobody records would leave the holder in post for certain.
            events.append(
                try told(.positionEnded(PositionEnded(person: person, organization: "o", position: "CEO")), on: end))
            if number(0...1) == 0 {
                let seen = PositionHeld(person: person, organization: "o", position: "CEO", acting: isActing)
                events.append(try told(.positionHeld(seen), on: number(start...end - 1)))
            }
            if number(0...1) == 0 {
                events.append(try told(.personBorn(PersonBorn(person: person)), on: start - number(0...9_000)))
            }
            if number(0...1) == 0 {
                events.append(try told(.personDied(PersonDied(person: person)), on: end + number(0...900)))
            }
            events.append(
                try told(.statementMade(StatementMade(speaker: .entity(person))), on: number(start...end - 1)))
        }

        private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

        /// An event with a date that holds the day on which it happened.
        private mutating func told(_ fact: Fact, on day: Int) throws -> Event {
            func text(_ day: Int) -> String { CivilDay(number: day).description }
            let date =
                switch number(0...5) {
                case 0: "[\(text(day - number(0...300)))..\(text(day + number(0...300)))]"
                case 1: String(text(day).prefix(7))
                case 2: String(text(day).prefix(4))
                case 3: "[..\(text(day + number(0...100)))]"
                default: text(day)
                }
            return Event(fact, date: try EDTF(date))
        }
    }

    private static let impossible: Set<FindingKind> = [.twoHolders, .overlap, .outsideLife, .dispute]

    @Test("a course of events told with vague dates has no fault that says it cannot be", arguments: 1...250)
    func vagueDates(seed: UInt64) throws {
        let story = Story(try Course(seed: seed).events)
        let organization = story.checked()
        var found =
            OverlapCheck.findings(in: organization) + TwoHoldersCheck.findings(in: organization)
            + DisputeCheck.findings(in: organization)
            + OutsideLifeCheck.findings(of: story.entity("o"), isPerson: false)
        for person: EntityID in ["a", "b", "c", "d"] {
            found += OutsideLifeCheck.findings(of: story.entity(person), isPerson: true)
        }
        let faults = found.filter { Self.impossible.contains($0.kind) }
        #expect(faults == [], "\(story.events.map(\.event))")
    }

    @Test("a holder is told beside another on exactly the days on which both are certain", arguments: 1...60)
    func crowdsAreCertain(seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let events = try (0..<4).map { _ -> Event in
            let person = (["a", "b", "c"] as [EntityID])[Int.random(in: 0..<3, using: &random)]
            let start = 10_957 + Int.random(in: 0..<20, using: &random)
            let end = start + Int.random(in: 1..<20, using: &random)
            return try Told.held(person, "\(CivilDay(number: start))/\(CivilDay(number: end))")
        }
        let story = Story([try Told.post("CEO", seats: 1, on: "1990")] + events)
        var crowded: Set<Int> = []
        for finding in TwoHoldersCheck.findings(in: story.checked()) {
            guard case .twoHolders(let crowd) = finding.fault, let first = crowd.days.first else { continue }
            crowded.formUnion(first.number...crowd.days.last.number)
        }
        let keys = (["a", "b", "c"] as [EntityID]).flatMap { story.tenures(of: $0) }
        for day in 10_950..<11_010 {
            let certain = keys.filter { $0.tenures.holding(on: day)?.certainty == .certain }.count
            #expect(crowded.contains(day) == (certain > 1), "day \(day): \(events)")
        }
    }
}
