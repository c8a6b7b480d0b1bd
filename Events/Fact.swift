/// What an event says: one case per type, the payload a struct of the same name.
public indirect enum Fact: Hashable, Sendable {
    case personIntroduced(PersonIntroduced)
    case personBorn(PersonBorn)
    case personDied(PersonDied)
    case personRenamed(PersonRenamed)

    case organizationIntroduced(OrganizationIntroduced)
    case organizationFounded(OrganizationFounded)
    case organizationRenamed(OrganizationRenamed)
    case organizationAcquired(OrganizationAcquired)
    case organizationDissolved(OrganizationDissolved)
    case organizationTransferred(OrganizationTransferred)

    case postCreated(PostCreated)
    case postChanged(PostChanged)
    case postAbolished(PostAbolished)

    case positionStarted(PositionStarted)
    case positionEnded(PositionEnded)
    case positionHeld(PositionHeld)

    case awardReceived(AwardReceived)
    case workPublished(WorkPublished)
    case statementMade(StatementMade)
    case occasionHeld(OccasionHeld)
    case attributeSet(AttributeSet)
    case relationHeld(RelationHeld)

    case sourceAdded(SourceAdded)
    case eventCorrected(EventCorrected)
    case eventRetracted(EventRetracted)
    case sourceDistrusted(SourceDistrusted)
    case entityMerged(EntityMerged)
    case eventRedacted(EventRedacted)

    /// A type of the user's own, prefixed `x.`.
    case custom(CustomFact)

    /// The type's name, `family.past_tense`.
    public var type: String { payload.typeName }

    /// The family of the type.
    public var family: EventFamily { Swift.type(of: payload).family }

    /// Whether it is about other events, sources or ids rather than about the world.
    public var isEvidence: Bool { family == .evidence }

    var payload: any PayloadWriting {
        switch self {
        case .personIntroduced(let payload): payload
        case .personBorn(let payload): payload
        case .personDied(let payload): payload
        case .personRenamed(let payload): payload
        case .organizationIntroduced(let payload): payload
        case .organizationFounded(let payload): payload
        case .organizationRenamed(let payload): payload
        case .organizationAcquired(let payload): payload
        case .organizationDissolved(let payload): payload
        case .organizationTransferred(let payload): payload
        case .postCreated(let payload): payload
        case .postChanged(let payload): payload
        case .postAbolished(let payload): payload
        case .positionStarted(let payload): payload
        case .positionEnded(let payload): payload
        case .positionHeld(let payload): payload
        case .awardReceived(let payload): payload
        case .workPublished(let payload): payload
        case .statementMade(let payload): payload
        case .occasionHeld(let payload): payload
        case .attributeSet(let payload): payload
        case .relationHeld(let payload): payload
        case .sourceAdded(let payload): payload
        case .eventCorrected(let payload): payload
        case .eventRetracted(let payload): payload
        case .sourceDistrusted(let payload): payload
        case .entityMerged(let payload): payload
        case .eventRedacted(let payload): payload
        case .custom(let payload): payload
        }
    }
}
