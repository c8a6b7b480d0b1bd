import Chronology
import Events

/// Everything that the ledger says of an organisation: names, parents, posts, who came and went, events.
public struct OrganizationHistory: Hashable, Sendable {
    /// The organisation.
    public let organization: Named
    /// All names and identifiers.
    public let directory: DirectoryEntry?
    /// The parents that it had, from dates on.
    public let parents: DatedValues<EntityID>
    /// The posts.
    public let posts: [PostRecord]
    /// The tenures in it, in world order.
    public let tenures: [PersonHistory.Tenure]
    /// The events that name it, in world order.
    public let events: [HistoryEntry]

    /// Puts a history together from an organisation's tenures and the events that name it.
    public init(
        of organization: Named, directory: DirectoryEntry?, at time: WorldTime?, keys: [KeyTenures],
        posts: PostBook, events: [EffectiveEvent], today: CivilDay, named: (EntityID) -> Named
    ) {
        self.organization = organization
        self.directory = directory
        self.posts = posts.posts
        parents = Parentage.parents(of: organization.id, events)
        tenures =
            keys
            .flatMap { key in
                PersonHistory.Tenure.stints(
                    of: key, title: posts[key.key.seat]?.titles(at: .day(today)).first, at: time, today: today,
                    named: named)
            }
            .sorted(by: PersonHistory.Tenure.precedes)
        // An introduction has no date: it says what the parent was at first, and is no row of the history.
        self.events = HistoryEntry.rows(of: events.filter { $0.event.date != nil })
    }
}

/// Which organisation is part of which.
public enum Parentage {
    /// The types of events that say so.
    public static let types = [
        OrganizationIntroduced.type, OrganizationTransferred.type, OrganizationAcquired.type,
        OrganizationDissolved.type,
    ]

    /// The parents that an organisation had, from its introduction, transfers and acquisitions.
    ///
    /// Other events are ignored, and their order does not matter.
    public static func parents(of organization: EntityID, _ events: [EffectiveEvent]) -> DatedValues<EntityID> {
        var parents = DatedValues<EntityID>()
        for effective in events.sorted(by: { $0.seq < $1.seq }) {
            let value: EntityID?
            switch effective.event.fact {
            case .organizationIntroduced(let introduced) where introduced.organization == organization:
                if let parent = introduced.parent { parents.addInitial(parent, event: effective.seq) }
                continue
            case .organizationTransferred(let transfer) where transfer.organization == organization:
                value = transfer.parent
            case .organizationAcquired(let acquisition) where acquisition.organization == organization:
                value = acquisition.by
            case .organizationDissolved(let end) where end.organization == organization:
                value = nil
            default:
                continue
            }
            guard let date = effective.event.date else { continue }
            parents.add(
                .init(
                    value, range: DayRange(date.widened), order: effective.event.order, event: effective.seq))
        }
        return parents
    }
}
