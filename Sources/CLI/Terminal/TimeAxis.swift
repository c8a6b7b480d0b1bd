import Chronology

/// Days laid out over the columns of one line.
struct TimeAxis: Sendable {
    /// A date's place on the axis.
    struct Tick: Hashable, Sendable {
        let column: Int
        let label: String
    }

    /// The first and the last day that have room of their own.
    let first: Int
    let last: Int
    /// The columns that those days share, at least one.
    let columns: Int

    /// An axis over the days from one to the other, whichever is earlier.
    init(from start: CivilDay, through end: CivilDay, columns: Int) {
        first = min(start.drawnNumber, end.drawnNumber)
        last = max(start.drawnNumber, end.drawnNumber)
        self.columns = max(columns, 1)
    }

    /// The day in the middle of a column, which stands for all of them.
    func day(atMiddleOf column: Int) -> Int {
        first + Int((Double(column) + 0.5) * daysPerColumn)
    }

    /// How many columns have their middle before a day.
    func columnsWithMiddle(before day: Int) -> Int {
        var low = 0
        var high = columns
        while low < high {
            let column = (low + high) / 2
            if self.day(atMiddleOf: column) < day { low = column + 1 } else { high = column }
        }
        return low
    }

    /// The column that a day falls into, kept within the axis.
    func column(of day: Int) -> Int {
        let column = (Double(day) - Double(first)) / daysPerColumn
        return Int(min(max(column, 0), Double(columns - 1)))
    }

    private var daysPerColumn: Double { (Double(last) - Double(first) + 1) / Double(columns) }

    /// Round dates, as close together as their labels allow: days, months, years, then decades and more.
    ///
    /// Labels keep two columns between them and stay within the axis. Where no round date has room, the first day is
    /// the only tick.
    func ticks() -> [Tick] {
        for unit in Self.units where Double(unit.shortestDays) / daysPerColumn >= Double(unit.labelWidth + 2) {
            let ticks = self.ticks(every: unit)
            if !ticks.isEmpty { return ticks }
        }
        return [Tick(column: 0, label: CivilDay(number: first).description)].filter { $0.label.count < columns }
    }

    /// A step between round dates.
    private enum Unit {
        case days(Int)
        case months(Int)
        case years(Int)

        /// The length of the shortest step.
        var shortestDays: Int {
            switch self {
            case .days(let count): count
            case .months(let count): count * 28
            case .years(let count): count * 365
            }
        }

        /// The columns of a label and the tick before it, for years of four digits.
        var labelWidth: Int {
            switch self {
            case .days: 11
            case .months: 8
            case .years(let count): max(5, String(count).count + 2)
            }
        }
    }

    private static let units: [Unit] =
        [1, 2, 5, 10].map(Unit.days) + [1, 2, 3, 6].map(Unit.months)
        + [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000]
        .flatMap { [Unit.years($0), .years(2 * $0), .years(5 * $0)] }

    private func ticks(every unit: Unit) -> [Tick] {
        var ticks: [Tick] = []
        var free = 0
        var step = firstStep(of: unit)
        while let (day, label) = date(atStep: step, of: unit), day <= last {
            step += 1
            guard day >= first else { continue }
            let column = self.column(of: day)
            if column >= free && column + label.count + 1 <= columns {
                ticks.append(Tick(column: column, label: label))
                free = column + label.count + 3
            }
        }
        return ticks
    }

    /// The number of the step at or just before the first day, counted from the year 0.
    private func firstStep(of unit: Unit) -> Int {
        let (year, month, _) = CivilDay(number: first).components
        switch unit {
        case .days(let count): return floorQuotient(first, count)
        case .months(let count): return floorQuotient(year * 12 + month - 1, count)
        case .years(let count): return floorQuotient(year, count)
        }
    }

    private func date(atStep step: Int, of unit: Unit) -> (day: Int, label: String)? {
        switch unit {
        case .days(let count):
            let day = CivilDay(number: step * count)
            return (day.number, day.description)
        case .months(let count):
            let year = floorQuotient(step * count, 12)
            guard let day = CivilDay(year: year, month: step * count - year * 12 + 1, day: 1) else { return nil }
            return (day.number, String(day.description.dropLast(3)))
        case .years(let count):
            guard let day = CivilDay(year: step * count, month: 1, day: 1) else { return nil }
            return (day.number, String(day.description.dropLast(6)))
        }
    }

    private func floorQuotient(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }
}

extension CivilDay {
    /// The day's number within ±10¹⁵, some 27 billion centuries: sums of such numbers cannot overflow.
    var drawnNumber: Int { min(max(number, -1_000_000_000_000_000), 1_000_000_000_000_000) }
}
