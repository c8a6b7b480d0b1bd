import Chronology

extension Headcount {
    /// The packed tenures of an organisation, and when it counts.
    public struct PackedUnit {
        /// Gives the rows of all its keys, each time that it is asked.
        let forEachRow: ((SliceRow) -> Void) throws -> Void
        let belonging: [BelongingRun]

        /// Creates a unit; without `belonging` it always counts.
        ///
        /// - Parameter forEachRow: Gives the rows of all its keys: twice where no first day is asked for.
        public init(
            belonging: [BelongingRun] = BelongingRun.always, forEachRow: @escaping ((SliceRow) -> Void) throws -> Void
        ) {
            self.forEachRow = forEachRow
            self.belonging = belonging
        }
    }

    /// The numbers of those who are nobody in particular.
    public struct ReservedPeople: Hashable, Sendable {
        let nobody: UInt32?
        let unnamed: UInt32?

        /// Takes the numbers of `nobody` and of `unnamed`; nil for one that nothing names.
        public init(nobody: UInt32?, unnamed: UInt32?) {
            self.nobody = nobody
            self.unnamed = unnamed
        }
    }

    /// Counts the people of an organisation and of those under it, as ``init(of:kinds:by:from:through:today:)`` does for
    /// seats of all kinds.
    ///
    /// Reads no day that it does not count: a tenure is added to the first period of it and taken away from the first one
    /// after it. O(t + p) in the rows and the periods, and O(s²) in the rows of a key that can hold on the same days.
    ///
    /// - Parameters:
    ///   - first: A day of the first period; the first day on which anybody can have held anything, if left out.
    ///   - last: The last day counted; today, if left out.
    ///   - today: After it, nothing is more than possible.
    /// - Throws: ``TooManyPeriods``; ``SliceError/dayOutOfRange(_:)`` where the first or the last day is too far off for
    ///   the packed index, so that only the tenures themselves tell; and what the units throw.
    public init(
        of units: [PackedUnit], reserved: ReservedPeople, by step: CalendarStep, from first: CivilDay? = nil,
        through last: CivilDay? = nil, today: CivilDay
    ) throws {
        let sweep = SliceHeads(units: units, reserved: reserved, today: today)
        let last = last ?? today
        guard let first = try first ?? sweep.firstDay(), first <= last else {
            self.init(step: step, rows: [])
            return
        }
        for day in [first.number, last.number] where !SliceDay.askable.contains(day) {
            throw SliceError.dayOutOfRange(day)
        }
        let (firstPeriod, lastPeriod) = (step.number(of: first), step.number(of: last))
        guard lastPeriod - firstPeriod < Self.mostPeriods else {
            throw TooManyPeriods(count: lastPeriod - firstPeriod + 1)
        }
        let periods = SlicePeriods(step, firstPeriod...lastPeriod, through: last)
        let counts = try sweep.counts(in: periods)
        self.init(
            step: step,
            rows: counts.enumerated().map { index, count in
                let period = firstPeriod + index
                return Row(
                    period: period, day: min(step.period(period).upperBound, last), lower: count.certain,
                    upper: count.certain + count.possible, undated: count.undated)
            })
    }
}
