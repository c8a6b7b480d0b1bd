import Chance
import Events
import Testing

@testable import Projections

@Suite("What the plain fold says is what the fold says")
struct PlainFoldLawTests {
    @Test("of random pairs, in any order of their records", arguments: 1...8)
    func random(seed: UInt64) throws {
        var pairs = RandomPairs(seed: seed)
        var fold = PlainFold()
        var plain = 0
        var several = 0
        for _ in 0..<1_000 {
            let pair = try pairs.next()
            let rows = pair.plainRows(&fold)
            let shuffled = pair.records.shuffled(using: &pairs.random)
            #expect(pair.plainRows(&fold, shuffled) == rows, pair.shown)
            guard let rows else { continue }
            plain += 1
            if rows.contains(where: { $0.stint > 0 }) { several += 1 }
            #expect(rows == pair.rows, pair.shown)
            try Self.expectNothingElse(pair)
        }
        // Not only what has no tenure, or one stint.
        #expect(plain > 400)
        #expect(several > 80)
    }

    /// No day is covered beyond the stints, and every interval is told by a row.
    private static func expectNothingElse(_ pair: PlainPair) throws {
        for key in pair.tenures {
            let numbers = SliceRow.Numbers(person: 1, seat: 1, titles: [])
            let slices = try SliceRow.rows(of: key.tenures, numbers, since: 1)
            #expect(!slices.contains { !$0.flags.isStint }, pair.shown)
            #expect(key.tenures.seenDays.isEmpty, pair.shown)
            for interval in key.tenures.intervals {
                let record = pair.records.first { Int($0.seq) == interval.event }
                #expect(record.map { DayRange($0.start.bounds) } == interval.start, pair.shown)
                #expect(record.map { DayRange($0.end.bounds) } == interval.end, pair.shown)
            }
        }
    }

    @Test("of every story of the vectors", arguments: ["plain", "rich", "seen"])
    func vectors(name: String) throws {
        var fold = PlainFold()
        var plain = 0
        for vector in try TenureVector.all(in: name) {
            let story = vector.story
            let pairs = Set(story.events.flatMap { Mentioned.pairs(in: $0.event) })
            for pair in pairs {
                let events = story.events.map(\.event).filter { Mentioned.pairs(in: $0).contains(pair) }
                let told = try PlainPair(events, of: pair, seats: SeatNames(story.events))
                guard let rows = told.plainRows(&fold) else { continue }
                plain += 1
                #expect(rows == told.rows, told.shown)
            }
        }
        #expect(plain > 30)
    }
}
