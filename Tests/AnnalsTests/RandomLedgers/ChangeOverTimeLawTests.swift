import Chronology
import Events
import Projections
import Testing

@testable import Annals

/// Answers about a stretch of time say of each of its days what is answered for that day.
@Suite("The laws of change over time")
struct ChangeOverTimeLawTests {
    private static let today = CivilDay(year: 2009, month: 6, day: 15) ?? CivilDay(number: 0)

    private static func day(_ year: Int) -> CivilDay { CivilDay(year: year, month: 1, day: 1) ?? CivilDay(number: 0) }

    /// What every key of an organisation answers, by person; every seat without a named holder is somebody else.
    private static func heads(
        _ keys: [KeyTenures], on day: CivilDay, atMost limit: Certainty, into heads: inout [String: Certainty]
    ) {
        for key in keys where key.key.person != .nobody {
            guard var certainty = key.tenures.holding(on: day.number)?.certainty else { continue }
            certainty = min(certainty, limit, day > today ? .possible : .certain)
            let isUnnamed = key.key.person == .unnamed
            let head = isUnnamed ? "\(key.key.organization) \(key.key.seat.key)" : key.key.person.text
            heads[head] = max(heads[head] ?? .undated, certainty)
        }
    }

    /// The organisations under one on a day, each with whether it surely is there, found from each of them upwards.
    private static func units(
        of root: EntityID, _ depth: Int, on day: CivilDay, _ view: any BeliefView
    ) throws -> [EntityID: Bool] {
        func path(_ organization: EntityID, _ depth: Int, certainly: Bool) throws -> Bool {
            if organization == root { return true }
            guard depth > 0 else { return false }
            let parents = Parentage.parents(of: organization, try view.events(mentioning: organization))
            return try parents.values(on: day.number).contains { parent in
                try (!certainly || parents.surelyHolds(parent, on: day.number))
                    && path(parent, depth - 1, certainly: certainly)
            }
        }
        var units: [EntityID: Bool] = [:]
        for organization in Set(RandomEvents.organizations.map(view.current))
        where try path(organization, depth, certainly: false) {
            units[organization] = try path(organization, depth, certainly: true)
        }
        return units
    }

    @Test("a headcount counts whom every key's answer on a period's last day gives", arguments: 501...512)
    func headcount(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 25).fixture.ledger
        var belief = Belief()
        if seed.isMultiple(of: 3) { belief.known = .batch(15) }
        if seed.isMultiple(of: 4) { belief.without = ["paper"] }
        let depth = Int(seed % 3)
        for step in [CalendarStep.month, .quarter, .year] {
            for organization in RandomEvents.organizations {
                let headcount = try ledger.headcount(
                    of: organization, by: step, depth: depth, from: Self.day(1999), through: Self.day(2015),
                    today: Self.today, believing: belief)
                try ledger.log.read {
                    let view = try ledger.view(of: belief)
                    for row in headcount.rows {
                        var heads: [String: Certainty] = [:]
                        for (unit, isCertain) in try Self.units(
                            of: view.current(organization), depth, on: row.day, view)
                        {
                            Self.heads(
                                try view.tenures(in: unit), on: row.day, atMost: isCertain ? .certain : .possible,
                                into: &heads)
                        }
                        func count(_ certainty: Certainty) -> Int { heads.values.filter { $0 == certainty }.count }
                        let place = "seed \(seed), \(organization), \(step) \(row.day)"
                        #expect(row.lower == count(.certain), "\(place)")
                        #expect(row.upper == count(.certain) + count(.possible), "\(place)")
                        #expect(row.undated == count(.undated), "\(place)")
                    }
                }
            }
        }
    }

    @Test("two people overlap on the days on which each is there", arguments: 521...530)
    func overlap(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 25).fixture.ledger
        let (ann, bea) = (RandomEvents.people[0], RandomEvents.people[1])
        let overlap = try ledger.overlap(of: ann, and: bea, today: Self.today)
        try ledger.log.read {
            let view = try ledger.view()
            let keys = try [ann, bea].map { try view.tenures(of: view.current($0)) }
            for organization in Set(RandomEvents.organizations.map(view.current)) {
                let together = overlap.organizations.first { $0.organization.id == organization }
                for day in stride(from: Self.day(1999).number, to: Self.day(2015).number, by: 5) {
                    var sides: [Certainty?] = []
                    for keys in keys {
                        var heads: [String: Certainty] = [:]
                        Self.heads(
                            keys.filter { $0.key.organization == organization }, on: CivilDay(number: day),
                            atMost: .certain, into: &heads)
                        sides.append(heads.values.max())
                    }
                    let both = sides[0].flatMap { one in sides[1].map { min(one, $0) } }
                    let isCertain = together?.days.certain.contains { $0.contains(day) } ?? false
                    let isPossible = together?.days.possible.contains { $0.contains(day) } ?? false
                    #expect(isCertain == (both == .certain), "seed \(seed), \(organization), \(CivilDay(number: day))")
                    #expect(isPossible == (both ?? .undated >= .possible), "seed \(seed), \(organization)")
                }
            }
        }
    }

    @Test("a timeline draws of its days what a chart of each says", arguments: 541...546)
    func timeline(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 25).fixture.ledger
        for organization in RandomEvents.organizations {
            let timeline = try ledger.timeline(
                ofOrganization: organization, from: Self.day(1999), through: Self.day(2015), today: Self.today)
            for year in 1999...2014 {
                let day = Self.day(year).advanced(by: 7 * (year - 1_990))
                let chart = try ledger.orgChart(of: organization, at: .day(day), today: Self.today)
                let held = chart.positions.flatMap { position in
                    position.holders.map { "\(position.seat.key) \($0.person.id) \($0.certainty) \($0.isActing)" }
                }
                let drawn = timeline.rows.flatMap { row in
                    row.spans.filter { $0.days.contains(day) }
                        .map { "\(row.key.seat.key) \(row.person.id) \($0.certainty) \($0.isActing)" }
                }
                #expect(drawn.sorted() == held.sorted(), "seed \(seed), \(organization), \(day)")
            }
        }
    }
}
