import Chronology

/// How a stint ends, as far as the claims tell.
public enum EndState: String, Hashable, Sendable {
    /// It ended, on a day that is known at least roughly.
    case ended
    /// No end is recorded.
    case open
    /// It is known to have ended, or its end is said to be unknown; never shown as ongoing.
    case unknown
}

/// Whether a stint is an interim holder's.
public enum StintKind: String, Hashable, Sendable {
    case permanent
    case acting
    /// Inferred from a return only: what kind it was is not said.
    case either
}

/// One unbroken time in a seat, with the bounds of its two moments after all rules.
public struct Stint: Hashable, Sendable {
    /// The days on which it may have started.
    public var start: DayRange
    /// The days on which it was over; `future` in both where it is open.
    public var end: DayRange
    /// How it ends.
    public var endState: EndState
    /// Interim, permanent or not said.
    public var kind: StintKind
    /// Whether claims of the start disagree.
    public var isStartDisputed = false
    /// Whether claims of the end disagree.
    public var isEndDisputed = false
    /// Whether no source states the end itself.
    public var isEndInferred = false
    /// Whether a limit (death, dissolution, abolition) is what ended it.
    public var isEndClosedByLimit = false
    /// Whether a claim dates the start itself.
    public var isStartClaimed = true
    /// Whether a claim dates the end itself.
    public var isEndClaimed = true
    /// Whether a claim or a neighbouring stint dates the start.
    public var isStartDated = true
    /// Whether a claim or a neighbouring stint dates the end.
    public var isEndDated = true
    /// The clock reading of the start, where every claim of it that has one agrees and the day is known.
    public var startClock: ClockTime?
    /// The clock reading of the end, likewise.
    public var endClock: ClockTime?
    /// The events behind it, as places in the log, ascending and distinct.
    public var events: [Int] = []
    /// Those of them that speak of its start, likewise.
    public var startEvents: [Int] = []
    /// Those of them that its end rests on, likewise.
    public var endEvents: [Int] = []

    /// Creates a stint with undisputed, dated sides.
    public init(start: DayRange, end: DayRange, endState: EndState, kind: StintKind) {
        self.start = start
        self.end = end
        self.endState = endState
        self.kind = kind
    }

    /// Notes events that its end rests on.
    mutating func noteEnd(_ events: [Int]) {
        self.events += events
        endEvents += events
    }

    /// Puts the events in order, each once.
    mutating func sortEvents() {
        if events.count > 1 { events = Set(events).sorted() }
        if startEvents.count > 1 { startEvents = Set(startEvents).sorted() }
        if endEvents.count > 1 { endEvents = Set(endEvents).sorted() }
    }

    /// Whether claims of either moment disagree.
    public var isDisputed: Bool { isStartDisputed || isEndDisputed }

    /// Whether the stint can hold at the end of a day.
    public func isPossible(on day: Int) -> Bool { start.earliest <= day && day < end.latest }

    /// Whether the stint holds at the end of a day in every world.
    public func isCertain(on day: Int) -> Bool { start.latest <= day && day < end.earliest }
}
