import Chronology

/// Stints in order of time, narrowed by their neighbours, sightings and limits (rules R4 to R6).
struct StintSequence {
    /// A stint while it is being narrowed.
    struct Entry {
        var stint: Stint
        /// Whether nothing but neighbours dates one of the sides: such a stint lasts at least a day.
        let hasUndatedSide: Bool
        /// The stint as its own claims have it.
        private let claimed: Stint

        init(_ stint: Stint, hasUndatedSide: Bool) {
            self.stint = stint
            self.hasUndatedSide = hasUndatedSide
            claimed = stint
        }

        /// Goes back to the stint's own claims; which sides are dated stays noted.
        mutating func widen() {
            let narrowed = stint
            stint = claimed
            stint.isStartDated = narrowed.isStartDated
            stint.isEndDated = narrowed.isEndDated
        }
    }

    /// Thrown where no world satisfies all dates and sightings.
    struct Contradiction: Error {}

    private(set) var entries: [Entry]

    /// Weighs each draft's claims (R3).
    init(_ drafts: [Moments.Draft]) {
        entries = drafts.map(Self.entry)
    }

    private static func entry(_ draft: Moments.Draft) -> Entry {
        let start = MomentBounds(draft.starts)
        let endClaims = draft.effectiveEnds
        let end = draft.end == .open || draft.end == .unknown ? nil : MomentBounds(endClaims)
        var stint = Stint(
            start: start?.range ?? .anyDay,
            end: end?.range
                ?? (draft.end == .open
                    ? DayRange(DayRange.future, DayRange.future) : DayRange(DayRange.past, draft.latestEnd)),
            endState: draft.end == .open ? .open : draft.end == .unknown ? .unknown : .ended,
            kind: draft.kind)
        stint.isStartDisputed = start?.isDisputed ?? false
        stint.isEndDisputed = end?.isDisputed ?? false
        stint.isEndInferred = draft.end == .inferred
        stint.isStartClaimed = start != nil
        stint.isEndClaimed = end != nil
        stint.isStartDated = stint.isStartClaimed
        stint.isEndDated = draft.end != .unknown
        stint.startClock = start?.clock
        stint.endClock = end?.clock
        stint.startEvents = draft.starts.map(\.event) + draft.undatedStarts
        stint.endEvents = endClaims.map(\.event) + draft.undatedEnds
        stint.events = stint.startEvents + draft.ends.map(\.event) + draft.undatedEnds
        return Entry(stint, hasUndatedSide: start == nil || draft.end == .unknown)
    }

    /// Raises each bound to the one before it and lowers each to the one after (R4).
    mutating func narrowByNeighbours(minimumDays: Int) throws(Contradiction) {
        var floor = DayRange.past
        for index in entries.indices {
            let length = entries[index].hasUndatedSide ? minimumDays : 0
            entries[index].stint.start.earliest = max(entries[index].stint.start.earliest, floor)
            floor = DayRange.day(entries[index].stint.start.earliest, plus: length)
            entries[index].stint.end.earliest = max(entries[index].stint.end.earliest, floor)
            floor = entries[index].stint.end.earliest
        }
        var ceiling = DayRange.future
        for index in entries.indices.reversed() {
            let length = entries[index].hasUndatedSide ? minimumDays : 0
            entries[index].stint.end.latest = min(entries[index].stint.end.latest, ceiling)
            ceiling = DayRange.day(entries[index].stint.end.latest, plus: -length)
            entries[index].stint.start.latest = min(entries[index].stint.start.latest, ceiling)
            ceiling = entries[index].stint.start.latest
        }
        if entries.contains(where: { $0.stint.start.isEmpty || $0.stint.end.isEmpty }) { throw Contradiction() }
    }

    /// The stints that can hold a sighting; failing that, those that it can be the last day of.
    func holders(of sighting: Sighting) -> (indices: [Int], isLastDay: Bool) {
        let range = sighting.range
        let starting = entries.indices.filter { entries[$0].stint.start.earliest <= range.latest }
        let fitting = starting.filter { entries[$0].stint.end.latest > range.earliest }
        if !fitting.isEmpty { return (fitting, false) }
        return (starting.filter { entries[$0].stint.end.latest == range.earliest }, true)
    }

    /// Makes one stint in each gap that sightings without a holder fall in (R5).
    mutating func insertSightedStints(_ sightings: [Sighting]) {
        var gaps: [Int: [Sighting]] = [:]
        for sighting in sightings where holders(of: sighting).indices.isEmpty {
            let gap = entries.prefix { $0.stint.end.latest <= sighting.range.earliest }.count
            gaps[gap, default: []].append(sighting)
        }
        for (gap, members) in gaps.sorted(by: { $0.key > $1.key }) {
            var stint = Stint(
                start: .anyDay, end: .anyDay, endState: .unknown,
                kind: members.allSatisfy(\.isActing) ? .acting : .permanent)
            (stint.isStartClaimed, stint.isEndClaimed) = (false, false)
            (stint.isStartDated, stint.isEndDated) = (false, false)
            entries.insert(Entry(stint, hasUndatedSide: true), at: gap)
        }
    }

    /// Narrows by every sighting that only one stint can hold, until nothing changes (R5).
    mutating func narrowBySightings(_ sightings: [Sighting], minimumDays: Int) throws(Contradiction) {
        try narrowByNeighbours(minimumDays: minimumDays)
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for sighting in sightings {
                let (indices, _) = holders(of: sighting)
                guard let index = indices.first else { throw Contradiction() }
                guard indices.count == 1 else { continue }
                let before = entries[index].stint
                narrow(index, by: sighting)
                if entries[index].stint != before {
                    hasChanged = true
                    try narrowByNeighbours(minimumDays: minimumDays)
                }
            }
        }
    }

    private mutating func narrow(_ index: Int, by sighting: Sighting) {
        let range = sighting.range
        let isLastDay = entries[index].stint.end.latest == range.earliest
        let firstEnd = isLastDay ? range.earliest : DayRange.day(range.earliest, plus: 1)
        entries[index].stint.start.latest = min(entries[index].stint.start.latest, range.latest)
        entries[index].stint.end.earliest = max(entries[index].stint.end.earliest, firstEnd)
    }

    /// Goes back to each stint's own claims.
    mutating func widen() {
        for index in entries.indices { entries[index].widen() }
    }

    /// Applies one limit to every stint (R6).
    mutating func apply(_ limit: TenureLimit) {
        for index in entries.indices {
            switch limit.side {
            case .earliestStart:
                entries[index].stint.start.earliest = max(entries[index].stint.start.earliest, limit.range.earliest)
            case .latestEnd where entries[index].stint.endState == .open:
                entries[index].stint.end = limit.range
                entries[index].stint.endState = .ended
                entries[index].stint.isEndInferred = true
                entries[index].stint.isEndClosedByLimit = true
                entries[index].stint.noteEnd(limit.events)
            case .latestEnd where entries[index].stint.isEndClosedByLimit:
                entries[index].stint.end.earliest = min(entries[index].stint.end.earliest, limit.range.earliest)
                entries[index].stint.end.latest = min(entries[index].stint.end.latest, limit.range.latest)
                entries[index].stint.noteEnd(limit.events)
            case .latestEnd:
                entries[index].stint.end.latest = min(entries[index].stint.end.latest, limit.range.latest)
            }
        }
    }

    /// Notes which sides a date or a neighbour bounds, before limits do: limits date nothing (R7).
    mutating func noteDatedSides() {
        for index in entries.indices {
            if entries[index].stint.start.earliest > DayRange.past { entries[index].stint.isStartDated = true }
            if entries[index].stint.endState != .open && entries[index].stint.end.latest < DayRange.future {
                entries[index].stint.isEndDated = true
            }
        }
    }

    /// Adds the sightings' events to the stints that can hold them and returns the days that are certain.
    mutating func attach(_ sightings: [Sighting]) -> [Int] {
        var certainDays: [Int] = []
        for sighting in sightings {
            let (indices, isLastDay) = holders(of: sighting)
            for index in indices { entries[index].stint.events.append(sighting.event) }
            if sighting.range.isOneDay && !isLastDay { certainDays.append(sighting.range.earliest) }
        }
        return certainDays
    }
}
