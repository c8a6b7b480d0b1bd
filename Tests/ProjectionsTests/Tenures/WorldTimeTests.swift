import Chronology
import Events
import Projections
import Testing

/// What a world time asks for, and what after-today, clock readings and periods make of an answer (R7 and "Time").
@Suite("World times")
struct WorldTimeTests {
    private static let today = CivilDay(number: 20_000)  // 2024-10-04

    @Test("a day asks for its last moment: who leaves on it is gone, who starts on it is there")
    func lastMomentOfADay() throws {
        let tenures = try Story([Told.started("a", "2020-03-01"), Told.ended("a", "2020-03-05")]).seat(of: "a")
        #expect(try tenures.certainty("2020-02-29") == nil)
        #expect(try tenures.certainty("2020-03-01") == .certain)
        #expect(try tenures.certainty("2020-03-04") == .certain)
        #expect(try tenures.certainty("2020-03-05") == nil)
    }

    @Test("a year is certain if held on every day of it, possible if on any")
    func periods() throws {
        let tenures = try Story([Told.started("a", "2018-06-01"), Told.ended("a", "2021-01-01")]).seat(of: "a")
        #expect(try tenures.certainty("2017") == nil)
        #expect(try tenures.certainty("2018") == .possible)
        #expect(try tenures.certainty("2019") == .certain)
        #expect(try tenures.certainty("2020") == .certain)
        #expect(try tenures.certainty("2021") == nil)
        #expect(try tenures.certainty("2018-05") == nil)
        #expect(try tenures.certainty("2018-06") == .certain)
        #expect(try tenures.certainty("2020-12") == .certain)
        #expect(try tenures.certainty("2018/2019") == .possible)
    }

    @Test("a period over two stints without a gap is certain, with a gap it is possible")
    func periodsOverStints() throws {
        let seamless = try Story([
            Told.started("a", "2018-01-01", acting: true), Told.started("a", "2018-06-01"),
        ]).seat(of: "a")
        #expect(try seamless.certainty("2018") == .certain)
        let gap = try Story([
            Told.started("a", "2017-01-01"), Told.ended("a", "2018-06-01"), Told.started("a", "2018-06-02"),
        ]).seat(of: "a")
        #expect(try gap.certainty("2018") == .possible)
        #expect(try gap.certainty("2018-06") == .possible)
        #expect(try gap.certainty("2018-07") == .certain)
    }

    @Test("the answer for a period is that of its days, one by one", arguments: 1...3)
    func periodsAreTheirDays(seed: UInt64) {
        for question in RandomClaims(seed: seed).prefix(150) {
            let tenures = SeatTenures(question.seatClaims, limits: question.tenureLimits)
            for first in question.window {
                for last in first...question.window.upperBound {
                    let days = (first...last).map { tenures.holding(on: $0)?.certainty }
                    let certainty = tenures.holding(during: first...last)?.certainty
                    let best = days.compactMap(\.self).max()
                    let isThroughout = days.allSatisfy { $0 == .certain }
                    #expect(certainty == (best == .certain && !isThroughout ? .possible : best), "\(question)")
                }
            }
        }
    }

    @Test("a clock reading is compared with clock readings")
    func instants() throws {
        let tenures = try Story([
            Told.started("a", "2023-11-17T12:00:00Z"), Told.ended("a", "2023-11-20T18:30"),
        ]).seat(of: "a")
        #expect(try tenures.certainty("2023-11-17T11:59:59") == nil)
        #expect(try tenures.certainty("2023-11-17T12:00:00") == .certain)
        #expect(try tenures.certainty("2023-11-20T18:29:59") == .certain)
        #expect(try tenures.certainty("2023-11-20T18:30:59") == nil)
        #expect(try tenures.certainty("2023-11-20") == nil)
    }

    @Test("an untimed event on that day leaves the answer for a clock reading possible")
    func instantsAmidUntimedEvents() throws {
        let tenures = try Story([Told.started("a", "2023-11-17"), Told.ended("a", "2023-11-20")]).seat(of: "a")
        #expect(try tenures.certainty("2023-11-16T23:59:59") == nil)
        #expect(try tenures.certainty("2023-11-17T00:00:00") == .possible)
        #expect(try tenures.certainty("2023-11-17T23:59:59") == .possible)
        #expect(try tenures.certainty("2023-11-18T00:00:00") == .certain)
        #expect(try tenures.certainty("2023-11-19T23:59:59") == .certain)
        #expect(try tenures.certainty("2023-11-20T10:00:00") == .possible)
        #expect(try tenures.certainty("2023-11-21T00:00:00") == nil)
    }

    @Test("after today nothing is more than possible")
    func afterToday() throws {
        let tenures = try Story([Told.started("a", "2020-01-01")]).seat(of: "a")
        #expect(try tenures.certainty("2024-10-04", today: Self.today) == .certain)
        #expect(try tenures.certainty("2024-10-05", today: Self.today) == .possible)
        #expect(try tenures.certainty("2024", today: Self.today) == .possible)
        #expect(try tenures.certainty("2023", today: Self.today) == .certain)
        #expect(try tenures.certainty("2024-10-05T00:00:00", today: Self.today) == .possible)
    }

    @Test("what is undated or not held at all stays so after today")
    func undatedAfterToday() throws {
        let undated = try Story([Told.started("a", "XXXX")]).seat(of: "a")
        #expect(try undated.certainty("2030-01-01", today: Self.today) == .undated)
        let ended = try Story([Told.started("a", "2020"), Told.ended("a", "2021")]).seat(of: "a")
        #expect(try ended.certainty("2030-01-01", today: Self.today) == nil)
    }

    @Test("a date with a time in another zone is on the day that its own text says")
    func ownDay() throws {
        let tenures = try Story([
            Told.started("a", "2016"), Told.ended("a", "2024-05-15T07:00+08:00"),
        ]).seat(of: "a")
        #expect(try tenures.certainty("2024-05-14") == .certain)
        #expect(try tenures.certainty("2024-05-15") == nil)
    }

    @Test(
        "two claims a day apart are no dispute only where they can be one moment somewhere on Earth",
        arguments: [
            ("2024-05-15T07:00+08:00", "2024-05-14", false),
            ("2024-05-14", "2024-05-15T07:00+08:00", false),
            ("2024-05-15T23:30Z", "2024-05-16", false),
            ("2024-05-15T01:00+14:00", "2024-05-16", true),
            ("2024-05-15T07:00", "2024-05-14", true),
            ("2024-05-15", "2024-05-14", true),
            ("2024-05-15T07:00+08:00", "2024-05-13", true),
            ("2024-05-15T07:00+08:00", "2024-05-14T16:00-07:00", false),
            ("2024-05-15T07:00+08:00", "2024-05-14T20:00-07:00", true),
        ])
    func zones(one: String, other: String, isDisputed: Bool) throws {
        let tenures = try Story([
            Told.started("a", "2016"), Told.ended("a", one), Told.ended("a", other),
        ]).seat(of: "a")
        #expect(tenures.stints.count == 1)
        #expect(tenures.stints.first?.isEndDisputed == isDisputed)
        #expect(tenures.stints.first?.end.isOneDay == false)
    }

    @Test("a date that no day bounds asks for nothing")
    func noWorldTime() throws {
        #expect(WorldTime(try EDTF("XXXX")) == nil)
        #expect(WorldTime(try EDTF("[..2015]")) == nil)
        #expect(WorldTime(try EDTF("2015/..")) == nil)
        #expect(WorldTime(try EDTF("2015-03-01")) == .day(CivilDay(number: try Told.day("2015-03-01"))))
    }
}
