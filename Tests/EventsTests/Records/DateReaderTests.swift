import Chance
import Chronology
import Testing

@testable import Events

@Suite("Dates read out of stored bytes")
struct DateReaderTests {
    private static func expect(_ text: String, _ reader: inout DateReader) {
        let padded = Array(("\"" + text + "\"").utf8)
        let reading = reader.date(padded.span.bytes, from: 1, to: padded.count - 1)
        let shown = Comment(rawValue: text)
        guard let date = try? EDTF(text) else {
            #expect(reading == nil, shown)
            return
        }
        guard let reading else {
            Issue.record("not read: \(text)")
            return
        }
        #expect(reading.shape == date.shape, shown)
        func endpoint(_ endpoint: EDTF.Endpoint) -> (DateReading.Side, DayBounds) {
            switch endpoint {
            case .open: (.open, DayBounds(earliest: nil, latest: nil))
            case .unknown: (.unknown, DayBounds(earliest: nil, latest: nil))
            case .date(let date): (date.isUndated ? .undated : .dated, date.widened)
            }
        }
        if let (start, end) = date.interval {
            let (first, last) = (endpoint(start), endpoint(end))
            #expect(reading.startSide == first.0 && reading.endSide == last.0, shown)
            guard reading.isPlain else { return }
            #expect(reading.start.bounds == first.1 && reading.end.bounds == last.1, shown)
        } else {
            #expect(reading.startSide == .none && reading.endSide == .none, shown)
            #expect(reading.isPlain || date.time != nil || abs(date.strict.earliest?.number ?? 0) > 1 << 30, shown)
            guard reading.isPlain else { return }
            #expect(date.time == nil && reading.start.bounds == date.widened, shown)
            #expect(reading.isUndated == date.isUndated, shown)
        }
    }

    @Test("every day, month and year has the bounds that Chronology gives, with each qualifier")
    func everyDay() {
        var reader = DateReader()
        for first in [-719_600, 10_900, 2_932_000, -25_600] {
            for number in first..<first + 900 {
                let day = CivilDay(number: number).description
                for text in [day, String(day.prefix(7)), String(day.prefix(4))] {
                    for qualifier in ["", "?", "~", "%"] { Self.expect(text + qualifier, &reader) }
                }
            }
        }
    }

    @Test(
        "dates that are rare or none",
        arguments: [
            "", "2", "20", "201", "20199", "2019-", "2019-1", "2019-00", "2019-13", "2019-02-29", "2020-02-29",
            "2019-02-30",
            "2019-12-31T23", "2019-12-31T07:00+08:00", "2019?-05", "?2019", "2019??", "2019-05?-06", "19XX", "XXXX",
            "XXXX?",
            "2001-21", "2001-34", "Y12000", "Y-9999999999", "Y9999999999", "-0044-03-15", "-0000", "[..2019]",
            "[2019..]",
            "[2018,2019]", "{2018,2019}", "2019/2018", "2019/2019", "2019-05/2019", "2019/2019-05", "/2019", "2019/",
            "/", "../..",
            "../2019", "2019/..", "../", "/..", "2019~/2020%", "XXXX/2020", "2020/XXXX", "2019/2020/2021",
            "2019-01-01/2020-01-01?",
            "2019/x", "x/2019", "2019-01-01T07/2020", "2019-12-31?/2020-01~", "0000-01-01%", "9999-12-31%", "0000/9999",
            "２０１９",
            "2019-1\u{301}", "2019/2020~/", "2019.", "2019/.", "./2019", "...", "[..XXXX]", "2001-21?/..",
        ])
    func rare(text: String) {
        var reader = DateReader()
        // A second time, when what is rare has been kept.
        for _ in 0..<2 { Self.expect(text, &reader) }
    }

    @Test("random texts out of the letters of dates", arguments: 0..<20)
    func random(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var reader = DateReader()
        let parts = [
            "2019", "19", "0", "-", "-12", "-31", "-02", "/", "..", "?", "~", "%", "X", "XX", "T07", "[", "]", ",",
            "2020-05",
        ]
        for _ in 0..<3_000 {
            let count = Int.random(in: 1...6, using: &random)
            Self.expect((0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined(), &reader)
        }
    }

    @Test("any number of rare dates can be read")
    func many() {
        var reader = DateReader()
        for year in 0..<70_000 { Self.expect("Y\(100_000 + year)", &reader) }
    }
}
