import EventLog
import Events
import Projections

/// The events that name anything, found by their types: what a directory of everything is folded from.
struct NamingEvents {
    private let log: EventLog
    private let tables: ProjectionTables
    private let through: Int

    init(_ log: EventLog, _ tables: ProjectionTables, through moment: RecordedMoment?) {
        self.log = log
        self.tables = tables
        through = moment?.seq ?? .max
    }

    /// The entries that a belief makes of them, by id. O(naming events and corrections).
    func entries(_ view: some BeliefView) throws -> [DirectoryEntry] {
        guard through > 0 else { return [] }
        let facts = try RawEvents(log: log, tables: tables, through: through).facts(of: Directory.types)
        let rulings = try view.rulings(on: facts)
        var naming: [EntityID: [EffectiveEvent]] = [:]
        for fact in facts {
            guard let effective = rulings.effective(fact, identities: view.identities),
                let entity = Mentioned.named(by: effective.event)
            else { continue }
            naming[entity, default: []].append(effective)
        }
        return naming.keys.sorted().compactMap { Directory.entry(for: $0, naming[$0] ?? []) }
    }
}
