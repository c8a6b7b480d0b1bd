import Chronology
import Events

/// Somebody or something as checks look at it: the events that name it and the moments that bound it.
public struct CheckedEntity: Sendable {
    /// The id.
    public let id: EntityID
    /// The events that name it, as they count, in order of the log.
    public let events: [EffectiveEvent]
    /// Its birth or founding, and its death or dissolution, as far as events date them.
    public let life: [LifeMoment]

    /// Puts it together from the events that name it.
    public init(_ id: EntityID, events: [EffectiveEvent]) {
        self.id = id
        self.events = events
        let own = events.filter { Mentioned.limited(by: $0.event) == id }
        life = TenureLimit.Kind.allCases.compactMap { kind in
            LifeMoment(kind, own.filter { $0.event.type == kind.eventType })
        }
    }
}
