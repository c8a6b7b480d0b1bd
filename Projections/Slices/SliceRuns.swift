/// Days in a row on which the rows of one key hold in one way.
struct SliceRun {
    /// The first day.
    let first: Int32
    /// The first day after them; ``SliceDay/future`` where there is none.
    fileprivate(set) var over: Int32
    let certainty: Certainty
}

/// The days on which a key holds, found by going from one on which an answer can change to the next.
///
/// Keeps its memory from one key to the next.
struct SliceRuns {
    /// What the last key's rows say, in order. Where one run begins as another is over, what holds is another stint, or is
    /// so otherwise.
    private(set) var runs: [SliceRun] = []
    /// How the key holds on the days that were looked at last.
    private var holding: Holding?
    /// From it on, nothing is more than possible.
    private let tomorrow: Int32
    private var turns: [Int32] = []

    init(today: Int) {
        tomorrow = SliceDay.packed(DayRange.day(today, plus: 1))
    }

    /// Takes rows of a key that have no others of it beside them. O(r²).
    mutating func read(_ rows: some Collection<SliceRow>) {
        removeAll()
        turns.append(tomorrow)
        for row in rows { turns += [row.startEarliest, row.startLatest, row.endEarliest, row.endLatest] }
        turns.append(SliceDay.future)
        turns.sort()
        var first = SliceDay.past
        for turn in turns where turn > first {
            add(first, turn, SliceRow.line(of: rows, on: first)?.holding)
            first = turn
        }
    }

    /// Takes a row of a key that has no others of it beside it. O(1).
    mutating func read(_ row: SliceRow) {
        removeAll()
        for turn in [row.startLatest, row.endEarliest, tomorrow, row.endLatest] {
            turns.append(min(turn, row.endLatest))
        }
        turns.sort()
        var first = row.startEarliest
        for turn in turns where turn > first {
            let certainty = row.certaintyAlone(on: first)
            add(first, turn, certainty.map { Holding(certainty: $0, stint: nil, isDisputed: false) })
            first = turn
        }
    }

    /// The days on which a key is certain by a row that has no others of it beside it, where it is possible on the other
    /// days on which the row can hold; nil where there is more to say. So most rows need no look at their turns.
    @inline(__always)
    func certainDays(of row: SliceRow) -> Range<Int32>? {
        guard row.isDated && row.startLatest < row.endEarliest && row.endLatest <= tomorrow else { return nil }
        return row.startLatest..<row.endEarliest
    }

    private mutating func removeAll() {
        runs.removeAll(keepingCapacity: true)
        turns.removeAll(keepingCapacity: true)
        holding = nil
    }

    /// Adds the days from one up to another, which follow those that were added last.
    private mutating func add(_ first: Int32, _ over: Int32, _ holding: Holding?) {
        var holding = holding
        if first >= tomorrow && holding?.certainty == .certain { holding?.certainty = .possible }
        defer { self.holding = holding }
        guard let holding else { return }
        if holding == self.holding {
            runs[runs.count - 1].over = over
        } else {
            runs.append(SliceRun(first: first, over: over, certainty: holding.certainty))
        }
    }
}

extension SliceRow {
    /// Whether the row is a stint of which both sides are dated.
    fileprivate var isDated: Bool { flags.isStint && flags.isStartDated && flags.isEndDated }
}
