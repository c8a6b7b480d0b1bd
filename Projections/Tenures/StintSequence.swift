import Chronology

/// Stints in order of time, narrowed by their neighbours, sightings and limits (rules R4 to R6).
struct StintSequence {
    /// Thrown where no world satisfies all dates and sightings.
    struct Contradiction: Error {}

    private(set) var entries: [StintEntry]
    /// Whether to keep what narrows each stint, for those who ask why.
    private let isTraced: Bool

    /// Weighs each draft's claims (R3).
    init(_ drafts: [Moments.Draft], isTraced: Bool = false) {
        self.isTraced = isTraced
        entries = drafts.indices.map { StintEntry(drafts[$0], .draft($0), isTraced: isTraced) }
    }

    /// Raises each bound to the one before it and lowers each to the one after (R4).
    mutating func narrowByNeighbours(minimumDays: Int) throws(Contradiction) {
        var floor: Wall?
        for index in entries.indices {
            let length = entries[index].hasUndatedSide ? minimumDays : 0
            if let floor { raise(index, .startEarliest, to: floor) }
            raise(index, .endEarliest, to: Wall(index, .startEarliest, length))
            floor = Wall(index, .endEarliest, 0)
        }
        var ceiling: Wall?
        for index in entries.indices.reversed() {
            let length = entries[index].hasUndatedSide ? minimumDays : 0
            if let ceiling { lower(index, .endLatest, to: ceiling) }
            lower(index, .startLatest, to: Wall(index, .endLatest, -length))
            ceiling = Wall(index, .startLatest, 0)
        }
        if entries.contains(where: { $0.stint.start.isEmpty || $0.stint.end.isEmpty }) { throw Contradiction() }
    }

    /// A bound that a neighbouring one cannot cross, some days from it.
    private struct Wall {
        let index: Int
        let bound: StintBound
        let days: Int

        init(_ index: Int, _ bound: StintBound, _ days: Int) {
            self.index = index
            self.bound = bound
            self.days = days
        }
    }

    private mutating func raise(_ index: Int, _ bound: StintBound, to wall: Wall) {
        let day = DayRange.day(entries[wall.index].stint[wall.bound], plus: wall.days)
        if day > entries[index].stint[bound] { entries[index].move(bound, to: day, reason(wall)) }
    }

    private mutating func lower(_ index: Int, _ bound: StintBound, to wall: Wall) {
        let day = DayRange.day(entries[wall.index].stint[wall.bound], plus: wall.days)
        if day < entries[index].stint[bound] { entries[index].move(bound, to: day, reason(wall)) }
    }

    /// Why a bound cannot cross another one; nil where nobody asks.
    private func reason(_ wall: Wall) -> NarrowingTrace.Reason? {
        guard isTraced else { return nil }
        let neighbour = entries[wall.index]
        return NarrowingTrace.Reason(
            cause: .neighbour(neighbour.origin, wall.bound.side), events: neighbour.trace?.grounds[wall.bound] ?? [])
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
            entries.insert(StintEntry(seenBy: members, gap: gap, isTraced: isTraced), at: gap)
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
        let reason = isTraced ? NarrowingTrace.Reason(cause: .sighting, events: [sighting.event]) : nil
        if range.latest < entries[index].stint.start.latest {
            entries[index].move(.startLatest, to: range.latest, reason)
        }
        if firstEnd > entries[index].stint.end.earliest { entries[index].move(.endEarliest, to: firstEnd, reason) }
    }

    /// Goes back to each stint's own claims.
    mutating func widen() {
        for index in entries.indices { entries[index].widen() }
    }

    /// Applies one limit to every stint (R6).
    mutating func apply(_ limit: TenureLimit) {
        let reason = isTraced ? NarrowingTrace.Reason(cause: .limit(limit.kind), events: limit.events) : nil
        for index in entries.indices { entries[index].apply(limit, reason) }
    }

    /// Notes which sides a date or a neighbour bounds, before limits do: limits date nothing (R7).
    mutating func noteDatedSides() {
        for index in entries.indices { entries[index].noteDatedSides() }
    }

    /// Adds the sightings' events to the stints that can hold them and returns the days that are certain.
    mutating func attach(_ sightings: [Sighting]) -> [Int] {
        var certainDays: [Int] = []
        for sighting in sightings {
            let (indices, isLastDay) = holders(of: sighting)
            for index in indices { entries[index].attach(sighting) }
            if sighting.range.isOneDay && !isLastDay { certainDays.append(sighting.range.earliest) }
        }
        return certainDays
    }
}
