import Events

/// What did a change: the events behind it, and those that it no longer rests on.
struct ChangeEvents: Hashable {
    var events: Set<Int> = []
    var gone: Set<Int> = []

    var isEmpty: Bool { events.isEmpty && gone.isEmpty }

    /// From the events that something rests on in two beliefs.
    init(before: Set<Int>, after: Set<Int>) {
        events = after.subtracting(before)
        gone = before.subtracting(after)
    }

    init(_ events: Set<Int> = []) { self.events = events }
}

/// Finds the events that did what differs between two charts.
///
/// Between two beliefs they are those behind the second state that were not behind the first. On two dates of one
/// belief nothing was learned: the events are those of the start or the end that lies between.
struct ChangeCauses {
    let diff: ChartDiff
    let before: ChartRecords
    let after: ChartRecords

    // MARK: - Lines

    /// What made lines appear, vanish or change; a move is one that vanishes and one that appears.
    func lines(_ places: [LinePlace]) -> ChangeEvents {
        let changes = places.compactMap { place in diff.lines[place].map { (place, $0) } }
        if !diff.isInOneBelief {
            let found = ChangeEvents(
                before: union(changes) { Self.events(of: $1.before, before.tenures[$0.key]) },
                after: union(changes) { Self.events(of: $1.after, after.tenures[$0.key]) })
            if !found.isEmpty { return found }
            // A stint can change because of the one beside it.
            let beside = ChangeEvents(
                before: union(changes) { key, _ in Self.events(of: nil, before.tenures[key.key]) },
                after: union(changes) { key, _ in Self.events(of: nil, after.tenures[key.key]) })
            if !beside.isEmpty || diff.before.time == diff.after.time { return beside }
        }
        return ChangeEvents(union(changes) { inTime($1) })
    }

    private func union(
        _ changes: [(LinePlace, KeyedChanges<LinePlace, ChartState.Line>.Change)],
        _ events: (LinePlace, KeyedChanges<LinePlace, ChartState.Line>.Change) -> Set<Int>
    ) -> Set<Int> {
        changes.reduce(into: []) { $0.formUnion(events($1.0, $1.1)) }
    }

    /// The events behind a line; behind all tenures of its key where it is not in the chart.
    private static func events(of line: ChartState.Line?, _ key: KeyTenures?) -> Set<Int> {
        if let line { return Set(line.holder.events) }
        return key.map { Set($0.tenures.stints.flatMap(\.events) + $0.tenures.intervals.map(\.event)) } ?? []
    }

    private func inTime(_ change: KeyedChanges<LinePlace, ChartState.Line>.Change) -> Set<Int> {
        // Backward in time, what comes is what ends later, and what goes is what started since.
        let (earlier, later) = diff.isBackward ? (change.after, change.before) : (change.before, change.after)
        guard let old = earlier?.holder else { return later?.holder.eventsOfStart ?? [] }
        guard let new = later?.holder else { return old.stint.map { $0.eventsOfEnd } ?? [] }
        if old.stint != new.stint { return (old.stint?.eventsOfEnd ?? []).union(new.eventsOfStart) }
        if old.certainty < new.certainty { return new.eventsOfStart }
        if new.certainty < old.certainty { return new.stint?.eventsOfEnd ?? [] }
        return old.isDisputed == new.isDisputed ? [] : Set(new.events)
    }

    // MARK: - Values

    /// What gave something other values.
    func values<Value>(
        _ history: (ChartRecords) -> DatedValues<Value>?, from old: [Value], to new: [Value]
    ) -> ChangeEvents {
        let empty = DatedValues<Value>()
        let (first, second) = (history(before) ?? empty, history(after) ?? empty)
        if !diff.isInOneBelief {
            var found = ChangeEvents()
            found.events = second.events(giving: Set(new)).subtracting(first.allEvents)
            found.gone = first.events(giving: Set(old)).subtracting(second.allEvents)
            if !found.isEmpty { return found }
        }
        let (earlier, later) = diff.isBackward ? (new, old) : (old, new)
        let fresh = Set(later).subtracting(earlier)
        let wanted = fresh.isEmpty ? Set(later) : fresh
        let within = second.events(giving: wanted, in: days)
        return ChangeEvents(within.isEmpty ? second.events(giving: wanted) : within)
    }

    /// What made a post, or took it away, or gave it another number of seats.
    func post(_ place: SeatPlace, _ events: (PostRecord) -> [Int]) -> ChangeEvents {
        func behind(_ records: ChartRecords) -> Set<Int> {
            Set(records.posts[place.organization]?[place.seat].map(events) ?? [])
        }
        if !diff.isInOneBelief {
            let found = ChangeEvents(before: behind(before), after: behind(after))
            if !found.isEmpty { return found }
        }
        return ChangeEvents(behind(after).union(behind(before)))
    }

    private var days: ClosedRange<Int> {
        let (first, second) = (diff.before.time.lastDay.number, diff.after.time.lastDay.number)
        return min(first, second)...max(first, second)
    }
}

extension OrgChart.Holder {
    /// The events of the start of the stint that a line rests on.
    fileprivate var eventsOfStart: Set<Int> { stint?.eventsOfStart ?? Set(events) }
}
