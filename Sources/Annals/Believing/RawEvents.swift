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
        var roots: [Int: LogEntry] = [:]
        for type in types + [EventCorrected.type] {
            var selection = Selection()
            selection.type = type
            try read(selection, into: &roots)
        }
        return roots.values.sorted { $0.seq < $1.seq }
    }

    /// The facts that name one of several ids.
    ///
    /// - Parameter types: Only those of some types, or that a correction has made one; nil for any.
    func facts(naming ids: [EntityID], types: [String]?) throws -> [LogEntry] {
        var roots: [Int: LogEntry] = [:]
        var selection = Selection()
        selection.subject = ids.first
        selection.aliases = Array(ids.dropFirst())
        guard let types else {
            try read(selection, into: &roots)
            return roots.values.sorted { $0.seq < $1.seq }
        }
        for type in types + [EventCorrected.type] {
            selection.type = type
            try read(selection, into: &roots)
        }
        return roots.values.sorted { $0.seq < $1.seq }
    }

    private func read(_ selection: Selection, into roots: inout [Int: LogEntry]) throws {
        guard through > 0 else { return }
        var selection = selection
        selection.positions = 1...through
        var found: [LogEntry] = []
        try log.forEachEntry(selection) { entry in
            found.append(entry)
            return true
        }
        for entry in found {
            let root = try self.root(of: entry)
            if root.event.fact.isAboutTheWorld { roots[root.seq] = root }
        }
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
