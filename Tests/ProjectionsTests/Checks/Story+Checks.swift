import Chronology
import Events

@testable import Projections

/// A story as checks look at it.
extension Story {
    func checked(_ organization: EntityID = "o", today: CivilDay = Story.farFuture) -> CheckedOrganization {
        let own = events.filter { $0.event.subjects.contains(organization) }
        let people = Set(own.flatMap { Mentioned.pairs(in: $0.event) }.filter { $0.organization == organization })
        return CheckedOrganization(
            organization, events: own, keys: people.sorted().flatMap { tenures(of: $0.person, in: organization) },
            today: today)
    }

    func entity(_ id: EntityID) -> CheckedEntity {
        CheckedEntity(id, events: events.filter { $0.event.subjects.contains(id) })
    }
}

extension [Finding] {
    /// The events behind each finding.
    var places: [[Int]] { map(\.events) }
}

extension Told {
    static func post(
        _ position: String, seats: Int? = nil, reportsTo: String? = nil, post: EntityID? = nil, on date: String = "1990"
    ) throws -> Event {
        try dated(
            .postCreated(
                PostCreated(post: post, organization: "o", position: position, seats: seats, reportsTo: reportsTo)),
            date)
    }

    static func born(_ person: EntityID, _ date: String) throws -> Event {
        try dated(.personBorn(PersonBorn(person: person)), date)
    }

    static func died(_ person: EntityID, _ date: String) throws -> Event {
        try dated(.personDied(PersonDied(person: person)), date)
    }

    static func founded(_ organization: EntityID, _ date: String, by founders: [EntityID] = []) throws -> Event {
        try dated(
            .organizationFounded(
                OrganizationFounded(organization: organization, founders: founders.map(Reference.entity))), date)
    }

    static func dissolved(_ organization: EntityID, _ date: String) throws -> Event {
        try dated(.organizationDissolved(OrganizationDissolved(organization: organization)), date)
    }
}
