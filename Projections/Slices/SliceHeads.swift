import Chronology

/// The rows of several organisations, those of each head that counts together.
struct SliceHeads {
    /// Which row of which organisation.
    private struct Place: Sendable {
        let unit: Int32
        let row: Int32
    }

    private let units: [Headcount.PackedUnit]
    private let members: RadixOrder<Place>

    /// Brings the rows into order. O(n).
    init(_ units: [Headcount.PackedUnit], _ reserved: Headcount.ReservedPeople) {
        self.units = units
        var members: [RadixOrder<Place>.Numbered] = []
        members.reserveCapacity(units.reduce(0) { $0 + $1.rows.count })
        for (unit, rows) in units.map(\.rows).enumerated() {
            for (index, row) in rows.enumerated() where row.person != reserved.nobody {
                // Above all numbers of persons, each seat of each organisation is a head of its own.
                let isUnnamed = row.person == reserved.unnamed
                let head = isUnnamed ? 1 << 63 | UInt64(unit) << 32 | UInt64(row.seat) : UInt64(row.person)
                members.append((head, Place(unit: Int32(clamping: unit), row: Int32(clamping: index))))
            }
        }
        self.members = RadixOrder(members)
    }

    private subscript(place: Place) -> SliceRow { units[Int(place.unit)].rows[Int(place.row)] }

    /// The runs of days on which each head holds something, by each of the keys and rows that say so.
    func forEachHead(today: CivilDay, _ body: (borrowing [SliceRun]) -> Void) {
        var maker = SliceRuns(today: today.number)
        var runs: [SliceRun] = []
        var shared: [(unit: Int, row: SliceRow)] = []
        var next = 0
        let members = members.elements
        while next < members.count {
            let head = members[next].number
            runs.removeAll(keepingCapacity: true)
            shared.removeAll(keepingCapacity: true)
            while next < members.count, members[next].number == head {
                let place = members[next].element
                let (row, unit) = (self[place], Int(place.unit))
                if row.flags.isAlone {
                    maker.forEach(of: row) { add($0, unit, to: &runs) }
                } else {
                    shared.append((unit, row))
                }
                next += 1
            }
            addShared(&shared, &maker, to: &runs)
            body(runs)
        }
    }

    private func addShared(
        _ shared: inout [(unit: Int, row: SliceRow)], _ maker: inout SliceRuns, to runs: inout [SliceRun]
    ) {
        if shared.count > 1 { shared.sort { ($0.unit, $0.row.key) < ($1.unit, $1.row.key) } }
        var rest = shared[...]
        while let first = rest.first {
            let ofKey = rest.prefix { $0.unit == first.unit && $0.row.key == first.row.key }
            rest = rest.dropFirst(ofKey.count)
            maker.forEach(of: ofKey.map(\.row)) { add($0, first.unit, to: &runs) }
        }
    }

    /// Adds what of a run falls on days on which the organisation counts.
    private func add(_ run: SliceRun, _ unit: Int, to runs: inout [SliceRun]) {
        for belonging in units[unit].belonging {
            let days = run.days.intersection(belonging.days)
            guard !days.isEmpty else { continue }
            let certainty = belonging.isCertain ? run.certainty : min(run.certainty, .possible)
            runs.append(SliceRun(days: days, certainty: certainty))
        }
    }

    /// The first day on which something dated begins or ends; nil where nothing is dated.
    func firstDay(today: CivilDay) -> CivilDay? {
        var first = DayRange.future
        forEachHead(today: today) { runs in
            for run in runs where run.certainty != .undated {
                let turns = (run.days.earliest, DayRange.day(run.days.latest, plus: 1))
                if turns.0 > DayRange.past { first = min(first, turns.0) }
                if turns.1 > DayRange.past { first = min(first, turns.1) }
            }
        }
        return first < DayRange.future ? CivilDay(number: first) : nil
    }

    /// The heads of each period, each counted by the surest of what it holds. O(rows + periods).
    func counts(in periods: SlicePeriods, today: CivilDay) -> [HeadcountSweep.Count] {
        var changes = [HeadcountSweep.Count](repeating: HeadcountSweep.Count(), count: periods.count + 1)
        var turns: [HeadTurn] = []
        forEachHead(today: today) { runs in
            if runs.areApart {
                for run in runs {
                    changes[periods.index(from: run.days.earliest)].add(run.certainty, 1)
                    changes[periods.index(after: run.days.latest)].add(run.certainty, -1)
                }
            } else {
                turns.removeAll(keepingCapacity: true)
                for run in runs {
                    turns.append(HeadTurn(periods.index(from: run.days.earliest), run.certainty, 1))
                    turns.append(HeadTurn(periods.index(after: run.days.latest), run.certainty, -1))
                }
                Self.add(&turns, to: &changes)
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

    /// Where what one head holds begins or is over.
    private struct HeadTurn {
        let period: Int
        let certainty: Certainty
        let change: Int

        init(_ period: Int, _ certainty: Certainty, _ change: Int) {
            (self.period, self.certainty, self.change) = (period, certainty, change)
        }
    }

    /// Counts one head that holds several things, by the surest.
    private static func add(_ turns: inout [HeadTurn], to changes: inout [HeadcountSweep.Count]) {
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

extension [SliceRun] {
    /// Whether each run begins after the one before it is over.
    fileprivate var areApart: Bool {
        indices.dropFirst().allSatisfy { self[$0 - 1].days.latest < self[$0].days.earliest }
    }
}
