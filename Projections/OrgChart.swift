import Chronology
import Events

/// Somebody or something by its id and what it is called.
public struct Named: Hashable, Sendable {
    /// The id.
    public let id: EntityID
    /// The name at the time of the answer; both, joined by "or", where two are possible.
    public let name: String

    /// Creates a named id.
    public init(id: EntityID, name: String) {
        self.id = id
        self.name = name
    }
}

/// Who held what in an organisation at a world time, and how sure that is.
public struct OrgChart: Hashable, Sendable {
    /// Somebody in a position.
    public struct Holder: Hashable, Sendable {
        /// Who; `nobody` where a source says that the seat was vacant.
        public let person: Named
        /// How surely.
        public let certainty: Certainty
        /// Whether as an interim holder.
        public let isActing: Bool
        /// The stint that the answer rests on, nil where only a disputed interval does.
        public let stint: Stint?
        /// Whether the evidence disagrees.
        public let isDisputed: Bool
        /// What the sources say of the stint besides its dates.
        public let details: StintDetails
        /// The events behind it, as places in the log.
        public let events: [Int]

        /// Creates a holder.
        public init(
            person: Named, certainty: Certainty, isActing: Bool, stint: Stint?, isDisputed: Bool,
            details: StintDetails, events: [Int]
        ) {
            self.person = person
            self.certainty = certainty
            self.isActing = isActing
            self.stint = stint
            self.isDisputed = isDisputed
            self.details = details
            self.events = events
        }
    }

    /// A seat with whoever holds it.
    public struct Position: Hashable, Sendable {
        /// Which seat.
        public let seat: Seat
        /// The title, else the post's name or its id, else the kind.
        public let title: String
        /// The post, where the seat has an id.
        public let post: EntityID?
        /// What sort of position it is.
        public let kind: PositionKind?
        /// A post, a title or a person that it reports to.
        public let reportsTo: String?
        /// Every superior that post events make possible then; a holder's own details come before them.
        public let superiors: [String]
        /// How many can hold it at once, where that is said.
        public let seats: Int?
        /// The titles that post events make possible then.
        public let titles: [String]
        /// Whether post events say that it surely exists then.
        public let stands: Bool
        /// The holders, the surest first.
        public let holders: [Holder]
        /// The events that speak of the post, as places in the log; none where the seat is only held.
        public let events: [Int]
    }

    /// An organisation that the chart's may be part of.
    public struct Parent: Hashable, Sendable {
        /// Which.
        public let organization: Named
        /// The events that say so, as places in the log.
        public let events: [Int]

        /// Creates a parent.
        public init(_ organization: Named, events: [Int]) {
            self.organization = organization
            self.events = events
        }
    }

    /// The organisation.
    public let organization: Named
    /// The world time asked for.
    public let time: WorldTime
    /// The organisation's parents that are possible then.
    public let parents: [Parent]
    /// The positions: board first, then executives, then the others; in each the surest and oldest first.
    public let positions: [Position]
    /// The charts of the organisations under it, where asked for.
    public var units: [OrgChart]

    /// Reads a chart off the tenures of an organisation.
    ///
    /// - Parameters:
    ///   - keys: The tenures of every key in the organisation.
    ///   - posts: The organisation's posts.
    ///   - today: After it, nothing is more than possible.
    ///   - named: What ids are called at that time.
    /// - Complexity: O(k log k) in the keys.
    public init(
        of organization: Named, at time: WorldTime, keys: some Sequence<KeyTenures>, posts: PostBook,
        parents: [Parent] = [], units: [OrgChart] = [], today: CivilDay, named: (EntityID) -> Named
    ) {
        self.organization = organization
        self.time = time
        self.parents = parents
        self.units = units
        var held: [Seat: [(Holder, KeyTenures)]] = [:]
        for key in keys {
            guard let holding = key.tenures.holding(at: time, today: today) else { continue }
            held[key.key.seat, default: []].append((Self.holder(key, holding, named), key))
        }
        let standing = posts.posts.filter { $0.stands(at: time) }
        var positions: [Position] = []
        for (seat, holders) in held {
            positions.append(Self.position(seat, holders.map(\.0), posts[seat], time))
        }
        for post in standing where held[post.seat] == nil {
            positions.append(Self.position(post.seat, [], post, time))
        }
        self.positions = positions.sorted(by: Self.precedes)
    }

    /// Every seat that was ever held or described, with whoever holds it at a world time, in the order of a chart.
    public static func everyPosition(
        at time: WorldTime, keys: [KeyTenures], posts: PostBook, today: CivilDay, named: (EntityID) -> Named
    ) -> [Position] {
        var held: [Seat: [Holder]] = [:]
        var details: [Seat: StintDetails] = [:]
        for key in keys {
            let holding = key.tenures.holding(at: time, today: today)
            held[key.key.seat, default: []] += holding.map { [holder(key, $0, named)] } ?? []
            details[key.key.seat] = key.details.last ?? details[key.key.seat]
        }
        for post in posts.posts where held[post.seat] == nil { held[post.seat] = [] }
        return held.map { seat, holders in
            position(seat, holders, posts[seat], time, otherwise: details[seat] ?? StintDetails())
        }.sorted(by: precedes)
    }

    private static func holder(
        _ key: KeyTenures, _ holding: Holding, _ named: (EntityID) -> Named
    ) -> Holder {
        let stint = holding.stint.map { key.tenures.stints[$0] }
        let details = holding.stint.map { key.details[$0] } ?? key.details.first ?? StintDetails()
        return Holder(
            person: named(key.key.person), certainty: holding.certainty, isActing: stint?.kind == .acting,
            stint: stint, isDisputed: holding.isDisputed, details: details,
            events: stint?.events ?? key.tenures.intervals.map(\.event).sorted())
    }

    private static func position(
        _ seat: Seat, _ holders: [Holder], _ post: PostRecord?, _ time: WorldTime,
        otherwise other: StintDetails = StintDetails()
    ) -> Position {
        let sorted = holders.sorted(by: precedes)
        let titles = post?.titles(at: time) ?? []
        let title = sorted.lazy.compactMap(\.details.position).first
        let kind = sorted.lazy.compactMap(\.details.kind).first ?? post?.kind ?? other.kind ?? seat.kind
        let superiors = post?.superiors(at: time) ?? []
        return Position(
            seat: seat,
            title: title ?? (titles.isEmpty ? nil : titles.joined(separator: " or ")) ?? other.position
                ?? seat.fallbackTitle,
            post: post?.post ?? seat.post, kind: kind,
            reportsTo: sorted.lazy.compactMap(\.details.reportsTo).first
                ?? (superiors.isEmpty ? nil : superiors.joined(separator: " or ")),
            superiors: superiors, seats: post?.seatCount, titles: titles, stands: post?.stands(at: time) ?? false,
            holders: sorted, events: post?.events ?? [])
    }

    private static func precedes(_ first: Holder, _ second: Holder) -> Bool {
        if first.certainty != second.certainty { return first.certainty > second.certainty }
        let starts = (first.stint?.start ?? .anyDay, second.stint?.start ?? .anyDay)
        if starts.0 != starts.1 {
            return (starts.0.earliest, starts.0.latest) < (starts.1.earliest, starts.1.latest)
        }
        return first.person.id < second.person.id
    }

    private static func precedes(_ first: Position, _ second: Position) -> Bool {
        let ranks = (first.kind.chartRank, second.kind.chartRank)
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        // Whoever reports to nobody stands above those who do.
        if (first.reportsTo == nil) != (second.reportsTo == nil) { return first.reportsTo == nil }
        let certainties = (first.holders.first?.certainty, second.holders.first?.certainty)
        switch certainties {
        case (let one?, let two?) where one != two: return one > two
        case (nil, _?): return false
        case (_?, nil): return true
        default: break
        }
        if first.title != second.title { return first.title.utf8.lexicographicallyPrecedes(second.title.utf8) }
        return first.seat < second.seat
    }
}

extension PositionKind? {
    /// Where a chart shows positions of a kind.
    fileprivate var chartRank: Int {
        switch self {
        case .board: 0
        case .executive: 1
        case .office: 2
        case .employee: 3
        case .member: 4
        case .advisor: 5
        case .student: 6
        case .other: 7
        case nil: 8
        }
    }
}

extension Seat {
    /// The post's id, where the seat is one.
    public var post: EntityID? {
        if case .post(let post) = self { return post }
        return nil
    }

    /// The kind, where the seat is plain membership of one.
    var kind: PositionKind? {
        if case .membership(let kind) = self { return kind }
        return nil
    }

    /// What to call the seat where no source gives a title.
    public var fallbackTitle: String {
        switch self {
        case .post(let post): post.text
        case .title(let title): title
        case .membership(let kind): kind?.rawValue ?? PositionKind.member.rawValue
        }
    }
}
