import Chronology
import Events
import Projections
import Testing

@Suite("A headcount")
struct HeadcountTests {
    /// Counts people on one day by asking every key.
    private static func count(
        _ random: RandomKeys, _ day: Int, _ kind: PositionKind? = nil
    ) -> (certain: Int, possible: Int, undated: Int) {
        var heads: [String: Certainty] = [:]
        for key in random.keys where key.key.person != .nobody {
            guard let certainty = random.certainty(key, on: day) else { continue }
            if let kind {
                let stint = key.tenures.holding(on: day)?.stint
                let own = stint.map { key.details[$0].kind } ?? key.details.first?.kind
                let others = random.keys.filter { $0.key.seat == key.key.seat }
                    .flatMap { zip($0.tenures.stints, $0.details) }
                    .filter { $0.1.kind != nil }
                // Of several with the same last event, the last of the list stands.
                let last = others.map { $0.0.events.last ?? 0 }.max()
                let seat = others.last { $0.0.events.last ?? 0 == last }?.1.kind
                let member: PositionKind? = key.key.seat == .membership(.board) ? .board : nil
                guard (own ?? seat ?? member) == kind else { continue }
            }
            let head = key.key.person == .unnamed ? "unnamed \(key.key.seat.key)" : key.key.person.text
            heads[head] = max(heads[head] ?? .undated, certainty)
        }
        func number(_ certainty: Certainty) -> Int { heads.values.filter { $0 == certainty }.count }
        return (number(.certain), number(.possible), number(.undated))
    }

    @Test("counts on every day whom asking every key for that day finds", arguments: 1...100)
    func everyDay(seed: UInt64) throws {
        let random = RandomKeys(seed: seed)
        for kind in [nil, PositionKind.board, .executive] {
            let headcount = try Headcount(
                of: [Headcount.Unit(keys: random.keys, posts: PostBook())], kinds: Set([kind].compactMap(\.self)),
                by: .day,
                from: CivilDay(number: RandomKeys.days.lowerBound),
                through: CivilDay(number: RandomKeys.days.upperBound), today: random.today)
            #expect(headcount.rows.map(\.day.number) == Array(RandomKeys.days))
            for row in headcount.rows {
                let wanted = Self.count(random, row.day.number, kind)
                #expect(row.lower == wanted.certain, "seed \(seed), day \(row.day.number), \(String(describing: kind))")
                #expect(row.upper == wanted.certain + wanted.possible, "seed \(seed), day \(row.day.number)")
                #expect(row.undated == wanted.undated, "seed \(seed), day \(row.day.number)")
            }
        }
    }

    @Test("counts an organisation under it only while it is there, and each person once", arguments: 301...350)
    func belonging(seed: UInt64) throws {
        let random = RandomKeys(seed: seed, organizations: ["o", "p"])
        let own = random.keys.filter { $0.key.organization == "o" }
        let other = random.keys.filter { $0.key.organization == "p" }
        let there = [
            BelongingRun(days: DayRange(2, 4), isCertain: true), BelongingRun(days: DayRange(5, 7), isCertain: false),
        ]
        let headcount = try Headcount(
            of: [
                Headcount.Unit(keys: own, posts: PostBook()),
                Headcount.Unit(keys: other, posts: PostBook(), belonging: there),
            ], by: .day, from: CivilDay(number: 0), through: CivilDay(number: 9), today: random.today)
        for row in headcount.rows {
            let day = row.day.number
            var heads: [String: Certainty] = [:]
            for key in random.keys where key.key.person != .nobody {
                guard var certainty = random.certainty(key, on: day) else { continue }
                if key.key.organization == "p" {
                    if day < 2 || day > 7 { continue }
                    if day > 4 { certainty = min(certainty, .possible) }
                }
                let isUnnamed = key.key.person == .unnamed
                let head = isUnnamed ? "\(key.key.organization) \(key.key.seat.key)" : key.key.person.text
                heads[head] = max(heads[head] ?? .undated, certainty)
            }
            let certain = heads.values.filter { $0 == .certain }.count
            #expect(row.lower == certain, "seed \(seed), day \(day)")
            #expect(row.upper == heads.values.filter { $0 == .possible }.count + certain, "seed \(seed), day \(day)")
        }
    }

    private static func headcount(
        _ events: [Event], by step: CalendarStep, from: String? = nil, to: String? = nil, today: String
    ) throws -> Headcount {
        let story = Story(events)
        let people = Set(events.flatMap { Mentioned.pairs(in: $0) }.map(\.person)).sorted()
        return try Headcount(
            of: [Headcount.Unit(keys: people.flatMap { story.tenures(of: $0) }, posts: PostBook(story.events))],
            by: step, from: try from.map { CivilDay(number: try Told.day($0)) },
            through: try to.map { CivilDay(number: try Told.day($0)) }, today: CivilDay(number: try Told.day(today)))
    }

    @Test("goes from the first day that anything names to today, which ends the last period")
    func range() throws {
        let events = [try Told.started("a", "2015-11-20"), try Told.ended("b", "2016-02", position: "CTO")]
        let months = try Self.headcount(events, by: .month, today: "2016-03-10")
        #expect(
            months.rows.map { months.step.text(of: $0.period) } == [
                "2015-11", "2015-12", "2016-01", "2016-02", "2016-03",
            ])
        #expect(months.rows.map(\.day.description).last == "2016-03-10")
        #expect(months.rows.map(\.day.description).first == "2015-11-30")
        #expect(months.rows.map(\.lower) == [1, 1, 1, 1, 1])
        let quarters = try Self.headcount(events, by: .quarter, today: "2016-03-31")
        #expect(quarters.rows.map { quarters.step.text(of: $0.period) } == ["2015-36", "2016-33"])
    }

    @Test("vouches for nobody after today")
    func future() throws {
        let years = try Self.headcount(
            [try Told.started("a", "2015")], by: .year, to: "2017-12-31", today: "2016-05-01")
        #expect(years.rows.map(\.lower) == [1, 0, 0])
        #expect(years.rows.map(\.upper) == [1, 1, 1])
    }

    @Test("has no row where nothing has a date, and refuses to count more periods than anybody reads")
    func extremes() throws {
        #expect(try Self.headcount([try Told.started("a", "XXXX")], by: .day, today: "2016-05-01").rows.isEmpty)
        let old = [try Told.started("a", "Y-100000")]
        #expect(throws: Headcount.TooManyPeriods.self) {
            try Self.headcount(old, by: .month, today: "2016-05-01")
        }
        #expect(try Self.headcount(old, by: .year, today: "2016-05-01").rows.count == 102_017)
    }
}
