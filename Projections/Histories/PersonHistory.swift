import Chronology
import Events

/// Everything that the ledger says of a person: tenures and events, both in world order.
public struct PersonHistory: Hashable, Sendable {
    /// A tenure with where it was.
    public struct Tenure: Hashable, Sendable {
        /// Where.
        public let organization: Named
        /// The holder.
        public let person: Named
        /// The key.
        public let key: TenureKey
        /// The title, else the post's name or its id, else the kind.
        public let title: String
        /// The dates.
        public let stint: Stint
        /// What the sources say besides the dates.
        public let details: StintDetails
        /// How surely it holds at the time asked for; nil where none was, or where it does not.
        public let certainty: Certainty?
        /// Whether the evidence disagrees.
        public let isDisputed: Bool
        /// The days on which somebody saw the holder in post within this stint, ascending.
        public let seenDays: [CivilDay]

        /// One entry a stint of a key.
        static func stints(
            of key: KeyTenures, title: String?, at time: WorldTime?, today: CivilDay, named: (EntityID) -> Named
        ) -> [Tenure] {
            let holding = time.flatMap { key.tenures.holding(at: $0, today: today) }
            return key.tenures.stints.indices.map { index in
                let stint = key.tenures.stints[index]
                let details = key.details[index]
                return Tenure(
                    organization: named(key.key.organization), person: named(key.key.person), key: key.key,
                    title: details.position ?? title ?? key.key.seat.fallbackTitle,
                    stint: stint, details: details,
                    certainty: holding?.stint == index ? holding?.certainty : nil, isDisputed: stint.isDisputed,
                    seenDays: key.tenures.seenDays.filter(stint.isPossible).map(CivilDay.init))
            }
        }
    }

    /// The person.
    public let person: Named
    /// All names and identifiers.
    public let directory: DirectoryEntry?
    /// The world time asked for, if any.
    public let time: WorldTime?
    /// The tenures, in world order.
    public let tenures: [Tenure]
    /// The events, in world order.
    public let events: [HistoryEntry]

    /// Puts a history together from a person's tenures and the events that name them.
    ///
    /// - Parameters:
    ///   - titles: What a post is called, for tenures whose sources give no title.
    ///   - today: After it, nothing is more than possible.
    public init(
        of person: Named, directory: DirectoryEntry?, at time: WorldTime?, keys: [KeyTenures],
        events: [EffectiveEvent], today: CivilDay, titles: (TenureKey) -> String?, named: (EntityID) -> Named
    ) {
        self.person = person
        self.directory = directory
        self.time = time
        tenures =
            keys
            .flatMap { Tenure.stints(of: $0, title: titles($0.key), at: time, today: today, named: named) }
            .sorted(by: Tenure.precedes)
        self.events = HistoryEntry.rows(of: events)
    }
}

extension PersonHistory.Tenure {
    /// World order: by start, then end; a start that nothing dates sorts by the latest day that it can be, or by the
    /// first day on which the tenure can have ended, so that it stands before the stint that follows it.
    static func precedes(_ first: PersonHistory.Tenure, _ second: PersonHistory.Tenure) -> Bool {
        func sortKey(_ tenure: PersonHistory.Tenure) -> (Int, Int, Int) {
            let (start, end) = (tenure.stint.start, tenure.stint.end)
            let latest = end.earliest > DayRange.past ? min(start.latest, end.earliest) : start.latest
            let anchor = start.earliest > DayRange.past ? start.earliest : latest
            return (anchor, start.latest, end.latest)
        }
        let keys = (sortKey(first), sortKey(second))
        return keys.0 == keys.1 ? first.key < second.key : keys.0 < keys.1
    }
}
