import Events

/// A fault that a check found, with the events behind it and what to do next.
public struct Finding: Hashable, Sendable {
    /// What is wrong.
    public let fault: Fault
    /// The organisation that it is about; nil where it is about none.
    public let organization: EntityID?
    /// The people that it is about, without `unnamed` and `nobody`.
    public let people: [EntityID]
    /// The events behind it, as places in the log, ascending.
    public let events: [Int]
    /// What to do next.
    public let next: NextStep

    /// Creates a finding; its events and people are sorted and made distinct.
    public init(
        _ fault: Fault, in organization: EntityID? = nil, about people: [EntityID] = [], events: [Int], next: NextStep
    ) {
        self.fault = fault
        self.organization = organization
        self.people = Set(people.filter { !$0.isReserved }).sorted()
        self.events = Set(events).sorted()
        self.next = next
    }

    /// What sort of fault it is.
    public var kind: FindingKind { fault.kind }

    /// The order in which findings are told: by kind, then by what they are about.
    public static func precedes(_ first: Finding, _ second: Finding) -> Bool {
        if first.kind != second.kind { return first.kind < second.kind }
        if case (.expectation(let one), .expectation(let other)) = (first.fault, second.fault) {
            return one.expectation.line < other.expectation.line
        }
        let ids = (first.ids, second.ids)
        if ids.0 != ids.1 { return ids.0.lexicographicallyPrecedes(ids.1) }
        return first.events.lexicographicallyPrecedes(second.events)
    }

    /// What is about no organisation comes last.
    private var ids: [String] { [organization?.text ?? "~"] + people.map(\.text) }
}

/// What is wrong, kind by kind.
public indirect enum Fault: Hashable, Sendable {
    case expectation(UnmetExpectation)
    case dispute(Dispute)
    case twoHolders(TooManyHolders)
    case overlap(OverlappingTenures)
    case outsideLife(EventsOutsideLife)
    case contradictedLimit(ContradictedLimit)
    case reportingCycle(ReportingCycle)
    case danglingReport(DanglingReport)
    case endWithoutStart(CheckedTenure)
    case unplacedSighting(UnplacedSighting)
    case unsourced(SupportedFacts)
    case singleSource(SupportedFacts, source: EntityID)

    /// What sort of fault it is.
    public var kind: FindingKind {
        switch self {
        case .expectation: .expectation
        case .dispute: .dispute
        case .twoHolders: .twoHolders
        case .overlap: .overlap
        case .outsideLife: .outsideLife
        case .contradictedLimit: .contradictedLimit
        case .reportingCycle: .reportingCycle
        case .danglingReport: .danglingReport
        case .endWithoutStart: .endWithoutStart
        case .unplacedSighting: .unplacedSighting
        case .unsourced: .unsourced
        case .singleSource: .singleSource
        }
    }
}

/// What to do about a finding.
public enum NextStep: Hashable, Sendable {
    /// Look at what makes the holders of a position on a day.
    case explainPosition(String, organization: EntityID, day: Int?)
    /// Look at what makes the tenures of somebody in a position.
    case explainTenure(person: EntityID, organization: EntityID, position: String)
    /// Look at an event.
    case show(event: Int)
    /// Look at what was recorded of somebody or something, of one type.
    case list(subject: EntityID, type: String)
    /// Put right the date of an event.
    case correctDate(event: Int)
    /// Put right what an event says of a superior.
    case correctSuperior(event: Int)
    /// Take one of several events back.
    case retract(event: Int)
    /// Record when a tenure began.
    case recordStart(TenureKey, title: String, isActing: Bool)
    /// Record the same event again, citing another source.
    case citeAgain(event: Int)
}
