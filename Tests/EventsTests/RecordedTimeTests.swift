import Chronology
import Events
import Testing

@Suite("Recorded time")
struct RecordedTimeTests {
    @Test(
        "times are written in RFC 3339 with microseconds and read back",
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (1_795_628_382_123_456, "2026-11-25T17:39:42.123456Z"),
            (-1, "1969-12-31T23:59:59.999999Z"), (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        ] as [(Int64, String)])
    func text(microseconds: Int64, text: String) {
        let time = RecordedTime(microseconds: microseconds)
        #expect(time.description == text)
        #expect(RecordedTime(text) == time)
    }

    @Test("decimals may be fewer and UTC may be written as an offset")
    func variants() {
        #expect(RecordedTime("1970-01-01T00:00:01Z")?.microseconds == 1_000_000)
        #expect(RecordedTime("1970-01-01T00:00:01.5Z")?.microseconds == 1_500_000)
        #expect(RecordedTime("1970-01-01T00:00:01.000001+00:00")?.microseconds == 1_000_001)
    }

    @Test(
        "other texts are no recorded time",
        arguments: [
            "", "2026-11-25", "2026-11-25T15:39:42", "2026-11-25T15:39Z", "2026-11-25 15:39:42Z",
            "2026-02-30T00:00:00Z",
            "2026-11-25T24:00:00Z", "2026-11-25T15:60:42Z", "2026-11-25T15:39:60Z", "2026-11-25T15:39:42.Z",
            "2026-11-25T15:39:42.1234567Z", "2026-11-25T15:39:42+01:00", "2026-11-25T15:39:42Zz",
            "20é6-11-25T15:39:42Z",
        ])
    func refused(text: String) {
        #expect(RecordedTime(text) == nil)
    }

    @Test("a time's day is the civil day in UTC, before 1970 too")
    func day() {
        #expect(RecordedTime(microseconds: 0).day == CivilDay(number: 0))
        #expect(RecordedTime(microseconds: -1).day == CivilDay(number: -1))
        #expect(RecordedTime("2026-11-25T23:59:59Z")?.day == CivilDay(year: 2026, month: 11, day: 25))
    }
}
