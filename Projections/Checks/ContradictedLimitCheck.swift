import Events

/// A limit that leaves no way to place the dates of somebody's tenures in a seat (rule R6).
public struct ContradictedLimit: Hashable, Sendable {
    /// Whose, where, in which seat.
    public let key: TenureKey
    /// What the seat is called.
    public let title: String
    /// The limit that is left out.
    public let limit: TenureLimit
}

/// Finds limits that contradict the dates of tenures, and are left out there.
public enum ContradictedLimitCheck {
    /// The faults of an organisation.
    ///
    /// - Parameter besidesOutsideLife: Whether ``OutsideLifeCheck`` tells its part: a limit that one event alone is on
    ///   the wrong side of is then told there and not here.
    public static func findings(
        in organization: CheckedOrganization, besidesOutsideLife: Bool = false
    ) -> [Finding] {
        organization.keys.flatMap { key -> [Finding] in
            guard key.key.person != .unnamed else { return [] }
            let own = key.tenures.stints.flatMap(\.events)
            return key.tenures.contradictedLimits.compactMap { limit in
                if besidesOutsideLife, let entity = limit.kind.entity(of: key.key),
                    organization.events(own).contains(where: {
                        OutsideLifeCheck.dates($0, of: entity, outside: limit.kind, limit.range) != nil
                    })
                {
                    return nil
                }
                let title = organization.title(of: key.key.seat)
                let fault = ContradictedLimit(key: key.key, title: title, limit: limit)
                return Finding(
                    .contradictedLimit(fault), in: organization.id, about: [key.key.person],
                    events: own + limit.events, next: next(key, title, limit))
            }
        }
    }

    private static func next(_ key: KeyTenures, _ title: String, _ limit: TenureLimit) -> NextStep {
        if let position = key.key.seat.argument(calledSo: title) {
            return .explainTenure(person: key.key.person, organization: key.key.organization, position: position)
        }
        return limit.events.first.map { .correctDate(event: $0) } ?? .show(event: 0)
    }
}

extension TenureLimit.Kind {
    /// Whose birth, death, founding or dissolution bounds a key; nil for what bounds its seat.
    fileprivate func entity(of key: TenureKey) -> EntityID? {
        switch self {
        case .birth, .death: key.person
        case .founding, .dissolution: key.organization
        case .creation, .abolition: nil
        }
    }
}
