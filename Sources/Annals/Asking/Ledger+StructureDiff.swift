import Chronology
import EventLog
import Events
import Projections

extension Ledger {
    /// What a batch changes in organisations besides who holds what: posts, titles, superiors, parents, vacancies.
    ///
    /// It is read while the batch is in the ledger, or later where it is the last one. An organisation is compared on
    /// every day by which a post or organisation event of it that came, went or says something else has taken effect; a
    /// change that the day before shows already is not told again. O(charts of those days), and nothing is read where
    /// the batch speaks of no such event.
    ///
    /// - Parameters:
    ///   - time: The world time to compare instead of those days.
    ///   - today: The day of what has no date or no last one.
    /// - Returns: By organisation and then by day; only what differs. Names of organisations are left out.
    public func structureDiff(
        of result: AppendResult, at time: WorldTime? = nil, today: CivilDay
    ) throws -> [ChartDifference] {
        guard let batch = result.recorded.first?.batch else { return [] }
        return try reading {
            var former = Belief.current
            former.known = .batch(batch - 1)
            let views = [try view(of: former), try view(of: .current)]
            return try organizations(restructuredBy: result, views).flatMap { organization in
                let times = try time.map { [$0] } ?? days(changing: organization, views, today: today)
                var told: Set<StructureChange> = []
                return try times.compactMap { time -> ChartDifference? in
                    let difference = try chartDiff(
                        of: organization, from: ChartMoment(time, believing: former), to: ChartMoment(time),
                        today: today)
                    let changes = difference.changes.filter { $0.isOfStructure && !isMergeOnly($0, views) }
                    let new = changes.filter { !told.contains(StructureChange($0)) }
                    told = Set(changes.map(StructureChange.init))
                    guard !new.isEmpty else { return nil }
                    return ChartDifference(
                        organization: difference.organization, diff: difference.diff, changes: new,
                        setAside: difference.setAside, liesAhead: difference.liesAhead)
                }
            }
        }
    }

    private static let structureTypes = PostBook.types + Parentage.types

    /// The organisations whose posts or parents a batch speaks of, itself or by its evidence; by id.
    private func organizations(
        restructuredBy result: AppendResult, _ views: [any BeliefView]
    ) throws -> [EntityID] {
        var organizations: Set<EntityID> = []
        for stored in result.recorded {
            var event = stored.event
            if let organization = event.restructured { organizations.insert(organization) }
            while let target = event.fact.target {
                if case .eventCorrected(let correction) = event.fact,
                    let organization = correction.replacement?.restructured
                {
                    organizations.insert(organization)
                }
                guard let next = try log.entry(of: target)?.event else { break }
                event = next
                if let organization = event.restructured { organizations.insert(organization) }
            }
            switch event.fact {
            case .entityMerged(let merge):
                for view in views {
                    for id in Set([merge.from, merge.into].map(view.current)) {
                        let events = try view.events(mentioning: id, types: Self.structureTypes)
                        organizations.formUnion(events.compactMap(\.event.restructured))
                    }
                }
            case .sourceDistrusted(let distrust):
                organizations.formUnion(try self.organizations(restructuredIn: distrust.source))
            default: break
            }
        }
        guard let current = views.last else { return [] }
        return Set(organizations.map(current.current)).sorted()
    }

    /// The organisations of the post and organisation events that cite a source.
    private func organizations(restructuredIn source: EntityID) throws -> Set<EntityID> {
        var organizations: Set<EntityID> = []
        for type in Self.structureTypes + [EventCorrected.type] {
            var selection = Selection()
            selection.sources = [source]
            selection.type = type
            try log.forEach(selection, among: tables.positions(for: selection)) { stored in
                if let organization = stored.event.content.restructured { organizations.insert(organization) }
                return true
            }
        }
        return organizations
    }

    /// Whether nothing but the ids differ that merges have made one.
    private func isMergeOnly(_ change: ChartChange, _ views: [any BeliefView]) -> Bool {
        guard let value = change.value, value.aspect != .title, let identities = views.last?.identities else {
            return false
        }
        func current(_ texts: [String]) -> Set<String> {
            Set(texts.map { text in EntityID(text).map { identities.current($0).text } ?? text })
        }
        return current(value.before) == current(value.after)
    }

    /// The days by which the events of an organisation that differ between two views have taken effect, ascending.
    private func days(
        changing organization: EntityID, _ views: [any BeliefView], today: CivilDay
    ) throws -> [WorldTime] {
        let sides = try views.map { view in
            let id = view.current(organization)
            let events = try view.events(mentioning: id, types: Self.structureTypes).map(\.event)
            return Set(events.filter { $0.restructured == id })
        }
        guard let first = sides.first, let last = sides.last else { return [] }
        let differing = first.symmetricDifference(last)
        var days = Set(
            differing.map { event -> CivilDay in
                guard let date = event.date?.strict else { return today }
                return date.latest ?? max(date.earliest ?? today, today)
            })
        // An introduction says what was above an organisation until it came under another.
        if differing.contains(where: { $0.type == OrganizationIntroduced.type }) {
            let moves = first.union(last).filter { Parentage.types.contains($0.type) }
            if let move = moves.compactMap({ $0.date?.strict.earliest }).min() { days.insert(move.advanced(by: -1)) }
        }
        return days.sorted().map(WorldTime.day)
    }
}

/// What a change of structure says, whatever did it; of what has a value, whether the post is vacant as well is no part.
private struct StructureChange: Hashable {
    let kinds: [ChartChange.Kind]
    let organization: EntityID
    let seat: Seat?
    let value: ChartChange.Value?

    init(_ change: ChartChange) {
        kinds = change.value == nil ? change.kinds : []
        (organization, seat, value) = (change.organization, change.seat, change.value)
    }
}

extension ChartChange {
    /// Whether it is about a post or an organisation and not about a holder, and more than a name.
    fileprivate var isOfStructure: Bool {
        before == nil && after == nil && person == nil
            && !(seat == nil && value?.aspect == .name)
    }
}

extension Event {
    /// The organisation whose posts or parents it is about; nil where it is about neither.
    fileprivate var restructured: EntityID? {
        switch fact {
        case .postCreated(let post): post.organization
        case .postChanged(let post): post.organization
        case .postAbolished(let post): post.organization
        case .organizationIntroduced(let organization): organization.parent.map { _ in organization.organization }
        case .organizationTransferred(let organization): organization.organization
        case .organizationAcquired(let organization): organization.organization
        case .organizationDissolved(let organization): organization.organization
        default: nil
        }
    }
}
