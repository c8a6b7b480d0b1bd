import Chronology

/// The days on which people hold something by the rows of several organisations, and how many do in each period.
struct SliceHeads {
    let units: [Headcount.PackedUnit]
    let reserved: Headcount.ReservedPeople
    let today: CivilDay

    /// The first day on which something dated begins or ends; nil where nothing is dated. O(rows).
    func firstDay() throws -> CivilDay? {
        var first = FirstDay()
        try forEachRun(&first)
        return first.day < SliceDay.future ? CivilDay(number: Int(first.day)) : nil
    }

    /// The heads of each period, each counted by the surest of what it holds. O(rows + periods).
    func counts(in periods: SlicePeriods) throws -> [HeadcountSweep.Count] {
        var runs = PeriodRuns(periods)
        try forEachRun(&runs)
        return runs.counts()
    }

    /// Gives each run of days on which a head holds something, in no particular order. O(rows).
    private func forEachRun(_ taker: inout some RunTaker) throws {
        var heads = UnnamedHeads()
        var maker = SliceRuns(today: today.number)
        var shared: [SliceRow] = []
        for (number, unit) in units.enumerated() {
            let belonging = unit.belonging.map(SliceRun.init)
            func head(of row: SliceRow) -> UInt32 {
                row.person == reserved.unnamed ? heads.head(seat: row.seat, of: number) : row.person
            }
            shared.removeAll(keepingCapacity: true)
            try unit.forEachRow { row in
                if row.person == reserved.nobody { return }
                if row.flags.isAlone {
                    if let certain = maker.certainDays(of: row) {
                        taker.take(row, certain, of: head(of: row), belonging)
                    } else {
                        maker.read(row)
                        taker.take(maker.runs, of: head(of: row), belonging)
                    }
                } else {
                    shared.append(row)
                }
            }
            if shared.count > 1 { shared.sort { $0.key < $1.key } }
            var rest = shared[...]
            while let first = rest.first {
                let ofKey = rest.prefix { $0.key == first.key }
                rest = rest.dropFirst(ofKey.count)
                maker.read(ofKey)
                taker.take(maker.runs, of: head(of: first), belonging)
            }
        }
    }
}

/// Takes runs of days on which heads hold something.
///
/// A head is the number of a person, or above all those the number of a seat whose holder a source does not name.
private protocol RunTaker {
    mutating func take(_ run: SliceRun, of head: UInt32)
}

extension RunTaker {
    /// Takes what of runs falls on days on which the organisation counts.
    fileprivate mutating func take(_ runs: [SliceRun], of head: UInt32, _ belonging: [SliceRun]) {
        for run in runs { take(run.first, run.over, run.certainty, of: head, belonging) }
    }

    /// The same of a row of a key that is certain on some days and possible on the others.
    @inline(__always)
    fileprivate mutating func take(
        _ row: SliceRow, _ certain: Range<Int32>, of head: UInt32, _ belonging: [SliceRun]
    ) {
        take(row.startEarliest, certain.lowerBound, .possible, of: head, belonging)
        take(certain.lowerBound, certain.upperBound, .certain, of: head, belonging)
        take(certain.upperBound, row.endLatest, .possible, of: head, belonging)
    }

    @inline(__always)
    private mutating func take(
        _ first: Int32, _ over: Int32, _ certainty: Certainty, of head: UInt32, _ belonging: [SliceRun]
    ) {
        for there in belonging {
            let (first, over) = (max(first, there.first), min(over, there.over))
            guard first < over else { continue }
            take(SliceRun(first: first, over: over, certainty: min(certainty, there.certainty)), of: head)
        }
    }
}

extension SliceRun {
    /// The days on which an organisation counts.
    fileprivate init(_ belonging: BelongingRun) {
        self.init(
            first: SliceDay.packed(belonging.days.earliest),
            over: SliceDay.packed(DayRange.day(belonging.days.latest, plus: 1)),
            certainty: belonging.isCertain ? .certain : .possible)
    }
}

/// The first day on which something dated begins or ends.
private struct FirstDay: RunTaker {
    private(set) var day = SliceDay.future

    mutating func take(_ run: SliceRun, of head: UInt32) {
        guard run.certainty != .undated else { return }
        if run.first > SliceDay.past { day = min(day, run.first) }
        if run.over > SliceDay.past { day = min(day, run.over) }
    }
}

/// The periods at whose ends heads hold something.
private struct PeriodRuns: RunTaker {
    /// Periods in a row in which a head holds something in one way, but for the first of them.
    private struct Rest: Sendable {
        let over: Int32
        let certainty: Certainty
    }

    private let periods: SlicePeriods
    /// How many bits the number of a period has.
    private let periodBits: UInt64
    /// By head and first period, in one number.
    private var runs: [RadixOrder<Rest>.Numbered] = []

    init(_ periods: SlicePeriods) {
        self.periods = periods
        periodBits = UInt64(Int.bitWidth - periods.count.leadingZeroBitCount)
    }

    mutating func take(_ run: SliceRun, of head: UInt32) {
        let (first, over) = (periods.index(from: run.first), periods.index(from: run.over))
        // What is over before a period's end is not counted in it.
        guard first < over else { return }
        runs.append(
            (UInt64(head) << periodBits | UInt64(first), Rest(over: Int32(clamping: over), certainty: run.certainty)))
    }

    /// The heads of each period. O(runs + periods).
    consuming func counts() -> [HeadcountSweep.Count] {
        // Those of one head stand together then, in order of time.
        let unordered = runs
        runs = []
        let ordered = RadixOrder(consume unordered).elements
        let periodMask = UInt64(1) << periodBits - 1
        var changes = [HeadcountSweep.Count](repeating: HeadcountSweep.Count(), count: periods.count + 1)
        var turns: [HeadTurn] = []
        var next = 0
        while next < ordered.count {
            let (start, head) = (next, ordered[next].number >> periodBits)
            var (over, areApart) = (Int32(0), true)
            while next < ordered.count, ordered[next].number >> periodBits == head {
                if Int(ordered[next].number & periodMask) < Int(over) { areApart = false }
                over = max(over, ordered[next].element.over)
                next += 1
            }
            if areApart {
                for run in start..<next {
                    let rest = ordered[run].element
                    changes[Int(ordered[run].number & periodMask)].add(rest.certainty, 1)
                    changes[Int(rest.over)].add(rest.certainty, -1)
                }
            } else {
                turns.removeAll(keepingCapacity: true)
                for run in start..<next {
                    let (first, rest) = (Int(ordered[run].number & periodMask), ordered[run].element)
                    turns.append(HeadTurn(period: first, certainty: rest.certainty, change: 1))
                    turns.append(HeadTurn(period: Int(rest.over), certainty: rest.certainty, change: -1))
                }
                HeadTurn.add(&turns, to: &changes)
            }
        }
        var count = HeadcountSweep.Count()
        return changes.dropLast().map { change in
            count.certain += change.certain
            count.possible += change.possible
            count.undated += change.undated
            return count
        }
    }
}

/// Where what one head holds begins or is over.
private struct HeadTurn {
    let period: Int
    let certainty: Certainty
    let change: Int

    /// Counts one head that holds several things at a time, by the surest.
    static func add(_ turns: inout [HeadTurn], to changes: inout [HeadcountSweep.Count]) {
        turns.sort { $0.period < $1.period }
        var held = HeadcountSweep.Count()
        for turn in turns {
            let before = held.surest
            held.add(turn.certainty, turn.change)
            let after = held.surest
            guard before != after else { continue }
            changes[turn.period].add(before, -1)
            changes[turn.period].add(after, 1)
        }
    }
}

/// Numbers for holders whom no source names: each seat of each organisation is a head of its own.
private struct UnnamedHeads {
    private struct Place: Hashable {
        let unit: Int
        let seat: UInt32
    }

    /// Above all numbers of persons.
    private static let first: UInt32 = 1 << 31
    private var heads: [Place: UInt32] = [:]

    mutating func head(seat: UInt32, of unit: Int) -> UInt32 {
        let place = Place(unit: unit, seat: seat)
        if let known = heads[place] { return known }
        let head = Self.first + UInt32(clamping: heads.count)
        heads[place] = head
        return head
    }
}
