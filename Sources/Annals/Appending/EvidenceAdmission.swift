import EventLog
import Events
import Projections

/// Whether evidence may be given: it names earlier events, of kinds that it can speak of, and closes no cycle.
struct EvidenceAdmission {
    private let ledger: Ledger
    /// The events of the input that may be named; nil for any of them.
    private let targets: Set<EventID>?
    private var earlierHere: [EventID: Event] = [:]
    private var merges: MergeState?

    init(_ ledger: Ledger, targets: Set<EventID>?) {
        self.ledger = ledger
        self.targets = targets
    }

    /// Checks an event and remembers it for those after it.
    mutating func admit(_ event: Event, _ id: EventID, _ line: Int?) throws {
        switch event.fact {
        case .eventRetracted(let retraction):
            let target = try target(retraction.event, "event", line)
            if case .eventRedacted = target.fact {
                throw LedgerError.illegalEvidence(
                    "what is redacted, and that it was redacted, cannot be taken back: it is erased", line: line)
            }
            let root = try root(retraction.event, line)
            if case .entityMerged(let merge) = root.fact { try checkRetraction(event, id, of: merge, line) }
        case .eventCorrected(let correction):
            try checkCorrection(correction, line)
        case .entityMerged(let merge):
            try check(merge, event, id, line)
        case .eventRedacted:
            throw LedgerError.illegalEvidence(
                "event.redacted cannot be appended, since it has to erase stored bytes: `annals redact` does both; "
                    + "an export with redacted events is taken by `annals restore`", line: line)
        default:
            break
        }
        if targets?.contains(id) ?? true { earlierHere[id] = event }
    }

    private func target(_ id: EventID, _ field: String, _ line: Int?) throws -> Event {
        if let here = earlierHere[id] { return here }
        guard let entry = try ledger.log.entry(of: id) else {
            throw LedgerError.refused(
                EventError(
                    kind: .badValue, field: field, reason: "no earlier event has the id \(id.hex)",
                    remedy: "look for it with `annals log`"), line: line)
        }
        return entry.event
    }

    /// The fact, merge or distrust that a chain of retractions and corrections leads to.
    private func root(_ id: EventID, _ line: Int?) throws -> Event {
        var event = try target(id, "event", line)
        while let next = event.fact.target { event = try target(next, "event", line) }
        return event
    }

    private func checkCorrection(_ correction: EventCorrected, _ line: Int?) throws {
        let target = try target(correction.event, "event", line)
        guard target.fact.isAboutTheWorld || target.type == EventCorrected.type else {
            throw LedgerError.illegalEvidence(
                "\(target.type.withArticle) cannot be corrected: retract it and append another", line: line)
        }
        guard let replacement = correction.replacement else {
            throw LedgerError.illegalEvidence("a correction needs the event that should stand there", line: line)
        }
        if replacement.id == correction.event {
            throw LedgerError.illegalEvidence("the replacement says what the event says already", line: line)
        }
    }

    // MARK: - Merges

    /// The live merges with what this input has added to the evidence about them.
    private struct MergeState {
        var evidence: [LogEntry]
        var identities: Identities

        mutating func add(_ event: Event, _ id: EventID) -> LogEntry {
            // After everything that is in the log.
            let entry = LogEntry(seq: Int.max / 2 + evidence.count, id: id, event: event)
            evidence.append(entry)
            return entry
        }
    }

    private func currentMerges() throws -> MergeState {
        if let merges { return merges }
        let evidence = try EffectiveReader.generalEvidence(ledger.log, ledger.tables)
        return MergeState(evidence: evidence, identities: Rulings(evidence).identities)
    }

    private mutating func check(_ merge: EntityMerged, _ event: Event, _ id: EventID, _ line: Int?) throws {
        var state = try currentMerges()
        let one = state.identities.current(merge.into)
        guard state.identities.current(merge.from) != one else {
            throw LedgerError.illegalEvidence(
                "\(merge.from) and \(merge.into) are one already (\(one))\(Self.cause(of: merge, state.evidence)): "
                    + "merging them again would close a cycle", line: line)
        }
        try checkKinds(of: merge, state.identities, line)
        let entry = state.add(event, id)
        state.identities.add(entry)
        merges = state
    }

    /// What was introduced as a person may turn out to be an organisation; other kinds are never one.
    private func checkKinds(of merge: EntityMerged, _ identities: Identities, _ line: Int?) throws {
        func kind(_ id: EntityID) throws -> EntityKind? { try ledger.tables.entity(identities.current(id))?.kind }
        guard let from = try kind(merge.from), let into = try kind(merge.into), from != into else { return }
        guard Set([from, into]) != [.person, .organization] else { return }
        throw LedgerError.illegalEvidence(
            "\(merge.from) is \(from.rawValue.withArticle) and \(merge.into) is \(into.rawValue.withArticle): "
                + "they cannot be one", line: line)
    }

    /// The live merge that made two ids one, in words; nothing where they are the same id.
    private static func cause(of merge: EntityMerged, _ evidence: [LogEntry]) -> String {
        var identities = Identities()
        for entry in Rulings(evidence).merges {
            let before = identities.current(merge.from) == identities.current(merge.into)
            identities.add(entry)
            guard !before, identities.current(merge.from) == identities.current(merge.into),
                case .entityMerged(let earlier) = entry.event.fact
            else { continue }
            return " by event \(entry.id.short), \(earlier.from) merged into \(earlier.into)"
        }
        return ""
    }

    /// Retracting a retraction can bring a merge back, which must not close a cycle either.
    private mutating func checkRetraction(
        _ event: Event, _ id: EventID, of merge: EntityMerged, _ line: Int?
    ) throws {
        var state = try currentMerges()
        let before = Rulings(state.evidence)
        _ = state.add(event, id)
        let after = Rulings(state.evidence)
        guard after.idleMerges <= before.idleMerges else {
            throw LedgerError.illegalEvidence(
                "this would bring back the merge of \(merge.from) into \(merge.into), which are one by another merge",
                line: line)
        }
        state.identities = after.identities
        merges = state
    }
}

extension Rulings {
    /// How many live merges say nothing new: each of the others makes one more id stand for another.
    fileprivate var idleMerges: Int { merges.count - identities.merged.count }
}
