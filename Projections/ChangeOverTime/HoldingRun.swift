import Chronology

/// Days in a row on which the answer for a key is the same.
public struct HoldingRun: Hashable, Sendable {
    /// The first and the last of the days; unbounded where the answer is the same for ever.
    public var days: DayRange
    /// How surely the key holds on each of them, and on which of its stints that rests.
    public var holding: Holding

    /// Creates a run.
    public init(days: DayRange, holding: Holding) {
        self.days = days
        self.holding = holding
    }
}

extension SeatTenures {
    /// Every day on which the key holds at all, as runs in order; between them it does not.
    ///
    /// After `today` nothing is more than possible. Only the days on which an answer can change are looked at: O(s²) in
    /// the stints, however long they last.
    public func runs(today: CivilDay) -> [HoldingRun] {
        let tomorrow = DayRange.day(today.number, plus: 1)
        let firsts = [DayRange.past] + turns(and: tomorrow)
        var runs: [HoldingRun] = []
        for (index, first) in firsts.enumerated() {
            guard var holding = holding(on: first) else { continue }
            if first >= tomorrow && holding.certainty == .certain { holding.certainty = .possible }
            let last = index + 1 < firsts.count ? firsts[index + 1] - 1 : DayRange.future
            if let before = runs.last, before.days.latest + 1 == first, before.holding == holding {
                runs[runs.count - 1].days.latest = last
            } else {
                runs.append(HoldingRun(days: DayRange(first, last), holding: holding))
            }
        }
        return runs
    }

    /// The days on which the answer can differ from the day before, ascending.
    private func turns(and tomorrow: Int) -> [Int] {
        var turns = [tomorrow]
        turns.reserveCapacity(1 + 4 * stints.count + 2 * (seenDays.count + intervals.count))
        for stint in stints {
            turns += [stint.start.earliest, stint.start.latest, stint.end.earliest, stint.end.latest]
        }
        for day in seenDays { turns += [day, DayRange.day(day, plus: 1)] }
        for interval in intervals { turns += [interval.start.latest, interval.end.earliest] }
        turns.sort()
        var distinct: [Int] = []
        for turn in turns where DayRange.past < turn && turn < DayRange.future && distinct.last != turn {
            distinct.append(turn)
        }
        return distinct
    }
}

extension [DayRange] {
    /// The same days as the fewest ranges, in order. O(n log n).
    public var joined: [DayRange] {
        var joined: [DayRange] = []
        for range in sorted(by: { $0.earliest < $1.earliest }) where !range.isEmpty {
            if let last = joined.last, range.earliest <= DayRange.day(last.latest, plus: 1) {
                joined[joined.count - 1].latest = Swift.max(last.latest, range.latest)
            } else {
                joined.append(range)
            }
        }
        return joined
    }
}

extension DayRange {
    /// The days that both ranges have.
    public func intersection(_ other: DayRange) -> DayRange {
        DayRange(max(earliest, other.earliest), min(latest, other.latest))
    }

    /// Whether a day is one of these.
    public func contains(_ day: Int) -> Bool { earliest <= day && day <= latest }
}
