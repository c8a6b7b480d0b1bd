import Chronology
import Events
import Projections
import Testing

@testable import Annals

/// What programs read off the packed slices is what charts, histories and the folded log say.
@Suite("The laws of lines")
struct LinesLawTests {
    private static let today = CivilDay(year: 2009, month: 6, day: 15) ?? CivilDay(number: 0)

    /// Days on which things begin and end in random ledgers, those beside them, and days far off.
    private static func days(_ seed: UInt64) -> [CivilDay] {
        let first = (CivilDay(year: 1998, month: 12, day: 31) ?? CivilDay(number: 0)).number + Int(seed % 5) * 29
        return stride(from: first, to: first + 18 * 365, by: 151).map { CivilDay(number: $0) }
            + [-800_000, 0, 60_000, 1 << 40, -(1 << 40)].map { CivilDay(number: $0) }
    }

    /// The lines of a chart.
    private static func lines(_ chart: OrgChart) -> [ChartLine] {
        chart.positions.flatMap { position in
            position.holders.map { holder in
                ChartLine(
                    person: holder.person.id,
                    titledSeat: TitledSeat(position.seat, title: holder.details.position),
                    certainty: holder.certainty, isActing: holder.isActing, isDisputed: holder.isDisputed,
                    start: holder.stint?.start ?? .anyDay, end: holder.stint?.end ?? .anyDay)
            }
        }
    }

    private static let moments: [Belief.Recorded?] = [nil, .batch(0), .batch(9), .batch(18)]

    private static func belief(_ known: Belief.Recorded?) -> Belief {
        var belief = Belief()
        belief.known = known
        return belief
    }

    /// Compared as sets, and as counts in case that a line comes twice.
    private static func expectSame(_ lines: [ChartLine], _ expected: [ChartLine], _ place: @autoclosure () -> String) {
        #expect(lines.count == expected.count, "\(place())")
        #expect(Set(lines) == Set(expected), "\(place())")
    }

    @Test("lines, held or read, are those of a chart and of all tenures", arguments: 1_801...1_806)
    func lines(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 25).fixture.ledger
        var (lines, found) = ([ChartLine](), [HeldOrganization.Line]())
        for organization in RandomEvents.organizations {
            for known in Self.moments {
                let held = try ledger.hold(organization, asKnown: known)
                for day in Self.days(seed) {
                    let place = "seed \(seed), \(organization), \(day), \(String(describing: known))"
                    let chart = try ledger.orgChart(
                        of: organization, at: .day(day), today: Self.today, believing: Self.belief(known))
                    try ledger.lines(of: organization, on: day, today: Self.today, asKnown: known, into: &lines)
                    Self.expectSame(lines, Self.lines(chart), place)
                    guard SliceDay.askable.contains(day.number) else { continue }
                    try held.read(day, today: Self.today, into: &found)
                    Self.expectSame(found.map { held[$0] }, lines, "held, " + place)
                }
            }
        }
    }

    @Test("a chart of tenures that can hold is one of all tenures", arguments: 1_821...1_826)
    func charts(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 25).fixture.ledger
        for organization in RandomEvents.organizations {
            for known in Self.moments {
                try ledger.reading {
                    let view = try ledger.view(of: Self.belief(known))
                    let all = try view.tenures(in: view.current(organization))
                    for day in Self.days(seed) {
                        let times: [WorldTime] = [
                            .day(day), .instant(day, second: 43_200),
                            .period(day...CivilDay(number: day.number + Int(seed) * 17 % 400)),
                        ]
                        for time in times {
                            let some = try view.tenures(in: view.current(organization), at: time)
                            let held = all.filter { $0.tenures.holding(at: time, today: Self.today) != nil }
                            #expect(
                                some.filter { $0.tenures.holding(at: time, today: Self.today) != nil } == held,
                                "seed \(seed), \(organization), \(time), \(String(describing: known))")
                        }
                    }
                }
            }
        }
    }

    @Test("what differs between two days is what differs between their lines", arguments: 1_841...1_846)
    func difference(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 25).fixture.ledger
        var difference = LineDifference()
        for organization in RandomEvents.organizations {
            for known in Self.moments {
                let days = Self.days(seed).filter { SliceDay.askable.contains($0.number) }
                for (first, second) in zip(days, days.dropFirst(Int(seed % 7) + 1)) {
                    try ledger.lineDifference(
                        of: organization, from: first, to: second, today: Self.today, asKnown: known, into: &difference)
                    let lines = try [first, second].map {
                        try ledger.lines(of: organization, on: $0, today: Self.today, asKnown: known)
                    }
                    let place = "seed \(seed), \(organization), \(first), \(second), \(String(describing: known))"
                    func key(_ line: ChartLine) -> [String] { [line.person.text, line.seat.key] }
                    let (before, after) = (Set(lines[0].map(key)), Set(lines[1].map(key)))
                    Self.expectSame(difference.gone, lines[0].filter { !after.contains(key($0)) }, place)
                    Self.expectSame(difference.come, lines[1].filter { !before.contains(key($0)) }, place)
                    // Two stints can have the same bounds and be told apart by their place alone.
                    for change in difference.changed {
                        #expect(lines[0].contains(change.before) && lines[1].contains(change.after), "\(place)")
                        #expect(key(change.before) == key(change.after), "\(place)")
                    }
                    let differing = lines[0].filter { line in
                        lines[1].contains { key($0) == key(line) && $0 != line }
                    }
                    #expect(Set(differing).isSubset(of: difference.changed.map(\.before)), "\(place)")
                }
            }
        }
    }

    @Test("a person's tenures are those of the folded log", arguments: 1_861...1_866)
    func tenures(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 25).fixture.ledger
        for person in RandomEvents.people + [.nobody, .unnamed, "nowhere-named"] {
            for known in Self.moments {
                let found = try ledger.tenures(of: person, asKnown: known)
                try ledger.reading {
                    let moment = try known.map(ledger.moment)
                    let folded = try FoldedView(ledger.log, ledger.tables, Self.belief(known), moment)
                    let expected = try folded.tenures(of: folded.current(person)).flatMap(HeldTenure.tenures)
                    #expect(found.count == expected.count, "seed \(seed), \(person)")
                    #expect(Set(found) == Set(expected), "seed \(seed), \(person)")
                }
            }
        }
    }

    @Test("a headcount off the slices is that of the tenures", arguments: 1_881...1_886)
    func headcount(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 25).fixture.ledger
        for organization in RandomEvents.organizations {
            for known in Self.moments {
                let depth = Int(seed % 3)
                let counted = try ledger.headcount(
                    of: organization, by: .quarter, depth: depth, today: Self.today, believing: Self.belief(known))
                let folded = try ledger.reading {
                    let view = try ledger.view(of: Self.belief(known))
                    guard depth == 0 else { return counted }
                    let current = view.current(organization)
                    return try Headcount(
                        of: [Headcount.Unit(keys: view.tenures(in: current), posts: view.posts(of: current))],
                        by: .quarter, today: view.lastDay(Self.today))
                }
                #expect(counted == folded, "seed \(seed), \(organization), \(String(describing: known))")
            }
        }
    }
    @Test("a question notices what others have written, and what this ledger has")
    func others() throws {
        let fixture = try LedgerFixture.peopled()
        let other = try Ledger.open(fixture.folder.file(), for: .writing)
        defer { try? other.close() }
        func people(_ ledger: Ledger) throws -> [String] {
            try ledger.lines(of: "o", on: Self.today, today: Self.today).map(\.person.text).sorted()
        }
        #expect(try people(fixture.ledger).isEmpty)
        let held = try fixture.ledger.hold("o")
        #expect(try fixture.ledger.state() == held.state)
        try LedgerFixture.append(AppendRequest([Told.started("a", "2001")]), to: other)
        #expect(try people(fixture.ledger) == ["a"])
        #expect(try fixture.ledger.state() != held.state)
        // Numbers of ids may stand for others after a replay; merges change whom a question is about.
        _ = try other.replay { _, _ in }
        #expect(try people(fixture.ledger) == ["a"])
        let state = try fixture.ledger.state()
        try LedgerFixture.append(AppendRequest([Told.started("b", "2002", at: "p")]), to: fixture.ledger)
        #expect(try fixture.ledger.state() != state)
        try LedgerFixture.append(AppendRequest([Told.merged("p", "o")]), to: other)
        #expect(try people(fixture.ledger) == ["a", "b"])
        #expect(try fixture.ledger.lines(of: "p", on: Self.today, today: Self.today).count == 2)
        #expect(throws: LedgerError.self) {
            try fixture.ledger.lines(of: "o", on: Self.today, today: Self.today, asKnown: .batch(99))
        }
    }

    @Test("a bound that 32 bits do not hold is the stint's")
    func farBounds() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([Told.started("a", "Y-170000002"), Told.started("b", "2001")])
        for day in [Self.today, CivilDay(number: -(1 << 40))] {
            let chart = try fixture.ledger.orgChart(of: "o", at: .day(day), today: Self.today)
            let lines = try fixture.ledger.lines(of: "o", on: day, today: Self.today)
            Self.expectSame(lines, Self.lines(chart), "\(day)")
        }
    }
}
