import EventLog
import Events
import Projections

/// What redacting an event would do, read before it is done.
public struct RedactionPreview: Hashable, Sendable {
    /// An id that the event names, and how many others do.
    public struct NamedID: Hashable, Sendable {
        /// The id.
        public let id: EntityID
        /// How many other events name it.
        public let others: Int
    }

    /// The event.
    public let target: LoggedEvent
    /// What would be kept of it.
    public let kept: EventRemains
    /// The events that name its id, as places in the log: with them the id stays.
    public let namedBy: [Int]
    /// Corrections that no longer count either, as the event that they correct goes.
    public let corrections: [Int]
    /// The ids that it names, most often named by others first; those that no other event names are not among them.
    public let ids: [NamedID]
    /// The batch, where its author and message go with the event.
    public let batch: Batch?
    /// The fact that no longer counts then; nil where what counts stays as it is.
    public let retracts: EventID?
}

extension Ledger {
    /// What redacting an event would do.
    ///
    /// - Parameter given: Its position in the log, its id, or the first digits of its id.
    /// - Throws: ``LedgerError/redacted(_:)`` where it is redacted already.
    public func redactionPreview(of given: String) throws -> RedactionPreview {
        try reading {
            let target: LoggedEvent
            switch try row(given) {
            case .event(let logged): target = logged
            case .redacted(let logged): throw LedgerError.redacted(logged)
            }
            let stored = target.stored
            let namedBy = try tables.evidence(naming: stored.id, log)
            let batch = try log.batch(stored.batch).flatMap { batch in
                batch.first == stored.seq && (batch.author != nil || batch.message != nil) ? batch : nil
            }
            return RedactionPreview(
                target: target, kept: try kept(of: stored), namedBy: namedBy,
                corrections: try corrections(goingWith: target), ids: try namedElsewhere(by: stored), batch: batch,
                retracts: try fact(goingWith: target)?.id)
        }
    }

    /// What is kept of an event: its id goes unless evidence names it.
    ///
    /// - Throws: ``LedgerError/illegalEvidence(_:line:)`` where it would nest deeper than an event can say.
    func kept(of stored: StoredEvent) throws -> EventRemains {
        let isNamed = try !tables.evidence(naming: stored.id, log).isEmpty
        let kept = EventRemains(of: stored.event, id: isNamed ? stored.id : nil, stamp: stored.stamp)
        guard kept.depth <= EventRemains.deepestNesting else {
            throw LedgerError.illegalEvidence(
                "#\(stored.seq) cannot be redacted: what is kept of redactions of redactions nests in one another, at "
                    + "most \(EventRemains.deepestNesting) deep; it stays as it is", line: nil)
        }
        return kept
    }

    /// The fact that no longer counts without an event: itself, or the one whose wording it gives; nil where none.
    private func fact(goingWith target: LoggedEvent) throws -> LogEntry? {
        let entry = LogEntry(target.stored)
        if entry.event.fact.isAboutTheWorld {
            return [.retracted, .redacted].contains(target.setAside?.reason) ? nil : entry
        }
        guard entry.event.type == EventCorrected.type, target.setAside == nil else { return nil }
        return try RawEvents(log: log, tables: tables, through: .max).root(of: entry)
    }

    /// The live corrections of a fact.
    private func corrections(goingWith target: LoggedEvent) throws -> [Int] {
        guard target.stored.event.fact.isAboutTheWorld else { return [] }
        let evidence = try EffectiveReader.closure(of: [LogEntry(target.stored)], log, tables)
        return try evidence.filter { entry in
            try entry.event.type == EventCorrected.type
                && ![.retracted, .redacted].contains(tables.setAside(entry.seq)?.reason)
        }.map(\.seq)
    }

    private func namedElsewhere(by stored: StoredEvent) throws -> [RedactionPreview.NamedID] {
        let ids = stored.event.namedIDs.filter { !$0.isReserved }
        return try log.counts(
            naming: Set(ids), except: stored.seq, among: tables.positions(naming: Array(ids))
        )
        .map { RedactionPreview.NamedID(id: $0.key, others: $0.value) }
        .sorted { ($1.others, $0.id) < ($0.others, $1.id) }
    }
}
