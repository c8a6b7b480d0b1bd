import Chronology
import Events
import Projections

/// Random logs of facts and the evidence about them, the same for the same seed.
struct EvidenceChain {
    private(set) var entries: [LogEntry] = []
    private var random: WorldRandom

    /// A log of these events.
    init(of events: [Event]) {
        random = WorldRandom(state: 0)
        for event in events { append(event) }
    }

    init(seed: UInt64, facts: Int, evidence: Int) {
        random = WorldRandom(state: seed)
        for _ in 0..<facts { append(fact()) }
        for _ in 0..<evidence {
            let target = entries[Int.random(in: 0..<entries.count, using: &random)]
            append(Bool.random(using: &random) ? retraction(of: target) : correction(of: target))
            if Int.random(in: 1...4, using: &random) == 1 { append(fact()) }
        }
    }

    /// Erases the entry at a place: what is left of it is what a log would keep.
    mutating func redact(_ place: Int) {
        let entry = entries[place]
        let isNamed = entries.contains { $0.event.fact.target == entry.id }
        let stamp = EventRemains.Stamp(batch: entry.batch, recorded: RecordedTime(microseconds: 0))
        let kept = EventRemains(of: entry.event, id: isNamed ? entry.id : nil, stamp: stamp)
        entries[place] = LogEntry(
            RedactedEvent(
                seq: entry.seq, recorded: stamp.recorded, batch: stamp.batch,
                leaf: EventID(hashing: Array("leaf \(entry.seq)".utf8)).bytes, by: entries.count + 1, kept: kept))
    }

    private mutating func append(_ event: Event) {
        entries.append(LogEntry(seq: entries.count + 1, id: event.id, event: event))
    }

    private func fact() -> Event {
        let name = "Name \(entries.count)"
        return Event(.personIntroduced(PersonIntroduced(person: "p", name: name)))
    }

    private func retraction(of target: LogEntry) -> Event {
        Event(.eventRetracted(EventRetracted(event: target.id, reason: "reason \(entries.count)")))
    }

    /// A correction of a fact or of a correction; a retraction is retracted instead.
    private func correction(of target: LogEntry) -> Event {
        if case .eventRetracted = target.event.fact { return retraction(of: target) }
        return Event(.eventCorrected(EventCorrected(event: target.id, replacement: fact())))
    }
}

/// The rules of evidence, word for word and without any economy.
struct NaiveEvidence {
    let entries: [LogEntry]

    /// An event is live unless a live retraction names it.
    func isLive(_ id: EventID) -> Bool { liveRetractions(of: id).isEmpty }

    func liveRetractions(of id: EventID) -> [LogEntry] {
        entries.filter { entry in
            guard case .eventRetracted(let retraction) = entry.event.fact else { return false }
            return retraction.event == id && isLive(entry.id)
        }
    }

    /// The live corrections of a fact, and of those corrections, and so on.
    func liveCorrections(of fact: EventID) -> [LogEntry] {
        corrections(of: fact).filter { isLive($0.id) }
    }

    private func corrections(of id: EventID) -> [LogEntry] {
        entries.flatMap { entry -> [LogEntry] in
            guard case .eventCorrected(let correction) = entry.event.fact, correction.event == id else { return [] }
            return [entry] + corrections(of: entry.id)
        }
    }

    /// What a fact says in the end; nil where it does not count.
    func content(of fact: LogEntry) -> Event? {
        guard isLive(fact.id), !fact.isRedacted else { return nil }
        let last = liveCorrections(of: fact.id).max { $0.seq < $1.seq }
        guard case .eventCorrected(let correction)? = last?.event.fact else { return fact.event }
        return correction.replacement
    }
}
