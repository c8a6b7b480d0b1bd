import Chronology
import Testing

@Suite struct DatePhraseTests {
    /// A Friday.
    private func read(_ text: String) throws -> String {
        let today = try #require(CivilDay(year: 2024, month: 5, day: 17))
        return try DatePhrase.parse(text, today: today).text
    }

    @Test(arguments: [
        ("late 2015", "[2015-09..2015-12]"), ("early 2015", "[2015-01..2015-04]"), ("mid-2015", "[2015-05..2015-08]"),
        ("early to mid 2015", "[2015-01..2015-08]"), ("late in 2015", "[2015-09..2015-12]"),
        ("late November 2023", "[2023-11-21..2023-11-30]"), ("mid-November 2023", "[2023-11-11..2023-11-20]"),
        ("early Feb 2023", "[2023-02-01..2023-02-10]"), ("late February 2024", "[2024-02-21..2024-02-29]"),
        ("early 1990s", "[1990..1993]"), ("the mid-1990s", "[1994..1996]"), ("mid-to-late 1990s", "[1994..1999]"),
        ("early 19th century", "[1800..1833]"), ("late 19th century", "[1867..1899]"), ("late 2000s", "[2007..2009]"),
        ("late spring 2019", "2019-05"), ("late winter 2019", "2020-02"), ("end of 2015", "[2015-09..2015-12]"),
        ("the beginning of 2015", "[2015-01..2015-04]"), ("late last year", "[2023-09..2023-12]"),
        ("circa late 2015", "[2015-09~..2015-12~]"), ("early this month", "[2024-05-01..2024-05-10]"),
        ("first half of 2019", "2019-40"), ("second half of the 1990s", "[1995..1999]"),
        ("first half of the 19th century", "[1800..1849]"), ("second half of May 2019", "[2019-05-16..2019-05-31]"),
    ]) func partsAreThirdsAndHalves(phrase: String, expected: String) throws {
        #expect(try read(phrase) == expected)
    }

    @Test(arguments: [
        ("before 2016", "[..2015]"), ("after 2015", "[2016..]"), ("by 2016", "[..2016]"),
        ("by the end of 2015", "[..2015]"),
        ("no later than 2015-03", "[..2015-03]"), ("no earlier than 2015", "[2015..]"), ("2015 or later", "[2015..]"),
        ("2015 or earlier", "[..2015]"), ("on or before 17 November 2023", "[..2023-11-17]"),
        ("before 17 November 2023", "[..2023-11-16]"), ("after the 1990s", "[2000..]"), ("before 199X", "[..1989]"),
        ("before late 2015", "[..2015-08]"), ("before 1928?", "[..1927?]"), ("before 2015-03", "[..2015-02]"),
    ]) func boundsOnOneSide(phrase: String, expected: String) throws {
        #expect(try read(phrase) == expected)
    }

    @Test(arguments: [
        ("since 2015", "2015/.."), ("from 2015", "2015/.."), ("from 2015 onwards", "2015/.."),
        ("2015 to present", "2015/.."),
        ("2015–", "2015/.."), ("from 2015 to 2019", "2015/2019"), ("2015-2019", "2015/2019"),
        ("2015 – 2019", "2015/2019"),
        ("until 2020", "../2020"), ("up to March 2020", "../2020-03"), ("since early 2015", "2015/.."),
        ("18-20 January 1928", "1928-01-18/1928-01-20"), ("January 18-20, 1928", "1928-01-18/1928-01-20"),
        ("January to March 2019", "2019-01/2019-03"), ("November to January 2020", "2019-11/2020-01"),
        ("Nov 30 – Dec 2, 2023", "2023-11-30/2023-12-02"),
        ("from January 18, 1928 to March 3", "1928-01-18/1928-03-03"),
        ("2015-09-01 to 2016-01-15", "2015-09-01/2016-01-15"), ("17th-19th centuries", "16XX/18XX"),
        ("~2015 to 2019?", "2015~/2019?"), ("2010-13", "2010/2013"), ("5 to 7 May", "XXXX-05-05/XXXX-05-07"),
    ]) func intervals(phrase: String, expected: String) throws {
        #expect(try read(phrase) == expected)
    }

    @Test(arguments: [
        ("between 2015 and 2019", "[2015..2019]"), ("between late 2015 and early 2016", "[2015-09..2016-04]"),
        ("between January and March 2019", "[2019-01..2019-03]"),
        ("between 18 and 20 January 1928", "[1928-01-18..1928-01-20]"),
        ("2015 or 2016", "[2015,2016]"), ("1863, 1864 or 1865", "[1863,1864,1865]"),
        ("either 1863 or 1865", "[1863,1865]"),
        ("1863, 1864, or 1865", "[1863,1864,1865]"), ("January or February 2019", "[2019-01,2019-02]"),
        ("late 1863 or early 1864", "[1863-09..1863-12,1864-01..1864-04]"), ("circa 1863 or 1864", "[1863~,1864~]"),
        ("1863 and 1865", "{1863,1865}"), ("January 18, 1928 or January 20, 1928", "[1928-01-18,1928-01-20]"),
    ]) func choices(phrase: String, expected: String) throws {
        #expect(try read(phrase) == expected)
    }

    @Test(arguments: [
        ("today", "2024-05-17"), ("now", "2024-05-17"), ("yesterday", "2024-05-16"), ("tomorrow", "2024-05-18"),
        ("the day before yesterday", "2024-05-15"), ("last week", "[2024-05-06..2024-05-12]"),
        ("this week", "[2024-05-13..2024-05-19]"), ("last month", "2024-04"), ("last year", "2023"),
        ("next year", "2025"),
        ("last quarter", "2024-33"), ("last decade", "201X"), ("3 days ago", "2024-05-14"), ("a month ago", "2024-04"),
        ("three weeks ago", "[2024-04-22..2024-04-28]"), ("2 years ago", "2022"), ("in 3 days", "2024-05-20"),
        ("10 days from now", "2024-05-27"), ("Friday", "2024-05-17"), ("Thursday", "2024-05-16"),
        ("last Friday", "2024-05-10"), ("next Friday", "2024-05-24"), ("this Monday", "2024-05-13"),
        ("last January", "2024-01"), ("last June", "2023-06"), ("next May", "2025-05"), ("last winter", "2023-24"),
        ("last spring", "2023-21"), ("about 3 days ago", "2024-05-14~"), ("since yesterday", "2024-05-16/.."),
        ("the week of 2023-11-15", "[2023-11-13..2023-11-19]"), ("30 months ago", "2021-11"),
        ("earlier this year", "[2024-01-01..2024-05-17]"), ("later this month", "[2024-05-17..2024-05-31]"),
    ]) func fromToday(phrase: String, expected: String) throws {
        #expect(try read(phrase) == expected)
    }

    @Test(arguments: [
        ("18 January 1928", "1928-01-18"), ("Jan 18, 1928", "1928-01-18"), ("Jan. 18, 1928", "1928-01-18"),
        ("18th of January, 1928", "1928-01-18"), ("January 18th 1928", "1928-01-18"), ("18.1.1928", "1928-01-18"),
        ("13/7/2008", "2008-07-13"), ("7/13/2008", "2008-07-13"), ("7/7/2008", "2008-07-07"),
        ("2008/10/07", "2008-10-07"),
        ("12-Nov-2023", "2023-11-12"), ("Friday, 17 November 2023", "2023-11-17"), ("Fri Nov 17 2023", "2023-11-17"),
        ("on 17 November 2023", "2023-11-17"), ("in Sept 2015", "2015-09"), ("May 2015", "2015-05"), ("May", "XXXX-05"),
        ("the third of May 2015", "2015-05-03"), ("29 February", "XXXX-02-29"),
    ]) func daysAndMonths(phrase: String, expected: String) throws {
        #expect(try read(phrase) == expected)
    }

    @Test(arguments: [
        ("2024-Q1", "2024-33"), ("Q1 2024", "2024-33"), ("2024Q1", "2024-33"), ("first quarter of 2024", "2024-33"),
        ("last quarter of 2023", "2023-36"), ("H2 2019", "2019-41"), ("spring 1849", "1849-21"),
        ("Fall of 2019", "2019-23"), ("winter of 1872-73", "1872-24"), ("1860s", "186X"), ("1860’s", "186X"),
        ("1800s", "18XX"), ("19th century", "18XX"), ("nineteenth century", "18XX"), ("twenty-first century", "20XX"),
        ("3rd century BC", "-02XX"), ("1st century BC", "[-0099..0000]"), ("64 BCE", "-0063"), ("1 BC", "0000"),
        ("44 B.C.", "-0043"), ("15 March 44 BC", "-0043-03-15"), ("AD 1066", "1066"), ("12000 BC", "Y-11999"),
        ("the year 1800", "1800"), ("undated", "XXXX"), ("“2015”", "2015"), ("  2015-03 ", "2015-03"),
    ]) func seasonsCenturiesAndEras(phrase: String, expected: String) throws {
        #expect(try read(phrase) == expected)
    }

    @Test(arguments: [
        ("maybe 1862", "1862?"), ("1862?", "1862?"), ("c. 1862", "1862~"), ("ca 1862?", "1862%"), ("~1862", "~1862"),
        ("1862 or so", "1862~"), ("uncertain: about May 1862", "1862-05%"),
        ("probably late 2015", "[2015-09?..2015-12?]"),
    ]) func qualifiers(phrase: String, expected: String) throws {
        #expect(try read(phrase) == expected)
    }

    static let refusals: [(String, Int, String)] = [
        ("10/7/2008", 1, "day and month could be either way round; write 2008-10-07 or 2008-07-10"),
        ("10/7/08", 6, "a year of 2 digits; write it in full, 2008-10-07"),
        ("2008/10", 1, "a month or a range; write 2008-10, or 2008/2010 for the years"),
        ("31/4/2008", 1, "day 31; 2008-04 has 30 days"),
        ("31 February 2015", 1, "day 31; 2015-02 has 28 days"),
        ("2023-13", 6, "month 13; months run 01 to 12"),
        (" 2023-13", 7, "month 13; months run 01 to 12"),
        ("90", 1, "90 alone; a year has four digits, or AD or BC behind it: 1990, or 90 AD"),
        ("Janury 5 2020", 1, "\"janury\" is not understood; did you mean January?"),
        ("Thursday, 17 November 2023", 1, "2023-11-17 was a Friday; correct the weekday or leave it out"),
        ("spring", 1, "a season without a year; as in \"spring 1849\""),
        ("Q5 2024", 2, "Q5; they run Q1 to Q4"),
        ("late December", 1, "no year; as in \"late November 2023\""),
        ("before January", 8, "XXXX-01 has no year; add the year in four digits"),
        ("from 2019 to 2015", 1, "the end lies before the start (read as 2019/2015); the earlier date goes first"),
        ("between 2015", 13, "no \"and\"; as in \"between 2015 and 2019\""),
        ("2019 and 2020 or 2021", 15, "both \"or\" and \"and\"; use one of them"),
        ("1863, 1864", 11, "several dates; say \"1863 or 1864\" if it is one of them"),
        ("20081007", 1, "eight digits in a row; write 2008-10-07"),
        ("the 90s", 5, "which century's 90s; write the year in four digits, 1960s"),
        ("0 BC", 1, "year 0 of an era; 1 BC is followed by 1 AD"),
    ]

    @Test(arguments: ["1863-03 -29", "1863-03- 29", "2004-06-(11)~", "2004-(06)%", "2011-(06-04)~", "2004-(06)?-11"])
    func numericDatesThatAreBrokenAreNoPhrases(text: String) {
        #expect(throws: EDTFError.self) { try DatePhrase.parse(text, today: CivilDay(number: 0)) }
    }

    @Test(arguments: [("1851- 1852", "1851/1852"), ("1851 - 1852", "1851/1852"), ("(1860)", "1860")])
    func spacesBetweenYearsStay(phrase: String, edtf: String) throws {
        #expect(try DatePhrase.parse(phrase, today: CivilDay(number: 0)).description == edtf)
    }

    @Test(arguments: refusals) func whatIsNoDateIsToldWhy(phrase: String, position: Int, reason: String) throws {
        let error = try #require(throws: EDTFError.self) { try read(phrase) }
        #expect(error.reason == reason)
        #expect(error.position == position)
        #expect(error.text == phrase)
    }

    @Test(arguments: [
        "", "   ", "foo", "soon", "before", "late", "2015 and", "Friday Friday", "five", "!", "CEO in 2015",
    ])
    func whatIsNoDateIsRefused(phrase: String) {
        #expect(throws: EDTFError.self) { try read(phrase) }
    }
}
