import EventLog
import Events
import Projections

/// What is in a ledger, in numbers.
public struct LedgerStatistics: Hashable, Sendable {
    /// How far the projections' tables have come.
    public enum TableState: Hashable, Sendable {
        /// They know every event.
        case current
        /// They know the log up to a position: the answers of today are those of that event.
        case behind(through: Int)
        /// They are missing, or not those of this version: whoever opens the ledger makes them anew.
        case outdated(version: Int?)
        /// They know more events than there are.
        case ahead(through: Int)
    }

    /// What the tables know, by the number.
    public struct Known: Hashable, Sendable {
        /// How many are introduced of each kind, those that were merged as one.
        public let entities: [EntityKind: Int]
        /// How many times somebody took up a position, as far as the evidence tells them apart.
        public let tenures: Int
    }

    /// Where the log ends.
    public let head: EventLog.Head
    /// Events whose stored bytes were erased.
    public let erased: Int
    /// Checkpoints that are kept.
    public let checkpoints: Int
    /// How far the tables have come.
    public let tables: TableState
    /// The version of the tables that this program makes.
    public let tableVersion: Int
    /// What the tables know; nil where they cannot be read.
    public let known: Known?
    /// The bytes of the file, what is in the write-ahead log aside.
    public let fileBytes: Int
    /// The bytes of the write-ahead log.
    public let walBytes: Int
    /// The bytes of the file's pages that nothing is in.
    public let freeBytes: Int
    /// How much each table takes, the largest first; nil where this SQLite cannot tell.
    public let space: [SpaceUse]?
}

extension Ledger {
    /// Counts what is in a ledger, in whatever state its tables are; nothing is changed.
    ///
    /// Reads every page of the file.
    ///
    /// - Parameter progress: Called now and then with the bytes looked at and those that there are.
    public static func statistics(
        of path: String, _ progress: (Int, Int) -> Void
    ) throws -> LedgerStatistics {
        let ledger = try openForChecking(path)
        defer { try? ledger.close() }
        return try ledger.reading { try ledger.statistics(progress) }
    }

    private func statistics(_ progress: (Int, Int) -> Void) throws -> LedgerStatistics {
        let head = try log.head()
        let state: LedgerStatistics.TableState
        switch try tables.currentThrough() {
        case let through? where through == head.seq: state = .current
        case let through? where through < head.seq: state = .behind(through: through)
        case let through?: state = .ahead(through: through)
        case nil: state = .outdated(version: try tables.otherVersion())
        }
        var known: LedgerStatistics.Known?
        if case .outdated = state {
            // What stands under the tables' names is not what was made.
        } else {
            known = LedgerStatistics.Known(entities: try tables.countOfEntities(), tenures: try tables.countOfTenures())
        }
        return LedgerStatistics(
            head: head, erased: try log.redactions(), checkpoints: try log.checkpointCount(), tables: state,
            tableVersion: ProjectionSchema.version, known: known, fileBytes: EventLog.size(ofFileAt: path),
            walBytes: EventLog.size(ofFileAt: path + "-wal"), freeBytes: try log.freeBytes(),
            space: try log.spaceUse(progress))
    }
}
