import Chronology
import Events

/// Events in few words, so that a test shows its ledger.
enum Told {
    static func person(_ id: EntityID, _ name: String? = nil, identifiers: [Identifier] = []) -> Event {
        Event(
            .personIntroduced(
                PersonIntroduced(person: id, name: name ?? "Person \(id)", identifiers: identifiers)))
    }

    static func organization(_ id: EntityID, parent: EntityID? = nil) -> Event {
        Event(
            .organizationIntroduced(
                OrganizationIntroduced(organization: id, name: "Organization \(id)", parent: parent)))
    }

    static func source(_ id: EntityID) -> Event {
        Event(.sourceAdded(SourceAdded(source: id, title: "Source \(id)")))
    }

    static func started(
        _ person: EntityID, _ date: String, position: String? = "CEO", at organization: EntityID = "o",
        sources: [EntityID] = [], note: String? = nil
    ) throws -> Event {
        Event(
            .positionStarted(PositionStarted(person: person, organization: organization, position: position)),
            date: try EDTF(date), sources: sources.map { Citation(source: $0) }, note: note)
    }

    static func ended(
        _ person: EntityID, _ date: String, position: String? = "CEO", at organization: EntityID = "o"
    ) throws -> Event {
        Event(
            .positionEnded(PositionEnded(person: person, organization: organization, position: position)),
            date: try EDTF(date))
    }

    static func dated(_ fact: Fact, _ date: String) throws -> Event { Event(fact, date: try EDTF(date)) }

    static func retracted(_ event: Event, _ reason: String = "wrong") -> Event {
        Event(.eventRetracted(EventRetracted(event: event.id, reason: reason)))
    }

    static func corrected(_ event: Event, _ replacement: Event) -> Event {
        Event(.eventCorrected(EventCorrected(event: event.id, replacement: replacement)))
    }

    static func distrusted(_ source: EntityID) -> Event {
        Event(.sourceDistrusted(SourceDistrusted(source: source, reason: "wrong")))
    }

    static func merged(_ from: EntityID, _ into: EntityID) -> Event {
        Event(.entityMerged(EntityMerged(from: from, into: into)))
    }
}

extension EntityID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let id = EntityID(text) else { preconditionFailure("\(text) is not an id") }
        self = id
    }
}
