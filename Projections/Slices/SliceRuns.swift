/// Days in a row on which the rows of one key give one answer.
struct SliceRun {
    var days: DayRange
    let certainty: Certainty
}

/// Goes through the days of a key from one on which an answer can change to the next.
///
/// Keeps its memory from one key to the next.
struct SliceRuns {
    /// From it on, nothing is more than possible.
    private let tomorrow: Int32
    private var turns: [Int32] = []

    init(today: Int) {
        tomorrow = SliceDay.packed(DayRange.day(today, plus: 1))
    }

    /// Every day on which a key holds by rows that have no others of it beside them, as runs in order. O(r²).
    mutating func forEach(of rows: some Collection<SliceRow>, _ body: (SliceRun) -> Void) {
        turns.removeAll(keepingCapacity: true)
        turns.append(tomorrow)
        for row in rows { turns += [row.startEarliest, row.startLatest, row.endEarliest, row.endLatest] }
        turns.sort()
        var builder = RunBuilder()
        var from = SliceDay.past
        for turn in turns where turn > from {
            builder.add(from, turn, vouched(SliceRow.line(of: rows, on: from)?.holding, from), body)
            from = turn
        }
        if from < SliceDay.future {
            builder.add(from, SliceDay.future, vouched(SliceRow.line(of: rows, on: from)?.holding, from), body)
        }
        builder.finish(body)
    }

    /// The same for one row. O(1).
    func forEach(of row: SliceRow, _ body: (SliceRun) -> Void) {
        if row.isExactStint && row.endLatest <= tomorrow {
            let last = DayRange.day(SliceDay.unpacked(row.endLatest), plus: -1)
            return body(SliceRun(days: DayRange(SliceDay.unpacked(row.startEarliest), last), certainty: .certain))
        }
        // The answer changes between the bounds of the start and the end, and tomorrow: three days in order.
        var (one, two, three) = (row.startLatest, row.endEarliest, tomorrow)
        if one > two { swap(&one, &two) }
        if two > three { swap(&two, &three) }
        if one > two { swap(&one, &two) }
        var builder = RunBuilder()
        var from = row.startEarliest
        func step(to turn: Int32) {
            let until = min(turn, row.endLatest)
            guard from < until else { return }
            builder.add(from, until, vouched(row.line(on: from)?.holding, from), body)
            from = until
        }
        step(to: one)
        step(to: two)
        step(to: three)
        step(to: row.endLatest)
        builder.finish(body)
    }

    private func vouched(_ holding: Holding?, _ day: Int32) -> Holding? {
        guard var holding, day >= tomorrow, holding.certainty == .certain else { return holding }
        holding.certainty = .possible
        return holding
    }

    /// Joins days in a row on which a key holds in one way.
    private struct RunBuilder {
        private var run: SliceRun?
        private var holding: Holding?

        /// Adds the days from one up to another.
        mutating func add(_ from: Int32, _ until: Int32, _ holding: Holding?, _ body: (SliceRun) -> Void) {
            let last = DayRange.day(SliceDay.unpacked(until), plus: -1)
            if let holding, self.holding == holding {
                run?.days.latest = last
                return
            }
            finish(body)
            self.holding = holding
            run = holding.map { SliceRun(days: DayRange(SliceDay.unpacked(from), last), certainty: $0.certainty) }
        }

        /// Gives the last run.
        mutating func finish(_ body: (SliceRun) -> Void) {
            if let run { body(run) }
            run = nil
            holding = nil
        }
    }
}

extension SliceRow {
    /// Whether the row is a stint that began on one known day and was over on another.
    fileprivate var isExactStint: Bool {
        flags.isStint && startEarliest == startLatest && endEarliest == endLatest
    }
}
