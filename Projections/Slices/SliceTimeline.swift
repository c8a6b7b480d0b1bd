/// The lines of an organisation's chart on every day, held in memory: for a process that is asked again and again.
///
/// Every key's rows are turned into runs of days on which its line says one thing; a run is one number for its first day,
/// one for the day after its last, and what the line says. The runs stand in the order of their first days, so that those
/// that began by a day are the first so many. Which of these are not over yet, checkpoints tell: each lists the runs that
/// were not when the run before it began. So a question goes through the list of the last checkpoint by then, and through
/// the runs that have begun since.
///
/// Invariants, which the tests hold against the plain tenures:
/// - Runs of one key have no day in common, and where two follow each other they differ.
/// - Before each checkpoint stand at least as many runs since the one before it as that lists, and ``fewestRuns`` at
///   least: all lists together have at most as many entries as there are runs.
/// - What a checkpoint before run `n` lists is, in order, each run before `n` that is over later than run `n - 1` begins.
public struct SliceTimeline: Sendable {
    /// The line of a key on a day.
    public struct Line: Hashable, Sendable {
        /// The place of the row that it rests on, among those that the timeline was made of.
        public let row: UInt32
        /// How surely.
        public let certainty: Certainty
        /// Whether the evidence disagrees.
        public let isDisputed: Bool
    }

    /// A run that a checkpoint lists.
    private struct Listed: Sendable, BitwiseCopyable {
        let over: Int32
        let run: UInt32
    }

    private struct Checkpoint: Sendable {
        /// How many runs begin before it.
        let runs: Int
        let list: Range<Int>
    }

    private var starts: [Int32] = []
    private var overs: [Int32] = []
    private var lines: [Line] = []
    private var checkpoints = [Checkpoint(runs: 0, list: 0..<0)]
    private var lists: [Listed] = []

    /// How many runs stand between checkpoints at least.
    private static let fewestRuns = 64

    /// Takes the rows of all keys of an organisation that still hold, or that held after one batch.
    ///
    /// O(r log r) in the rows, and O(s²) in the rows of a key that can hold on the same days. Memory is 24 bytes for each
    /// run, of which there are up to three for a stint whose dates are vague.
    public init(_ rows: [SliceRow]) { self.init(rows, fewestRuns: Self.fewestRuns) }

    init(_ rows: [SliceRow], fewestRuns: Int) {
        var runs: [Run] = []
        runs.reserveCapacity(rows.count)
        var maker = RunMaker()
        var shared: [Int] = []
        for (index, row) in rows.enumerated() {
            if row.flags.isAlone {
                maker.add(rows, [index], to: &runs)
            } else {
                shared.append(index)
            }
        }
        shared.sort { rows[$0].key < rows[$1].key }
        var rest = shared[...]
        while let first = rest.first {
            let ofKey = rest.prefix { rows[$0].key == rows[first].key }
            rest = rest.dropFirst(ofKey.count)
            maker.add(rows, ofKey, to: &runs)
        }
        runs.sort { ($0.start, $0.line.row) < ($1.start, $1.line.row) }
        starts = runs.map(\.start)
        overs = runs.map(\.over)
        lines = runs.map(\.line)
        setCheckpoints(fewestRuns)
    }

    private mutating func setCheckpoints(_ fewestRuns: Int) {
        var last = checkpoints[0]
        for run in starts.indices where run - last.runs >= max(fewestRuns, last.list.count) {
            let (begin, day) = (lists.count, starts[run - 1])
            for listed in last.list where lists[listed].over > day { lists.append(lists[listed]) }
            for since in last.runs..<run where overs[since] > day {
                lists.append(Listed(over: overs[since], run: UInt32(since)))
            }
            last = Checkpoint(runs: run, list: begin..<lists.count)
            checkpoints.append(last)
        }
    }

    /// Reads the lines at the end of a day; what was there before goes.
    ///
    /// O(log n + lines of a checkpoint), of which there are about as many as lines.
    ///
    /// - Parameters:
    ///   - question: What is asked. Of which batch was decided when the rows were taken.
    ///   - answer: A line for each key that holds, in no particular order.
    public func read(_ question: SliceQuestion, into answer: inout [Line]) {
        answer.removeAll(keepingCapacity: true)
        let day = question.day
        let begun = starts.count(through: day)
        // The first one has no runs before it.
        let last = checkpoints[checkpoints.firstIndex(whereLater: { $0.runs > begun }) - 1]
        answer.reserveCapacity(last.list.count + begun - last.runs)
        for listed in lists[last.list] where listed.over > day { answer.append(lines[Int(listed.run)]) }
        for run in last.runs..<begun where overs[run] > day { answer.append(lines[run]) }
        guard day > question.today else { return }
        // Nobody can vouch for it yet.
        for index in answer.indices where answer[index].certainty == .certain {
            answer[index] = Line(
                row: answer[index].row, certainty: .possible, isDisputed: answer[index].isDisputed)
        }
    }
}

/// Days in a row on which a key's line says one thing.
private struct Run {
    let start: Int32
    var over: Int32
    let line: SliceTimeline.Line
}

/// Turns the rows of a key into runs; keeps its memory from one key to the next.
private struct RunMaker {
    private var turns: [Int32] = []

    /// Adds the runs of rows that have no others of their key beside them. O(r²) in them.
    mutating func add(_ rows: [SliceRow], _ ofKey: some Collection<Int>, to runs: inout [Run]) {
        turns.removeAll(keepingCapacity: true)
        for index in ofKey {
            let row = rows[index]
            turns += [row.startEarliest, row.startLatest, row.endEarliest, row.endLatest]
        }
        turns.sort()
        let first = runs.count
        for (turn, start) in turns.enumerated() where turn == 0 || turns[turn - 1] < start {
            // Behind the last turn nothing holds.
            guard let over = turns[turn...].first(where: { $0 > start }),
                let line = line(rows, ofKey, on: start)
            else { continue }
            if runs.count > first, runs[runs.count - 1].over == start, runs[runs.count - 1].line == line {
                runs[runs.count - 1].over = over
            } else {
                runs.append(Run(start: start, over: over, line: line))
            }
        }
    }

    private func line(_ rows: [SliceRow], _ ofKey: some Collection<Int>, on day: Int32) -> SliceTimeline.Line? {
        guard let line = SliceRow.line(of: ofKey.lazy.map { rows[$0] }, on: day),
            let row = ofKey.first(where: { rows[$0] == line.row })
        else { return nil }
        return SliceTimeline.Line(row: UInt32(row), certainty: line.certainty, isDisputed: line.isDisputed)
    }
}

extension [Int32] {
    /// How many of the numbers, which stand in order, are at most one. O(log n).
    fileprivate func count(through number: Int32) -> Int { firstIndex(whereLater: { $0 > number }) }
}

extension Array {
    /// The first index from which on all elements belong to the second part; the count where none does. O(log n).
    fileprivate func firstIndex(whereLater belongsToSecond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
