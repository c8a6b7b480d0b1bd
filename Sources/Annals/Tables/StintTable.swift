import Events
import Projections
import SQLite

extension ProjectionTables {
    /// Gives every stint of a person, now or as it was known after a batch, without what only a history shows.
    func forEachStint(of person: EntityID, knownIn batch: Int?, _ body: (HeldTenure) -> Void) throws {
        guard let number = try terms.number(of: person) else { return }
        let current = try statement(batch == nil ? Self.heldNow : Self.heldThen)
        try current.bind(Int64(number), at: 1)
        if let batch { try current.bind(batch, at: 2) }
        try current.forEach { body(try heldTenure($0)) }
        guard let batch else { return }
        let superseded = try statement(Self.supersededThen)
        try superseded.bind(Int64(number), at: 1)
        try superseded.bind(batch, at: 2)
        try superseded.bind(batch, at: 3)
        try superseded.forEach { body(try heldTenure($0)) }
    }

    private static let heldColumns = """
        organization, seat, position, start_earliest, start_latest, end_earliest, end_latest, flags
        """
    private static let heldNow = "SELECT \(heldColumns) FROM $.stints WHERE person = ?"
    private static let heldThen = "SELECT \(heldColumns) FROM $.stints WHERE person = ? AND since <= ?"
    private static let supersededThen =
        "SELECT \(heldColumns) FROM $.superseded_stints WHERE person = ? AND until > ? AND since <= ?"

    private func heldTenure(_ row: Statement) throws -> HeldTenure {
        func number(_ column: Int) -> UInt32 { UInt32(clamping: row.integer(column)) }
        let flags = SliceFlags(rawValue: number(7) & ~Self.coveredBit)
        guard flags.isSound, flags.isStint else { throw LedgerError.damagedTables("a tenure has flags that none has") }
        let end = try DayRange(storedEarliest: row.optionalInteger(5), latest: row.optionalInteger(6))
        return HeldTenure(
            organization: try terms.id(of: number(0)), seat: try terms.seat(of: number(1)),
            title: try terms.optionalText(of: number(2)),
            start: try DayRange(storedEarliest: row.optionalInteger(3), latest: row.optionalInteger(4)),
            // An open end is later than every day on both sides.
            end: flags.endState == .open ? DayRange(DayRange.future, DayRange.future) : end,
            endState: flags.endState, kind: flags.kind, isDisputed: flags.isDisputed)
    }
}
