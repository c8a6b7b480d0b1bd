import Chronology
import Events

/// How many people held anything in an organisation, period by period: at least, and at most.
public struct Headcount: Hashable, Sendable {
    /// The people of one day.
    public struct Row: Hashable, Sendable {
        /// The period's number, as its step counts.
        public let period: Int
        /// The day that is counted: the period's last, or the last one asked for.
        public let day: CivilDay
        /// How many people certainly held something.
        public let lower: Int
        /// How many certainly or possibly did.
        public let upper: Int
        /// How many others can have done so only because a side of their tenure has no date.
        public let undated: Int

        /// Creates a row.
        public init(period: Int, day: CivilDay, lower: Int, upper: Int, undated: Int) {
            self.period = period
            self.day = day
            self.lower = lower
            self.upper = upper
            self.undated = undated
        }
    }

    /// The tenures of an organisation, and when it counts.
    public struct Unit: Sendable {
        let keys: [KeyTenures]
        let posts: PostBook
        let belonging: [BelongingRun]

        /// Creates a unit; without `belonging` it always counts.
        public init(keys: [KeyTenures], posts: PostBook, belonging: [BelongingRun] = BelongingRun.always) {
            self.keys = keys
            self.posts = posts
            self.belonging = belonging
        }
    }

    /// More rows than anybody reads: a vague date of long ago, counted by day.
    public struct TooManyPeriods: Error, Hashable, Sendable, CustomStringConvertible {
        /// How many there would be.
        public let count: Int

        /// What to do instead.
        public var description: String {
            "that would be \(count) periods, more than \(Headcount.mostPeriods); "
                + "give --from and --to, or a longer --by"
        }
    }

    /// How many periods are counted at most.
    public static let mostPeriods = 200_000

    /// The length of a period.
    public let step: CalendarStep
    /// The rows in order of time; none where nobody is dated and no first day is given.
    public let rows: [Row]

    init(step: CalendarStep, rows: [Row]) {
        self.step = step
        self.rows = rows
    }

    /// Counts the people of an organisation and of those under it, each person once however many seats they hold.
    ///
    /// `nobody` does not count. Every `unnamed` holder of a seat counts as one of their own. Each period is counted at
    /// the end of its last day; the one that `last` falls into, at the end of that day.
    ///
    /// - Parameters:
    ///   - kinds: Only seats of these kinds; of all, if empty.
    ///   - first: A day of the first period; the first day on which anybody can have held anything, if left out.
    ///   - last: The last day counted; today, if left out.
    ///   - today: After it, nothing is more than possible.
    /// - Complexity: O(t log t + p) in the turns of all tenures and the periods.
    public init(
        of units: [Unit], kinds: Set<PositionKind> = [], by step: CalendarStep, from first: CivilDay? = nil,
        through last: CivilDay? = nil, today: CivilDay
    ) throws(TooManyPeriods) {
        self.step = step
        let sweep = HeadcountSweep(units, kinds, today)
        let last = last ?? today
        guard let first = first ?? sweep.firstDay, first <= last else {
            rows = []
            return
        }
        let (firstPeriod, lastPeriod) = (step.number(of: first), step.number(of: last))
        guard lastPeriod - firstPeriod < Self.mostPeriods else {
            throw TooManyPeriods(count: lastPeriod - firstPeriod + 1)
        }
        let periods = Array(firstPeriod...lastPeriod)
        let days = periods.map { min(step.period($0).upperBound, last) }
        rows = zip(zip(periods, days), sweep.counts(on: days.map(\.number))).map { period, count in
            Row(
                period: period.0, day: period.1, lower: count.certain, upper: count.certain + count.possible,
                undated: count.undated)
        }
    }
}
