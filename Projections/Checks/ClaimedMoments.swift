import Chronology
import Events

/// The dates that events give for moments, as findings show them.
enum ClaimedMoments {
    /// The date that an event gives for the start of its tenure; nil where it dates none.
    static func start(_ effective: EffectiveEvent) -> DatedClaim? {
        guard let date = effective.event.date else { return nil }
        guard let interval = date.interval else { return claim(date, effective) }
        return point(interval.start).flatMap { claim($0, effective) }
    }

    /// The date that an event gives for the end of its tenure; nil where it dates none.
    static func end(_ effective: EffectiveEvent) -> DatedClaim? {
        guard let date = effective.event.date else { return nil }
        guard let interval = date.interval else { return claim(date, effective) }
        return point(interval.end).flatMap { claim($0, effective) }
    }

    /// A date as a claim; nil where it says nothing.
    static func claim(_ date: EDTF, _ effective: EffectiveEvent) -> DatedClaim? {
        ClaimReading.moment(date, of: effective).map { DatedClaim($0.range, event: $0.event) }
    }

    private static func point(_ endpoint: EDTF.Endpoint) -> EDTF? {
        if case .date(let date) = endpoint { return date }
        return nil
    }
}

/// A birth, death, founding, dissolution, creation or abolition, as its claims have it.
public struct LifeMoment: Hashable, Sendable {
    /// Which it is.
    public let kind: TenureLimit.Kind
    /// The days on which it may have fallen, all claims weighed.
    public let range: DayRange
    /// Whether the claims disagree.
    public let isDisputed: Bool
    /// What each event says.
    public let claims: [DatedClaim]

    init?(_ kind: TenureLimit.Kind, _ events: [EffectiveEvent]) {
        let moments = events.compactMap { effective in
            effective.event.date.flatMap { ClaimReading.moment($0, of: effective) }
        }
        guard let bounds = MomentBounds(moments) else { return nil }
        self.kind = kind
        range = bounds.range
        isDisputed = bounds.isDisputed
        claims = moments.map { DatedClaim($0.range, event: $0.event) }.sorted { $0.event < $1.event }
    }
}

extension TenureLimit.Kind {
    /// The type of the events that give such a limit.
    var eventType: String {
        switch self {
        case .birth: PersonBorn.type
        case .founding: OrganizationFounded.type
        case .creation: PostCreated.type
        case .death: PersonDied.type
        case .dissolution: OrganizationDissolved.type
        case .abolition: PostAbolished.type
        }
    }

    /// Whether it bounds starts; otherwise it bounds ends.
    public var isBeginning: Bool { self < .death }
}
