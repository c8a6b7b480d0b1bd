import Chronology
import Events
import Projections

/// A seat of some organisation with whoever holds it at a world time.
public struct ListedPosition: Hashable, Sendable {
    /// Where.
    public let organization: Named
    /// The seat with its holders at the time asked for.
    public let position: OrgChart.Position
    /// How many are known to have held it at any time.
    public let everHeldBy: Int
}

extension Ledger {
    /// Everything of a kind that a belief knows, with all its names, by id; named as it was at a world time.
    public func list(
        _ kind: EntityKind, at time: WorldTime, believing belief: Belief = .current
    ) throws -> [SearchHit] {
        try reading {
            guard belief == .current else {
                let known = try view(of: belief).directory().filter { $0.kind == kind }
                return known.sorted { $0.id < $1.id }.map { entry in
                    let name = entry.names(at: time).joined(separator: " or ")
                    return SearchHit(
                        entity: ListedEntity(id: entry.id, kind: kind, name: name), names: entry.names.map(\.name))
                }
            }
            let named = try naming(at: time)
            return try tables.entities(of: kind).map { entity in
                SearchHit(
                    entity: ListedEntity(id: entity.id, kind: kind, name: named(entity.id).name),
                    names: try tables.allNames(of: entity.id))
            }
        }
    }

    /// Every seat that a belief knows, of one organisation or of all, with whoever holds it at a world time.
    ///
    /// A seat of an earlier or later time has no holders. By organisation, then in the order of its chart.
    public func positions(
        in organization: EntityID? = nil, at time: WorldTime, today: CivilDay, believing belief: Belief = .current
    ) throws -> [ListedPosition] {
        try reading {
            let view = try view(of: belief)
            let today = view.lastDay(today)
            let named = naming(at: time, view)
            let organizations =
                try organization.map { [view.current($0)] }
                ?? list(.organization, at: time, believing: belief).map(\.entity.id)
            return try organizations.flatMap { organization in
                let keys = try view.tenures(in: organization)
                let positions = OrgChart.everyPosition(
                    at: time, keys: keys, posts: try view.posts(of: organization), today: today, named: named)
                let holders = Dictionary(grouping: keys.filter { $0.key.person != .nobody }, by: \.key.seat)
                return positions.map { position in
                    ListedPosition(
                        organization: named(organization), position: position,
                        everHeldBy: holders[position.seat]?.count ?? 0)
                }
            }
        }
    }

    /// What events say, each in one sentence with the names that held on its date.
    public func summaries(of events: [Event], believing belief: Belief = .current) throws -> [String] {
        try reading { try events.map(summarizer(believing: belief)) }
    }

    /// A writer of what events say, each in one sentence with the names that held on its date.
    ///
    /// It reads names when they are needed, and keeps those of a bounded number of days.
    ///
    /// - Parameter called: How somebody or something is written; by the name alone, if left out.
    public func summarizer(
        calling called: @escaping (Named) -> String = { $0.name }, believing belief: Belief = .current
    ) throws -> (Event) -> String {
        let view = try view(of: belief)
        var names: [CivilDay?: (EntityID) -> Named] = [:]
        return { [self] event in
            let day = Self.namingDay(of: event)
            let named = names[day] ?? naming(at: .day(day ?? CivilDay(number: 0)), view)
            if names.count == Self.keptDays { names.removeAll() }
            names[day] = named
            return EventSummary(name: { called(named($0)) }, introduced: called).text(event)
        }
    }

    private static let keptDays = 1_024

    /// The day whose names a summary uses; for a renaming the day before, when the former name held.
    private static func namingDay(of event: Event) -> CivilDay? {
        let day = event.date?.widened.earliest ?? event.date?.widened.latest
        switch event.fact {
        case .personRenamed, .organizationRenamed: return day?.advanced(by: -1)
        default: return day
        }
    }

    /// What the rows of a history say, each in one sentence.
    public func summaries(of entries: [HistoryEntry], believing belief: Belief = .current) throws -> [String] {
        try summaries(of: entries.map(\.event), believing: belief)
    }
}
