import EventLog
import Events
import Projections

/// The log as projections read it: what is left of redacted events stands where they stood.
extension EventLog {
    /// The entry at a position; nil where the log ends before it.
    func entry(at seq: Int) throws -> LogEntry? { try row(at: seq).map(LogEntry.init) }

    /// The entry of this id; nil where there is none, and where the id was erased with it.
    func entry(of id: EventID) throws -> LogEntry? { try position(of: id).flatMap(entry) }

    /// Reads the selected entries one by one; `body` returns false to stop.
    ///
    /// - Parameter positions: As `forEachRow` takes them.
    func forEachEntry(
        _ selection: Selection = Selection(), among positions: [Int]? = nil, _ body: (LogEntry) throws -> Bool
    ) throws {
        try forEachRow(selection, among: positions) { row in try body(LogEntry(row)) }
    }
}

extension LogEntry {
    /// The entry of a row.
    init(_ row: LogRow) {
        switch row {
        case .event(let event): self.init(event)
        case .redacted(let redacted): self.init(redacted)
        }
    }
}
