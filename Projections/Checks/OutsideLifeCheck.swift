import Chronology
import Events

/// Events of somebody or something before it was there, or when it was there no more.
public struct EventsOutsideLife: Hashable, Sendable {
    /// Who or what.
    public let entity: EntityID
    /// The birth, founding, death or dissolution.
    public let limit: LifeMoment
    /// The events on the wrong side of it, with their dates.
    public let events: [DatedClaim]
}

/// Finds events that somebody or something cannot have had a part in, for want of being there.
///
/// Only what is certain counts: the latest day of an event is before the earliest of a birth or a founding, or its
/// earliest after the latest of a death or a dissolution. What may follow a death is passed over: a prize, a name, a
/// work that comes out.
public enum OutsideLifeCheck {
    /// The faults of one entity; O(n) in the events that name it.
    ///
    /// - Parameter isPerson: Whether it is a person.
    public static func findings(of entity: CheckedEntity, isPerson: Bool) -> [Finding] {
        entity.life.compactMap { limit in
            let outside = entity.events.compactMap { effective in
                dates(effective, of: entity.id, outside: limit.kind, limit.range)
            }
            guard !outside.isEmpty else { return nil }
            let fault = EventsOutsideLife(entity: entity.id, limit: limit, events: outside)
            // One event on the wrong side is likely to be wrong itself; several speak against the limit.
            let suspect = outside.count == 1 ? outside[0].event : limit.claims[0].event
            return Finding(
                .outsideLife(fault), in: isPerson ? nil : entity.id, about: isPerson ? [entity.id] : [],
                events: outside.map(\.event) + limit.claims.map(\.event), next: .correctDate(event: suspect))
        }
    }

    /// The date of an event that lies outside a limit of somebody who had a part in it; nil where none does.
    static func dates(
        _ effective: EffectiveEvent, of entity: EntityID, outside kind: TenureLimit.Kind, _ limit: DayRange
    ) -> DatedClaim? {
        let part = Participation(of: entity, in: effective.event)
        guard kind.isBeginning ? part.needsBeginning : part.needsBeing else { return nil }
        // A clock reading elsewhere on Earth can be the day before or after.
        let slack = effective.event.date?.time?.offsetMinutes == nil ? 0 : 1
        return part.dates.lazy.map { DayRange($0.widened) }.first { range in
            kind.isBeginning
                ? DayRange.day(range.latest, plus: slack) < limit.earliest
                : DayRange.day(range.earliest, plus: -slack) > limit.latest
        }
        .map { DatedClaim($0, event: effective.seq) }
    }
}

/// What part somebody or something has in an event, and when it has to be there for that.
private struct Participation {
    /// Whether it must have been born or founded by then.
    private(set) var needsBeginning = false
    /// Whether it must not have died or been dissolved by then.
    private(set) var needsBeing = false
    /// The dates on which it has the part.
    let dates: [EDTF]

    init(of entity: EntityID, in event: Event) {
        dates = Self.dates(of: event)
        switch event.fact {
        case .positionStarted(let started): note(entity, present: [started.person, started.organization])
        case .positionEnded(let ended): note(entity, present: [ended.person, ended.organization])
        case .positionHeld(let held): note(entity, present: [held.person, held.organization])
        case .personBorn(let birth): note(entity, present: [birth.person])
        case .personRenamed(let renaming): note(entity, begun: [renaming.person])
        case .organizationFounded(let founding):
            note(
                entity, present: founding.founders.compactMap(\.entity) + [founding.organization], begun: founding.from)
        case .organizationRenamed(let renaming): note(entity, present: [renaming.organization])
        case .organizationAcquired(let acquisition): note(entity, present: [acquisition.organization, acquisition.by])
        case .organizationTransferred(let transfer): note(entity, present: [transfer.organization, transfer.parent])
        case .postCreated(let post): note(entity, present: [post.organization])
        case .postChanged(let post): note(entity, present: [post.organization])
        case .postAbolished(let post): note(entity, present: [post.organization])
        case .awardReceived(let award):
            note(entity, present: [award.by?.entity].compactMap(\.self), begun: [award.person])
        case .workPublished(let work): note(entity, begun: work.authors.compactMap(\.entity))
        case .statementMade(let statement):
            note(
                entity, present: [statement.speaker.entity].compactMap(\.self),
                begun: statement.audience.compactMap(\.entity))
        case .occasionHeld(let occasion): note(entity, present: occasion.participants.compactMap(\.entity))
        case .attributeSet(let attribute): note(entity, begun: [attribute.subject])
        case .relationHeld(let relation): note(entity, relation)
        default: break
        }
    }

    private mutating func note(_ entity: EntityID, present: [EntityID] = [], begun: [EntityID] = []) {
        needsBeing = present.contains(entity)
        needsBeginning = needsBeing || begun.contains(entity)
    }

    /// A relative can be dead or unborn; a spouse, an associate or a supervisor takes up that part alive.
    private mutating func note(_ entity: EntityID, _ relation: RelationHeld) {
        switch relation.relation {
        case .spouse, .associate, .supervisor: note(entity, present: [relation.subject, relation.object])
        case .representative, .owner: note(entity, begun: [relation.subject, relation.object])
        case .parent, .child, .sibling, .relative, .other: break
        }
    }

    /// The dates on which the parts are had: of a tenure both ends, of anything else that lasts the beginning.
    private static func dates(of event: Event) -> [EDTF] {
        guard let date = event.date else { return [] }
        guard let interval = date.interval else { return [date] }
        var endpoints = [interval.start]
        if case .positionHeld = event.fact { endpoints.append(interval.end) }
        return endpoints.compactMap { endpoint in
            if case .date(let date) = endpoint { return date }
            return nil
        }
    }
}
