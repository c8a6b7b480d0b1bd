import Events

/// Finds tenures whose end is claimed and whose start is not.
public enum EndWithoutStartCheck {
    /// The faults of an organisation; a start without a date is a start.
    public static func findings(in organization: CheckedOrganization) -> [Finding] {
        let undated = undatedStarts(organization)
        return organization.keys.flatMap { key -> [Finding] in
            guard !key.key.person.isReserved, !undated.contains(key.key) else { return [] }
            return key.tenures.stints.indices.compactMap { index in
                let stint = key.tenures.stints[index]
                let claiming = organization.events(stint.endEvents).filter { $0.event.speaks(of: key.key.person) }
                guard !stint.isStartClaimed, stint.startEvents.isEmpty, !claiming.isEmpty else { return nil }
                let tenure = organization.tenure(key, index)
                return Finding(
                    .endWithoutStart(tenure), in: organization.id, about: [key.key.person], events: stint.events,
                    next: tenure.started)
            }
        }
    }

    /// The keys of which some event says that they started, and not when.
    private static func undatedStarts(_ organization: CheckedOrganization) -> Set<TenureKey> {
        var keys: Set<TenureKey> = []
        for effective in organization.events {
            guard case .positionStarted(let started) = effective.event.fact,
                effective.event.date?.isUndated ?? true
            else { continue }
            let seat = organization.seats.seat(post: started.post, position: started.position, kind: started.kind)
            keys.insert(TenureKey(person: started.person, organization: organization.id, seat: seat))
        }
        return keys
    }
}
