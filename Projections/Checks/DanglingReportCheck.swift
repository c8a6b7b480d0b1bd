import Events

/// Reports to something that is not there.
public struct DanglingReport: Hashable, Sendable {
    /// Why it is not there.
    public enum Reason: String, Hashable, Sendable {
        /// Nothing in the organisation is called so at any time.
        case unknown
        /// The post is created later.
        case notYet = "not_yet"
        /// The post is abolished by then.
        case abolished
        /// Nobody can hold it then, and no event says that it stands; of a person: they can hold nothing there then.
        case notHeld = "not_held"
    }

    /// What is reported to, as events say.
    public let superior: String
    /// Why it is not there.
    public let reason: Reason
    /// Who or what reports.
    public let reporters: [Reporter]
    /// The first days on which one of them does, and it is not there.
    public let days: DaySpan
}

/// Finds reports to something that never is in the organisation, or is not there while the report certainly holds.
public enum DanglingReportCheck {
    /// The faults of an organisation, one for each superior and reason.
    ///
    /// - Parameter isElsewhere: Whether somebody can hold something in another organisation within days: a superior in
    ///   a parent company is no fault.
    public static func findings(
        in organization: CheckedOrganization, isElsewhere: (EntityID, Range<Int>) throws -> Bool = { _, _ in false }
    ) rethrows -> [Finding] {
        var groups: [Group: [(line: ReportingLine, days: Range<Int>)]] = [:]
        for line in ReportingLines(organization).lines {
            guard let (reason, days) = absence(of: line, organization) else { continue }
            if let person = EntityID(line.superior), line.to == nil || line.to == .person(person),
                try isElsewhere(person, line.days)
            {
                continue
            }
            groups[Group(superior: line.superior, reason: reason), default: []].append((line, days))
        }
        return groups.map { group, faults in
            let ordered = faults.sorted {
                ($0.days.lowerBound, $0.line.event) < ($1.days.lowerBound, $1.line.event)
            }
            var seen: Set<Reporter> = []
            let reporters = ordered.map { organization.reporter($0.line.from) }.filter { seen.insert($0).inserted }
            let report = DanglingReport(
                superior: group.superior, reason: group.reason, reporters: reporters,
                days: DaySpan(ordered[0].days, today: organization.today))
            let people = ordered.compactMap { fault -> EntityID? in
                if case .holder(let person, _) = fault.line.from { return person }
                return nil
            }
            return Finding(
                .danglingReport(report), in: organization.id, about: people, events: ordered.map(\.line.event),
                next: .correctSuperior(event: ordered[0].line.event))
        }
    }

    private struct Group: Hashable {
        let superior: String
        let reason: DanglingReport.Reason
    }

    /// Why and when what a line leads to is not there; nil where it can be, all the time.
    private static func absence(
        of line: ReportingLine, _ organization: CheckedOrganization
    ) -> (DanglingReport.Reason, Range<Int>)? {
        switch line.to {
        case nil:
            return (.unknown, line.days)
        case .person(let person), .holder(let person, _):
            let there = (organization.seatsByPerson[person] ?? []).flatMap(\.tenures.possibleDays).united
            return [line.days].shared(with: there).isEmpty ? (.notHeld, line.days) : nil
        case .seat(let seat):
            return absence(of: seat, line.days, organization)
        }
    }

    private static func absence(
        of seat: Seat, _ days: Range<Int>, _ organization: CheckedOrganization
    ) -> (DanglingReport.Reason, Range<Int>)? {
        let held = (organization.bySeat[seat] ?? []).flatMap(\.tenures.possibleDays)
        guard let post = organization.posts[seat], post.created != nil || post.abolished != nil else {
            // A title stands as long as it is held; that it is vacant for a time is no fault.
            let isKnown = organization.posts[seat] != nil
            return isKnown || ![days].shared(with: held.united).isEmpty ? nil : (.notHeld, days)
        }
        let first = post.created?.earliest ?? DayRange.past
        let stands = first..<max(first, post.abolished?.latest ?? DayRange.future)
        guard let missing = (held + [stands]).united.missing(from: days).first else { return nil }
        return (missing.lowerBound < first ? .notYet : .abolished, missing)
    }
}
