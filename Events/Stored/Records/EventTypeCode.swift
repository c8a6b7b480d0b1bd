/// A type of event as a number, which stands for it where events are kept by the million.
///
/// The numbers are written into files: none is ever given to another type.
public enum EventTypeCode: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case personIntroduced = 1
    case personBorn = 2
    case personDied = 3
    case personRenamed = 4
    case organizationIntroduced = 5
    case organizationFounded = 6
    case organizationRenamed = 7
    case organizationAcquired = 8
    case organizationDissolved = 9
    case organizationTransferred = 10
    case postCreated = 11
    case postChanged = 12
    case postAbolished = 13
    case positionStarted = 14
    case positionEnded = 15
    case positionHeld = 16
    case awardReceived = 17
    case workPublished = 18
    case statementMade = 19
    case occasionHeld = 20
    case attributeSet = 21
    case relationHeld = 22
    case sourceAdded = 23
    case eventCorrected = 24
    case eventRetracted = 25
    case sourceDistrusted = 26
    case entityMerged = 27
    case eventRedacted = 28
    /// Any type of the user's own.
    case custom = 29

    /// The code of what an event says.
    public init(_ fact: Fact) {
        self = Self.codes[fact.type] ?? .custom
    }

    /// The code of a type's name; nil for a name that no event can have.
    public init?(type: String) {
        if let code = Self.codes[type] {
            self = code
        } else if CustomFact.isTypeName(type) {
            self = .custom
        } else {
            return nil
        }
    }

    /// Whether events of the type speak of tenures.
    public var isPosition: Bool { self == .positionStarted || self == .positionEnded || self == .positionHeld }

    /// Whether events of the type are about other events, sources or ids rather than about the world.
    public var isEvidence: Bool { (Self.sourceAdded.rawValue...Self.eventRedacted.rawValue).contains(rawValue) }

    /// The type's name; nil for types of the user's own, which have many.
    public var type: String? {
        self == .custom ? nil : EventCatalog.types[Int(rawValue) - 1].type
    }

    private static let codes = Dictionary(
        uniqueKeysWithValues: allCases.compactMap { code in code.type.map { ($0, code) } })
}
