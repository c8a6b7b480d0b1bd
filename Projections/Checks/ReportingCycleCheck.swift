import Events

/// Who or what a report is from.
public enum Reporter: Hashable, Sendable {
    /// A seat, by its title.
    case position(String)
    /// Somebody in a seat, by its title.
    case holder(EntityID, position: String)
    /// An organisation, which is part of another.
    case organization(EntityID)
}

/// A circle of reports, or of organisations that are part of one another.
public struct ReportingCycle: Hashable, Sendable {
    /// One report of the circle.
    public struct Link: Hashable, Sendable {
        /// Who or what reports.
        public let reporter: Reporter
        /// To what, as the event says.
        public let superior: String
        /// The event that says so: its place in the log.
        public let event: Int
    }

    /// The reports, each to the next.
    public let links: [Link]
    /// The days on which all of them certainly hold.
    public let days: DaySpan
}

/// Finds circles of reports that certainly hold on some day.
public enum ReportingCycleCheck {
    /// The circles in an organisation.
    ///
    /// Linear where there are none; of those that share a report on a day, one is told.
    public static func findings(in organization: CheckedOrganization) -> [Finding] {
        let lines = ReportingLines(organization).lines
        guard !lines.isEmpty else { return [] }
        let graph = DatedGraph(edges(lines, organization))
        return graph.cycles().map { edges, days in
            let reports = edges.compactMap { edge in edge.line.map { lines[$0] } }
            let links = reports.map { line in
                ReportingCycle.Link(
                    reporter: organization.reporter(line.from), superior: line.superior, event: line.event)
            }
            let people = reports.compactMap { line -> EntityID? in
                if case .holder(let person, _) = line.from { return person }
                return nil
            }
            let cycle = ReportingCycle(links: links, days: DaySpan(days, today: organization.today))
            return Finding(
                .reportingCycle(cycle), in: organization.id, about: people, events: links.map(\.event),
                next: .correctSuperior(event: links.map(\.event).max() ?? 0))
        }
    }

    /// The reports as edges, and what connects a seat with its only holder, and a person with their only seat.
    private static func edges(
        _ lines: [ReportingLine], _ organization: CheckedOrganization
    ) -> [DatedGraph<ReportingNode>.Edge] {
        var edges: [DatedGraph<ReportingNode>.Edge] = []
        var seats: Set<Seat> = []
        var people: Set<EntityID> = []
        for (index, line) in lines.enumerated() {
            guard let to = line.to else { continue }
            edges.append(.init(from: line.from, to: to, days: line.days, line: index))
            switch to {
            case .seat(let seat): seats.insert(seat)
            case .person(let person): people.insert(person)
            case .holder: break
            }
        }
        for person in people.sorted() {
            for (key, days) in organization.onlySeats(of: person) {
                seats.insert(key.key.seat)
                edges += days.map { .init(from: .person(person), to: .holder(person, key.key.seat), days: $0) }
                // Who has no superior of their own has that of the seat.
                guard key.details.allSatisfy({ $0.reportsTo == nil }) else { continue }
                edges += days.map { .init(from: .holder(person, key.key.seat), to: .seat(key.key.seat), days: $0) }
            }
        }
        for seat in seats.sorted() where organization.posts[seat]?.datedSuperiors.isEmpty ?? true {
            for (key, days) in organization.onlyHolders(of: seat) {
                edges += days.map { .init(from: .seat(seat), to: .holder(key.key.person, seat), days: $0) }
            }
        }
        return edges
    }
}

extension CheckedOrganization {
    func reporter(_ node: ReportingNode) -> Reporter {
        switch node {
        case .seat(let seat): .position(title(of: seat))
        case .person(let person): .holder(person, position: "")
        case .holder(let person, let seat): .holder(person, position: title(of: seat))
        }
    }

    /// For each seat of a person the days on which it is certainly the only one that they can have here.
    ///
    /// Plain membership is no place in the reporting lines and is passed over.
    fileprivate func onlySeats(of person: EntityID) -> [(key: KeyTenures, days: [Range<Int>])] {
        alone((seatsByPerson[person] ?? []).filter { $0.key.seat.isOneByNature })
    }

    /// For each holder of a seat the days on which they are certainly the only one.
    fileprivate func onlyHolders(of seat: Seat) -> [(key: KeyTenures, days: [Range<Int>])] {
        alone(bySeat[seat] ?? []).filter { !$0.key.key.person.isReserved }
    }

    private func alone(_ keys: [KeyTenures]) -> [(key: KeyTenures, days: [Range<Int>])] {
        // Where many hold a seat hardly a day is one's alone, and which it is costs the square of their number.
        guard keys.count <= 100 else { return [] }
        return keys.map { key in
            let others = keys.filter { $0.key != key.key }.flatMap(\.tenures.possibleDays).united
            return (key, certainDays(key).flatMap { others.missing(from: $0) })
        }
    }
}

extension DatedValues {
    /// Whether nothing is said.
    var isEmpty: Bool { initial == nil && changes.isEmpty }
}
