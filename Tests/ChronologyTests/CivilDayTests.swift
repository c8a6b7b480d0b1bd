import Chance
import Chronology
import Testing

@Suite struct CivilDayTests {
    /// Walks the calendar a day at a time, by its rules and nothing else.
    struct SlowCalendar {
        var year: Int
        var month = 1
        var day = 1

        var monthLength: Int {
            if month == 2 {
                let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
                return isLeap ? 29 : 28
            }
            return [4, 6, 9, 11].contains(month) ? 30 : 31
        }

        mutating func stepForward() {
            day += 1
            guard day > monthLength else { return }
            (day, month) = (1, month + 1)
            if month == 13 { (month, year) = (1, year + 1) }
        }

        mutating func stepBack() {
            day -= 1
            guard day == 0 else { return }
            month -= 1
            if month == 0 { (month, year) = (12, year - 1) }
            day = monthLength
        }
    }

    /// 0000-01-01 lies 719,528 days before 1970-01-01; a cycle of the calendar has 400 years.
    @Test(arguments: [(1970, 0), (0, -719_528)]) func agreesWithASlowCalendarForACycleEitherSide(year: Int, start: Int)
    {
        var forward = SlowCalendar(year: year)
        var back = SlowCalendar(year: year)
        var mismatches = 0
        for step in 0..<150_000 {
            if CivilDay(number: start + step).components != (forward.year, forward.month, forward.day) {
                mismatches += 1
            }
            let ahead = CivilDay(year: forward.year, month: forward.month, day: forward.day)
            if ahead?.number != start + step { mismatches += 1 }
            if CivilDay(number: start - step).components != (back.year, back.month, back.day) { mismatches += 1 }
            let behind = CivilDay(year: back.year, month: back.month, day: back.day)
            if behind?.number != start - step { mismatches += 1 }
            forward.stepForward()
            back.stepBack()
        }
        #expect(mismatches == 0)
        #expect(forward.year > year + 400 && back.year < year - 400)
    }

    @Test func roundTripsFarAway() throws {
        var random = SplitMix64(seed: 1)
        for _ in 0..<20_000 {
            let number = Int.random(in: Int.min...Int.max, using: &random) >> Int.random(in: 0...40, using: &random)
            let day = CivilDay(number: number)
            let (year, month, dayOfMonth) = day.components
            if abs(year) <= 25_000_000_000_000_000 {
                #expect(CivilDay(year: year, month: month, day: dayOfMonth) == day)
            }
        }
    }

    @Test func theEndsOfTheIntegersAreDays() {
        #expect(CivilDay(number: .max).year == 25_252_734_927_768_524)
        #expect(CivilDay(number: .min).year == -25_252_734_927_764_585)
        #expect(CivilDay(number: .max).advanced(by: 1).number == .max)
        #expect(CivilDay(number: .min).advanced(by: -1).number == .min)
    }

    @Test(arguments: [
        (1970, 1, 1, 0), (2000, 3, 1, 11_017), (1969, 12, 31, -1), (0, 1, 1, -719_528), (1900, 2, 28, -25_509),
    ]) func countsFrom1970(year: Int, month: Int, day: Int, number: Int) {
        #expect(CivilDay(year: year, month: month, day: day)?.number == number)
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2023, 4, 31), (2023, 13, 1), (2023, 0, 1), (2023, 1, 0), (2023, 1, 32),
        (Int.max, 1, 1), (Int.min, 1, 1),
    ]) func refusesDaysTheCalendarLacks(year: Int, month: Int, day: Int) {
        #expect(CivilDay(year: year, month: month, day: day) == nil)
    }

    @Test func leapDaysExistInLeapYears() {
        for year in [2024, 2000, 0, -4, -400] { #expect(CivilDay(year: year, month: 2, day: 29) != nil) }
    }

    @Test func isWrittenAsISO8601() {
        #expect(CivilDay(year: 2023, month: 11, day: 18)?.description == "2023-11-18")
        #expect(CivilDay(year: -44, month: 3, day: 15)?.description == "-0044-03-15")
        #expect(CivilDay(year: 170_000_002, month: 1, day: 1)?.description == "170000002-01-01")
    }

    @Test func sortsByTime() {
        #expect(CivilDay(number: -1) < CivilDay(number: 0))
        #expect(CivilDay(number: 5).advanced(by: -7) == CivilDay(number: -2))
    }
}
