import Chronology
import Testing

/// What a person is told about a text that is no date, and where.
@Suite struct EDTFErrorTests {
    static let messages: [String] = [
        #""2023-13" is not a date: month 13 (at character 6); months run 01 to 12"#,
        #""2023-00" is not a date: month 00 (at character 6); months run 01 to 12"#,
        #""2023-42" is not a date: month 42 (at character 6); months run 01 to 12, seasons and quarters 21 to 41"#,
        #""2023-02-29" is not a date: day 29 (at character 9); 2023-02 has 28 days"#,
        #""1900-02-29" is not a date: day 29 (at character 9); 1900-02 has 28 days"#,
        #""2023-XX-32" is not a date: day 32 (at character 9); no month that is meant here has it"#,
        #""1XX1-02-29" is not a date: day 29 (at character 9); no month that is meant here has it"#,
        #""" is not a date: no date (at character 1); write 2023, 2023-11 or 2023-11-17, or XXXX if undated"#,
        #""202" is not a date: a year of 3 digits (at character 1); a year has four"#,
        #""12345" is not a date: a year of 5 digits (at character 1); a year has four; "#
            + #"longer ones begin with Y, as in Y12000"#,
        #""-0000" is not a date: year -0000 (at character 1); the year 0, which is 1 BC, has no sign"#,
        #""199x" is not a date: unspecified digit "x" (at character 4); write a capital X"#,
        #""2023-1" is not a date: no month of two digits (at character 6); a month is written -05"#,
        #""2023-11-7" is not a date: no day of two digits (at character 9); a day is written -17"#,
        #""2023-11-17 " is not a date: a space within a date (at character 11); leave it out"#,
        #""2023-11-17 07:00" is not a date: a space within a date (at character 11); "#
            + "leave it out; before a time of day write T",
        #""2023é" is not a date: a character that no date has where the date should end (at character 5)"#,
        #""2001-21-03" is not a date: a day within a season (at character 8); a season stands last"#,
        #""2023-11-17T25" is not a date: hour 25 (at character 12); hours run 00 to 23; midnight begins the next day"#,
        #""2023-11-17T10:60" is not a date: minute 60 (at character 15); minutes run 00 to 59"#,
        #""2023-11-17T10:00:00.5Z" is not a date: a fraction of a second (at character 20); a time goes to the second"#,
        #""2023-11-17T10:00-13" is not a date: offset out of range (at character 17); offsets run -12:00 to +14:00"#,
        #""2023-11-17~T10" is not a date: a time on a day that is not exact (at character 12); "#
            + #"leave out the time, or ? ~ % and X"#,
        #""2023-11-17T10/.." is not a date: a time of day in an interval (at character 11); "#
            + #"intervals run between days"#,
        #""[2023-11-17T10..]" is not a date: a time of day in a set (at character 12); the members of a set are dates"#,
        #""2002/2001" is not a date: the end lies before the start (at character 6); the earlier date goes first"#,
        #""[2002..2001]" is not a date: the end lies before the start (at character 8); the earlier date goes first"#,
        #""2001/2002/2003" is not a date: a second "/" (at character 10); an interval has two dates, 2015/2019"#,
        #""../.." is not a date: an interval without a date (at character 1); "#
            + #"give a start, 2015/.., or an end, ../2019"#,
        #""Y12000/.." is not a date: a Y year in an interval (at character 1); write a set, [Y-61000..-2000]"#,
        #""[2001,..2002]" is not a date: ".." before a date that is not the first (at character 7); "#
            + #"put that date first"#,
        #""[2001..,2002]" is not a date: ".." after a date that is not the last (at character 6); put that date last"#,
        #""[..]" is not a date: ".." without a date (at character 2); write [..2015], [2015..] or [2015..2019]"#,
        #""[2001" is not a date: a set that is not closed (at character 6); it ends with "]""#,
        #""[2001]x" is not a date: text after the set (at character 7); a set ends with its bracket"#,
        #""Y99999999999" is not a date: year out of range (at character 2); years run to ±9999999999"#,
        #""Y9E99" is not a date: year out of range (at character 2); years run to ±9999999999"#,
        #""Y2006" is not a date: Y with a year of 4 digits (at character 2); "#
            + #"years of up to four digits are written without Y"#,
        #""2004?~" is not a date: two qualifiers on one part (at character 6); % says both uncertain and approximate"#,
        #""1950S0" is not a date: no number of significant digits after S (at character 6); 1950S2 gives two of four"#,
    ]

    @Test(arguments: messages) func saysWhereAndWhat(message: String) throws {
        let text = String(message.dropFirst().prefix { $0 != "\"" })
        let error = try #require(throws: EDTFError.self) { try EDTF(text) }
        #expect(error.description == message)
        #expect(error.text == text)
        #expect(message.contains(error.problem) && message.hasSuffix(error.advice ?? ""))
    }

    @Test func theReasonIsProblemAndAdvice() throws {
        let error = try #require(throws: EDTFError.self) { try EDTF("2023-13") }
        #expect(error.reason == "month 13; months run 01 to 12")
        #expect(error.position == 6)
    }

    @Test func positionsCountCharacters() throws {
        let flag = try #require(throws: EDTFError.self) { try EDTF("[2001,🇳🇱]") }
        #expect(flag.position == 7)
        let accent = try #require(throws: EDTFError.self) { try EDTF("200\u{301}1") }
        #expect((1...5).contains(accent.position))
    }

    @Test func aLongTextIsCut() throws {
        let error = try #require(throws: EDTFError.self) { try EDTF(String(repeating: "[", count: 10_000)) }
        #expect(error.description.count < 200)
        #expect(error.problem == "too long")
    }
}
