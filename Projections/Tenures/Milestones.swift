import Events

/// What bounds all tenures: births and deaths, foundings and dissolutions, posts created and abolished (rule R6).
public struct Milestones: Hashable, Sendable {
    private var claims: [Subject: [TenureLimit.Kind: [MomentClaim]]] = [:]

    private enum Subject: Hashable, Sendable {
        case entity(EntityID)
        case seat(EntityID, Seat)
    }

    /// Reads the milestones among events; others are ignored. The order does not matter.
    public init(_ events: some Sequence<EffectiveEvent> = []) {
        var posts: [EntityID: [EffectiveEvent]] = [:]
        for effective in events {
            if let organization = Mentioned.postOrganization(in: effective.event) {
                posts[organization, default: []].append(effective)
            } else {
                add(effective)
            }
        }
        for (organization, events) in posts {
            let seats = SeatNames(events)
            for effective in events { add(effective, of: organization, seats) }
        }
    }

    /// Whether an event bounds the tenures of a person or an organisation.
    public static let entityTypes = [
        PersonBorn.type, PersonDied.type, OrganizationFounded.type, OrganizationDissolved.type,
    ]

    private mutating func add(_ effective: EffectiveEvent) {
        switch effective.event.fact {
        case .personBorn(let birth): note(.entity(birth.person), .birth, effective)
        case .personDied(let death): note(.entity(death.person), .death, effective)
        case .organizationFounded(let founding): note(.entity(founding.organization), .founding, effective)
        case .organizationDissolved(let end): note(.entity(end.organization), .dissolution, effective)
        default: break
        }
    }

    private mutating func add(_ effective: EffectiveEvent, of organization: EntityID, _ seats: SeatNames) {
        switch effective.event.fact {
        case .postCreated(let post):
            let seat = seats.seat(post: post.post, position: post.position, kind: nil)
            note(.seat(organization, seat), .creation, effective)
        case .postAbolished(let post):
            let seat = seats.seat(post: post.post, position: post.position, kind: nil)
            note(.seat(organization, seat), .abolition, effective)
        default: break
        }
    }

    private mutating func note(_ subject: Subject, _ kind: TenureLimit.Kind, _ effective: EffectiveEvent) {
        guard let date = effective.event.date, let claim = ClaimReading.moment(date, of: effective) else { return }
        let known = claims[subject]?[kind] ?? []
        // An event can come twice where it is found through two of the ids that it names.
        guard !known.contains(where: { $0.event == claim.event }) else { return }
        claims[subject, default: [:]][kind] = known + [claim]
    }

    /// The limits of one key: the person's, the organisation's and the seat's.
    public func limits(of key: TenureKey) -> [TenureLimit] {
        let subjects: [Subject] = [
            .entity(key.person), .entity(key.organization), .seat(key.organization, key.seat),
        ]
        return subjects.flatMap(limits)
    }

    /// Birth and death of a person, founding and dissolution of an organisation, in this order.
    public func limits(of entity: EntityID) -> [TenureLimit] { limits(of: .entity(entity)) }

    /// The seats of an organisation that other milestones bound otherwise.
    func seats(limitedOtherwiseIn other: Milestones, of organization: EntityID) -> Set<Seat> {
        let subjects = Set(claims.keys).union(other.claims.keys).filter { claims[$0] != other.claims[$0] }
        return Set(
            subjects.compactMap { subject in
                guard case .seat(organization, let seat) = subject else { return nil }
                return seat
            })
    }

    private func limits(of subject: Subject) -> [TenureLimit] {
        (claims[subject] ?? [:]).sorted { $0.key < $1.key }.compactMap { TenureLimit($0.key, claims: $0.value) }
    }
}
