import EventLog
import Events
import Projections

/// How a replay went.
public struct ReplayReport: Hashable, Sendable {
    /// How many events of the log were read.
    public let events: Int
    /// Differences between the tables and what the log says, table by table; only a check fills it.
    public let differences: [TableDifference]
    /// How far the tables know the log, where a check found them behind it.
    public var lag: ProjectionLag?
}

/// How one table differs from what the log says.
///
/// Where nothing is too many or missing, its rows stand in another order, or it has other indices, than a ledger's.
public struct TableDifference: Hashable, Sendable {
    /// The table.
    public let table: String
    /// Rows that it has and should not.
    public let surplus: Int
    /// Rows that it should have and has not.
    public let missing: Int
    /// Whether the table is there and of the shape that it should have.
    public let isReadable: Bool
    /// Whether it is an index of the log, which a replay does not make.
    public var isInLog = false
}

extension Ledger {
    /// Rebuilds all tables from the log.
    ///
    /// The new tables are made beside the old ones, which readers go on seeing, and are swapped in within one
    /// transaction. Events that others append meanwhile are folded in before the swap.
    ///
    /// - Parameter progress: Called now and then with the events read and the events there are.
    public func replay(progress: (Int, Int) -> Void) throws -> ReplayReport {
        try replay(progress: progress, beforeSwap: {})
    }

    /// The same with a look at the ledger between the fold and the swap.
    func replay(progress: (Int, Int) -> Void, beforeSwap look: () throws -> Void) throws -> ReplayReport {
        let (decoded, redacted) = try reading { (try DecodedLog(log, progress), try log.redactions()) }
        try look()
        return try writingThoughBehind {
            guard try log.redactions() == redacted else {
                // What was folded in meanwhile is erased: nothing made of it may come into the file.
                try rebuildInPlace(progress)
                return ReplayReport(events: try log.head().seq, differences: [])
            }
            try remake(decoded)
            let missed = try entries(after: decoded.last)
            for batch in missed {
                try LiveProjections(log: log, tables: tables).apply(batch)
            }
            let total = missed.last?.last?.seq ?? decoded.last
            try tables.markCurrent(through: total)
            return ReplayReport(events: total, differences: [])
        }
    }

    /// Makes the tables anew from what the log was found to say, inside a write.
    private func remake(_ decoded: DecodedLog) throws {
        let fold = try LogFold(log, decoded)
        try tables.remake { try fold.write(into: tables) }
    }

    /// Compares the tables with what the log says, and writes nothing.
    public func checkReplay(progress: (Int, Int) -> Void) throws -> ReplayReport {
        try reading {
            let events = try buildBeside(progress)
            defer { tables.dropRebuilt() }
            var differences = try tables.differencesFromRebuilt()
            // Rows that agree may still stand in a table, in an order or under indices that are not those of a ledger.
            let differing = Set(differences.map(\.table))
            for table in try changedTables() where !differing.contains(table) {
                differences.append(TableDifference(table: table, surplus: 0, missing: 0, isReadable: true))
            }
            for table in try log.disorderedTables() {
                differences.append(
                    TableDifference(table: table, surplus: 0, missing: 0, isReadable: true, isInLog: true))
            }
            return ReplayReport(events: events, differences: differences, lag: try lagNow())
        }
    }

    /// The tables of projections that are not made as they are made here, or whose rows do not stand in order; and
    /// `projections` where it says of tables of this version that they know other than the whole log.
    private func changedTables() throws -> [String] {
        var changed = try ProjectionSchema.changedTables(on: log.connection)
        changed += try ProjectionSchema.disorderedTables(on: log.connection, but: changed)
        if let through = try tables.currentThrough(), through != (try log.head().seq) { changed.append("projections") }
        return changed
    }

    /// Rebuilds the tables inside a write that is going on.
    func rebuildInPlace(_ progress: (Int, Int) -> Void) throws {
        try remake(DecodedLog(log, progress))
        try tables.markCurrent(through: log.head().seq)
    }

    /// Folds the whole log into tables beside the ledger's own. The number of events read.
    private func buildBeside(_ progress: (Int, Int) -> Void) throws -> Int {
        tables.dropRebuilt()
        try ProjectionSchema.create(on: log.connection, in: .rebuilt)
        let decoded = try DecodedLog(log, progress)
        try LogFold(log, decoded).write(into: ProjectionTables(connection: log.connection, place: .rebuilt))
        return decoded.eventCount
    }

    /// The entries that were appended since, batch by batch.
    private func entries(after seq: Int) throws -> [[LogEntry]] {
        guard try log.head().seq > seq else { return [] }
        var selection = Selection()
        selection.positions = (seq + 1)...Int.max
        var batches: [[LogEntry]] = []
        try log.forEachEntry(selection) { entry in
            if batches.last?.last?.batch == entry.batch {
                batches[batches.count - 1].append(entry)
            } else {
                batches.append([entry])
            }
            return true
        }
        return batches
    }
}
