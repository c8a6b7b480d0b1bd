import Chronology
import Projections
import Testing

@testable import CLI

@Suite("Dates in words")
struct DateWordsTests {
    @Test(
        "a date is said as people say it, and stays as written where there is no plain word",
        arguments: [
            ("2023-11-18", "18 November 2023"), ("2023-11", "November 2023"), ("2015", "2015"), ("199X", "the 1990s"),
            ("19XX", "19XX"), ("[2015-09..2015-12]", "[2015-09..2015-12]"), ("[..2015]", "2015 or earlier"),
            ("[2016..]", "2016 or later"), ("[..2019-03-11]", "11 March 2019 or earlier"),
            ("[2023-11-19..2023-11-20]", "19 or 20 November 2023"),
            ("[2023-11-30..2023-12-01]", "[2023-11-30..2023-12-01]"), ("-0044-03-15", "-0044-03-15"),
            ("Y12345", "Y12345"),
        ])
    func moment(date: String, words: String) throws {
        #expect(DateWords.moment(DayRange(try EDTF(date).strict)) == words)
    }

    @Test("nothing is said of a moment that nothing bounds")
    func unbounded() {
        #expect(DateWords.moment(.anyDay) == nil)
        #expect(DateWords.text(DayRange.anyDay) == nil)
    }

    @Test("both sides of a tenure are said, and what only sightings and limits bound is said with care")
    func tenures() throws {
        func range(_ date: String) throws -> DayRange { DayRange(try EDTF(date).strict) }
        let always = DayRange(DayRange.future, DayRange.future)
        var stint = Stint(start: try range("2023-11-17"), end: always, endState: .open, kind: .permanent)
        #expect(TenureWords.text(stint) == "since 17 November 2023")
        stint.endState = .ended
        stint.end = try range("2023-12")
        #expect(TenureWords.text(stint) == "since 17 November 2023, until December 2023")
        stint.isEndInferred = true
        #expect(TenureWords.text(stint) == "since 17 November 2023, until December 2023 (inferred)")
        stint.endState = .unknown
        #expect(TenureWords.text(stint) == "since 17 November 2023, end unknown, over by 31 December 2023")
        stint.end = .anyDay
        #expect(TenureWords.text(stint) == "since 17 November 2023, end unknown")
        stint.isStartDated = false
        #expect(TenureWords.text(stint) == "by 17 November 2023, end unknown")
        stint.start = .anyDay
        stint.endState = .ended
        #expect(TenureWords.text(stint) == "ended, when is unknown")
        stint.endState = .open
        #expect(TenureWords.text(stint) == "dates unknown")
    }
}
