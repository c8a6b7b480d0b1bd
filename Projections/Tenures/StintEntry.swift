/// A stint while it is being narrowed.
struct StintEntry {
    /// Where a stint came from.
    enum Origin: Hashable, Sendable {
        /// The claims of the draft at this place.
        case draft(Int)
        /// Sightings that fitted no other stint, between the drafts before this place and those from it on.
        case sightings(gap: Int)
    }

    private(set) var stint: Stint
    /// Where it came from.
    let origin: Origin
    /// Whether nothing but neighbours dates one of the sides: such a stint lasts at least a day.
    let hasUndatedSide: Bool
    /// The stint as its own claims have it.
    let claimed: Stint
    /// What narrowed it and why; nil where nobody asks.
    private(set) var trace: NarrowingTrace?

    /// Weighs a draft's claims (R3).
    init(_ draft: Moments.Draft, _ origin: Origin, isTraced: Bool) {
        let start = MomentBounds(draft.starts)
        let end = MomentBounds(draft.countedEnds)
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
        stint.endEvents = draft.effectiveEnds.map(\.event) + draft.undatedEnds + draft.replacedEnds.map(\.event)
        stint.events = draft.events
        self.stint = stint
        self.origin = origin
        hasUndatedSide = start == nil || draft.end == .unknown
        claimed = stint
        trace = isTraced ? NarrowingTrace(draft, stint) : nil
    }

    /// A stint of which nothing is known but that the holder was seen (R5).
    init(seenBy sightings: [Sighting], gap: Int, isTraced: Bool) {
        var stint = Stint(
            start: .anyDay, end: .anyDay, endState: .unknown,
            kind: sightings.allSatisfy(\.isActing) ? .acting : .permanent)
        (stint.isStartClaimed, stint.isEndClaimed) = (false, false)
        (stint.isStartDated, stint.isEndDated) = (false, false)
        self.stint = stint
        origin = .sightings(gap: gap)
        hasUndatedSide = true
        claimed = stint
        trace = isTraced ? NarrowingTrace(seenBy: sightings, stint) : nil
    }

    /// Moves a bound; the reason is nil where nobody asks.
    mutating func move(_ bound: StintBound, to day: Int, _ reason: NarrowingTrace.Reason?) {
        stint[bound] = day
        if let reason { trace?.note(bound, day, reason) }
    }

    /// Goes back to the stint's own claims; which sides are dated stays noted.
    mutating func widen() {
        let narrowed = stint
        stint = claimed
        stint.isStartDated = narrowed.isStartDated
        stint.isEndDated = narrowed.isEndDated
        trace?.reset()
    }

    /// Applies a limit (R6).
    mutating func apply(_ limit: TenureLimit, _ reason: NarrowingTrace.Reason?) {
        switch limit.side {
        case .earliestStart:
            if limit.range.earliest > stint.start.earliest { move(.startEarliest, to: limit.range.earliest, reason) }
        case .latestEnd where stint.endState == .open:
            move(.endEarliest, to: limit.range.earliest, reason)
            move(.endLatest, to: limit.range.latest, reason)
            stint.endState = .ended
            stint.isEndInferred = true
            stint.isEndClosedByLimit = true
            stint.noteEnd(limit.events)
        case .latestEnd:
            if stint.isEndClosedByLimit {
                if limit.range.earliest < stint.end.earliest { move(.endEarliest, to: limit.range.earliest, reason) }
                stint.noteEnd(limit.events)
            }
            if limit.range.latest < stint.end.latest { move(.endLatest, to: limit.range.latest, reason) }
        }
    }

    /// Notes which sides a date or a neighbour bounds.
    mutating func noteDatedSides() {
        if stint.start.earliest > DayRange.past { stint.isStartDated = true }
        if stint.endState != .open && stint.end.latest < DayRange.future { stint.isEndDated = true }
    }

    /// Adds the event of a sighting that the stint can hold.
    mutating func attach(_ sighting: Sighting) { stint.events.append(sighting.event) }
}
