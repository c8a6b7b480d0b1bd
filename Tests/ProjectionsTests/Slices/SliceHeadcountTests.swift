import Chronology
import Events
import Testing

@testable import Projections

@Suite("A headcount off the packed index")
struct SliceHeadcountTests {
    private static let people: [EntityID] = [.nobody, .unnamed, "ann", "bea", "cem", "dia", "eve", "fay", "gus"]

    private static func plain(_ keys: [NumberedTenures], _ organization: EntityID) -> [KeyTenures] {
        keys.map { key in
            KeyTenures(
                key: TenureKey(
                    person: people[Int(key.numbers.person) - 1], organization: organization,
                    seat: .title("seat \(key.numbers.seat)")),
                tenures: key.tenures, details: key.tenures.stints.map { _ in StintDetails() })
        }
    }

    private static func rows(_ keys: [NumberedTenures], _ random: inout WorldRandom) throws -> [SliceRow] {
        try MemoryChunks(keys.flatMap { try $0.rows() }, mostRows: Int.random(in: 1...20, using: &random)).rows()
    }

    @Test("counts whom the plain tenures do, from the same day on", arguments: [true, false], 1...120)
    func sameCounts(isFolded: Bool, seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let factor = [1, 30, 400].randomElement(using: &random) ?? 1
        let keys = random.keys(0...30, isFolded: isFolded).map { key in
            var key = key
            key.tenures = key.tenures.stretched(by: factor, plus: 11)
            return key
        }
        let today = CivilDay(number: Int.random(in: 0...12, using: &random) * factor)
        let (plain, rows) = (Self.plain(keys, "o"), try Self.rows(keys, &random))
        let first = CivilDay(number: Int.random(in: -2...9, using: &random) * factor)
        let last = CivilDay(number: Int.random(in: 0...12, using: &random) * factor)
        for step in CalendarStep.allCases {
            for range in [(nil, nil), (first, nil), (nil, last), (first, last)] as [(CivilDay?, CivilDay?)] {
                let expected = try Headcount(
                    of: [Headcount.Unit(keys: plain, posts: PostBook())], by: step, from: range.0, through: range.1,
                    today: today)
                let counted = try Headcount(
                    of: [Headcount.PackedUnit(rows: rows)], reserved: .init(nobody: 1, unnamed: 2), by: step,
                    from: range.0, through: range.1, today: today)
                #expect(counted == expected, "seed \(seed), by \(step), \(range)")
            }
        }
    }

    @Test("counts organisations under it while they are there, each person once", arguments: 201...280)
    func belonging(seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let there = [
            BelongingRun(days: DayRange(2, 4), isCertain: true), BelongingRun(days: DayRange(5, 7), isCertain: false),
            BelongingRun(days: DayRange(9, DayRange.future), isCertain: true),
        ]
        let (own, other) = (random.keys(0...15, isFolded: false), random.keys(0...15, isFolded: false))
        let today = CivilDay(number: Int.random(in: 0...12, using: &random))
        let expected = try Headcount(
            of: [
                Headcount.Unit(keys: Self.plain(own, "o"), posts: PostBook()),
                Headcount.Unit(keys: Self.plain(other, "p"), posts: PostBook(), belonging: there),
            ], by: .day, today: today)
        let counted = try Headcount(
            of: [
                Headcount.PackedUnit(rows: Self.rows(own, &random)),
                Headcount.PackedUnit(rows: Self.rows(other, &random), belonging: there),
            ], reserved: .init(nobody: 1, unnamed: 2), by: .day, today: today)
        #expect(counted == expected, "seed \(seed)")
    }

    @Test("counts years that are too many days for a table, and refuses as the plain count does")
    func manyYears() throws {
        let old = DayRange(-36_000_000, -36_000_000)
        let key = NumberedTenures(
            numbers: SliceRow.Numbers(person: 3, seat: 1, titles: [1]),
            tenures: SeatTenures(
                stints: [Stint(start: old, end: DayRange(70, 900), endState: .ended, kind: .permanent)],
                seenDays: [], intervals: []))
        let units = (
            [Headcount.Unit(keys: Self.plain([key], "o"), posts: PostBook())],
            [Headcount.PackedUnit(rows: try key.rows())]
        )
        let today = CivilDay(number: 500)
        let counted = try Headcount(of: units.1, reserved: .init(nobody: nil, unnamed: nil), by: .year, today: today)
        #expect(counted == (try Headcount(of: units.0, by: .year, today: today)))
        #expect(counted.rows.count > 98_000)
        #expect(throws: Headcount.TooManyPeriods.self) {
            try Headcount(of: units.1, reserved: .init(nobody: nil, unnamed: nil), by: .month, today: today)
        }
        #expect(throws: SliceError.dayOutOfRange(1 << 40)) {
            try Headcount(
                of: units.1, reserved: .init(nobody: nil, unnamed: nil), by: .year,
                through: CivilDay(number: 1 << 40), today: today)
        }
    }
}
