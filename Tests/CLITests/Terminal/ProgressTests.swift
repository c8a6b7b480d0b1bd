import Testing

@testable import CLI

@Suite("Progress")
struct ProgressTests {
    @Test("The line says how far, how fast and how long still")
    func line() {
        var line = ProgressLine(
            task: "replay", unit: "events", done: 4_200_000, total: 10_000_000, elapsed: .seconds(4))
        #expect(line.text(columns: 100) == "replay  42 %  4,200,000 of 10,000,000 events  1,050,000/s  6 s left")
        #expect(line.text(columns: 20) == "replay  42 %  4,200…")
        line.done = 9_999_999
        #expect(line.text(columns: 100).contains(" 99 % "))
        line.done = 10_000_000
        #expect(line.text(columns: 100) == "replay  100 %  10,000,000 of 10,000,000 events  2,500,000/s")
        line.total = nil
        line.done = 12
        #expect(line.text(columns: 100) == "replay  12 events  3/s")
    }

    @Test("Of what is known by its bytes only, the line says what part is done and how long still")
    func share() {
        var line = ProgressLine(
            task: "restore", unit: "events", done: 1_200, total: nil, share: 0.25, elapsed: .seconds(4))
        #expect(line.text(columns: 100) == "restore  25 %  1,200 events  300/s  12 s left")
        line.share = 1
        #expect(line.text(columns: 100) == "restore  100 %  1,200 events  300/s")
        line.share = 0
        #expect(line.text(columns: 100) == "restore  0 %  1,200 events  300/s")
        for odd in [-1, 7, Double.nan, .infinity] {
            line.share = odd
            #expect(!line.text(columns: 100).contains("left"))
        }
    }

    @Test("What there is can be told later than what is done")
    func laterTotal() {
        var meter = ProgressMeter(task: "t", unit: "u", total: nil, isTerminal: true)
        let before = meter.update(done: 5, elapsed: .seconds(1), columns: 80)
        meter.total = 10
        let after = meter.update(done: 5, elapsed: .seconds(2), columns: 80)
        #expect(before?.hasSuffix("t  5 u  5/s") == true)
        #expect(after?.hasSuffix("t  50 %  5 of 10 u  2/s  2 s left") == true)
    }

    @Test("Nothing done, nothing to do, more than there was and no time are all said without trapping")
    func edges() {
        func text(_ done: Int, _ total: Int?, _ elapsed: Duration) -> String {
            ProgressLine(task: "t", unit: "u", done: done, total: total, elapsed: elapsed).text(columns: 200)
        }
        #expect(text(0, 10, .seconds(1)) == "t  0 %  0 of 10 u")
        #expect(text(0, 0, .zero) == "t  100 %  0 of 0 u")
        #expect(text(5, 10, .zero) == "t  50 %  5 of 10 u")
        #expect(text(12, 10, .seconds(1)) == "t  100 %  12 of 10 u  12/s")
        #expect(text(1, Int.max, .seconds(1)).hasSuffix("more than a day left"))
        #expect(text(Int.max, nil, .nanoseconds(1)).hasPrefix("t  9,223,372,036,854,775,807 u"))
        #expect(text(-1, 10, .seconds(1)) == "t  0 %  -1 of 10 u")
    }

    @Test(
        "Lengths of time are said in two units at most",
        arguments: [
            (0.2, "1 s"), (6, "6 s"), (59.5, "1 min 0 s"), (125, "2 min 5 s"), (12_000, "3 h 20 min"),
            (90_000, "more than a day"), (Double.infinity, "more than a day"),
        ])
    func spoken(seconds: Double, expected: String) {
        #expect(ProgressLine.spoken(seconds) == expected)
    }

    @Test("Nothing is written in the first quarter of a second, then four lines a second at most")
    func throttled() {
        var meter = ProgressMeter(task: "import", unit: "lines", total: 100, isTerminal: true)
        var times: [Int] = []
        for millisecond in 0...2_000 {
            let line = meter.update(done: millisecond / 20, elapsed: .milliseconds(millisecond), columns: 80)
            if line != nil { times.append(millisecond) }
        }
        #expect(times == [250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000])
        #expect(meter.finish() == ProgressMeter.erasing)
        #expect(meter.finish() == nil)
    }

    @Test("What is quick, and what no terminal reads, stays silent to the end")
    func silent() {
        var quick = ProgressMeter(task: "t", unit: "u", total: nil, isTerminal: true)
        #expect(quick.update(done: 1, elapsed: .milliseconds(249), columns: 80) == nil)
        #expect(quick.finish() == nil)
        var piped = ProgressMeter(task: "t", unit: "u", total: nil, isTerminal: false)
        #expect(piped.update(done: 1, elapsed: .seconds(9), columns: 80) == nil)
        #expect(piped.finish() == nil)
    }

    @Test("A line overwrites the one before and leaves the last column free")
    func overwriting() throws {
        var meter = ProgressMeter(task: "replay", unit: "events", total: 10, isTerminal: true)
        let update = meter.update(done: 5, elapsed: .seconds(1), columns: 12)
        let line = try #require(update)
        #expect(line.hasPrefix(ProgressMeter.erasing))
        #expect(DisplayWidth.columns(of: String(line.dropFirst(ProgressMeter.erasing.count))) <= 11)
    }
}
