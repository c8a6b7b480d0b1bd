import Events
import SQLite

/// Sums over an index's rows, to be compared with sums over what the events say: equal sums, equal rows.
///
/// Each row counts as a hash of its own under a key that every run draws anew, so that nobody can aim for a sum.
struct IndexSums: Sendable, Equatable {
    var ids: UInt64 = 0
    var types: UInt64 = 0
    var subjects: UInt64 = 0

    /// Adds the rows that an event should have.
    mutating func add(_ event: Event, _ id: EventID, at seq: Int) {
        ids &+= Self.mark(id, seq)
        types &+= Self.mark(event.type, seq)
        for entity in event.indexedSubjects { subjects &+= Self.mark(entity.text, seq) }
    }

    /// Adds the rows that an erased event should still have.
    mutating func add(_ remains: EventRemains, at seq: Int) {
        if let id = remains.id { ids &+= Self.mark(id, seq) }
        if let fact = remains.fact { types &+= Self.mark(fact.type, seq) }
    }

    mutating func add(_ other: IndexSums) {
        ids &+= other.ids
        types &+= other.types
        subjects &+= other.subjects
    }

    static func mark(_ value: some Hashable, _ seq: Int) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(value)
        hasher.combine(seq)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}

/// One of the log's indices.
enum LogIndex: String, CaseIterable, Sendable {
    case event_ids, event_types, event_subjects

    func sum(in sums: IndexSums) -> UInt64 {
        switch self {
        case .event_ids: sums.ids
        case .event_types: sums.types
        case .event_subjects: sums.subjects
        }
    }

    /// Gives each row's mark and position.
    func forEach(_ connection: Connection, _ body: (_ mark: UInt64, _ seq: Int) -> Void) throws {
        switch self {
        case .event_ids:
            try connection.statement("SELECT id, seq FROM event_ids").forEach { row in
                let seq = Int(row.integer(1))
                // What is no id counts as what no event has.
                let mark =
                    EventID(bytes: row.blob(0)).map { IndexSums.mark($0, seq) } ?? IndexSums.mark(row.blob(0), seq)
                body(mark, seq)
            }
        case .event_types:
            try connection.statement("SELECT type, seq FROM event_types").forEach { row in
                let seq = Int(row.integer(1))
                body(IndexSums.mark(row.text(0), seq), seq)
            }
        case .event_subjects:
            try connection.statement("SELECT subject, seq FROM event_subjects").forEach { row in
                let seq = Int(row.integer(1))
                body(IndexSums.mark(row.text(0), seq), seq)
            }
        }
    }

    /// The sum over its rows.
    func sum(_ connection: Connection) throws -> UInt64 {
        var sum: UInt64 = 0
        try forEach(connection) { mark, _ in sum &+= mark }
        return sum
    }
}

/// Finds the events whose rows in an index are not what they say; only run where the sums differ.
struct IndexSearch {
    private var expected: [LogIndex: [UInt64]] = [:]
    /// Which positions have a row: what is missing altogether is no fault of an index.
    private var hasRow: [Bool]

    /// Reads the whole log once more.
    init(
        _ connection: Connection, events: Int, _ remains: [Int: EventRemains], in indices: [LogIndex]
    ) throws {
        hasRow = Array(repeating: false, count: events + 1)
        for index in indices { expected[index] = Array(repeating: 0, count: events + 1) }
        let rows = try connection.statement("SELECT seq, body FROM events WHERE seq BETWEEN 1 AND ?").bind(events)
        while try rows.step() {
            let seq = Int(rows.integer(0))
            guard seq > 0, hasRow.indices.contains(seq) else { continue }
            hasRow[seq] = true
            var sums = IndexSums()
            if let body = rows.optionalBlob(1) {
                guard let stored = try? StoredEvent(bytes: body) else { continue }
                sums.add(stored.event, stored.id, at: seq)
            } else if let kept = remains[seq] {
                sums.add(kept, at: seq)
            }
            for index in indices { expected[index]?[seq] = index.sum(in: sums) }
        }
    }

    /// The events whose rows differ, those left aside that are damaged themselves.
    func damage(
        in index: LogIndex, _ connection: Connection, leavingAside damaged: Set<Int>
    ) throws -> FoundDamage {
        var difference = expected[index] ?? []
        var hasStrangers = false
        try index.forEach(connection) { mark, seq in
            if difference.indices.contains(seq), seq > 0 { difference[seq] &-= mark } else { hasStrangers = true }
        }
        var damage = FoundDamage()
        for seq in difference.indices where difference[seq] != 0 && hasRow[seq] && !damaged.contains(seq) {
            damage.add(.index(table: index.rawValue, seq: seq))
        }
        if hasStrangers { damage.add(.index(table: index.rawValue, seq: nil)) }
        return damage
    }
}
