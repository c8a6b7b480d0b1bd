import Chronology
import EventLog
import Events
import Projections

/// What the tables know: now, or after an earlier batch.
struct RecordedView: BeliefView {
    private let reader: EffectiveReader
    private let moment: RecordedMoment?
    private let tables: ProjectionTables

    /// - Parameter moment: The batch after which the ledger is asked; nil for now.
    init(_ log: EventLog, _ tables: ProjectionTables, _ moment: RecordedMoment?) throws {
        self.moment = moment
        self.tables = tables
        reader = try EffectiveReader(log: log, tables: tables, through: moment)
    }

    var identities: Identities { reader.identities }
    var horizon: CivilDay? { moment?.recorded?.day }

    func events(mentioning entity: EntityID, types: [String]?) throws -> [EffectiveEvent] {
        try reader.events(mentioning: entity, types: types)
    }

    func claims(of pair: Pair) throws -> [EffectiveEvent] { try reader.claims(of: pair) }

    func tenures(_ scope: TenureScope) throws -> [KeyTenures] {
        try tables.tenures(scope, knownIn: moment?.batch)
    }

    func tenures(in organization: EntityID, at time: WorldTime) throws -> [KeyTenures] {
        try tables.tenures(in: organization, at: time, knownIn: moment?.batch)
    }

    func seats(in organization: EntityID) throws -> [SeatTitle] {
        try tables.seats(in: organization, knownIn: moment?.batch)
    }

    func entity(_ id: EntityID) throws -> ListedEntity? {
        if try isNamedAsNow(id) { return try tables.entity(id) }
        return try entry(id).map { ListedEntity(id: id, kind: $0.kind, name: $0.name) }
    }

    func names(of id: EntityID, at time: WorldTime) throws -> [String] {
        if try isNamedAsNow(id) { return try tables.names(of: id, at: time) }
        return try entry(id)?.names(at: time) ?? []
    }

    func directory() throws -> [DirectoryEntry] {
        try NamingEvents(reader.log, tables, through: moment).entries(self)
    }

    func rulings(on entries: [LogEntry]) throws -> Rulings {
        let closure = try EffectiveReader.closure(of: entries, reader.log, tables, through: moment?.seq ?? .max)
        return Rulings((closure + reader.generalEvidence).eachOnce)
    }

    /// Whether nothing has named an id otherwise since the moment asked for.
    private func isNamedAsNow(_ id: EntityID) throws -> Bool {
        guard let moment else { return true }
        return try tables.lastNaming(of: id).map { $0 <= moment.batch } ?? false
    }

    private func entry(_ id: EntityID) throws -> DirectoryEntry? {
        Directory.entry(for: id, try events(mentioning: id, types: Directory.types))
    }
}
