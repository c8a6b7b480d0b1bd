import Chronology
import Events
import Projections

/// Gives the events that count and mention an id.
protocol EventReading {
    /// The events that count and mention an id, or one of those that it stands for, in order of the log.
    func events(mentioning entity: EntityID, types: [String]?) throws -> [EffectiveEvent]
}

/// What a belief makes of the log: the events that count, the tenures and names that they add up to.
///
/// Whether it is read off tables or folded from the log is free; the answer is not.
protocol BeliefView: EventReading {
    /// The ids that merges have made one.
    var identities: Identities { get }
    /// The last day that can be vouched for; nil for today.
    var horizon: CivilDay? { get }

    /// The tenures in a scope, by key.
    func tenures(_ scope: TenureScope) throws -> [KeyTenures]
    /// The tenures of an organisation that can hold at a world time, and perhaps others, by key.
    func tenures(in organization: EntityID, at time: WorldTime) throws -> [KeyTenures]
    /// The seats of an organisation that are held at any time, each with what sources call it, in order.
    func seats(in organization: EntityID) throws -> [SeatTitle]
    /// What a current id stands for; nil where nothing names it.
    func entity(_ id: EntityID) throws -> ListedEntity?
    /// The names that a current id can go by at a world time: several where which one held is not certain.
    func names(of id: EntityID, at time: WorldTime) throws -> [String]
    /// The position events that speak of a pair.
    func claims(of pair: Pair) throws -> [EffectiveEvent]
    /// Everything that events name, by id. O(naming events), unless tables know it.
    func directory() throws -> [DirectoryEntry]
    /// Whether and why events count, by all evidence about them that the belief admits.
    func rulings(on entries: [LogEntry]) throws -> Rulings
}

extension BeliefView {
    /// The id that stands for this one.
    func current(_ id: EntityID) -> EntityID { identities.current(id) }

    /// The day after which nothing is more than possible.
    func lastDay(_ today: CivilDay) -> CivilDay { horizon.map { min($0, today) } ?? today }

    func tenures(in organization: EntityID) throws -> [KeyTenures] { try tenures(.organization(organization)) }

    func tenures(in organization: EntityID, seat: Seat) throws -> [KeyTenures] {
        try tenures(.seat(organization, seat))
    }

    func tenures(of person: EntityID) throws -> [KeyTenures] { try tenures(.person(person)) }

    func events(mentioning entity: EntityID) throws -> [EffectiveEvent] {
        try events(mentioning: entity, types: nil)
    }

    /// The posts of an organisation.
    func posts(of organization: EntityID) throws -> PostBook {
        PostBook(try events(mentioning: organization, types: PostBook.types))
    }

    /// The posts of several organisations.
    func posts(of organizations: Set<EntityID>) throws -> [EntityID: PostBook] {
        Dictionary(uniqueKeysWithValues: try organizations.map { ($0, try posts(of: $0)) })
    }

    /// The parents that an organisation has had.
    func parents(of organization: EntityID) throws -> DatedValues<EntityID> {
        Parentage.parents(of: organization, try events(mentioning: organization, types: Parentage.types))
    }

    /// The position events that speak of a pair.
    func claims(of pair: Pair) throws -> [EffectiveEvent] {
        try events(mentioning: pair.person, types: Mentioned.positionTypes)
            .filter { Mentioned.pairs(in: $0.event).contains(pair) }
    }

    /// The tenures of a pair folded from its events, with what the tables do not keep: the limits left out.
    func keys(of pair: Pair) throws -> [KeyTenures] {
        let context = try OrganizationContext(pair.organization, self)
        return try context.keys(of: pair, claims(of: pair), self)
    }
}

extension [EffectiveEvent] {
    /// The position events among them by each pair that they speak of.
    func claims(where isAskedFor: (Pair) -> Bool) -> [Pair: [EffectiveEvent]] {
        reduce(into: [:]) { claims, effective in
            for pair in Set(Mentioned.pairs(in: effective.event)) where isAskedFor(pair) {
                claims[pair, default: []].append(effective)
            }
        }
    }
}
