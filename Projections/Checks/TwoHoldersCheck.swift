import Chronology
import Events

/// More holders of a seat on one day than it can have.
public struct TooManyHolders: Hashable, Sendable {
    /// The seat.
    public let seat: Seat
    /// What it is called.
    public let title: String
    /// Where.
    public let organization: EntityID
    /// How many can hold it at once; nil where no source says, which a stated vacancy contradicts all the same.
    public let seats: Int?
    /// Those who are certain within the days, by id.
    public let holders: [EntityID]
    /// The most of them on one day.
    public let most: Int
    /// Whether a source says that the seat was vacant then.
    public let isSaidVacant: Bool
    /// The days on each of which there are too many.
    public let days: DaySpan
}

/// Finds seats that more people hold for certain than can.
public enum TwoHoldersCheck {
    /// The faults of an organisation's seats; O(t log t) in the tenures.
    ///
    /// - Parameter told: Overlaps that are told already: two holders of one seat who are told there are not told again.
    public static func findings(in organization: CheckedOrganization, told: [Finding] = []) -> [Finding] {
        var toldPairs: [Seat: [Set<EntityID>]] = [:]
        for finding in told {
            guard case .overlap(let overlap) = finding.fault else { continue }
            toldPairs[overlap.first.key.seat, default: []]
                .append([overlap.first.key.person, overlap.second.key.person])
        }
        return organization.orderedSeats.flatMap { seat in
            findings(of: seat, organization).filter { finding in
                guard case .twoHolders(let fault) = finding.fault, !fault.isSaidVacant else { return true }
                return !(toldPairs[seat] ?? []).contains(Set(fault.holders))
            }
        }
    }

    private static func findings(of seat: Seat, _ organization: CheckedOrganization) -> [Finding] {
        let keys = organization.bySeat[seat] ?? []
        let seats = organization.posts[seat]?.seatCount
        let vacancies = keys.filter { $0.key.person == .nobody }
        let holders = keys.filter { !$0.key.person.isReserved }
        var findings: [Finding] = []
        if let seats, holders.count > seats { findings += faults(seat, holders, seats, nil, organization) }
        // A vacant board seat says nothing of the others; a vacant title does where it is not said to have several.
        if let vacancy = vacancies.first, seat.isOneByNature || seats != nil {
            findings += faults(seat, holders, (seats ?? 1) - 1, vacancy, organization)
        }
        return findings
    }

    /// The days on which more hold a seat than `allowed`, those of a vacancy alone where there is one.
    private static func faults(
        _ seat: Seat, _ holders: [KeyTenures], _ allowed: Int, _ vacancy: KeyTenures?,
        _ organization: CheckedOrganization
    ) -> [Finding] {
        let vacant = vacancy.map(organization.certainDays)
        let certain = holders.map { key in
            let days = organization.certainDays(key)
            return (key: key, days: vacant.map { days.shared(with: $0) } ?? days)
        }
        return crowded(certain.map(\.days), allowed).map { days, most in
            let present = certain.filter { entry in entry.days.contains { $0.overlaps(days) } }.map(\.key)
            let fault = TooManyHolders(
                seat: seat, title: organization.title(of: seat), organization: organization.id,
                seats: organization.posts[seat]?.seatCount, holders: present.map(\.key.person), most: most,
                isSaidVacant: vacancy != nil, days: DaySpan(days, today: organization.today))
            let events = (present + [vacancy].compactMap(\.self)).flatMap { $0.events(within: days) }
            return Finding(
                .twoHolders(fault), in: organization.id, about: fault.holders, events: events,
                next: organization.explain(seat, on: days.lowerBound, otherwise: events))
        }
    }

    /// The spans of days in which more than `allowed` are there, each with the most at once.
    static func crowded(_ present: [[Range<Int>]], _ allowed: Int) -> [(days: Range<Int>, most: Int)] {
        var steps: [(day: Int, change: Int)] = []
        for days in present.joined() { steps += [(days.lowerBound, 1), (days.upperBound, -1)] }
        // On one day those who leave go before those who come: tenures are half-open.
        steps.sort { ($0.day, $0.change) < ($1.day, $1.change) }
        var crowded: [(days: Range<Int>, most: Int)] = []
        var (count, most) = (0, 0)
        var first: Int?
        for (index, step) in steps.enumerated() {
            count += step.change
            guard index + 1 == steps.count || steps[index + 1].day > step.day else { continue }
            if count > allowed {
                first = first ?? step.day
                most = max(most, count)
            } else if let start = first {
                crowded.append((start..<step.day, most))
                (first, most) = (nil, 0)
            }
        }
        return crowded
    }
}

extension Seat {
    /// Whether one holds it unless something says otherwise: membership is for many.
    var isOneByNature: Bool {
        if case .membership = self { return false }
        return true
    }
}

extension KeyTenures {
    /// The events behind the stints that can hold within days.
    func events(within days: Range<Int>) -> [Int] {
        tenures.stints.filter { $0.start.earliest < days.upperBound && $0.end.latest > days.lowerBound }
            .flatMap(\.events)
    }
}
