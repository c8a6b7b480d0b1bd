import Crypto
import Events
import Projections

/// What a ledger has acknowledged, in plain arrays, with hashes of its own.
struct SimulatedModel {
    /// Every event as the ledger said that it recorded it.
    private(set) var stored: [StoredEvent] = []
    /// The stored bytes.
    private(set) var bodies: [[UInt8]] = []
    private var leaves: [[UInt8]] = []
    private var ids: Set<EventID> = []

    var seq: Int { stored.count }
    var batch: Int { stored.last?.batch ?? 0 }
    var recorded: RecordedTime? { stored.last?.recorded }

    /// Whether an event that says the same is in the log.
    func has(_ id: EventID) -> Bool { ids.contains(id) }

    /// When a batch is recorded at a reading of the clock: later than the last one in any case.
    func time(at now: RecordedTime) -> RecordedTime {
        guard let recorded, recorded >= now else { return now }
        return RecordedTime(microseconds: recorded.microseconds + 1)
    }

    /// Notes a batch that was acknowledged; says what in it is not as it has to be.
    mutating func acknowledge(_ events: [StoredEvent], expecting ids: [EventID], at now: RecordedTime) -> [String] {
        var faults: [String] = []
        if events.map(\.id) != ids { faults.append("recorded \(events.map(\.id)) and not \(ids)") }
        let (batch, time) = (batch + 1, time(at: now))
        for event in events {
            if event.seq != seq + 1 { faults.append("#\(event.seq) follows #\(seq)") }
            if event.batch != batch { faults.append("#\(event.seq) is in batch \(event.batch), not \(batch)") }
            if event.recorded != time { faults.append("#\(event.seq) was recorded \(event.recorded), not \(time)") }
            if event.id != event.event.id { faults.append("#\(event.seq) has another event's id") }
            note(event)
        }
        return faults
    }

    private mutating func note(_ event: StoredEvent) {
        stored.append(event)
        ids.insert(event.id)
        bodies.append(event.bytes)
        leaves.append(Array(SHA256.hash(data: [0] + event.bytes)))
    }

    /// The root of the tree over the first events, by the definition in RFC 6962 section 2.1.
    func root(of size: Int) -> [UInt8] {
        size == 0 ? Array(SHA256.hash(data: [UInt8]())) : root(leaves[..<size])
    }

    func leaf(_ seq: Int) -> [UInt8] { leaves[seq - 1] }

    private func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        if leaves.count == 1, let leaf = leaves.first { return leaf }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        let middle = leaves.startIndex + half
        return Array(SHA256.hash(data: [1] + root(leaves[..<middle]) + root(leaves[middle...])))
    }

    /// Which facts are set aside, and why, where all evidence is weighed at once.
    func setAside() -> [Int: SetAsideReason] {
        let entries = stored.map(LogEntry.init)
        let rulings = Rulings(entries)
        var reasons: [Int: SetAsideReason] = [:]
        for entry in entries { reasons[entry.seq] = rulings.setAside(entry)?.reason }
        return reasons
    }
}
