import Chronology

/// What one dated claim says of one moment of a tenure (rule R1).
public struct MomentClaim: Hashable, Sendable {
    /// The days on which the moment may have fallen, by this claim.
    public let range: DayRange
    /// Whether the start is that of an interim holder; false for ends.
    public let isActing: Bool
    /// Whether the start is a return to the seat; false for ends.
    public let isReinstatement: Bool
    /// Whether the claim says that the stint it starts has ended, and not when (`2015/`).
    public let endsUnknown: Bool
    /// Whether the claim is an end that follows from somebody else's start (`succeeds`).
    public let isInferred: Bool
    /// The event's explicit `order`, nil where it has none.
    public let order: Int?
    /// The clock reading of the date, where it has one.
    public let clock: ClockTime?
    /// The event that makes the claim: its place in the log.
    public let event: Int

    /// Creates a claim; everything but the range and the event has the usual default.
    public init(
        _ range: DayRange, isActing: Bool = false, isReinstatement: Bool = false, endsUnknown: Bool = false,
        isInferred: Bool = false, order: Int? = nil, clock: ClockTime? = nil, event: Int = 0
    ) {
        self.range = range
        self.isActing = isActing
        self.isReinstatement = isReinstatement
        self.endsUnknown = endsUnknown
        self.isInferred = isInferred
        self.order = order
        self.clock = clock
        self.event = event
    }
}

/// A claim that somebody was in post at some time within a range of days, start and end not said.
public struct Sighting: Hashable, Sendable {
    /// The days within which the holder was seen in post.
    public let range: DayRange
    /// Whether the holder was seen as an interim one.
    public let isActing: Bool
    /// The event that makes the claim: its place in the log.
    public let event: Int

    /// Creates a sighting.
    public init(_ range: DayRange, isActing: Bool = false, event: Int = 0) {
        self.range = range
        self.isActing = isActing
        self.event = event
    }
}

/// An interval of `position.held` with both dates: the days that it surely covers (rule R7).
public struct HeldInterval: Hashable, Sendable {
    /// The days of its start.
    public let start: DayRange
    /// The days of its end.
    public let end: DayRange
    /// The event that makes the claim: its place in the log.
    public let event: Int

    /// Creates an interval.
    public init(start: DayRange, end: DayRange, event: Int = 0) {
        self.start = start
        self.end = end
        self.event = event
    }

    /// Whether the interval covers a day whatever its vague dates turn out to be.
    func surelyCovers(_ day: Int) -> Bool { start.latest <= day && day < end.earliest }
}

/// All live claims of one key (person, organisation, seat), read as a set: their order here never matters.
public struct SeatClaims: Hashable, Sendable {
    /// Dated starts.
    public var starts: [MomentClaim] = []
    /// Dated ends, recorded and inferred.
    public var ends: [MomentClaim] = []
    /// Events that say "it ended" with no date.
    public var undatedEnds: [Int] = []
    /// Events that say "it started" with no date.
    public var undatedStarts: [UndatedStart] = []
    /// Sightings.
    public var sightings: [Sighting] = []
    /// Intervals with both dates.
    public var intervals: [HeldInterval] = []

    /// A start without any date.
    public struct UndatedStart: Hashable, Sendable {
        /// Whether it is an interim holder's.
        public let isActing: Bool
        /// The event that makes the claim: its place in the log.
        public let event: Int

        /// Creates an undated start.
        public init(isActing: Bool, event: Int) {
            self.isActing = isActing
            self.event = event
        }
    }

    /// Creates an empty set.
    public init() {}

    /// Whether nothing at all is claimed that could make a tenure.
    public var isEmpty: Bool {
        starts.isEmpty && ends.allSatisfy(\.isInferred) && undatedEnds.isEmpty && undatedStarts.isEmpty
            && sightings.isEmpty
    }
}
