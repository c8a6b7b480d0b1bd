import Events
import Projections

/// What an organisation's events contribute to the tenures of everybody in it: read once, however many they are.
struct OrganizationContext {
    /// The events that speak of its posts.
    let posts: [EffectiveEvent]
    let tenures: TenureContext

    var seats: SeatNames { tenures.seats }

    init(_ organization: EntityID, _ reader: some EventReading) throws {
        posts = try reader.events(mentioning: organization, types: PostBook.types)
        tenures = TenureContext(
            seats: SeatNames(posts), milestones: try Milestones(posts + reader.events(limiting: organization)))
    }

    /// Folds the tenures of somebody in the organisation.
    func keys(of pair: Pair, _ claims: [EffectiveEvent], _ reader: some EventReading) throws -> [KeyTenures] {
        let personal = try Milestones(reader.events(limiting: pair.person))
        return PairFold.tenures(of: pair.person, in: pair.organization, claims, seats: seats) {
            limits(of: $0, personal)
        }
    }

    /// Explains the tenures of somebody in the organisation.
    func explanations(
        of pair: Pair, _ claims: [EffectiveEvent], _ reader: some EventReading
    ) throws -> [KeyExplanation] {
        let personal = try Milestones(reader.events(limiting: pair.person))
        return PairFold.explanations(of: pair.person, in: pair.organization, claims, posts: posts) {
            limits(of: $0, personal)
        }
    }

    private func limits(of key: TenureKey, _ personal: Milestones) -> [TenureLimit] {
        // An organisation that holds a position in itself has its limits in the context already.
        (key.person == key.organization ? [] : personal.limits(of: key)) + tenures.milestones.limits(of: key)
    }
}

extension EventReading {
    /// The births, deaths, foundings and dissolutions of an id itself, not of those that it had a part in.
    func events(limiting entity: EntityID) throws -> [EffectiveEvent] {
        try events(mentioning: entity, types: Milestones.entityTypes)
            .filter { Mentioned.limited(by: $0.event) == entity }
    }
}
