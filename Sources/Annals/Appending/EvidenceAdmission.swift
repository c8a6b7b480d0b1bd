import EventLog
import Events
import Projections

/// Whether evidence may be given: it names earlier events, of kinds that it can speak of, and closes no cycle.
struct EvidenceAdmission {
    private let ledger: Ledger
    /// The events of the input that may be named; nil for any of them.
    private let targets: Set<EventID>?
    private var earlierHere: [EventID: Event] = [:]
    private var mergesAndRetractionsHere: [LogEntry] = []
    /// The ids that are one by the ledger and what came before; nil where that has to be found anew.
    private var identities: Identities?

    init(_ ledger: Ledger, targets: Set<EventID>?) {
        self.ledger = ledger
        self.targets = targets
    }

    /// Checks an event and remembers it for those after it.
    mutating func admit(_ event: Event, _ id: EventID, _ line: Int?) throws {
        switch event.fact {
        case .eventRetracted(let retraction):
            let target = try target(retraction.event, "event", line)
            if case .eventRetracted(let restored) = target.fact { try checkRestoring(restored.event, line) }
            note(event, id)
            identities = nil
        case .eventCorrected(let correction):
            try checkCorrection(correction, line)
        case .entityMerged(let merge):
            try check(merge, line)
            let entry = note(event, id)
            identities?.add(entry)
        case .eventRedacted:
            throw LedgerError.illegalEvidence(
                "event.redacted cannot be appended: it has to remove stored bytes, which this version cannot do yet; "
                    + "retract the event instead", line: line)
        default:
            break
        }
        if targets?.contains(id) ?? true { earlierHere[id] = event }
    }

    @discardableResult
    private mutating func note(_ event: Event, _ id: EventID) -> LogEntry {
        // After everything that is in the log.
        let entry = LogEntry(seq: Int.max / 2 + mergesAndRetractionsHere.count, id: id, event: event)
        mergesAndRetractionsHere.append(entry)
        return entry
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

    private mutating func check(_ merge: EntityMerged, _ line: Int?) throws {
        let identities = try currentIdentities()
        if identities.current(merge.from) == identities.current(merge.into) {
            let isSame = identities.current(merge.into)
            throw LedgerError.illegalEvidence(
                "\(merge.from) and \(merge.into) are one already (\(isSame)): merging them again would close a cycle",
                line: line)
        }
    }

    /// Bringing a merge back must not close a cycle either.
    private mutating func checkRestoring(_ id: EventID, _ line: Int?) throws {
        guard case .entityMerged(let merge) = try target(id, "event", line).fact else { return }
        let identities = try currentIdentities()
        if identities.current(merge.from) == identities.current(merge.into) {
            throw LedgerError.illegalEvidence(
                "this would bring back the merge of \(merge.from) into \(merge.into), which are one by another merge",
                line: line)
        }
    }

    private mutating func currentIdentities() throws -> Identities {
        if let identities { return identities }
        let recorded = try EffectiveReader.generalEvidence(ledger.log, ledger.tables, through: Int.max)
        let found = Rulings(recorded + mergesAndRetractionsHere).identities
        identities = found
        return found
    }
}
