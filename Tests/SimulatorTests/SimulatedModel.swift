import Crypto
import EventLog
import Events
import Projections

/// What a ledger has acknowledged, in plain arrays, with hashes of its own.
struct SimulatedModel {
    /// Every event as the ledger said that it recorded it, or what it said is left of it.
    private(set) var rows: [LogRow] = []
    /// The lines of an export.
    private(set) var lines: [[UInt8]] = []
    private var leaves: [[UInt8]] = []
    private var ids: Set<EventID> = []
    /// What was erased and must be found nowhere: the salts, which stand in no other place.
    private(set) var erasedSalts: [String] = []
    /// The ids of what was erased.
    private(set) var erasedIDs: Set<EventID> = []

    var seq: Int { rows.count }
    var batch: Int { rows.last?.batch ?? 0 }
    var recorded: RecordedTime? { rows.last?.recorded }

    /// The events that are whole.
    var events: [StoredEvent] {
        rows.compactMap { row in
            if case .event(let event) = row { return event }
            return nil
        }
    }

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
        rows.append(.event(event))
        ids.insert(event.id)
        lines.append(event.bytes)
        leaves.append(Array(SHA256.hash(data: [0] + event.bytes)))
    }

    /// Notes that an event was erased, with what is said to be left of it; says what of that is not as it has to be.
    mutating func erase(_ event: StoredEvent, leaving redacted: RedactedEvent) -> [String] {
        var faults: [String] = []
        if redacted.leaf != leaves[event.seq - 1] { faults.append("the leaf of #\(event.seq) changed") }
        if (redacted.seq, redacted.batch) != (event.seq, event.batch) || redacted.recorded != event.recorded {
            faults.append("#\(event.seq) stands elsewhere when it is erased")
        }
        if redacted.kept?.stamp != event.stamp { faults.append("nothing vouches for the batch of #\(event.seq)") }
        if redacted.by != seq { faults.append("#\(event.seq) is erased by #\(redacted.by ?? 0), not #\(seq)") }
        let line = String(decoding: redacted.bytes, as: UTF8.self)
        if line.contains(event.salt) { faults.append("the salt of #\(event.seq) is left") }
        rows[event.seq - 1] = .redacted(redacted)
        lines[event.seq - 1] = redacted.bytes
        erasedSalts.append(event.salt)
        erasedIDs.insert(event.id)
        if redacted.kept?.id == nil { ids.remove(event.id) }
        return faults
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
        let entries = rows.map { row in
            switch row {
            case .event(let event): LogEntry(event)
            case .redacted(let redacted): LogEntry(redacted)
            }
        }
        let rulings = Rulings(entries)
        var reasons: [Int: SetAsideReason] = [:]
        for entry in entries { reasons[entry.seq] = rulings.setAside(entry)?.reason }
        return reasons
    }
}
