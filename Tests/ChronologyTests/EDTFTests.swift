import Chronology
import Testing

@Suite struct EDTFTests {
    private func bounds(_ bounds: DayBounds) -> String {
        (bounds.earliest?.description ?? "…") + " " + (bounds.latest?.description ?? "…")
    }

    @Test(arguments: [
        ("2001-21", "2001-03-01 2001-05-31"), ("2001-22", "2001-06-01 2001-08-31"),
        ("2001-23", "2001-09-01 2001-11-30"), ("2001-24", "2001-12-01 2002-02-28"),
        ("2001-25", "2001-03-01 2001-05-31"), ("2003-28", "2003-12-01 2004-02-29"),
        ("2001-29", "2001-09-01 2001-11-30"), ("2001-30", "2001-12-01 2002-02-28"),
        ("2001-31", "2001-03-01 2001-05-31"), ("2001-32", "2001-06-01 2001-08-31"),
        ("2001-33", "2001-01-01 2001-03-31"), ("2001-36", "2001-10-01 2001-12-31"),
        ("2001-37", "2001-01-01 2001-04-30"), ("2001-39", "2001-09-01 2001-12-31"),
        ("2001-40", "2001-01-01 2001-06-30"), ("2001-41", "2001-07-01 2001-12-31"),
        ("199X-24", "1990-12-01 2000-02-29"),
    ]) func seasonsAndDivisionsSpanTheirMonths(text: String, expected: String) throws {
        let date = try EDTF(text)
        #expect(bounds(date.strict) == expected)
        #expect(date.precision == .season)
    }

    @Test(arguments: [
        ("-00XX", "-0099-01-01 -0001-12-31"), ("-X000", "-9000-01-01 -1000-12-31"),
        ("199X-02-29", "1992-02-29 1996-02-29"), ("1XX3", "1003-01-01 1993-12-31"),
        ("2015-02-X8", "2015-02-08 2015-02-28"), ("2016-02-X9", "2016-02-09 2016-02-29"),
        ("XXX4-02-29", "0004-02-29 9984-02-29"), ("1919-X2-30", "1919-12-30 1919-12-30"),
        ("15XX-X2", "1500-02-01 1599-12-31"), ("2004-XX-31", "2004-01-31 2004-12-31"),
    ]) func unspecifiedDigitsSpanTheDaysThatFit(text: String, expected: String) throws {
        #expect(bounds(try EDTF(text).strict) == expected)
    }

    @Test(arguments: [
        ("2004-03-31?", "2003-02-27 2005-05-01"), ("2004-02-29~", "2003-01-28 2005-03-30"),
        ("2001-21~", "1999-12-01 2002-08-31"), ("1999-XX~", "1998-01-01 2000-12-31"),
        ("156X-12-25~", "1550-11-24 1580-01-26"), ("[1667~,1668]", "1666-01-01 1668-12-31"),
        ("[..2015~]", "… 2016-12-31"), ("-1859S2", "-1899-01-01 -1800-12-31"), ("1950S2~", "1800-01-01 2099-12-31"),
        ("0050S1", "0050-01-01 0059-12-31"), ("1950S9", "1950-01-01 1950-12-31"),
        ("-0005S1", "-0005-01-01 -0005-12-31"),
        ("2004-1X~", "2002-12-01 2006-10-31"), ("2015?/..", "2014-01-01 …"),
    ]) func qualifiersWidenEachPartTheyMark(text: String, expected: String) throws {
        #expect(bounds(try EDTF(text).widened) == expected)
    }

    @Test(arguments: ["XXXX", "XXXX-12", "XXXX-12-XX", "XXXX-XX-23", "-XXXX", "XXXX~", "XXXX-21", "XXXX/..", "[XXXX]"])
    func noDigitOfTheYearIsUndated(text: String) throws {
        let date = try EDTF(text)
        #expect(date.isUndated)
        #expect(date.strict == DayBounds(earliest: nil, latest: nil))
        #expect(date.widened == DayBounds(earliest: nil, latest: nil))
    }

    @Test(arguments: ["2015", "XXX5", "[..2015]", "XXXX/2015", "2015/.."]) func oneBoundIsADate(text: String) throws {
        #expect(try !EDTF(text).isUndated)
    }

    @Test func shapesAreToldApart() throws {
        #expect(try EDTF("2015-03").shape == .point)
        #expect(try EDTF("2015/2019").shape == .interval)
        #expect(try EDTF("[2015,2019]").shape == .oneOf)
        #expect(try EDTF("{2015,2019}").shape == .allOf)
    }

    @Test func intervalsKeepTheirSides() throws {
        let closed = try #require(try EDTF("2015-03~/2019").interval)
        #expect(closed.start == .date(try EDTF("2015-03~")))
        #expect(closed.end == .date(try EDTF("2019")))
        let ongoing = try #require(try EDTF("2015/..").interval)
        #expect(ongoing.end == .open)
        let ended = try #require(try EDTF("2015/").interval)
        #expect(ended.end == .unknown)
        #expect(try EDTF("../2015").interval?.start == .open)
        #expect(try EDTF("/2015").interval?.start == .unknown)
        #expect(try EDTF("2015").interval == nil)
        guard case .date(let start) = closed.start else { return }
        #expect(start.isApproximate && start.precision == .month)
    }

    @Test(arguments: [
        ("2015", EDTF.Precision.year), ("2015-03", .month), ("2015-03-01", .day), ("2015-03-01T07", .time),
        ("2015-XX", .year), ("2015-03-XX", .month), ("2015-XX-25", .year), ("156X-12-25", .year), ("Y12000", .year),
    ]) func precisionIsTheFinestPartGivenInFull(text: String, expected: EDTF.Precision) throws {
        #expect(try EDTF(text).precision == expected)
        #expect(EDTF.Precision.year < .season && EDTF.Precision.day < .time)
    }

    @Test(arguments: ["2015/2019", "[2015]", "{2015}"]) func onlyPointsHavePrecision(text: String) throws {
        #expect(try EDTF(text).precision == nil)
    }

    @Test(
        arguments: [
            ("2024-05-15T07:00+08:00", 7, 0, nil, 480, 25_200, 25_259),
            ("2024-05-15T07", 7, nil, nil, nil, 25_200, 28_799),
            ("2024-05-15T23:59:59Z", 23, 59, 59, 0, 86_399, 86_399),
            ("2024-05-15T00-12", 0, nil, nil, -720, 0, 3_599),
            ("2024-05-15T09:30-00:15", 9, 30, nil, -15, 34_200, 34_259),
            ("2024-05-15T09:30+14:00", 9, 30, nil, 840, 34_200, 34_259),
        ] as [(String, Int, Int?, Int?, Int?, Int, Int)])
    func timesAreReadAsWritten(
        text: String, hour: Int, minute: Int?, second: Int?, offset: Int?, earliest: Int, latest: Int
    ) throws {
        let date = try EDTF(text)
        let time = try #require(date.time)
        #expect((time.hour, time.minute, time.second) == (hour, minute, second))
        #expect(time.offsetMinutes == offset)
        #expect((time.earliestSecond, time.latestSecond) == (earliest, latest))
        #expect(bounds(date.strict) == "2024-05-15 2024-05-15")
    }

    @Test func anUntimedDateHasNoTime() throws {
        #expect(try EDTF("2024-05-15").time == nil)
    }

    @Test(
        arguments: [
            ("2014", "2015", EDTF.Order.before), ("2015", "2014", .after), ("2015", "2015", .same),
            ("2015-01/2015-12", "2015", .same), ("2015", "2015-03", .overlapping), ("2014~", "2015", .overlapping),
            ("[..2014]", "2015", .before), ("[2016..]", "2015", .after), ("XXXX", "2015", .overlapping),
            ("2015/", "2014", .after), ("2015-01-01T10", "2015-01-01T11", .before),
            ("2015-01-01T10", "2015-01-01T10:30", .overlapping),
            ("2015-01-01T11:00", "2015-01-01T10", .after), ("2015-01-01T10", "2015-01-01", .overlapping),
            ("2015-01-01T10", "2015-01-01T10", .same), ("2015-01-01T10", "2014-12-31T23", .after),
        ] as [(String, String, EDTF.Order)]) func ordersByWhatIsPossible(
            first: String, second: String, order: EDTF.Order
        ) throws
    {
        #expect(try EDTF(first).compare(EDTF(second)) == order)
    }

    @Test func equalityIsThatOfTheText() throws {
        #expect(try EDTF("2015") == EDTF("2015"))
        #expect(try EDTF("2015") != EDTF("[2015]"))
        #expect(try Set([EDTF("2015"), EDTF("2015"), EDTF("2016")]).count == 2)
        #expect(try EDTF("[1667, 1668]").description == "[1667, 1668]")
    }

    @Test func theFarthestYearsAreRead() throws {
        #expect(bounds(try EDTF("Y9999999999%").widened) == "9999999997-01-01 10000000001-12-31")
        #expect(bounds(try EDTF("Y-9999999999").strict) == "-9999999999-01-01 -9999999999-12-31")
    }
}
