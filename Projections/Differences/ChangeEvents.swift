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

    mutating func formUnion(_ other: Self) {
        events.formUnion(other.events)
        gone.formUnion(other.gone)
    }
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
            var found = ChangeEvents(
                before: union(changes) { Self.events(of: $1.before, before.tenures[$0.key]) },
                after: union(changes) { Self.events(of: $1.after, after.tenures[$0.key]) })
            // A stint can change because of the one beside it, and events can only have moved there.
            let (old, new) = (
                union(changes) { key, _ in Self.events(of: nil, before.tenures[key.key]) },
                union(changes) { key, _ in Self.events(of: nil, after.tenures[key.key]) }
            )
            // Else because of what bounds it, of who is one with whom, of what titles mean, of what is under what.
            let places = changes.map(\.0.place)
            let standing = new.union(after.standing)
            let further: [() -> ChangeEvents] = [
                { ChangeEvents(before: old, after: new) },
                {
                    ChangeEvents(
                        before: union(changes) { key, _ in before.explanations[key.key]?.events ?? [] },
                        after: union(changes) { key, _ in after.explanations[key.key]?.events ?? [] })
                },
                {
                    merges(
                        of: changes.flatMap {
                            [$0.0.person, $0.0.place.organization, $0.0.place.seat.post].compactMap(\.self)
                        })
                },
                { posts(of: places) },
                { units(of: places.map(\.organization)) },
                { posts(in: Set(places.map(\.organization))) },
            ]
            for more in further where found.events.isSubset(of: old) && found.gone.isSubset(of: standing) {
                found.formUnion(more())
            }
            if !found.isEmpty || diff.before.time == diff.after.time { return found }
        }
        let found = union(changes) { inTime($1) }
        return ChangeEvents(found.isEmpty ? union(changes) { bounding($0.key, $1) } : found)
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

    /// What bounds the start or the end that lies between, where no claim of it tells.
    private func bounding(
        _ key: TenureKey, _ change: KeyedChanges<LinePlace, ChartState.Line>.Change
    ) -> Set<Int> {
        guard let explanation = after.explanations[key] else { return [] }
        let (earlier, later) = diff.isBackward ? (change.after, change.before) : (change.before, change.after)
        func events(_ side: StintSide, of line: ChartState.Line?) -> Set<Int> {
            guard let stint = line?.holder.stint else { return [] }
            return explanation.seat.stints.first { $0.stint == stint }?[side].events ?? []
        }
        guard let old = earlier?.holder else { return events(.start, of: later) }
        guard let new = later?.holder, old.certainty <= new.certainty else { return events(.end, of: earlier) }
        return events(.start, of: later)
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
            // A post can come to stand because of what is said of its end, and the other way round.
            let whole = posts(of: [place])
            if !whole.isEmpty { return whole }
        }
        return ChangeEvents(behind(after).union(behind(before)))
    }

    /// The merges that one belief has of ids and the other has not.
    func merges(of ids: [EntityID]) -> ChangeEvents {
        func behind(_ records: ChartRecords) -> Set<Int> {
            ids.reduce(into: []) { $0.formUnion(records.merges[$1] ?? []) }
        }
        return ChangeEvents(before: behind(before), after: behind(after))
    }

    /// The post events that one belief has and the other has not, of seats and of what their titles stand for.
    private func posts(of places: [SeatPlace]) -> ChangeEvents {
        func behind(_ records: ChartRecords, _ place: SeatPlace) -> [Int] {
            var seats: Set<Seat> = [place.seat]
            if case .title(let title) = place.seat {
                for names in [before, after].compactMap({ $0.seatNames[place.organization] }) {
                    seats.insert(names.seat(post: nil, position: title, kind: nil))
                }
            }
            return seats.flatMap { records.posts[place.organization]?[$0]?.events ?? [] }
        }
        return ChangeEvents(
            before: Set(places.flatMap { behind(before, $0) }), after: Set(places.flatMap { behind(after, $0) }))
    }

    /// All post events of organisations that one belief has and the other has not.
    private func posts(in organizations: Set<EntityID>) -> ChangeEvents {
        func behind(_ records: ChartRecords) -> Set<Int> {
            organizations.reduce(into: []) { events, organization in
                events.formUnion(records.posts[organization]?.posts.flatMap(\.events) ?? [])
            }
        }
        return ChangeEvents(before: behind(before), after: behind(after))
    }

    /// What brought organisations under the one that is compared, or away from it, in one belief and not in the other.
    func units(of organizations: [EntityID]) -> ChangeEvents {
        func cameOrWent(_ id: EntityID) -> Bool {
            diff.organizations[id].map { ($0.before == nil) != ($0.after == nil) } ?? false
        }
        guard organizations.contains(where: cameOrWent) else { return ChangeEvents() }
        let ids = diff.organizations.entries.map(\.key).filter(cameOrWent)
        func behind(_ records: ChartRecords) -> Set<Int> {
            ids.reduce(into: []) { $0.formUnion(records.parents[$1]?.allEvents ?? []) }
        }
        var found = ChangeEvents(before: behind(before), after: behind(after))
        let parents = ids.flatMap { id in
            [diff.organizations[id]?.before, diff.organizations[id]?.after].compactMap(\.self).flatMap {
                $0.parents + [$0.unitOf].compactMap(\.self)
            }
        }
        found.formUnion(merges(of: ids + parents))
        return found
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
