import Chronology
import Events

/// Events in few words, so that a test shows its ledger.
enum Told {
    static func started(
        _ person: EntityID, _ date: String, position: String? = "CEO", post: EntityID? = nil,
        kind: PositionKind? = nil, at organization: EntityID = "o", how: StartManner? = nil, acting: Bool = false,
        reportsTo: String? = nil, succeeds: EntityID? = nil, order: Int = 0
    ) throws -> Event {
        Event(
            .positionStarted(
                PositionStarted(
                    person: person, organization: organization, position: position, post: post, kind: kind, how: how,
                    acting: acting, reportsTo: reportsTo, succeeds: succeeds)),
            date: try EDTF(date), order: order)
    }

    static func ended(
        _ person: EntityID, _ date: String, position: String? = "CEO", post: EntityID? = nil,
        kind: PositionKind? = nil, at organization: EntityID = "o", how: EndManner? = nil, order: Int = 0
    ) throws -> Event {
        Event(
            .positionEnded(
                PositionEnded(
                    person: person, organization: organization, position: position, post: post, kind: kind, how: how)),
            date: try EDTF(date), order: order)
    }

    static func held(
        _ person: EntityID, _ date: String, position: String? = "CEO", post: EntityID? = nil,
        kind: PositionKind? = nil, at organization: EntityID = "o", acting: Bool = false, succeeds: EntityID? = nil,
        howStarted: StartManner? = nil
    ) throws -> Event {
        Event(
            .positionHeld(
                PositionHeld(
                    person: person, organization: organization, position: position, post: post, kind: kind,
                    acting: acting, succeeds: succeeds, howStarted: howStarted)),
            date: try EDTF(date))
    }

    static func created(
        _ date: String, post: EntityID? = nil, position: String? = nil, names: [String] = [],
        kind: PositionKind? = nil, reportsTo: String? = nil, at organization: EntityID = "o"
    ) throws -> Event {
        Event(
            .postCreated(
                PostCreated(
                    post: post, organization: organization, position: position,
                    names: names.map { AlternateName(name: $0) }, kind: kind, reportsTo: reportsTo)),
            date: try EDTF(date))
    }

    static func changed(
        _ date: String, post: EntityID? = nil, position: String? = nil, reportsTo: String? = nil,
        at organization: EntityID = "o"
    ) throws -> Event {
        Event(
            .postChanged(
                PostChanged(post: post, organization: organization, position: position, reportsTo: reportsTo)),
            date: try EDTF(date))
    }

    static func abolished(
        _ date: String, post: EntityID? = nil, position: String? = nil, at organization: EntityID = "o"
    ) throws -> Event {
        Event(
            .postAbolished(PostAbolished(post: post, organization: organization, position: position)),
            date: try EDTF(date))
    }

    static func dated(_ fact: Fact, _ date: String, order: Int = 0) throws -> Event {
        Event(fact, date: try EDTF(date), order: order)
    }

    static func corrected(_ event: Event, _ replacement: Event) -> Event {
        Event(.eventCorrected(EventCorrected(event: event.id, replacement: replacement)))
    }

    static func retracted(_ event: Event, _ reason: String = "wrong") -> Event {
        Event(.eventRetracted(EventRetracted(event: event.id, reason: reason)))
    }

    static func day(_ text: String) throws -> Int {
        guard let day = try EDTF(text).strict.earliest else { throw NoDay(text: text) }
        return day.number
    }

    static func time(_ text: String) throws -> WorldMoment { try WorldMoment(text) }

    struct NoDay: Error {
        let text: String
    }
}
