import Events

/// How the tenures of one key came to be.
public struct KeyExplanation: Hashable, Sendable {
    /// The tenures as the fold has them; without a stint where the claims make none.
    public let tenures: KeyTenures
    /// What each claim did.
    public let seat: SeatExplanation
    /// The events that speak of the seat in other words, in order of the log.
    public let readings: [SeatReading]

    /// The same with further readings.
    public func adding(_ more: [SeatReading]) -> KeyExplanation {
        let all = (readings + more).enumerated().sorted {
            ($0.element.event, $0.offset) < ($1.element.event, $1.offset)
        }
        return KeyExplanation(tenures: tenures, seat: seat, readings: all.map(\.element))
    }

    /// Whose, where, in which seat.
    public var key: TenureKey { tenures.key }

    /// Every event that it names.
    public var events: Set<Int> {
        seat.events.union(readings.map(\.event)).union(readings.flatMap(\.namedBy))
            .union(tenures.tenures.intervals.map(\.event))
    }
}

/// How an event came to speak of a seat that it does not name as such.
public struct SeatReading: Hashable, Sendable {
    /// How.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Its title is one of the post's names.
        case title
        /// It names no seat: it ends every one that the other claims leave possible just before it.
        case everySeat = "every_seat"
        /// It names an id that is one with another.
        case merged
    }

    /// The event: its place in the log.
    public let event: Int
    /// How.
    public let reason: Reason
    /// The title as the event has it; nil where it has none.
    public let title: String?
    /// The events that give the post that name, or the merges that make the ids one.
    public let namedBy: [Int]
    /// The id as the event has it, and the one that stands for it; nil where no merge is the reason.
    public let merged: Merged?

    /// An id that is one with another.
    public struct Merged: Hashable, Sendable {
        /// The id as an event has it.
        public let from: EntityID
        /// The id that stands for it.
        public let into: EntityID
    }

    init(event: Int, reason: Reason, title: String? = nil, namedBy: [Int] = [], merged: Merged? = nil) {
        self.event = event
        self.reason = reason
        self.title = title
        self.namedBy = namedBy
        self.merged = merged
    }

    /// How an event came to speak of a person, an organisation or a post that it names by another id.
    ///
    /// - Parameter event: What it says itself, before ids are read as those that stand for them.
    public static func merged(
        _ event: Event, at seq: Int, in key: TenureKey, _ identities: Identities
    ) -> [SeatReading] {
        let asked = [key.person, key.organization, key.seat.post]
        return Set(event.subjects).sorted().compactMap { id in
            let current = identities.current(id)
            guard current != id, asked.contains(current) else { return nil }
            return SeatReading(
                event: seq, reason: .merged, namedBy: identities.merges(of: id),
                merged: Merged(from: id, into: current))
        }
    }
}

extension PairFold {
    /// Explains the tenures of a pair, one entry a key of which anything is claimed, in order of seats.
    ///
    /// - Parameters:
    ///   - events: Position events of the pair, and those that name the person as predecessor there.
    ///   - posts: The post events of the organisation.
    ///   - limits: The limits of a key, as ``Milestones/limits(of:)`` gives them.
    public static func explanations(
        of person: EntityID, in organization: EntityID, _ events: [EffectiveEvent], posts: [EffectiveEvent],
        limits: (TenureKey) -> [TenureLimit]
    ) -> [KeyExplanation] {
        let posts = posts.filter { Mentioned.postOrganization(in: $0.event) == organization }
        let seats = SeatNames(posts)
        let known = Dictionary(
            uniqueKeysWithValues: tenures(of: person, in: organization, events, seats: seats, limits: limits)
                .map { ($0.key, $0) })
        let claims = claims(of: person, in: organization, events, seats: seats, limits: limits)
        return claims.bySeat.sorted { $0.key < $1.key }.map { seat, claims in
            let key = TenureKey(person: person, organization: organization, seat: seat)
            // A predecessor who never held the seat has nothing to end: no limit makes a tenure of that.
            let seatExplanation = SeatExplanation(claims, limits: claims.isEmpty ? [] : limits(key))
            let nothing = KeyTenures(
                key: key, tenures: SeatTenures(stints: [], seenDays: [], intervals: []), details: [])
            return KeyExplanation(
                tenures: known[key] ?? nothing, seat: seatExplanation,
                readings: readings(events.filter { claims.events.contains($0.seq) }, of: seat, posts, seats))
        }
    }

    private static func readings(
        _ events: [EffectiveEvent], of seat: Seat, _ posts: [EffectiveEvent], _ seats: SeatNames
    ) -> [SeatReading] {
        events.sorted { $0.seq < $1.seq }.compactMap { effective in
            let (post, position) = effective.event.fact.namedSeat
            if post != nil { return nil }
            guard let position else {
                guard case .positionEnded = effective.event.fact else { return nil }
                return SeatReading(event: effective.seq, reason: .everySeat)
            }
            if seat == .title(CaseFolding.fold(position)) { return nil }
            let naming = posts.filter { seats.names($0, position, seat) }.map(\.seq)
            return SeatReading(event: effective.seq, reason: .title, title: position, namedBy: Set(naming).sorted())
        }
    }
}

extension SeatNames {
    /// Whether a post event gives a seat a title.
    fileprivate func names(_ effective: EffectiveEvent, _ title: String, _ seat: Seat) -> Bool {
        let (post, position) = effective.event.fact.namedSeat
        guard self.seat(post: post, position: position, kind: nil) == seat else { return false }
        let names = [position].compactMap(\.self) + effective.event.fact.postNames
        return names.contains { CaseFolding.fold($0) == CaseFolding.fold(title) }
    }
}

extension Fact {
    /// The post and the title by which an event speaks of a seat.
    var namedSeat: (post: EntityID?, position: String?) {
        switch self {
        case .positionStarted(let started): (started.post, started.position)
        case .positionHeld(let held): (held.post, held.position)
        case .positionEnded(let ended): (ended.post, ended.position)
        case .postCreated(let post): (post.post, post.position)
        case .postChanged(let post): (post.post, post.position)
        case .postAbolished(let post): (post.post, post.position)
        default: (nil, nil)
        }
    }

    /// Further names that a post event gives.
    fileprivate var postNames: [String] {
        switch self {
        case .postCreated(let post): post.names.map(\.name)
        case .postChanged(let post): post.names.map(\.name)
        default: []
        }
    }
}

extension SeatClaims {
    /// The events that claim anything.
    var events: Set<Int> {
        Set(
            starts.map(\.event) + ends.map(\.event) + undatedEnds + undatedStarts.map(\.event)
                + sightings.map(\.event) + intervals.map(\.event))
    }
}
