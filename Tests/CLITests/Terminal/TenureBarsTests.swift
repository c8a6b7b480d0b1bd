import Chronology
import Testing

@testable import CLI

@Suite("Tenures as bars")
struct TenureBarsTests {
    private func day(_ year: Int, _ month: Int = 1, _ day: Int = 1) throws -> CivilDay {
        try #require(CivilDay(year: year, month: month, day: day))
    }

    private func exactly(_ day: CivilDay) -> TenureBars.Moment { .init(day, day) }

    private func decades() throws -> TenureBars {
        TenureBars(
            rows: [
                .init("Sam Altman", [.init(start: exactly(try day(2014)), end: .open)]),
                .init(
                    "Ilya Sutskever",
                    [.init(start: .init(try day(2010), try day(2014)), end: .ended, at: exactly(try day(2020)))]),
                .init(
                    "伊利亚", [.init(start: exactly(try day(2018)), end: .ended, at: .init(try day(2020), try day(2022)))]),
                .init("Nobody knows", [.init(start: exactly(try day(2018)), end: .unknown)]),
                .init("Nor when", [.init(start: .undated, end: .ended, at: exactly(try day(2014)))]),
            ],
            today: try day(2023, 12, 31))
    }

    @Test("Certain, possible, undated and ongoing stretches stand over one axis of years")
    func drawn() throws {
        #expect(
            try decades().lines(width: 60) == [
                "Sam Altman                   █████████████████████████████▶",
                "Ilya Sutskever    ▒▒▒▒▒▒▒▒▒▒▒██████████████████",
                "伊利亚                                   ██████▒▒▒▒▒",
                "Nobody knows                             ···················",
                "Nor when        ·············",
                "                  ╵2010         ╵2015         ╵2020",
                "                █ certain  ▒ possible  · undated  ▶ ongoing",
            ])
    }

    @Test("Without Unicode the bars are ASCII")
    func ascii() throws {
        let lines = try #require(try decades().lines(width: 60, glyphs: .ascii))
        #expect(lines[0] == "Sam Altman                   #############################>")
        #expect(lines[1] == "Ilya Sutskever    ===========##################")
        #expect(lines[5] == "                  |2010         |2015         |2020")
        #expect(lines[6] == "                # certain  = possible  . undated  > ongoing")
    }

    @Test("A terminal under sixty columns, or nothing with a date, has no bars")
    func none() throws {
        #expect(try decades().lines(width: 59) == nil)
        let undated = TenureBars(rows: [.init("x", [.init(start: .undated, end: .open)])], today: try day(2024))
        #expect(undated.lines(width: 100) == nil)
        #expect(TenureBars(rows: [], today: try day(2024)).lines(width: 100) == nil)
    }

    @Test("No line is wider than the terminal, and names give way to the bars")
    func widths() throws {
        var bars = try decades()
        bars.rows[0].label = "An extraordinarily long name of somebody, 首席科学家 and more"
        for width in 60...200 {
            let lines = try #require(bars.lines(width: width))
            #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= width })
        }
        #expect(try #require(bars.lines(width: 60))[0].hasPrefix("An extraordinarily…   "))
    }

    @Test("Three days in office are one column on an axis of decades")
    func short() throws {
        let bars = TenureBars(
            rows: [
                .init("long", [.init(start: exactly(try day(1980)), end: .ended, at: exactly(try day(2020)))]),
                .init(
                    "short",
                    [.init(start: exactly(try day(1999, 11, 17)), end: .ended, at: exactly(try day(1999, 11, 20)))]),
                .init(
                    "maybe",
                    [
                        .init(
                            start: .init(try day(1999, 11, 17), nil), end: .ended, at: .init(nil, try day(1999, 11, 20))
                        )
                    ]),
            ],
            today: try day(2024))
        let lines = try #require(bars.lines(width: 60))
        #expect(lines[1].filter { $0 == "█" }.count == 1)
        #expect(lines[2].filter { $0 == "▒" }.count == 1)
        #expect(!lines[2].contains("█"))
    }

    @Test("An unknown end is never drawn as going on, nor is anything after today certain")
    func honest() throws {
        let unknown = TenureBars(
            rows: [
                .init(
                    "a",
                    [
                        .init(
                            start: exactly(try day(2015)), end: .unknown, at: .init(try day(2015, 1, 2), nil),
                            isUndated: true)
                    ]),
                .init("b", [.init(start: exactly(try day(2010)), end: .ended, at: exactly(try day(2020)))]),
            ],
            today: try day(2015))
        let lines = try #require(unknown.lines(width: 80))
        #expect(!lines.joined().contains("▶"))
        #expect(lines[0].contains("·") && !lines[0].contains("▒"))
        let half = try #require(lines[1].firstIndex(of: "▒"))
        #expect(lines[1][half...].allSatisfy { $0 == "▒" })
        #expect(lines[1][..<half].contains("█"))
    }

    @Test("A sighting is certain in a tenure without dates")
    func seen() throws {
        let bars = TenureBars(
            rows: [
                .init("x", [.init(start: .undated, end: .unknown, seen: [try day(2015, 6, 1)])]),
                .init("y", [.init(start: exactly(try day(2010)), end: .ended, at: exactly(try day(2020)))]),
            ],
            today: try day(2024))
        let line = try #require(bars.lines(width: 80))[0]
        #expect(line.filter { $0 == "█" }.count == 1)
        #expect(line.filter { $0 == "·" }.count > 60)
    }

    @Test("Dates at the edge of what a day can number are drawn and do not trap")
    func extreme() throws {
        let ends = [CivilDay(number: .min), CivilDay(number: .max), try day(-9_999_999_999), try day(9_999_999_999)]
        for first in ends {
            for last in ends {
                let span = TenureBars.Span(start: exactly(first), end: .ended, at: exactly(last))
                let bars = TenureBars(
                    rows: [.init("x", [span, .init(start: exactly(last), end: .open)])], today: first)
                #expect(bars.lines(width: 80) != nil)
            }
        }
    }

    @Test("Over random tenures a mark says no more than the day in the middle of its column")
    func honestLaw() throws {
        for seed in 1...300 {
            var chooser = NaughtyStrings.Chooser(seed: UInt64(seed))
            let length = 1 + chooser.below(20_000)
            let axis = TimeAxis(from: CivilDay(number: 0), through: CivilDay(number: length - 1), columns: 40)
            let canvas = BarCanvas(
                from: CivilDay(number: 0), through: CivilDay(number: length - 1),
                today: CivilDay(number: length - 1), columns: 40, before: 0, after: 0)
            let days = (0..<4).map { _ in chooser.below(length + 1) }.sorted().map(CivilDay.init(number:))
            let span = TenureBars.Span(start: .init(days[0], days[1]), end: .ended, at: .init(days[2], days[3]))
            let bar = canvas.bar(of: [span])
            for (column, mark) in bar.enumerated() {
                let middle = axis.day(atMiddleOf: column)
                let isCertain = days[1].number <= middle && middle < days[2].number
                let isPossible = days[0].number <= middle && middle < days[3].number
                if isCertain { #expect(mark == .certain, "seed \(seed), column \(column)") }
                if isPossible { #expect(mark != nil, "seed \(seed), column \(column)") }
                if mark == .certain && !isCertain { #expect(bar.filter { $0 == .certain }.count == 1) }
            }
            #expect(bar.contains(.certain) == (days[1] < days[2]), "seed \(seed)")
            #expect(bar.contains { $0 != nil } == (days[0] < days[3]), "seed \(seed)")
        }
    }
}
