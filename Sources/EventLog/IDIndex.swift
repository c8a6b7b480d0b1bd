import Events
import SQLite

/// The index of ids: the first eight bytes of each, the first one highest, as a signed integer, and where it stands.
///
/// A whole id would take four times the room. Two ids may begin alike, so that whoever finds a row compares the id that
/// stands in the log.
enum IDIndex {
    static let table = "event_ids"

    /// An id, and where it stands.
    struct Entry {
        let id: EventID
        let seq: Int
    }

    /// How many rows are brought into order at once where all are made.
    private static let most = 1 << 20

    /// The number under which an id stands.
    static func prefix(of id: EventID) -> Int64 { Int64(bitPattern: id.prefix) }

    /// Makes the rows of a whole log in the table, which is empty.
    ///
    /// - Parameter entries: Gives what it is called with every id that the log has.
    static func fill(_ connection: Connection, _ entries: ((EventID, Int) throws -> Void) throws -> Void) throws {
        let insert = try connection.statement("INSERT INTO event_ids (prefix, seq) VALUES (?, ?)")
        var rows: [(prefix: Int64, seq: Int)] = []
        func flush() throws {
            // In the order of the keys every page is written once.
            rows.sort { $0 < $1 }
            for row in rows { try insert.bind(row.prefix, row.seq).run() }
            rows.removeAll(keepingCapacity: true)
        }
        try entries { id, seq in
            rows.append((prefix(of: id), seq))
            if rows.count == most { try flush() }
        }
        try flush()
    }
}

/// The first eight bytes of ids, by the places of their events.
package struct IDPrefixes {
    /// Of events that stand one behind the other; 0 where there is none.
    private var dense: [UInt64]
    /// Of those of an excerpt, which stand further on than there are events.
    private var sparse: [Int: UInt64] = [:]

    fileprivate init(events: Int) { dense = Array(repeating: 0, count: events + 1) }

    fileprivate mutating func add(_ prefix: UInt64, at seq: Int) {
        if dense.indices.contains(seq) { dense[seq] = prefix } else { sparse[seq] = prefix }
    }

    /// That of an event; nil where the index has none.
    package subscript(seq: Int) -> UInt64? {
        let prefix = dense.indices.contains(seq) ? dense[seq] : sparse[seq]
        return prefix == 0 ? nil : prefix
    }
}

// Finding.
extension EventLog {
    /// Where an event stands in the log; nil where it does not. O(log n).
    ///
    /// - Throws: ``LogError/unreadable(seq:reason:)`` where an event that may be it cannot be read.
    public func position(of id: EventID) throws -> Int? {
        try translating { try position(of: id, before: .max) }
    }

    /// Where an event stands in the log, if before a position.
    private func position(of id: EventID, before end: Int) throws -> Int? {
        let rows = try connection.statement(
            """
            SELECT i.seq, e.body, e.batch FROM event_ids i JOIN events e USING (seq)
            WHERE i.prefix = ? AND i.seq < ? ORDER BY i.seq
            """
        ).bind(IDIndex.prefix(of: id), end)
        var scanner = StoredScanner()
        while try rows.step() {
            let seq = Int(rows.integer(0))
            if try keptID(seq, rows.optionalBlob(1), batch: Int(rows.integer(2)), &scanner) == id { return seq }
        }
        return nil
    }

    /// Where the events stand whose ids begin with some hexadecimal digits, at most `limit` of them, in the order of
    /// the ids; none for fewer than 4 digits or more than 64. O(log n + events found).
    public func positions(withPrefix prefix: String, limit: Int) throws -> [Int] {
        guard let (lower, upper) = Self.bounds(ofPrefix: prefix), limit > 0 else { return [] }
        return try translating {
            // All that begin with the same digits have one sign, so that their numbers are in the order of the ids.
            let rows = try connection.statement(
                """
                SELECT i.prefix, i.seq, e.body, e.batch FROM event_ids i JOIN events e USING (seq)
                WHERE i.prefix BETWEEN ? AND ? ORDER BY i.prefix, i.seq
                """
            ).bind(IDIndex.prefix(of: lower), IDIndex.prefix(of: upper))
            var found: [IDIndex.Entry] = []
            var scanner = StoredScanner()
            while try rows.step() {
                let (number, seq) = (rows.integer(0), Int(rows.integer(1)))
                // Of ids that have one number all are needed to bring them into order.
                if found.count >= limit, let last = found.last, IDIndex.prefix(of: last.id) != number { break }
                let kept = try keptID(seq, rows.optionalBlob(2), batch: Int(rows.integer(3)), &scanner)
                guard let id = kept, IDIndex.prefix(of: id) == number, (lower...upper).contains(id)
                else { continue }
                found.append(IDIndex.Entry(id: id, seq: seq))
            }
            return found.sorted { ($0.id, $0.seq) < ($1.id, $1.seq) }.prefix(limit).map(\.seq)
        }
    }

    /// The id of a row; nil where it was erased with it.
    private func keptID(
        _ seq: Int, _ body: [UInt8]?, batch: Int, _ scanner: inout StoredScanner
    ) throws -> EventID? {
        if let body, let id = try? scanner.id(of: body) { return id }
        var reader = BodyReader(connection)
        return try row(seq, batch: batch, body, &reader).keptID
    }

    /// The least and the greatest id with a prefix of at least four hexadecimal digits; nil for anything else.
    private static func bounds(ofPrefix prefix: String) -> (EventID, EventID)? {
        let digits = prefix.utf8.count
        guard (4...64).contains(digits), prefix.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
            return nil
        }
        let lower = EventID(hex: prefix.lowercased() + String(repeating: "0", count: 64 - digits))
        let upper = EventID(hex: prefix.lowercased() + String(repeating: "f", count: 64 - digits))
        guard let lower, let upper else { return nil }
        return (lower, upper)
    }
}

// Adding and taking away.
extension EventLog {
    /// Adds the ids of rows that have just been written, inside a write.
    ///
    /// - Throws: ``LogError/storage(path:description:)`` where one of them is in the log already: no event is there twice.
    func insert(_ added: [IDIndex.Entry]) throws {
        let first = added.map(\.seq).min() ?? .max
        let insert = try connection.statement("INSERT INTO event_ids (prefix, seq) VALUES (?, ?)")
        var last: IDIndex.Entry?
        // In the order of the ids pages that several share are looked for once.
        for entry in added.sorted(by: { ($0.id, $0.seq) < ($1.id, $1.seq) }) {
            let other = last.flatMap { $0.id == entry.id ? $0.seq : nil }
            if let seq = try other ?? position(of: entry.id, before: first) {
                throw LogError.storage(
                    path: path,
                    description: "\(path): event \(entry.seq) would say the same as event \(seq), and have its id; "
                        + "nothing was recorded: leave it out")
            }
            try insert.bind(IDIndex.prefix(of: entry.id), at: 1)
            try insert.bind(entry.seq, at: 2)
            try insert.run()
            last = entry
        }
    }

    /// Adds the ids of rows that have just been written, inside a write, of which it is known that the log has none.
    func insertNew(_ added: [IDIndex.Entry]) throws {
        let insert = try connection.statement("INSERT INTO event_ids (prefix, seq) VALUES (?, ?)")
        for entry in added.map({ (IDIndex.prefix(of: $0.id), $0.seq) }).sorted(by: <) {
            try insert.bind(entry.0, at: 1)
            try insert.bind(entry.1, at: 2)
            try insert.run()
        }
    }

    /// The first eight bytes of the ids of all events, by their places. O(events), in memory too.
    package func idPrefixes() throws -> IDPrefixes {
        try translating {
            let rows = try connection.statement("SELECT count(*) FROM event_ids").first { Int($0.integer(0)) } ?? 0
            var prefixes = IDPrefixes(events: rows)
            try connection.statement("SELECT prefix, seq FROM event_ids").forEach { row in
                prefixes.add(UInt64(bitPattern: row.integer(0)), at: Int(row.integer(1)))
            }
            return prefixes
        }
    }

    /// Which of some numbers that ids begin with the log has, where these are ascending. O(numbers · log n).
    public func knownPrefixes(among prefixes: [UInt64]) throws -> Set<UInt64> {
        try translating {
            let known = try connection.statement("SELECT 1 FROM event_ids WHERE prefix = ? LIMIT 1")
            var found: Set<UInt64> = []
            for prefix in prefixes {
                let isKnown = try known.bind(Int64(bitPattern: prefix)).first { _ in true } ?? false
                if isKnown { found.insert(prefix) }
            }
            return found
        }
    }

    /// Makes the index from the rows, in an empty table.
    ///
    /// - Throws: ``LogError/unreadable(seq:reason:)`` for the first row whose id cannot be told.
    func fillIDs() throws {
        try IDIndex.fill(connection) { add in
            var scanner = StoredScanner()
            let rows = try connection.statement("SELECT seq, body, batch FROM events ORDER BY seq")
            while try rows.step() {
                let seq = Int(rows.integer(0))
                if let id = try keptID(seq, rows.optionalBlob(1), batch: Int(rows.integer(2)), &scanner) {
                    try add(id, seq)
                }
            }
        }
    }

    /// Takes the id of an event, whose bytes are still there, out of the index, inside a write.
    func removeID(of seq: Int) throws {
        let body =
            try connection.statement("SELECT body FROM events WHERE seq = ?").bind(seq)
            .first { $0.optionalBlob(0) } ?? nil
        var scanner = StoredScanner()
        if let body, let id = try? scanner.id(of: body) {
            try connection.statement("DELETE FROM event_ids WHERE prefix = ? AND seq = ?")
                .bind(IDIndex.prefix(of: id), seq).run()
        }
        let isThere =
            try connection.statement("SELECT 1 FROM event_ids WHERE seq = ? LIMIT 1").bind(seq)
            .first { _ in true } ?? false
        if isThere {
            // What is altered, or cannot be read, does not say under which number it stands.
            try connection.statement("DELETE FROM event_ids WHERE seq = ?").bind(seq).run()
        }
    }
}
