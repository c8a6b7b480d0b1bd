import Chronology
import Projections
import Testing

@Suite("Runs of days that a key holds")
struct HoldingRunTests {
    @Test("say on every day what is answered for that day", arguments: 1...150)
    func everyDay(seed: UInt64) {
        let random = RandomKeys(seed: seed)
        for key in random.keys {
            let runs = key.tenures.runs(today: random.today)
            for day in RandomKeys.days {
                let covering = runs.filter { $0.days.contains(day) }
                #expect(covering.count <= 1, "seed \(seed)")
                #expect(covering.first?.holding.certainty == random.certainty(key, on: day), "seed \(seed), day \(day)")
                #expect(covering.first?.holding.stint == key.tenures.holding(on: day)?.stint, "seed \(seed)")
            }
            for (run, next) in zip(runs, runs.dropFirst()) {
                #expect(run.days.latest < next.days.earliest, "seed \(seed): in order")
                let differs = run.holding != next.holding || run.days.latest + 1 < next.days.earliest
                #expect(differs, "seed \(seed): as few as can be")
            }
        }
    }

    @Test("are unbounded where nothing bounds them")
    func unbounded() throws {
        let story = Story([try Told.started("a", "2015-03-01")])
        let runs = try story.seat(of: "a").runs(today: Story.farFuture)
        #expect(runs.map(\.days.bounds.earliest?.description) == ["2015-03-01", "4707-11-30"])
        #expect(runs.last?.days.latest == DayRange.future)
        #expect(runs.map(\.holding.certainty) == [.certain, .possible])
    }

    @Test("that overlap or touch are joined")
    func joined() {
        let ranges = [DayRange(7, 9), DayRange(1, 2), DayRange(3, 5), DayRange(8, 12), DayRange(20, 19)]
        #expect(ranges.joined == [DayRange(1, 5), DayRange(7, 12)])
    }
}
