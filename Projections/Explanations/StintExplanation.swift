/// How a stint came to be: its two moments, and who saw the holder in it.
public struct StintExplanation: Hashable, Sendable {
    /// The stint as the fold has it.
    public let stint: Stint
    /// Its start.
    public let start: MomentExplanation
    /// Its end.
    public let end: MomentExplanation
    /// The sightings that it can hold, in order of the log.
    public let sightings: [SightingEffect]

    /// Whether only sightings tell of it.
    public var isOnlySeen: Bool { sightings.contains(where: \.madeStint) }

    /// Every event that it names.
    public var events: Set<Int> { start.events.union(end.events).union(sightings.map(\.event)) }

    /// A moment of it.
    public subscript(side: StintSide) -> MomentExplanation { side == .start ? start : end }
}

/// What a sighting did for a stint that can hold it (rules R5 and R7).
public struct SightingEffect: Hashable, Sendable {
    /// The event: its place in the log.
    public let event: Int
    /// The days within which the holder was seen.
    public let range: DayRange
    /// The moments of the stint that it narrowed.
    public let narrowed: [StintSide]
    /// Whether it made the stint, fitting no other.
    public let madeStint: Bool
    /// Whether it was of the last day of the stint.
    public let isLastDay: Bool
    /// Whether its day is certain for it.
    public let makesDayCertain: Bool
    /// Whether other stints can hold it as well, so that it tells of none of them.
    public let fitsOthers: Bool
}

/// A claim of a key that its tenures do not rest on, and why.
public struct LeftOutClaim: Hashable, Sendable {
    /// Why a claim is left out.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// An inferred end, of a stint whose end is recorded or said to be unknown.
        case endRecorded = "end_recorded"
        /// An end of which there is no stint to be the end.
        case nothingToEnd = "nothing_to_end"
        /// A start without a date, where dated claims make the stints.
        case datedElsewhere = "dated_elsewhere"
        /// A sighting that fits no order of the dates.
        case fitsNoStint = "fits_no_stint"
        /// A limit that leaves no way to place the key's own dates.
        case contradictsDates = "contradicts_dates"
    }

    /// The event: its place in the log.
    public let event: Int
    /// Why.
    public let reason: Reason
    /// The events that stand against it.
    public let by: [Int]
}

/// What a birth, a founding, an abolition or the like did to the tenures of a key (rule R6).
public struct LimitEffect: Hashable, Sendable {
    /// What a limit did.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// It ended what was open.
        case closed
        /// It moved a bound.
        case limited
        /// It changed nothing.
        case agrees
        /// It is left out: it leaves no way to place the key's own dates.
        case contradicts
    }

    /// The limit.
    public let limit: TenureLimit
    /// What it did.
    public let outcome: Outcome
}
