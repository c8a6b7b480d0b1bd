import Chronology
import Testing

@testable import CLI

@Suite("Time axes")
struct TimeAxisTests {
    private func labels(_ from: CivilDay?, _ to: CivilDay?, columns: Int) throws -> [String] {
        TimeAxis(from: try #require(from), through: try #require(to), columns: columns).ticks().map(\.label)
    }

    @Test("Ticks are days, months, years or centuries, as the labels have room")
    func units() throws {
        func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDay? { CivilDay(year: year, month: month, day: day) }
        #expect(
            try labels(day(2023, 11, 16), day(2023, 11, 20), columns: 80)
                == ["2023-11-16", "2023-11-17", "2023-11-18", "2023-11-19", "2023-11-20"])
        #expect(
            try labels(day(2023, 9, 20), day(2024, 5, 16), columns: 50) == ["2023-11", "2024-01", "2024-03"])
        #expect(
            try labels(day(2015, 12, 11), day(2024, 5, 16), columns: 70)
                == ["2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023"])
        #expect(
            try labels(day(1066, 1, 1), day(2024, 1, 1), columns: 60) == ["1200", "1400", "1600", "1800"])
        #expect(try labels(day(-43, 1, 1), day(14, 1, 1), columns: 40) == ["-0040", "-0020", "0000"])
        #expect(try labels(day(2023, 11, 17), day(2023, 11, 17), columns: 40) == ["2023-11-17"])
    }

    @Test("Over random axes labels stand in order, apart, inside, and under the column of their date")
    func labelLaw() throws {
        for seed in 1...500 {
            var chooser = NaughtyStrings.Chooser(seed: UInt64(seed))
            let from = CivilDay(number: chooser.below(2_000_000) - 1_000_000)
            let length = chooser.below([10, 400, 20_000, 2_000_000][chooser.below(4)])
            let axis = TimeAxis(from: from, through: from.advanced(by: length), columns: 20 + chooser.below(100))
            var free = 0
            let ticks = axis.ticks()
            #expect(!ticks.isEmpty)
            for tick in ticks {
                #expect(tick.column >= free, "seed \(seed)")
                free = tick.column + 1 + tick.label.count + 2
                #expect(free - 2 <= axis.columns)
                let parts = tick.label.drop { $0 == "-" }.split(separator: "-").compactMap { Int($0) }
                let year = tick.label.hasPrefix("-") ? -parts[0] : parts[0]
                let day = try #require(
                    CivilDay(year: year, month: parts.count > 1 ? parts[1] : 1, day: parts.count > 2 ? parts[2] : 1))
                #expect(axis.column(of: day.number) == tick.column)
            }
        }
    }

    @Test("A column's middle day falls into that column")
    func middles() {
        for length in [1, 3, 79, 80, 81, 5_000] {
            let axis = TimeAxis(from: CivilDay(number: 0), through: CivilDay(number: length - 1), columns: 80)
            for column in 0..<80 {
                let middle = axis.day(atMiddleOf: column)
                #expect((0..<length).contains(middle))
                #expect(axis.columnsWithMiddle(before: middle) <= column)
                #expect(axis.columnsWithMiddle(before: middle + 1) > column)
            }
        }
    }
}
