import Annals

/// A tenure as it is meant once every correction is in: a plain row, for those who keep no events.
///
/// Days are numbers of civil days; nil bounds nothing. ``certainty(on:)`` says how it holds on a day.
public struct MeantTenure: Hashable, Sendable {
    public let organization: String
    public let person: String
    public let position: String
    public let startEarliest: Int?
    public let startLatest: Int?
    public let endEarliest: Int?
    public let endLatest: Int?
    public let isOpen: Bool

    /// How it holds on a day; nil where it does not.
    public func certainty(on day: Int) -> Certainty? {
        let isOverForSure = !isOpen && endLatest.map { $0 <= day } ?? false
        let isToComeForSure = startEarliest.map { $0 > day } ?? false
        if isOverForSure || isToComeForSure { return nil }
        let hasStarted = startLatest.map { $0 <= day } ?? false
        if hasStarted, isOpen || endEarliest.map({ $0 > day }) ?? false { return .certain }
        // It is over, and nobody says when: it may have been on any day since.
        return hasStarted && endLatest == nil && !isOpen ? .undated : .possible
    }
}

extension Workload {
    /// Every tenure as it is meant, organisation by organisation.
    public var meantTenures: some Sequence<MeantTenure> {
        (0..<plan.counts.tenures).lazy.map { self.plan.meaning(of: $0) }
    }

    /// The tenures of an organisation as they are meant.
    public func meantTenures(of organization: OrganizationIndex) -> [MeantTenure] {
        plan.sizes.tenures(of: organization.index).map { plan.meaning(of: $0) }
    }
}

extension Plan {
    func meaning(of index: Int) -> MeantTenure {
        let tenure = tenure(index)
        let position =
            switch tenure.position {
            case .title(let title): "\(Titles.all[title].title)"
            case .post(let post): posts.title(of: post)
            }
        let (organization, person) = (id(ofOrganization: tenure.organization).text, id(ofPerson: tenure.person).text)
        var start = Self.bounds(tenure.start.day, tenure.start.telling)
        // Nobody starts before the post or the organisation is there. Of every other start the bounds are later.
        if start.earliest == nil {
            start.earliest =
                if case .post(let post) = tenure.position { earliestCreation(of: post) } else {
                    earliestFounding(of: tenure.organization)
                }
        }
        var (startLatest, endEarliest, endLatest) = (start.latest, Int?.none, Int?.none)
        switch tenure.end {
        case .open: break
        case .unknown:
            // It lasted for a day at least.
            endEarliest = start.earliest.map { $0 + 1 }
        case .told(let day, let telling):
            let end = Self.bounds(day, telling)
            // Nothing ends before it starts.
            endEarliest = [end.earliest, start.earliest].compactMap { $0 }.max()
            endLatest = end.latest
            startLatest = [start.latest, end.latest].compactMap { $0 }.min()
        }
        return MeantTenure(
            organization: organization, person: person, position: position, startEarliest: start.earliest,
            startLatest: startLatest, endEarliest: endEarliest, endLatest: endLatest, isOpen: tenure.end == .open)
    }

    private static func bounds(_ day: Int, _ telling: Telling) -> (earliest: Int?, latest: Int?) {
        var line = LineWriter()
        line.write(day, telling)
        guard let date = try? EDTF(String(decoding: line.bytes, as: UTF8.self)) else { return (nil, nil) }
        return (date.widened.earliest?.number, date.widened.latest?.number)
    }
}
