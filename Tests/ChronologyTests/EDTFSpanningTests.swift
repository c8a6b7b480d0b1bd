import Chance
import Chronology
import Testing

@Suite struct EDTFSpanningTests {
    private func day(_ text: String) throws -> CivilDay? {
        text.isEmpty ? nil : try EDTF(text).strict.earliest
    }

    @Test(arguments: [
        ("2023-01-01", "2023-12-31", "2023"), ("2023-11-01", "2023-11-30", "2023-11"),
        ("2023-11-17", "2023-11-17", "2023-11-17"), ("2023-11-19", "2023-11-20", "[2023-11-19..2023-11-20]"),
        ("", "2023-11-17", "[..2023-11-17]"), ("2023-11-17", "", "[2023-11-17..]"),
        ("", "2015-12-31", "[..2015]"), ("2016-01-01", "", "[2016..]"), ("", "2015-11-30", "[..2015-11]"),
        ("2015-09-01", "2015-12-31", "[2015-09..2015-12]"), ("2023-11-01", "2024-05-16", "[2023-11..2024-05-16]"),
        ("2015-01-01", "2015-03-31", "[2015-01..2015-03]"), ("2015-01-01", "2015-01-10", "[2015-01-01..2015-01-10]"),
        ("2015-12-22", "2015-12-31", "[2015-12-22..2015-12-31]"), ("2014-01-01", "2015-12-31", "[2014..2015]"),
        ("1990-01-01", "1999-12-31", "199X"), ("1900-01-01", "1999-12-31", "19XX"),
        ("0000-01-01", "0999-12-31", "0XXX"),
        ("-0199-01-01", "-0100-12-31", "-01XX"), ("-0099-01-01", "-0001-12-31", "-00XX"),
        ("-0099-01-01", "0000-12-31", "[-0099..0000]"), ("Y12000", "", "[Y12000..]"),
    ]) func isThePlainestDate(earliest: String, latest: String, expected: String) throws {
        let bounds = try DayBounds(earliest: day(earliest), latest: day(latest))
        #expect(EDTF.spanning(bounds)?.text == expected)
    }

    @Test func noBoundsAndReversedBoundsHaveNoDate() {
        #expect(EDTF.spanning(DayBounds(earliest: nil, latest: nil)) == nil)
        #expect(EDTF.spanning(DayBounds(earliest: CivilDay(number: 1), latest: CivilDay(number: 0))) == nil)
        #expect(EDTF.spanning(DayBounds(earliest: CivilDay(number: .max), latest: nil)) == nil)
    }

    @Test func beyondFourDigitsIsRoundedOutwardsToYears() throws {
        let day = try #require(CivilDay(year: 12_000, month: 6, day: 15))
        #expect(EDTF.spanning(DayBounds(earliest: day, latest: day))?.text == "Y12000")
        let later = try #require(CivilDay(year: 12_001, month: 1, day: 1))
        #expect(EDTF.spanning(DayBounds(earliest: day, latest: later))?.text == "[Y12000..Y12001]")
    }

    @Test func hasExactlyTheBoundsItSpans() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<20_000 {
            let bounds = randomBounds(&random)
            guard bounds.earliest != nil || bounds.latest != nil else { continue }
            let date = try #require(EDTF.spanning(bounds))
            #expect(date.strict == bounds, "\(date)")
            #expect(date.widened == bounds)
        }
    }

    /// Days of years 0 to ±9999, often at the edge of a month, a year, a decade or a century.
    private func randomBounds(_ random: inout SplitMix64) -> DayBounds {
        let center = Int.random(in: -9_000...9_000, using: &random)
        func edge(_ year: Int, isEnd: Bool) -> CivilDay? {
            let round = [1, 1, 1, 10, 100].randomElement(using: &random) ?? 1
            let whole = year - year % round + (isEnd && round > 1 ? round - 1 : 0)
            let month = Bool.random(using: &random) ? (isEnd ? 12 : 1) : Int.random(in: 1...12, using: &random)
            let next = CivilDay(year: month == 12 ? whole + 1 : whole, month: month % 12 + 1, day: 1)
            switch Int.random(in: 0...9, using: &random) {
            case 0: return nil
            case 1...4: return isEnd ? next?.advanced(by: -1) : CivilDay(year: whole, month: month, day: 1)
            default: return CivilDay(year: whole, month: month, day: Int.random(in: 1...28, using: &random))
            }
        }
        let first = edge(center, isEnd: false)
        let last = edge(center + Int.random(in: 0...3, using: &random), isEnd: true)
        if let first, let last, last < first { return DayBounds(earliest: last, latest: first) }
        return DayBounds(earliest: first, latest: last)
    }
}
