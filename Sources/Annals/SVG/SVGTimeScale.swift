import Chronology
import Projections

/// Days laid out from left to right.
struct SVGTimeScale {
    /// A round date with its place.
    struct Tick {
        let x: Double
        let label: String
    }

    let first: Double
    /// The first moment after the last day.
    let last: Double
    let left: Double
    let right: Double
    private let days: ClosedRange<CivilDay>

    /// A scale over whole days.
    init(_ days: ClosedRange<CivilDay>, left: Double, right: Double) {
        self.days = days
        self.left = left
        self.right = right
        first = Double(days.lowerBound.number)
        last = Double(days.upperBound.number) + 1
    }

    /// Where a day begins, kept within the scale.
    func x(_ day: Int) -> Double {
        let share = (Double(day) - first) / (last - first)
        return left + min(max(share, 0), 1) * (right - left)
    }

    /// Where a day begins.
    func x(_ day: CivilDay) -> Double { x(day.number) }

    /// Where a day ends.
    func end(_ day: CivilDay) -> Double { x(min(day.number, DayRange.future) + 1) }

    /// Round dates, as close together as their labels allow.
    func ticks(labelWidth: Double) -> [Tick] {
        let perDay = (right - left) / (last - first)
        for (step, count, length) in Self.steps where Double(length * count) * perDay >= labelWidth {
            return ticks(step, every: count, labelWidth)
        }
        return []
    }

    private func ticks(_ step: CalendarStep, every count: Int, _ labelWidth: Double) -> [Tick] {
        let (from, through) = (step.number(of: days.lowerBound), step.number(of: days.upperBound))
        var ticks: [Tick] = []
        // Days are counted anew in every month, so that the steps fall on dates that people know.
        let stride = stride(
            from: from - (from % count + count) % count, through: through, by: step == .day ? 1 : count)
        for number in stride {
            let day = step.period(number).lowerBound
            let x = x(day)
            if step == .day && count > 1 && ((day.day - 1) % count != 0 || day.day > 30) { continue }
            // A label stands behind its line, and has to end within the scale.
            if day >= days.lowerBound && x + labelWidth * 0.7 <= right {
                ticks.append(Tick(x: x, label: step.text(of: number)))
            }
        }
        return ticks
    }

    /// Steps with the days that one of them lasts.
    private static let steps: [(CalendarStep, Int, Int)] =
        [1, 2, 5, 10].map { (.day, $0, 1) } + [1, 2, 3, 6].map { (.month, $0, 28) }
        + [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].flatMap { unit in
            [1, 2, 5].map { (CalendarStep.year, $0 * unit, 365) }
        }
}
