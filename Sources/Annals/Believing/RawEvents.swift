import EventLog
import Events
import Projections

/// Facts as the log has them, whatever became of them, found through the log's own indices.
///
/// A fact is found through what it says itself, and through every correction of it.
struct RawEvents {
    let log: EventLog
    let tables: ProjectionTables
    /// The last position that is read.
    let through: Int

    /// The facts of some types, or that a correction has made one.
    func facts(of types: [String]) throws -> [LogEntry] {
        let places = try (types + [EventCorrected.type]).flatMap { try tables.positions(ofType: $0, through: through) }
        return try facts(at: places)
    }

    /// The facts that name one of several ids.
    ///
    /// - Parameter types: Only those of some types, or that a correction has made one; nil for any.
    func facts(naming ids: [EntityID], types: [String]?) throws -> [LogEntry] {
        try facts(at: tables.positions(naming: ids, types: types, through: through))
    }

    /// The facts that stand at places in the log, or that evidence there is about; in order of the log.
    func facts(at places: [Int]) throws -> [LogEntry] {
        var roots: [Int: LogEntry] = [:]
        for place in places where place <= through {
            guard let entry = try log.entry(at: place) else { continue }
            let root = try self.root(of: entry)
            if root.event.fact.isAboutTheWorld { roots[root.seq] = root }
        }
        return roots.values.sorted { $0.seq < $1.seq }
    }

    /// The fact, distrust or merge that a chain of corrections and retractions leads to; other events themselves.
    func root(of entry: LogEntry) throws -> LogEntry {
        var entry = entry
        while let target = entry.event.fact.target {
            guard let next = try log.entry(of: target) else { break }
            entry = next
        }
        return entry
    }
}

extension [LogEntry] {
    /// Each entry once, in order of the log.
    var eachOnce: [LogEntry] {
        Dictionary(map { ($0.seq, $0) }) { first, _ in first }.values.sorted { $0.seq < $1.seq }
    }
}
