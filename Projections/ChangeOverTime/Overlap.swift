import Chronology
import Events

/// Where and when two people worked together: both held anything in the same organisation.
public struct Overlap: Hashable, Sendable {
    /// What one of the two held.
    public struct Side: Hashable, Sendable {
        /// The key.
        public let key: TenureKey
        /// The title, else the post's name or its id, else the kind.
        public let title: String
        /// The stint; nil where only a disputed interval covers the days.
        public let stint: Stint?
        /// The events behind it, as places in the log.
        public let events: [Int]

        /// Whether as an interim holder.
        public var isActing: Bool { stint?.kind == .acting }

        /// A side of a stint.
        public enum Limit: String, Hashable, Sendable {
            case start, end
        }

        /// The sides of the stint that nothing dates.
        public var undatedSides: [Limit] {
            guard let stint else { return [] }
            let isEndUndated = !stint.isEndDated && stint.endState != .open
            return (stint.isStartDated ? [] : [.start]) + (isEndUndated ? [.end] : [])
        }
    }

    /// Two positions that they held at the same time.
    public struct Pair: Hashable, Sendable {
        /// What the first of the two held.
        public let first: Side
        /// What the second held.
        public let second: Side
        /// The days on which they did so.
        public let days: Days
        /// Whether the evidence for either disagrees.
        public let isDisputed: Bool
    }

    /// The days on which two people were in an organisation together, each as the fewest ranges in order.
    public struct Days: Hashable, Sendable {
        /// Both were there certainly.
        public var certain: [DayRange] = []
        /// Both were there certainly or possibly: the certain days are among them.
        public var possible: [DayRange] = []
        /// Other days, on which they can have been only because a side of a tenure has no date.
        public var undated: [DayRange] = []

        /// Every range once, by the surest that can be said of it: certain, only possible, undated.
        public var exclusive: [(days: DayRange, certainty: Certainty)] {
            let onlyPossible = possible.flatMap { certain.gaps(in: $0) }
            return certain.map { ($0, .certain) } + onlyPossible.map { ($0, .possible) }
                + undated.map { ($0, .undated) }
        }

        fileprivate mutating func add(_ days: DayRange, _ certainty: Certainty) {
            if certainty == .certain { certain.append(days) }
            if certainty >= .possible { possible.append(days) } else { undated.append(days) }
        }

        fileprivate mutating func join() {
            certain = certain.joined
            possible = possible.joined
            undated = undated.joined.flatMap { possible.gaps(in: $0) }
        }

        /// The first day, to sort by: dated ones before undated ones.
        fileprivate var sortKey: (Int, Int) {
            if let first = certain.first ?? possible.first { return (0, first.earliest) }
            return (1, undated.first?.earliest ?? DayRange.future)
        }
    }

    /// An organisation in which both were.
    public struct Organization: Hashable, Sendable {
        /// Which.
        public let organization: Named
        /// The pairs of positions, in world order.
        public let pairs: [Pair]
        /// The days of all of them together.
        public let days: Days
    }

    /// The one.
    public let first: Named
    /// The other.
    public let second: Named
    /// Where they were together, in world order.
    public let organizations: [Organization]
    /// The day after which nothing is more than possible.
    public let today: CivilDay

    /// Compares the tenures of two people. O(k² · s) in the keys that they have in one organisation and their stints.
    ///
    /// - Parameters:
    ///   - titles: What a post is called, for tenures whose sources give no title.
    ///   - today: After it, nothing is more than possible.
    public init(
        of first: Named, _ firstKeys: [KeyTenures], and second: Named, _ secondKeys: [KeyTenures], today: CivilDay,
        titles: (TenureKey) -> String?, named: (EntityID) -> Named
    ) {
        self.first = first
        self.second = second
        self.today = today
        let ones = Dictionary(grouping: firstKeys.map { Held($0, titles($0.key), today) }, by: \.organization)
        let others = Dictionary(grouping: secondKeys.map { Held($0, titles($0.key), today) }, by: \.organization)
        var found: [Organization] = []
        for (organization, held) in ones {
            let pairs = held.flatMap { one in (others[organization] ?? []).flatMap { Self.pairs(one, $0) } }
                .sorted(by: Self.precedes)
            guard !pairs.isEmpty else { continue }
            var days = Days(
                certain: pairs.flatMap(\.days.certain), possible: pairs.flatMap(\.days.possible),
                undated: pairs.flatMap(\.days.undated))
            days.join()
            found.append(Organization(organization: named(organization), pairs: pairs, days: days))
        }
        organizations = found.sorted {
            ($0.days.sortKey.0, $0.days.sortKey.1, $0.organization.id)
                < ($1.days.sortKey.0, $1.days.sortKey.1, $1.organization.id)
        }
    }

    /// A key with its answers over all days.
    private struct Held {
        let key: KeyTenures
        let title: String?
        let runs: [HoldingRun]

        init(_ key: KeyTenures, _ title: String?, _ today: CivilDay) {
            self.key = key
            self.title = title
            runs = key.tenures.runs(today: today)
        }

        var organization: EntityID { key.key.organization }

        func side(_ index: Int?) -> Side {
            let stint = index.map { key.tenures.stints[$0] }
            let details = index.map { key.details[$0] } ?? key.details.first
            return Side(
                key: key.key,
                title: details?.position ?? title ?? key.key.seat.fallbackTitle,
                stint: stint, events: stint?.events ?? key.tenures.intervals.map(\.event).sorted())
        }
    }

    private struct Stints: Hashable {
        let first: Int?
        let second: Int?
    }

    private static func pairs(_ one: Held, _ other: Held) -> [Pair] {
        var days: [Stints: Days] = [:]
        var disputed: Set<Stints> = []
        for run in one.runs {
            for another in other.runs {
                let shared = run.days.intersection(another.days)
                guard !shared.isEmpty else { continue }
                let stints = Stints(first: run.holding.stint, second: another.holding.stint)
                days[stints, default: Days()].add(shared, min(run.holding.certainty, another.holding.certainty))
                if run.holding.isDisputed || another.holding.isDisputed { disputed.insert(stints) }
            }
        }
        return days.map { stints, days in
            var days = days
            days.join()
            return Pair(
                first: one.side(stints.first), second: other.side(stints.second), days: days,
                isDisputed: disputed.contains(stints))
        }
    }

    private static func precedes(_ one: Pair, _ other: Pair) -> Bool {
        let (first, second) = (one.days.sortKey, other.days.sortKey)
        if first != second { return first < second }
        if one.first.key != other.first.key { return one.first.key < other.first.key }
        if one.second.key != other.second.key { return one.second.key < other.second.key }
        return (one.first.events + one.second.events).lexicographicallyPrecedes(
            other.first.events + other.second.events)
    }
}

extension [DayRange] {
    /// The days of a range that are in none of these, which have to be joined.
    fileprivate func gaps(in range: DayRange) -> [DayRange] {
        var gaps: [DayRange] = []
        var next = range.earliest
        for taken in self where taken.latest >= next && taken.earliest <= range.latest {
            if taken.earliest > next { gaps.append(DayRange(next, taken.earliest - 1)) }
            if taken.latest >= range.latest { return gaps }
            next = taken.latest + 1
        }
        if next <= range.latest { gaps.append(DayRange(next, range.latest)) }
        return gaps
    }
}
