import EventLog
import Events
import Projections

/// Whether evidence may be given: it names earlier events, of kinds that it can speak of, and closes no cycle.
struct EvidenceAdmission {
    private let ledger: Ledger
    private var earlierHere: [EventID: Event] = [:]
    /// Merges and distrust with all evidence about them, this batch's included; nil until they are asked for.
    private var general: [LogEntry]?

    init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    /// Checks an event and remembers it for those after it.
    mutating func admit(_ event: Event, _ id: EventID, _ line: Int?) throws {
        switch event.fact {
        case .eventRetracted(let retraction):
            if case .entityMerged(let merge) = try root(retraction.event, line).fact {
                try checkMerges(with: event, id, line) { _ in
                    "this would bring back the merge of \(merge.from) into \(merge.into), "
                        + "which are one by another merge"
                }
            }
        case .eventCorrected(let correction):
            try checkCorrection(correction, line)
        case .entityMerged(let merge):
            try checkMerges(with: event, id, line) { identities in
                "\(merge.from) and \(merge.into) are one already (\(identities.current(merge.into))): "
                    + "merging them again would close a cycle"
            }
        case .eventRedacted:
            throw LedgerError.illegalEvidence(
                "event.redacted cannot be appended: it has to remove stored bytes, which this version cannot do yet; "
                    + "retract the event instead", line: line)
        default:
            break
        }
        earlierHere[id] = event
    }

    private func target(_ id: EventID, _ field: String, _ line: Int?) throws -> Event {
        if let here = earlierHere[id] { return here }
        guard let seq = try ledger.log.position(of: id), let stored = try ledger.log.event(at: seq) else {
            throw LedgerError.refused(
                EventError(
                    kind: .badValue, field: field, reason: "no earlier event has the id \(id.hex)",
                    remedy: "look for it with `annals log`"), line: line)
        }
        return stored.event
    }

    private func checkCorrection(_ correction: EventCorrected, _ line: Int?) throws {
        let target = try target(correction.event, "event", line)
        guard target.fact.isAboutTheWorld || target.type == EventCorrected.type else {
            throw LedgerError.illegalEvidence(
                "a \(target.type) cannot be corrected: retract it and append another", line: line)
        }
        if correction.replacement.id == correction.event {
            throw LedgerError.illegalEvidence("the replacement says what the event says already", line: line)
        }
    }

    /// The fact, merge or distrust that a chain of retractions and corrections leads to.
    private func root(_ id: EventID, _ line: Int?) throws -> Event {
        var event = try target(id, "event", line)
        while let next = event.fact.target { event = try target(next, "event", line) }
        return event
    }

    /// Checks that the merges that are live with one more piece of evidence do not close a cycle.
    private mutating func checkMerges(
        with event: Event, _ id: EventID, _ line: Int?, refusal: (Identities) -> String
    ) throws {
        let before = try general ?? EffectiveReader.generalEvidence(ledger.log, ledger.tables, through: Int.max)
        let entry = LogEntry(seq: Int.max / 2 + before.count, id: id, event: event)
        let (former, latter) = (Rulings(before), Rulings(before + [entry]))
        guard latter.idleMerges <= former.idleMerges else {
            throw LedgerError.illegalEvidence(refusal(former.identities), line: line)
        }
        general = before + [entry]
    }
}

extension Rulings {
    /// How many live merges say nothing new: each of the others makes one more id stand for another.
    fileprivate var idleMerges: Int { merges.count - identities.merged.count }
}
