import Chronology
import EventLog
import Events
import Projections

extension Ledger {
    /// What an append changed in tenures, or would change, with names on both sides.
    ///
    /// - Parameters:
    ///   - result: Of a request that reports changes.
    ///   - isDryRun: Whether nothing was kept: the ledger is then as it was before.
    ///   - today: The day whose names are used.
    public func tenureDiff(of result: AppendResult, isDryRun: Bool, today: CivilDay) throws -> TenureDiff {
        try reading {
            let time = WorldTime.day(today)
            var former = Belief.current
            if !isDryRun, let batch = result.recorded.first?.batch { former.known = .batch(batch - 1) }
            let earlier = try view(of: former)
            let current = try view(of: .current)
            let named =
                isDryRun ? Self.naming(result.recorded, over: naming(at: time, current)) : naming(at: time, current)
            let books = try current.posts(of: Set(result.changes.map(\.key.organization)))
            return TenureDiff(
                result.changes, titles: { books[$0.organization]?[$0.seat]?.titles(at: time).first },
                namedBefore: naming(at: time, earlier), namedAfter: named)
        }
    }

    /// The names that events give where the ledger has none.
    private static func naming(
        _ recorded: [StoredEvent], over known: @escaping (EntityID) -> Named
    ) -> (EntityID) -> Named {
        var introduced: [EntityID: String] = [:]
        for stored in recorded {
            switch stored.event.fact {
            case .personIntroduced(let person): introduced[person.person] = person.name
            case .organizationIntroduced(let organization):
                introduced[organization.organization] = organization.name
            default: break
            }
        }
        return { id in
            let named = known(id)
            guard named.name == id.text, let name = introduced[id] else { return named }
            return Named(id: id, name: name)
        }
    }
}
