import Events
import SQLite

/// Sums over the index of ids, to be compared with sums over what the events say: equal sums, equal rows.
///
/// Each row counts as a hash of its own under a key that every run draws anew, so that nobody can aim for a sum.
extension IDIndex {
    /// What the row of an event that has an id counts as.
    static func mark(_ id: EventID, at seq: Int) -> UInt64 { mark(prefix(of: id), seq) }

    private static func mark(_ prefix: Int64, _ seq: Int) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(prefix)
        hasher.combine(seq)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    /// Gives each row's mark and position.
    static func forEach(_ connection: Connection, _ body: (_ mark: UInt64, _ seq: Int) -> Void) throws {
        try connection.statement("SELECT prefix, seq FROM event_ids").forEach { row in
            let seq = Int(row.integer(1))
            body(mark(row.integer(0), seq), seq)
        }
    }

    /// The sum over its rows.
    static func sum(_ connection: Connection) throws -> UInt64 {
        var sum: UInt64 = 0
        try forEach(connection) { mark, _ in sum &+= mark }
        return sum
    }
}

/// Finds the events whose rows in the index are not what they say; only run where the sums differ.
struct IndexSearch {
    private var expected: [UInt64]
    /// Which positions have a row: what is missing altogether is no fault of an index.
    private var hasRow: [Bool]

    /// Reads the whole log once more.
    init(_ connection: Connection, events: Int, _ remains: [Int: EventRemains]) throws {
        hasRow = Array(repeating: false, count: events + 1)
        expected = Array(repeating: 0, count: events + 1)
        var scanner = StoredScanner()
        let rows = try connection.statement("SELECT seq, body FROM events WHERE seq BETWEEN 1 AND ?").bind(events)
        while try rows.step() {
            let seq = Int(rows.integer(0))
            guard seq > 0, hasRow.indices.contains(seq) else { continue }
            hasRow[seq] = true
            let id: EventID?
            if let body = rows.optionalBlob(1) {
                id = try? scanner.id(of: body)
            } else {
                id = remains[seq]?.id
            }
            if let id { expected[seq] = IDIndex.mark(id, at: seq) }
        }
    }

    /// The events whose rows differ, those left aside that are damaged themselves.
    func damage(_ connection: Connection, leavingAside damaged: Set<Int>) throws -> FoundDamage {
        var difference = expected
        var hasStrangers = false
        try IDIndex.forEach(connection) { mark, seq in
            if difference.indices.contains(seq), seq > 0 { difference[seq] &-= mark } else { hasStrangers = true }
        }
        var damage = FoundDamage()
        for seq in difference.indices where difference[seq] != 0 && hasRow[seq] && !damaged.contains(seq) {
            damage.add(.index(table: IDIndex.table, seq: seq))
        }
        if hasStrangers { damage.add(.index(table: IDIndex.table, seq: nil)) }
        return damage
    }
}
