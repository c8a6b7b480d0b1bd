import Events
import SQLite

/// Which events to read.
public struct Selection: Hashable, Sendable {
    /// In which order.
    public enum Direction: Hashable, Sendable {
        case forward
        case backward
    }

    /// The order.
    public var direction = Direction.forward
    /// Only events that name this id.
    public var subject: EntityID?
    /// Further ids that count as the subject.
    public var aliases: [EntityID] = []
    /// Only events that cite one of these sources; all, if empty. A correction cites what its replacement cites.
    public var sources: [EntityID] = []
    /// Only events of this type.
    public var type: String?
    /// Only positions in this range.
    public var positions: ClosedRange<Int> = 1...Int.max
    /// Only events recorded in this range.
    public var recorded: ClosedRange<RecordedTime>?

    /// Selects every event, forward.
    public init() {}
}

/// Events that were appended together: one point of visibility, like a commit.
public struct Batch: Hashable, Sendable {
    /// Its number, from 1.
    public let number: Int
    /// The position of its first event.
    public let first: Int
    /// The position of its last event.
    public let last: Int
    /// When it was recorded.
    public let recorded: RecordedTime
    /// Who recorded it.
    public let author: String?
    /// Why.
    public let message: String?
}

extension EventLog {
    /// Reads the selected events one by one, in constant memory; `body` returns false to stop.
    ///
    /// - Parameter positions: As ``forEachRow(_:among:_:)`` takes them.
    public func forEach(
        _ selection: Selection = Selection(), among positions: [Int]? = nil, _ body: (StoredEvent) throws -> Bool
    ) throws {
        try forEachRow(selection, among: positions) { row in
            guard case .event(let event) = row else { return true }
            return try body(event)
        }
    }

    /// Reads the selected rows one by one, those of erased events too; `body` returns false to stop.
    ///
    /// The log has no index of what events say. Without `positions` every row between the first and the last position
    /// is looked at: O(rows in the range), of which those are read that may be selected. With them only those are read,
    /// O(positions · log n).
    ///
    /// - Parameter positions: Where selected rows may stand, ascending; those that are not selected are left out.
    public func forEachRow(
        _ selection: Selection = Selection(), among positions: [Int]? = nil, _ body: (LogRow) throws -> Bool
    ) throws {
        try translating {
            let recorded = try positionsRecorded(in: selection.recorded)
            // Ranges that do not meet select nothing; clamping one to the other would select an edge.
            guard selection.positions.overlaps(recorded) else { return }
            let range = selection.positions.clamped(to: recorded)
            let filter = SelectionFilter(selection)
            if let positions {
                let first = positions.partitioningIndex { $0 >= range.lowerBound }
                let within = positions[first..<positions.partitioningIndex { $0 > range.upperBound }]
                let isForward = selection.direction == .forward
                for seq in isForward ? Array(within) : within.reversed() {
                    guard let row = try row(at: seq), filter.selects(row) else { continue }
                    guard try body(row) else { return }
                }
            } else {
                try scan(range, SelectionScan(selection)) { row in try !filter.selects(row) || body(row) }
            }
        }
    }

    /// Reads the rows of a range that a scan gives; `body` returns false to stop.
    private func scan(_ range: ClosedRange<Int>, _ scan: SelectionScan, _ body: (LogRow) throws -> Bool) throws {
        let rows = try connection.statement(scan.sql)
        try rows.bind(range.lowerBound, at: 1)
        try rows.bind(range.upperBound, at: 2)
        for (index, value) in scan.values.enumerated() { try rows.bind(value, at: index + 3) }
        var reader = BodyReader(connection)
        while try rows.step() {
            let row = try row(
                Int(rows.integer(0)), batch: Int(rows.integer(1)), rows.optionalBlob(2), &reader)
            guard try body(row) else { return }
        }
    }

    /// Reads what an export has of every event in order, in constant memory; `body` returns false to stop.
    ///
    /// Stored bytes as they stand, and of an erased event what is left.
    public func forEachStoredLine(_ body: ([UInt8]) throws -> Bool) throws {
        try translating {
            var reader = BodyReader(connection)
            let rows = try connection.statement("SELECT seq, batch, body FROM events ORDER BY seq")
            while try rows.step() {
                let seq = Int(rows.integer(0))
                let stored = try rows.optionalBlob(2).map { try reader.bytes(seq, batch: Int(rows.integer(1)), $0) }
                guard try body(stored ?? remains(of: seq).bytes) else { return }
            }
        }
    }

    /// A batch; nil where there is none of this number.
    public func batch(_ number: Int) throws -> Batch? {
        try translating {
            let found = try connection.statement("SELECT first_seq, recorded FROM batches WHERE batch = ?")
                .bind(number).first { (Int($0.integer(0)), $0.integer(1)) }
            guard let (first, microseconds) = found else { return nil }
            _ = try checked(number, "a batch")
            let recorded = try checked(microseconds, ofBatch: number)
            let opening = try event(at: first)
            let next = try connection.statement("SELECT first_seq FROM batches WHERE batch = ?").bind(number + 1)
                .first { Int($0.integer(0)) }
            return Batch(
                number: number, first: first,
                last: try next.map { try checked($0, "the first event of batch \(number + 1)") - 1 } ?? head().seq,
                recorded: recorded,
                author: opening?.author, message: opening?.message)
        }
    }

    /// The event at a position; nil where the log ends before it, and where it was erased.
    public func event(at seq: Int) throws -> StoredEvent? {
        guard case .event(let event)? = try row(at: seq) else { return nil }
        return event
    }

    /// The row at a position; nil where the log ends before it.
    public func row(at seq: Int) throws -> LogRow? {
        if let event = readEvents?[seq] { return .event(event) }
        let found = try translating {
            // What was known of a batch may have been undone since.
            bodyReader.forgetBatch()
            return try connection.statement("SELECT batch, body FROM events WHERE seq = ?").bind(seq)
                .first { try row(seq, batch: Int($0.integer(0)), $0.optionalBlob(1), &bodyReader) }
        }
        if case .event(let event) = found { readEvents?.keep(event, at: seq) }
        return found
    }

    /// The batch that is the last one recorded at or before a time; nil where there is none.
    public func lastBatch(recordedBy time: RecordedTime) throws -> Int? {
        try translating {
            try connection.statement(
                "SELECT batch FROM batches WHERE recorded <= ? ORDER BY batch DESC LIMIT 1"
            )
            .bind(time.microseconds).first { Int($0.integer(0)) }
        }
    }

    /// The row at a position that holds this body.
    func row(_ seq: Int, batch: Int, _ body: [UInt8]?, _ reader: inout BodyReader) throws -> LogRow {
        if let body { return .event(try decode(seq, reader.bytes(seq, batch: batch, body))) }
        return .redacted(try remains(of: seq))
    }

    /// What is left of an erased event.
    private func remains(of seq: Int) throws -> RedactedEvent {
        let row = try connection.statement(
            """
            SELECT b.batch, b.recorded, r.by_seq FROM events e JOIN batches b USING (batch)
            LEFT JOIN redactions r USING (seq) WHERE e.seq = ?
            """
        )
        .bind(seq).first { (Int($0.integer(0)), $0.integer(1), $0.optionalInteger(2).map { Int($0) }) }
        guard let (batch, recorded, by) = row, let leaf = try leaf(at: seq) else {
            throw LogError.unreadable(seq: seq, reason: "its bytes are gone, and so is what should be left of them")
        }
        return RedactedEvent(
            seq: seq, recorded: try checked(recorded, ofBatch: batch),
            batch: try checked(batch, "the batch of event \(seq)"), leaf: leaf.bytes, by: by,
            kept: try by.flatMap { try kept(of: seq, by: $0) })
    }

    /// What the redaction of an event kept of it; of a redaction that was redacted itself, what is left of that says so.
    ///
    /// The redactions are followed to the first that is there, and what that says back down. What it says of others
    /// nests in one another, so that none is further away than JSON can be nested.
    private func kept(of seq: Int, by redaction: Int) throws -> EventRemains? {
        let unexplained = LogError.unreadable(seq: seq, reason: "its bytes are gone, and no event says why")
        var erased = [seq]
        var said: Fact?
        var next: Int? = redaction
        while said == nil {
            guard let by = next, let last = erased.last, by > last, erased.count <= JSONReader.defaultDepth else {
                throw unexplained
            }
            let row = try connection.statement(
                "SELECT e.batch, e.body, r.by_seq FROM events e LEFT JOIN redactions r USING (seq) WHERE e.seq = ?"
            )
            .bind(by).first { (Int($0.integer(0)), $0.optionalBlob(1), $0.optionalInteger(2).map { Int($0) }) }
            guard let (batch, body, eraser) = row else { throw unexplained }
            if let body {
                var reader = BodyReader(connection)
                said = try decode(by, reader.bytes(by, batch: batch, body)).event.fact
            } else {
                erased.append(by)
                next = eraser
            }
        }
        var kept: EventRemains?
        for position in erased.reversed() {
            guard case .eventRedacted(let redacted)? = said, redacted.seq == position else { throw unexplained }
            kept = redacted.kept
            said = kept?.fact
        }
        return kept
    }

    private func decode(_ seq: Int, _ bytes: [UInt8]) throws -> StoredEvent {
        do {
            return try StoredEvent(bytes: bytes)
        } catch {
            throw LogError.unreadable(seq: seq, reason: error.description)
        }
    }

    /// The positions of the batches recorded in a range of times.
    private func positionsRecorded(in range: ClosedRange<RecordedTime>?) throws -> ClosedRange<Int> {
        guard let range else { return 1...Int.max }
        let first =
            try connection.statement("SELECT min(first_seq) FROM batches WHERE recorded >= ?")
            .bind(range.lowerBound.microseconds).first { $0.optionalInteger(0) } ?? nil
        let next =
            try connection.statement("SELECT min(first_seq) FROM batches WHERE recorded > ?")
            .bind(range.upperBound.microseconds).first { $0.optionalInteger(0) } ?? nil
        guard let first else { return Int.max...Int.max }
        let last = try next.map { try checked(Int($0), "the first event of a batch") - 1 } ?? Int.max
        return last >= Int(first) ? Int(first)...last : Int.max...Int.max
    }
}
