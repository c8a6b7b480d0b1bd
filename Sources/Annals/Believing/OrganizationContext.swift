import Events
import Projections

/// What an organisation's events contribute to the tenures of everybody in it: read once, however many they are.
struct OrganizationContext {
    let seats: SeatNames
    private let milestones: Milestones

    init(_ organization: EntityID, _ reader: some EventReading) throws {
        let posts = try reader.events(mentioning: organization, types: PostBook.types)
        seats = SeatNames(posts)
        milestones = try Milestones(posts + reader.events(limiting: organization))
    }

    /// Folds the tenures of somebody in the organisation.
    func keys(of pair: Pair, _ claims: [EffectiveEvent], _ reader: some EventReading) throws -> [KeyTenures] {
        let personal = try Milestones(reader.events(limiting: pair.person))
        return PairFold.tenures(of: pair.person, in: pair.organization, claims, seats: seats) { key in
            // An organisation that holds a position in itself has its limits in the context already.
            (key.person == key.organization ? [] : personal.limits(of: key)) + milestones.limits(of: key)
        }
    }
}

extension EventReading {
    /// The births, deaths, foundings and dissolutions of an id itself, not of those that it had a part in.
    func events(limiting entity: EntityID) throws -> [EffectiveEvent] {
        try events(mentioning: entity, types: Milestones.entityTypes)
            .filter { Mentioned.limited(by: $0.event) == entity }
    }
}
