import Events

/// Somebody seen in a position outside every tenure that a date bounds.
public struct UnplacedSighting: Hashable, Sendable {
    /// The tenure that the sightings make by themselves (rule R5).
    public let tenure: CheckedTenure
    /// When they were made.
    public let sightings: [DatedClaim]
    /// Whether other tenures of the key are dated: then these fall in a gap between them.
    public let isInGap: Bool
}

/// Finds sightings outside every dated tenure: they make a stint of their own that nothing dates.
public enum UnplacedSightingCheck {
    /// The faults of an organisation.
    public static func findings(in organization: CheckedOrganization) -> [Finding] {
        organization.keys.flatMap { key -> [Finding] in
            guard !key.key.person.isReserved else { return [] }
            return key.tenures.stints.indices.compactMap { index in
                let stint = key.tenures.stints[index]
                guard stint.startEvents.isEmpty, stint.endEvents.isEmpty, !stint.isStartClaimed, !stint.isEndClaimed
                else { return nil }
                let sightings = organization.events(stint.events).compactMap { effective -> DatedClaim? in
                    guard case .positionHeld = effective.event.fact, let date = effective.event.date,
                        date.interval == nil
                    else { return nil }
                    return DatedClaim(DayRange(date.widened), event: effective.seq)
                }
                guard !sightings.isEmpty else { return nil }
                let tenure = organization.tenure(key, index)
                let sighting = UnplacedSighting(
                    tenure: tenure, sightings: sightings, isInGap: key.tenures.stints.count > 1)
                return Finding(
                    .unplacedSighting(sighting), in: organization.id, about: [key.key.person],
                    events: sightings.map(\.event), next: tenure.started)
            }
        }
    }
}
