import Chronology
import Events

/// Who, where, in which seat: what a tenure is a tenure of.
public struct TenureKey: Hashable, Sendable, Comparable {
    /// The holder; `nobody` where the seat was vacant.
    public let person: EntityID
    /// The organisation.
    public let organization: EntityID
    /// The seat.
    public let seat: Seat

    /// Creates a key.
    public init(person: EntityID, organization: EntityID, seat: Seat) {
        self.person = person
        self.organization = organization
        self.seat = seat
    }

    /// Orders by organisation, person, seat.
    public static func < (first: TenureKey, second: TenureKey) -> Bool {
        (first.organization, first.person, first.seat) < (second.organization, second.person, second.seat)
    }
}

/// What the sources say of a stint besides its dates; where they differ, the last recorded stands.
public struct StintDetails: Hashable, Sendable {
    /// The title as a source has it.
    public var position: String?
    /// What sort of position it is.
    public var kind: PositionKind?
    /// What or where it is for.
    public var area: String?
    /// Whom the holder sits for.
    public var onBehalfOf: EntityID?
    /// A post, a title or a person that the holder reports to.
    public var reportsTo: String?
    /// How it started.
    public var howStarted: StartManner?
    /// How it ended.
    public var howEnded: EndManner?

    /// Creates details of which nothing is known.
    public init() {}

    /// Adds what one event says, over what was there.
    mutating func add(_ event: Event) {
        switch event.fact {
        case .positionStarted(let started):
            position = started.position ?? position
            kind = started.kind ?? kind
            area = started.area ?? area
            onBehalfOf = started.onBehalfOf ?? onBehalfOf
            reportsTo = started.reportsTo ?? reportsTo
            howStarted = started.how ?? howStarted
        case .positionHeld(let held):
            position = held.position ?? position
            kind = held.kind ?? kind
            area = held.area ?? area
            onBehalfOf = held.onBehalfOf ?? onBehalfOf
            reportsTo = held.reportsTo ?? reportsTo
            howStarted = held.howStarted ?? howStarted
            howEnded = held.howEnded ?? howEnded
        case .positionEnded(let ended):
            position = position ?? ended.position
            kind = kind ?? ended.kind
            howEnded = ended.how ?? howEnded
        default:
            break
        }
    }
}

/// The tenures of one key with what the sources say of them.
public struct KeyTenures: Hashable, Sendable {
    /// Whose, where, in which seat.
    public let key: TenureKey
    /// The stints and the days that hold in any case.
    public let tenures: SeatTenures
    /// For each stint, what the sources say besides its dates.
    public let details: [StintDetails]

    /// Creates the tenures of a key.
    public init(key: TenureKey, tenures: SeatTenures, details: [StintDetails]) {
        self.key = key
        self.tenures = tenures
        self.details = details
    }
}
