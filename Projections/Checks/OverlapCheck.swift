import Chronology
import Events

/// Two tenures that cannot both be.
public struct OverlappingTenures: Hashable, Sendable {
    /// Why not.
    public enum Reason: Hashable, Sendable {
        /// The second succeeds the first, who is still there.
        case succession
        /// The second is an interim holder of a post that has one seat, and the first holds it.
        case interim
    }

    /// Why they cannot both be.
    public let reason: Reason
    /// The predecessor, or the permanent holder.
    public let first: CheckedTenure
    /// The successor, or the interim holder.
    public let second: CheckedTenure
    /// The days on which both are certain.
    public let days: DaySpan
}

/// Finds tenures that cannot both be.
///
/// Stints of one person in one seat need no check: they follow one another by the rules they are made by (R2, R4).
public enum OverlapCheck {
    /// The faults of an organisation; O(n + t²) in its events and in the tenures of a post with one seat.
    public static func findings(in organization: CheckedOrganization) -> [Finding] {
        successions(organization) + interims(organization)
    }

    // MARK: - Predecessors who stay

    private static func successions(_ organization: CheckedOrganization) -> [Finding] {
        let keys = Dictionary(organization.keys.map { ($0.key, $0) }) { first, _ in first }
        var told: Set<TenurePair> = []
        var findings: [Finding] = []
        for effective in organization.events {
            guard let succession = Succession(effective, organization.seats),
                succession.person != succession.predecessor,
                let successor = keys[succession.key(of: succession.person, organization.id)],
                let predecessor = keys[succession.key(of: succession.predecessor, organization.id)],
                let index = successor.tenures.stints.firstIndex(where: { $0.events.contains(effective.seq) })
            else { continue }
            let taken = successor.tenures.stints[index]
            for (stayed, stint) in predecessor.tenures.stints.enumerated() {
                // Who had the seat before the successor can have taken it is who was succeeded.
                guard stint.start.latest <= taken.start.earliest, stint.start.latest < taken.start.latest,
                    let days = overlap(stint, taken, organization.today),
                    told.insert(TenurePair(predecessor.key, stayed, successor.key, index)).inserted
                else { continue }
                findings.append(
                    finding(
                        .succession, organization.tenure(predecessor, stayed), organization.tenure(successor, index),
                        days, organization))
            }
        }
        return findings
    }

    /// The days on which a predecessor is certain although the successor surely has the seat; nil where there are none.
    private static func overlap(_ stint: Stint, _ taken: Stint, _ today: CivilDay) -> Range<Int>? {
        let limit = DayRange.day(today.number, plus: 1)
        guard let before = stint.certainDays(before: limit), let after = taken.certainDays(before: limit) else {
            return nil
        }
        let days = before.clamped(to: after)
        return days.isEmpty ? nil : days
    }

    // MARK: - Interim holders beside permanent ones

    /// One finding an interim holder: of several permanent ones beside it the first.
    private static func interims(_ organization: CheckedOrganization) -> [Finding] {
        organization.orderedSeats.flatMap { seat -> [Finding] in
            guard organization.posts[seat]?.seatCount == 1 else { return [] }
            let stints = (organization.bySeat[seat] ?? []).filter { !$0.key.person.isReserved }
                .flatMap { key in key.tenures.stints.indices.map { organization.tenure(key, $0) } }
            let permanent = stints.filter { $0.stint.kind == .permanent }
                .sorted { $0.stint.start.latest < $1.stint.start.latest }
            return stints.filter { $0.stint.kind == .acting }.compactMap { acting -> Finding? in
                for holder in permanent where holder.key.person != acting.key.person {
                    if holder.stint.start.latest >= acting.stint.end.earliest { return nil }
                    guard let days = overlap(holder.stint, acting.stint, organization.today) else { continue }
                    return finding(.interim, holder, acting, days, organization)
                }
                return nil
            }
        }
    }

    private static func finding(
        _ reason: OverlappingTenures.Reason, _ first: CheckedTenure, _ second: CheckedTenure, _ days: Range<Int>,
        _ organization: CheckedOrganization
    ) -> Finding {
        let overlap = OverlappingTenures(
            reason: reason, first: first, second: second, days: DaySpan(days, today: organization.today))
        let events = first.stint.events + second.stint.events
        return Finding(
            .overlap(overlap), in: organization.id, about: [first.key.person, second.key.person], events: events,
            next: organization.explain(first.key.seat, on: days.lowerBound, otherwise: events))
    }

    private struct TenurePair: Hashable {
        let first: TenureKey
        let firstStint: Int
        let second: TenureKey
        let secondStint: Int

        init(_ first: TenureKey, _ firstStint: Int, _ second: TenureKey, _ secondStint: Int) {
            (self.first, self.firstStint, self.second, self.secondStint) = (first, firstStint, second, secondStint)
        }
    }
}

/// Who succeeded whom in which seat, by one event.
private struct Succession {
    let person: EntityID
    let predecessor: EntityID
    let seat: Seat

    init?(_ effective: EffectiveEvent, _ seats: SeatNames) {
        switch effective.event.fact {
        case .positionStarted(let started):
            guard let succeeded = started.succeeds else { return nil }
            (person, predecessor) = (started.person, succeeded)
            seat = seats.seat(post: started.post, position: started.position, kind: started.kind)
        case .positionHeld(let held):
            guard let succeeded = held.succeeds else { return nil }
            (person, predecessor) = (held.person, succeeded)
            seat = seats.seat(post: held.post, position: held.position, kind: held.kind)
        default:
            return nil
        }
    }

    func key(of person: EntityID, _ organization: EntityID) -> TenureKey {
        TenureKey(person: person, organization: organization, seat: seat)
    }
}
