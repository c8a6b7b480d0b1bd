import Events
import Projections

/// Who holds a seat, or what somebody's tenures of it are, and why: the events used, what each did, what was set aside.
public struct WhyAnswer: Hashable, Sendable {
    /// A key that the answer explains.
    public struct Explained: Hashable, Sendable {
        /// Who; `nobody` where a source says that the seat was vacant.
        public let person: Named
        /// How the tenures came to be.
        public let explanation: KeyExplanation
        /// Whether and how surely the key holds at the time asked for; nil where it does not, or no time was asked for.
        public let holding: Holding?
        /// Why as surely as that.
        public let reasons: [HoldingReason]
        /// The events on whose `~`, `?` or `%` a certainty rests: it holds as far as those are taken to reach.
        public let widened: [Int]
    }

    /// Somebody who holds the seat at other times only.
    public struct Other: Hashable, Sendable {
        /// Who.
        public let person: Named
        /// The stint.
        public let stint: Stint
        /// Whether it was over by the time asked for, or had not begun.
        public let relation: StintRelation
    }

    /// Where.
    public let organization: Named
    /// Whose tenures are asked for; nil where a seat is.
    public let person: Named?
    /// The seat.
    public let seat: Seat
    /// What it is called.
    public let title: String
    /// The post, where events speak of it.
    public let post: PostRecord?
    /// The time asked for; nil where all times are.
    public let time: WorldTime?
    /// The holders, the surest first; or the one key asked for, where anything is claimed of it.
    public let explained: [Explained]
    /// Those who hold the seat at other times only, in world order; none where a person is asked for.
    public let others: [Other]
    /// The events that speak of this and are not used, in order of the log.
    public let setAside: [SetAsideEvent]
    /// Every event that the answer names, by its place in the log.
    public let events: [Int: NamedEvent]
}

/// Where a stint lies that does not answer for a time.
public enum StintRelation: String, Hashable, Sendable, CaseIterable {
    case earlier, later

    /// Where a stint lies that cannot hold at a time.
    public init(_ stint: Stint, _ time: WorldTime) {
        self = stint.start.earliest > time.lastDay.number || stint.end.latest > time.lastDay.number ? .later : .earlier
    }
}

/// An event as an answer uses it.
public struct NamedEvent: Hashable, Sendable {
    /// Its id.
    public let id: EventID
    /// What it says: corrected, with the sources within the belief.
    public let event: Event
    /// The place of the event that it corrects; nil where it is no correction.
    public let corrects: Int?
    /// What has become of it in the ledger as it is now, where the answer does not heed that.
    public let now: SetAside?
}

/// An event that speaks of what is asked for and is not used, and why.
public struct SetAsideEvent: Hashable, Sendable {
    /// Why an event is not used.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Another event takes it back.
        case retracted
        /// Another event stands in its place.
        case corrected
        /// Its sources are distrusted.
        case distrusted
        /// What it corrects was erased.
        case redacted
        /// It was recorded after the moment asked for.
        case recordedLater = "recorded_later"
        /// Its sources were published after the day asked for.
        case publishedLater = "published_later"
        /// Nobody says when its sources were published.
        case undatedSource = "undated_source"
        /// It cites no source, and only what was published is asked for.
        case unsourced
        /// Its sources are left out.
        case leftOutSource = "left_out_source"
        /// Its sources are not those asked for.
        case otherSource = "other_source"
        /// It names an id that is not one with the one asked for in this belief.
        case notMerged = "not_merged"
        /// It belongs to a stint that was over by then.
        case earlierStint = "earlier_stint"
        /// It belongs to a stint that had not begun.
        case laterStint = "later_stint"
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
    public let seq: Int
    /// Why.
    public let reason: Reason
    /// The events that set it aside.
    public let by: [Int]
    /// The source that decided, where one did; of several the first.
    public let source: EntityID?
    /// The same of every further source.
    public internal(set) var others: [SetAsideEvent] = []

    init(_ seq: Int, _ reason: Reason, by: [Int] = [], source: EntityID? = nil) {
        self.seq = seq
        self.reason = reason
        self.by = by
        self.source = source
    }
}

extension SetAsideEvent.Reason {
    init(_ reason: SetAsideReason) {
        switch reason {
        case .retracted: self = .retracted
        case .corrected: self = .corrected
        case .distrusted: self = .distrusted
        case .redacted: self = .redacted
        }
    }

    init(_ reason: LeftOutClaim.Reason) {
        switch reason {
        case .endRecorded: self = .endRecorded
        case .nothingToEnd: self = .nothingToEnd
        case .datedElsewhere: self = .datedElsewhere
        case .fitsNoStint: self = .fitsNoStint
        case .contradictsDates: self = .contradictsDates
        }
    }

    init(_ relation: StintRelation) {
        switch relation {
        case .earlier: self = .earlierStint
        case .later: self = .laterStint
        }
    }
}
