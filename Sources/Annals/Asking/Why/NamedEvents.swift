import Events
import Projections

/// Reads the events that an answer names, as its belief reads them.
struct NamedEvents {
    private let question: WhyQuestion
    private let raw: RawEvents

    init(_ question: WhyQuestion) {
        self.question = question
        raw = RawEvents(log: question.ledger.log, tables: question.ledger.tables, through: .max)
    }

    /// The events at places in the log. O(events and the evidence about them).
    func events(at seqs: Set<Int>) throws -> [Int: NamedEvent] {
        var entries: [(entry: LogEntry, root: LogEntry)] = []
        for seq in seqs.sorted() {
            guard let entry = try question.ledger.log.entry(at: seq) else { continue }
            entries.append((entry, try raw.root(of: entry)))
        }
        let rulings = try question.view.rulings(on: entries.map(\.root))
        var events: [Int: NamedEvent] = [:]
        for (entry, root) in entries {
            let isCorrection = entry.event.fact.isCorrection
            // A merge names two ids: read as they stand now, they would be one.
            let content =
                entry.event.fact.isAboutTheWorld || isCorrection
                ? rulings.content(of: entry, original: root.seq, identities: question.view.identities) : nil
            let now = try question.ledger.tables.setAside(entry.seq)
            let then = rulings.setAside(entry).map { SetAside(reason: $0.reason, by: $0.by.namedPlace) }
            events[entry.seq] = NamedEvent(
                id: entry.id, event: content?.event ?? entry.event.content, corrects: isCorrection ? root.seq : nil,
                now: now == then ? nil : now)
        }
        return events
    }
}

extension Fact {
    fileprivate var isCorrection: Bool {
        if case .eventCorrected = self { return true }
        return false
    }
}
