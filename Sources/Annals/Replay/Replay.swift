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

/// The parts of a replay, as the share of its time that they take.
private enum ReplayPart {
    case reading
    case writing
    /// Writing where nothing is read before.
    case writingAlone

    /// How far the whole is, in events, where so many of them are done in this part. Reading takes some two fifths.
    func done(_ events: Int, of all: Int) -> Int {
        switch self {
        case .reading: events * 2 / 5
        case .writing: (all * 2 + events * 3) / 5
        case .writingAlone: events
        }
    }
}

extension Ledger {
    /// Rebuilds all tables from the log.
    ///
    /// Readers go on seeing the old tables until the new ones take their place, within one transaction. Events that
    /// others append meanwhile are folded in before that. Waits for the end of an import of which the log goes first.
    ///
    /// - Parameters:
    ///   - waiting: Called where there is one to wait for.
    ///   - progress: Called now and then with how far it is, counted in events, and the events there are: they are read
    ///     first, and the tables written then, under the ledger's lock: whoever is called cannot append.
    public func replay(waiting: () -> Void = {}, progress: (Int, Int) -> Void) throws -> ReplayReport {
        let turn = try ImportTurn(ledger: path, waiting: waiting)
        defer { withExtendedLifetime(turn) {} }
        return try replayInTurn(progress: progress)
    }

    /// The same for whoever has the turn.
    ///
    /// - Parameters:
    ///   - decoded: What an import has made of a log in which nothing was redacted; nil where that is to be read.
    ///   - overwriting: Whether something was erased that the former tables may have.
    func replayInTurn(
        _ decoded: consuming DecodedLog? = nil, overwriting: Bool = false, progress: (Int, Int) -> Void
    ) throws -> ReplayReport {
        try replay(decoded, overwriting: overwriting, progress: progress, beforeSwap: {})
    }

    /// The same with a look at the ledger between the fold and the swap.
    func replay(
        _ decoded: consuming DecodedLog? = nil, overwriting: Bool = false, progress: (Int, Int) -> Void,
        beforeSwap look: () throws -> Void
    ) throws -> ReplayReport {
        let writing: ReplayPart = decoded == nil ? .writing : .writingAlone
        // Handed over as it is written, so that nobody keeps in memory what has been.
        var kept = consume decoded
        var redacted = 0
        if kept == nil {
            let reading = ReplayPart.reading
            (kept, redacted) = try self.reading {
                (try DecodedLog(log) { progress(reading.done($0, of: $1), $1) }, try log.redactions())
            }
        }
        let last = kept?.last ?? 0
        try look()
        return try writingThoughBehind {
            guard try log.redactions() == redacted, let decoded = kept.take() else {
                // What was folded in meanwhile is erased: nothing made of it may come into the file.
                try rebuildInPlace(overwriting: true, progress)
                return ReplayReport(events: try log.head().seq, differences: [])
            }
            try remake(decoded, overwriting: overwriting, as: writing, progress)
            let missed = try entries(after: last)
            for batch in missed {
                try LiveProjections(log: log, tables: tables).apply(batch)
            }
            let total = missed.last?.last?.seq ?? last
            try tables.markCurrent(through: total)
            return ReplayReport(events: total, differences: [])
        }
    }

    /// Makes the tables anew from what the log was found to say, inside a write.
    private func remake(
        _ decoded: consuming DecodedLog, overwriting: Bool, as part: ReplayPart, _ progress: (Int, Int) -> Void
    ) throws {
        let events = decoded.eventCount
        var fold = try LogFold(log, decoded)
        try tables.remake(overwriting: overwriting) {
            try fold.write(into: tables) { progress(part.done($0, of: events), events) }
        }
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
    ///
    /// - Parameters:
    ///   - decoded: What was made of the log as it was written; nil where that is to be read.
    ///   - overwriting: Whether something was redacted that the former tables may have.
    func rebuildInPlace(
        decoded: consuming DecodedLog? = nil, overwriting: Bool = false, _ progress: (Int, Int) -> Void
    ) throws {
        if let decoded {
            try remake(decoded, overwriting: overwriting, as: .writingAlone, progress)
        } else {
            let read = try DecodedLog(log) { progress(ReplayPart.reading.done($0, of: $1), $1) }
            try remake(read, overwriting: overwriting, as: .writing, progress)
        }
        try tables.markCurrent(through: log.head().seq)
    }

    /// Folds the whole log into tables beside the ledger's own. The number of events read.
    private func buildBeside(_ progress: (Int, Int) -> Void) throws -> Int {
        tables.dropRebuilt()
        try ProjectionSchema.create(on: log.connection, in: .rebuilt)
        let decoded = try DecodedLog(log) { progress(ReplayPart.reading.done($0, of: $1), $1) }
        let events = decoded.eventCount
        var fold = try LogFold(log, decoded)
        try fold.write(into: ProjectionTables(connection: log.connection, place: .rebuilt)) {
            progress(ReplayPart.writing.done($0, of: events), events)
        }
        return events
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
