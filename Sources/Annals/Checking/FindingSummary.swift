import Chronology
import Events
import Projections

/// Writes what is wrong in one sentence, for whoever prints findings.
///
/// Events are named by their places in the log, `#12`.
public struct FindingSummary {
    private let name: (EntityID) -> String
    private let date: (DayRange) -> String

    /// Creates a writer of sentences.
    ///
    /// - Parameters:
    ///   - name: What somebody or something is called.
    ///   - date: How the days of a moment are written; EDTF, if left out.
    public init(name: @escaping (EntityID) -> String, date: @escaping (DayRange) -> String = FindingSummary.edtf) {
        self.name = name
        self.date = date
    }

    /// Days as EDTF; a question mark where nothing bounds them.
    public static func edtf(_ range: DayRange) -> String { EDTF.spanning(range.bounds)?.text ?? "?" }

    /// What is wrong, without a full stop.
    public func text(_ fault: Fault) -> String {
        switch fault {
        case .expectation(let unmet): expectation(unmet)
        case .dispute(let dispute): self.dispute(dispute)
        case .twoHolders(let crowd): twoHolders(crowd)
        case .overlap(let overlap): self.overlap(overlap)
        case .outsideLife(let outside): outsideLife(outside)
        case .contradictedLimit(let limit): contradictedLimit(limit)
        case .reportingCycle(let cycle):
            cycle.links.map { "\(reporter($0.reporter)) \(verb($0.reporter)) \(superior($0)) (#\($0.event))" }
                .joined(separator: ", ") + days(cycle.days)
        case .danglingReport(let report): dangling(report)
        case .endWithoutStart(let tenure):
            "\(self.tenure(tenure)): ended \(ended(tenure.stint)), and no source says since when"
        case .unplacedSighting(let sighting): self.sighting(sighting)
        case .unsourced(let facts): "\(self.facts(facts.subject)): no source"
        case .singleSource(let facts, let source): "\(self.facts(facts.subject)): only \(source)"
        }
    }

    // MARK: - Kind by kind

    private func expectation(_ unmet: UnmetExpectation) -> String {
        let expected = unmet.expectation
        let holders = unmet.holders.map { holder -> String in
            let who = holder.person == .nobody ? "vacant" : person(holder.person)
            return "\(who) (\(holder.certainty.rawValue)\(holder.isActing ? ", acting" : ""))"
        }
        let acting = expected.isActing.map { $0 ? ", acting" : ", not acting" } ?? ""
        let who = person(expected.person)
        let wanted =
            switch expected.level {
            case .none: "not \(who)\(acting)"
            default: expected.person == .nobody ? "nobody" : "\(who) (\(expected.level.rawValue)\(acting))"
            }
        return "line \(expected.line): \(expected.position) at \(name(expected.organization)) on \(expected.date)"
            + "\(expected.belief.words) is to be \(wanted), and is \(holders.isEmpty ? "nobody" : holders.joined(separator: ", "))"
    }

    private func dispute(_ dispute: Dispute) -> String {
        let subject: String
        switch dispute.moment {
        case .start(let tenure): subject = "the start of \(self.tenure(tenure))"
        case .end(let tenure): subject = "the end of \(self.tenure(tenure))"
        case .life(let id, let kind): subject = "the \(kind.word) of \(name(id))"
        case .post(let title, let organization, let kind):
            subject = "the \(kind.word) of \(title) at \(name(organization))"
        }
        return "\(subject): \(claims(dispute.claims, joinedBy: " or "))"
    }

    private func twoHolders(_ crowd: TooManyHolders) -> String {
        let place = "\(crowd.title) at \(name(crowd.organization))"
        let holders = list(crowd.holders.map(person))
        if crowd.isSaidVacant {
            return
                "\(place) is said to be vacant while \(holders) certainly \(crowd.holders.count == 1 ? "holds" : "hold") it"
                + days(crowd.days)
        }
        let seats = crowd.seats.map { "\($0) \($0 == 1 ? "seat" : "seats")" } ?? "one seat"
        let most = crowd.most < crowd.holders.count ? ", \(crowd.most) at once" : ""
        return "\(place) has \(seats) and is certainly held by \(holders)\(most)\(days(crowd.days))"
    }

    private func overlap(_ overlap: OverlappingTenures) -> String {
        let (first, second) = (person(overlap.first.key.person), person(overlap.second.key.person))
        let place = "\(overlap.first.title) at \(name(overlap.first.key.organization))"
        switch overlap.reason {
        case .succession:
            return "\(second) succeeded \(first) as \(place), who is certainly still there\(days(overlap.days))"
        case .interim:
            return "\(second) is certainly acting as \(place), which has one seat, while \(first) certainly holds it"
                + days(overlap.days)
        }
    }

    private func outsideLife(_ outside: EventsOutsideLife) -> String {
        let limit = "the \(outside.limit.kind.word) of \(name(outside.entity)) (\(claims(outside.limit.claims)))"
        let side = outside.limit.kind.isBeginning ? "before" : "after"
        let count = outside.events.count
        return "\(count == 1 ? "1 event is" : "\(count) events are") dated \(side) \(limit): \(claims(outside.events))"
    }

    private func contradictedLimit(_ fault: ContradictedLimit) -> String {
        let limit = "the \(fault.limit.kind.word) (\(date(fault.limit.range)))"
        let whose =
            switch fault.limit.kind {
            case .birth, .death: "of \(name(fault.key.person))"
            case .founding, .dissolution: "of \(name(fault.key.organization))"
            case .creation, .abolition: "of the post"
            }
        return "\(limit) \(whose) leaves no room for the dates of \(holder(fault.key)) as \(fault.title) at "
            + "\(name(fault.key.organization)), and is left out there"
    }

    private func dangling(_ report: DanglingReport) -> String {
        let reporters = list(report.reporters.map(reporter))
        let verb = report.reporters.count == 1 ? "reports" : "report"
        let reason =
            switch report.reason {
            case .unknown: "which nothing there is called"
            case .notYet: "which is not there yet"
            case .abolished: "which is abolished by then"
            case .notHeld: "and nobody is known to be that then"
            }
        return "\(reporters) \(verb) to \"\(report.superior)\", \(reason)\(days(report.days))"
    }

    private func sighting(_ sighting: UnplacedSighting) -> String {
        let seen = "\(tenure(sighting.tenure)): seen in post \(claims(sighting.sightings))"
        return sighting.isInGap
            ? "\(seen), outside every dated tenure" : "\(seen), and no source says since or until when"
    }

    private func facts(_ subject: SupportedFacts.Subject) -> String {
        switch subject {
        case .tenure(let tenure, [.holding]): return self.tenure(tenure)
        case .tenure(let tenure, let moments):
            return "\(self.tenure(tenure)), \(moments.map(\.rawValue).joined(separator: " and "))"
        case .life(let id, let kind): return "the \(kind.word) of \(name(id))"
        case .post(let title, let organization): return "the post \(title) at \(name(organization))"
        case .facts(let id, let count): return "\(count) \(count == 1 ? "fact" : "facts") about \(name(id))"
        }
    }

    // MARK: - Words

    private func tenure(_ tenure: CheckedTenure) -> String {
        let title = tenure.title + (tenure.stint.kind == .acting ? " (acting)" : "")
        return "\(holder(tenure.key)) as \(title) at \(name(tenure.key.organization))"
    }

    private func holder(_ key: TenureKey) -> String { person(key.person) }

    private func person(_ id: EntityID) -> String {
        switch id {
        case .nobody: "nobody"
        case .unnamed: "somebody not named"
        default: name(id)
        }
    }

    private func ended(_ stint: Stint) -> String { stint.isEndClaimed ? date(stint.end) : "on an unknown date" }

    private func reporter(_ reporter: Reporter) -> String {
        switch reporter {
        case .position(let title): title
        case .holder(let id, let title): title.isEmpty ? person(id) : "\(person(id)) (\(title))"
        case .organization(let id): name(id)
        }
    }

    private func verb(_ reporter: Reporter) -> String {
        if case .organization = reporter { return "is part of" }
        return "reports to"
    }

    private func superior(_ link: ReportingCycle.Link) -> String {
        if case .organization = link.reporter, let id = EntityID(link.superior) { return name(id) }
        return link.superior
    }

    /// Dates with their events, those of one date together; the first few of many.
    private func claims(_ claims: [DatedClaim], joinedBy separator: String = ", ") -> String {
        let shown = 4
        var dates: [(range: DayRange, events: [Int])] = []
        for claim in claims {
            if let place = dates.firstIndex(where: { $0.range == claim.range }) {
                dates[place].events.append(claim.event)
            } else {
                dates.append((claim.range, [claim.event]))
            }
        }
        let texts = dates.prefix(shown).map { date, events in
            "\(self.date(date)) (\(events.prefix(shown).map { "#\($0)" }.joined(separator: " ")))"
        }
        return texts.joined(separator: separator) + (dates.count > shown ? " and \(dates.count - shown) more" : "")
    }

    private func days(_ span: DaySpan) -> String {
        func text(_ day: CivilDay) -> String { date(DayRange(day.number, day.number)) }
        switch (span.first, span.lasts) {
        case (nil, true): return ""
        case (nil, false): return ", until \(text(span.last))"
        case (let first?, true): return ", since \(text(first))"
        case (let first?, false):
            return first == span.last ? ", on \(text(first))" : ", from \(text(first)) to \(text(span.last))"
        }
    }

    private func list(_ names: [String]) -> String {
        let shown = 5
        if names.count > shown {
            return names.prefix(shown).joined(separator: ", ") + " and \(names.count - shown) more"
        }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension Belief {
    /// " (as known at @3, without gazette)", as it stands behind a date; empty for all that is recorded.
    fileprivate var words: String {
        var parts: [String] = []
        switch known {
        case .time(let time): parts.append("as known at \(time)")
        case .batch(let batch): parts.append("as known at @\(batch)")
        case nil: break
        }
        if let published { parts.append("as published by \(published)") }
        func list(_ sources: Set<EntityID>) -> String { sources.sorted().map(\.text).joined(separator: ", ") }
        if !without.isEmpty { parts.append("without \(list(without))") }
        if !only.isEmpty { parts.append("only by \(list(only))") }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
}
