import Chronology
import Events
import Projections

/// Reads what checks look at out of a belief and runs them: one organisation, one person at a time.
struct EntityChecker {
    let view: any BeliefView
    let kinds: Set<FindingKind>
    let today: CivilDay

    /// The faults of an organisation, its posts and the tenures in it.
    func organization(_ id: EntityID) throws -> [Finding] {
        let events = try view.events(mentioning: id)
        let organization = CheckedOrganization(id, events: events, keys: try keys(in: id, events), today: today)
        var findings = tenureFindings(organization)
        if kinds.contains(.reportingCycle) {
            findings += ReportingCycleCheck.findings(in: organization)
            findings += try ParentCycleCheck.findings(of: id, today: today) { try view.parents(of: $0) }
        }
        if kinds.contains(.danglingReport) {
            findings += try DanglingReportCheck.findings(in: organization) { person, days in
                try view.tenures(of: view.current(person)).contains {
                    $0.key.organization != id && $0.canHold(within: days)
                }
            }
        }
        return findings + lifeFindings(CheckedEntity(id, events: events), .organization)
    }

    private func tenureFindings(_ organization: CheckedOrganization) -> [Finding] {
        var findings: [Finding] = []
        let overlaps = kinds.contains(.overlap) ? OverlapCheck.findings(in: organization) : []
        findings += overlaps
        if kinds.contains(.dispute) { findings += DisputeCheck.findings(in: organization) }
        if kinds.contains(.twoHolders) { findings += TwoHoldersCheck.findings(in: organization, told: overlaps) }
        if kinds.contains(.contradictedLimit) {
            findings += ContradictedLimitCheck.findings(
                in: organization, besidesOutsideLife: kinds.contains(.outsideLife))
        }
        if kinds.contains(.endWithoutStart) { findings += EndWithoutStartCheck.findings(in: organization) }
        if kinds.contains(.unplacedSighting) { findings += UnplacedSightingCheck.findings(in: organization) }
        if looksForSources { findings += SourceCheck.findings(in: organization) }
        return findings
    }

    /// The tenures in an organisation, folded from its events: with what the tables do not keep.
    private func keys(in organization: EntityID, _ events: [EffectiveEvent]) throws -> [KeyTenures] {
        let claims = events.claims { $0.organization == organization }
        guard !claims.isEmpty else { return [] }
        let context = try OrganizationContext(organization, view)
        return try claims.keys.sorted().flatMap { try context.keys(of: $0, claims[$0] ?? [], view) }
    }

    /// The faults of a person beside their tenures.
    func person(_ id: EntityID) throws -> [Finding] {
        let needsAll = looksForSources
        let life = needsAll ? [] : try view.events(limiting: id)
        guard needsAll || !life.isEmpty else { return [] }
        let events = needsAll || kinds.contains(.outsideLife) ? try view.events(mentioning: id) : life
        return lifeFindings(CheckedEntity(id, events: events), .person)
    }

    /// The faults of a post or a work beside those of its organisation.
    func other(_ id: EntityID, _ kind: EntityKind) throws -> [Finding] {
        guard looksForSources else { return [] }
        return SourceCheck.findings(of: CheckedEntity(id, events: try view.events(mentioning: id)), kind)
    }

    private func lifeFindings(_ entity: CheckedEntity, _ kind: EntityKind) -> [Finding] {
        let isPerson = kind == .person
        var findings: [Finding] = []
        if kinds.contains(.dispute) { findings += DisputeCheck.findings(of: entity, isPerson: isPerson) }
        if kinds.contains(.outsideLife) { findings += OutsideLifeCheck.findings(of: entity, isPerson: isPerson) }
        if looksForSources { findings += SourceCheck.findings(of: entity, kind) }
        return findings
    }

    private var looksForSources: Bool { kinds.contains(.singleSource) || kinds.contains(.unsourced) }
}

extension KeyTenures {
    /// Whether it can hold on one of several days.
    fileprivate func canHold(within days: Range<Int>) -> Bool {
        tenures.stints.contains { max($0.start.earliest, days.lowerBound) < min($0.end.latest, days.upperBound) }
    }
}
