import Events
import Projections

/// Collects the names of ids before a batch changes them.
struct NameChanges {
    private let tables: ProjectionTables
    private var before: [EntityID: [String]] = [:]

    init(_ tables: ProjectionTables) {
        self.tables = tables
    }

    /// Notes the names that an id has now.
    mutating func note(_ id: EntityID) throws { before[id] = try tables.allNames(of: id) }

    /// The ids that have other names now, in order.
    func changes(_ identities: Identities) throws -> [NameChange] {
        try before.keys.sorted().compactMap { id in
            let (old, new) = (before[id] ?? [], try tables.allNames(of: id))
            return old == new
                ? nil : NameChange(id: id, before: old, after: new, current: identities.current(id))
        }
    }
}
