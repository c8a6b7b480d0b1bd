import Chronology
import Testing

@testable import Projections

@Suite("The lines of a chart, held in memory")
struct SliceTimelineTests {
    private static func expectSame(
        _ keys: [NumberedTenures], on days: some Sequence<Int>, today: Int, _ random: inout WorldRandom,
        _ place: String
    ) throws {
        let rows = try keys.flatMap { try $0.rows() }.shuffled(using: &random)
        let timeline = SliceTimeline(rows, fewestRuns: Int.random(in: 1...9, using: &random))
        var lines: [SliceTimeline.Line] = []
        for day in days where SliceDay.askable.contains(day) {
            let question = try SliceQuestion(CivilDay(number: day), today: CivilDay(number: today))
            timeline.read(question, into: &lines)
            let found = lines.map { line in
                ExpectedLine(SliceLine(rows[Int(line.row)], line.certainty, isDisputed: line.isDisputed))
            }
            let expected = keys.compactMap { $0.line(on: day, today: today) }
            #expect(Set(found) == Set(expected), "\(place), day \(day)")
            #expect(found.count == expected.count, "a key on two lines: \(place), day \(day)")
        }
    }

    @Test("are what each key's tenures say on each day", arguments: [true, false], 1...60)
    func everyDay(isFolded: Bool, seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let keys = random.keys(0...40, isFolded: isFolded)
        let today = Int.random(in: 0...12, using: &random)
        try Self.expectSame(keys, on: -2...12, today: today, &random, "seed \(seed)")
    }

    @Test("are so for tenures of all lengths in all years", arguments: 201...230)
    func everyLength(seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let factors = [1, 7, 29, 300, 2_500, 40_000, 90_000_000]
        let keys = random.keys(10...40, isFolded: false).map { key in
            var key = key
            key.tenures = key.tenures.stretched(
                by: factors.randomElement(using: &random) ?? 1, plus: Int.random(in: -9_000...9_000, using: &random))
            return key
        }
        let turns =
            keys.flatMap(\.tenures.stints).flatMap {
                [$0.start.earliest, $0.start.latest, $0.end.earliest, $0.end.latest]
            } + keys.flatMap(\.tenures.seenDays)
        let days = Set(turns.flatMap { [$0 &- 1, $0, $0 &+ 1] })
        try Self.expectSame(keys, on: days, today: .max / 2, &random, "seed \(seed)")
    }
}
