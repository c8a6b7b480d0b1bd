import Events
import Proofs

/// Fills an empty log with what another exported, every assigned field kept, inside one ``EventLog/write(_:)``.
///
/// An erased event comes before the `event.redacted` that says so: each has to be backed by one in the end. Of an
/// excerpt the rows follow each other with gaps, and what was erased is not among them.
public struct Restoration {
    private let log: EventLog
    private let isExcerpt: Bool
    private var head: EventLog.Head
    /// Erased events that no `event.redacted` has spoken of yet, with what their lines say is kept.
    private var unexplained: [Int: RedactedEvent] = [:]
    /// The ids that erased events have kept: the log does not know them before it has what erased the events.
    private var erasedIDs: Set<EventID> = []

    /// Goes on where the log ends.
    ///
    /// - Parameter isExcerpt: Whether the rows are some of a log's, not all.
    public init(_ log: EventLog, isExcerpt: Bool = false) throws {
        self.log = log
        self.isExcerpt = isExcerpt
        head = try log.head()
    }

    /// Appends rows.
    ///
    /// - Throws: ``LogError/brokenSequence(seq:reason:)`` where they do not follow from the log's end or each other.
    public mutating func add(_ rows: [LogRow]) throws {
        var seen: Set<EventID> = []
        var explained: [(seq: Int, by: Int)] = []
        for row in rows {
            try check(row)
            let id = row.keptID
            if let id, try !seen.insert(id).inserted || erasedIDs.contains(id) || log.position(of: id) != nil {
                throw refusal(row, "an earlier event says the same")
            }
            if case .redacted(let redacted) = row {
                unexplained[redacted.seq] = redacted
                if let id { erasedIDs.insert(id) }
            }
            if !isExcerpt, case .eventRedacted(let redaction)? = row.fact {
                guard let redacted = unexplained.removeValue(forKey: redaction.seq) else {
                    throw refusal(row, "it says that event \(redaction.seq) was redacted, which is there")
                }
                guard redacted.kept?.unstamped == redaction.kept?.unstamped else {
                    throw refusal(row, "it kept other things of event \(redaction.seq) than stand there")
                }
                guard redacted.agrees(with: redaction.kept) else {
                    throw refusal(row, "it kept another batch or time of event \(redaction.seq) than stand there")
                }
                explained.append((redaction.seq, row.seq))
            }
        }
        try log.insert(rows)
        for (seq, redaction) in explained { try log.note(seq, erasedBy: redaction, isFinished: true) }
    }

    /// Checks that every erased event is spoken of.
    public func finish() throws {
        guard let seq = unexplained.keys.min() else { return }
        throw LogError.brokenSequence(seq: seq, reason: "its bytes are gone, and no event says that it was redacted")
    }

    private func refusal(_ row: LogRow, _ reason: String) -> LogError { .brokenSequence(seq: row.seq, reason: reason) }

    private mutating func check(_ row: LogRow) throws {
        guard isExcerpt ? row.seq > head.seq : row.seq == head.seq + 1 else {
            throw refusal(row, "it follows event \(head.seq)")
        }
        var opensBatch = false
        if case .event(let event) = row {
            guard event.id == event.event.id else { throw refusal(row, "its id is not that of what it says") }
            opensBatch = event.author != nil || event.message != nil
        }
        if row.batch == head.batch {
            guard row.recorded == head.recorded else { throw refusal(row, "its batch has two recorded times") }
            guard !opensBatch else { throw refusal(row, "only a batch's first event has an author or a message") }
        } else {
            guard isExcerpt ? row.batch > head.batch : row.batch == head.batch + 1 else {
                throw refusal(row, "batch \(row.batch) follows \(head.batch)")
            }
            guard head.recorded.map({ $0 < row.recorded }) ?? true else {
                throw refusal(row, "it was recorded before the batch that it follows")
            }
        }
        head = EventLog.Head(seq: row.seq, batch: row.batch, recorded: row.recorded)
    }
}
