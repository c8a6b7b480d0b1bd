import Chronology

/// Periods in a row, each counted at the end of its last day, the last one at the end of the last day of all.
struct SlicePeriods {
    private let step: CalendarStep
    private let first: Int
    private let last: CivilDay
    /// How many periods there are.
    let count: Int
    /// The period of each day from ``firstDay`` on; empty where the days are too many to keep.
    private let table: [Int32]
    private let firstDay: Int

    /// Up to how many days there is a table of them: seven hundred years.
    private static let mostDaysInTable = 1 << 18

    /// Takes the numbers of the periods and the last day. O(days), or O(1) where they are many.
    init(_ step: CalendarStep, _ periods: ClosedRange<Int>, through last: CivilDay) {
        self.step = step
        self.last = last
        first = periods.lowerBound
        count = periods.count
        firstDay = step.period(periods.lowerBound).lowerBound.number
        guard last.number - firstDay < Self.mostDaysInTable else {
            table = []
            return
        }
        var table: [Int32] = []
        table.reserveCapacity(last.number - firstDay + 1)
        for period in periods {
            let days = step.period(period)
            let lastDay = min(days.upperBound, last).number
            let place = Int32(clamping: period - periods.lowerBound)
            for _ in days.lowerBound.number...max(lastDay, days.lowerBound.number) { table.append(place) }
        }
        self.table = table
    }

    /// The first period that is counted on a day or later, from 0; their number where none is.
    func index(from packedDay: Int32) -> Int {
        let day = Int(packedDay)
        if day <= firstDay { return 0 }
        if day > last.number { return count }
        let place = day - firstDay
        if place < table.count { return Int(table[place]) }
        return step.number(of: CivilDay(number: day)) - first
    }
}
