import Events

/// Somebody in an organisation: what ``PairFold`` folds.
public struct Pair: Hashable, Sendable, Comparable {
    /// Who.
    public let person: EntityID
    /// Where.
    public let organization: EntityID

    /// Creates a pair.
    public init(person: EntityID, organization: EntityID) {
        self.person = person
        self.organization = organization
    }

    /// Orders by organisation, then person.
    public static func < (first: Pair, second: Pair) -> Bool {
        (first.organization, first.person) < (second.organization, second.person)
    }
}

/// Whom and what an event is about: what has to be folded anew when it comes, changes or goes.
public enum Mentioned {
    /// Every id that an event names, each once; a source that it adds, but none that it cites.
    public static func entities(in event: Event) -> [EntityID] {
        if case .sourceAdded(let source) = event.fact { return event.subjects + [source.source] }
        return event.subjects
    }

    /// The types of events that speak of tenures.
    public static let positionTypes = [PositionStarted.type, PositionEnded.type, PositionHeld.type]

    /// The pairs whose tenures an event speaks of: the holder's, and the predecessor's.
    public static func pairs(in event: Event) -> [Pair] {
        switch event.fact {
        case .positionStarted(let started):
            pairs(started.person, started.succeeds, started.organization)
        case .positionHeld(let held):
            pairs(held.person, held.succeeds, held.organization)
        case .positionEnded(let ended):
            [Pair(person: ended.person, organization: ended.organization)]
        default:
            []
        }
    }

    private static func pairs(_ person: EntityID, _ predecessor: EntityID?, _ organization: EntityID) -> [Pair] {
        let holder = Pair(person: person, organization: organization)
        return predecessor.map { [holder, Pair(person: $0, organization: organization)] } ?? [holder]
    }

    /// The seat that a position event names, as an organisation without posts has it; nil where it names none.
    public static func seat(in event: Event) -> Seat? {
        let names = SeatNames()
        switch event.fact {
        case .positionStarted(let started):
            return names.seat(post: started.post, position: started.position, kind: started.kind)
        case .positionHeld(let held):
            return names.seat(post: held.post, position: held.position, kind: held.kind)
        case .positionEnded(let ended):
            return names.seat(post: ended.post, position: ended.position, kind: ended.kind)
        default:
            return nil
        }
    }

    /// The organisation whose posts an event changes; nil where it changes none.
    public static func postOrganization(in event: Event) -> EntityID? {
        switch event.fact {
        case .postCreated(let post): post.organization
        case .postChanged(let post): post.organization
        case .postAbolished(let post): post.organization
        default: nil
        }
    }

    /// Whose tenures an event bounds by birth, death, founding or dissolution; nil where it bounds none.
    public static func limited(by event: Event) -> EntityID? {
        switch event.fact {
        case .personBorn(let birth): birth.person
        case .personDied(let death): death.person
        case .organizationFounded(let founding): founding.organization
        case .organizationDissolved(let end): end.organization
        default: nil
        }
    }

    /// The id that an event names: introduces, renames or describes; nil where it names none.
    public static func named(by event: Event) -> EntityID? {
        switch event.fact {
        case .personIntroduced(let person): person.person
        case .personRenamed(let renaming): renaming.person
        case .organizationIntroduced(let organization): organization.organization
        case .organizationRenamed(let renaming): renaming.organization
        case .postCreated(let post): post.post
        case .postChanged(let post): post.post
        case .workPublished(let work): work.work
        case .sourceAdded(let source): source.source
        default: nil
        }
    }
}
