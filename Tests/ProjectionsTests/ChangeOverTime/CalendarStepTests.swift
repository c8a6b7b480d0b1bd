import Chronology
import Projections
import Testing

@Suite("Periods of the calendar")
struct CalendarStepTests {
    @Test(
        "follow each other without a gap, and every day is in the period of its number",
        arguments: CalendarStep.allCases)
    func noGaps(step: CalendarStep) {
        for start in [-800_000, -719_600, -400, 0, 19_000] {
            let first = step.number(of: CivilDay(number: start))
            for number in first..<first + 30 {
                let period = step.period(number)
                #expect(step.period(number + 1).lowerBound.number == period.upperBound.number + 1)
                #expect(step.number(of: period.lowerBound) == number)
                #expect(step.number(of: period.upperBound) == number)
            }
        }
    }

    @Test("are written as dates of EDTF that have the same days", arguments: CalendarStep.allCases)
    func text(step: CalendarStep) throws {
        for day in [-719_600, -1, 0, 11_016, 19_679] {
            let number = step.number(of: CivilDay(number: day))
            let date = try EDTF(step.text(of: number)).strict
            let period = step.period(number)
            #expect(date.earliest == period.lowerBound, "\(step.text(of: number))")
            #expect(date.latest == period.upperBound, "\(step.text(of: number))")
        }
    }
}
