import Events
import SQLite

/// Erasing stored bytes: the row, the leaf hash and what others rest on stay.
extension EventLog {
    /// Erases an event's stored bytes and what the log's index has of it, inside a ``write(_:)``.
    ///
    /// Copies in free pages and in the write-ahead log are left to ``finishErasures(waitingMilliseconds:)``.
    ///
    /// - Parameter redaction: The `event.redacted` that says so, appended in the same write.
    public func erase(_ seq: Int, by redaction: StoredEvent) throws {
        guard case .eventRedacted(let redacted) = redaction.event.fact, redacted.seq == seq, seq < redaction.seq else {
            throw LogError.unreadable(seq: redaction.seq, reason: "it does not redact event \(seq)")
        }
        try translating {
            // What is deleted from here on is overwritten, not only unlinked.
            _ = try connection.setPragma("secure_delete", to: 1)
            try note(seq, erasedBy: redaction.seq, isFinished: false)
            if redacted.kept?.id == nil { try removeID(of: seq) }
            try connection.statement("UPDATE events SET body = NULL WHERE seq = ?").bind(seq).run()
            readEvents?.forget()
        }
    }

    /// Notes that an event was erased, and whether copies of it can be left in the file.
    func note(_ seq: Int, erasedBy redaction: Int, isFinished: Bool) throws {
        try connection.statement("INSERT INTO redactions (seq, by_seq, erased) VALUES (?, ?, ?)")
            .bind(seq, redaction, isFinished ? 1 : 0).run()
    }

    /// Rids the file of the copies of erased bytes: free pages, the write-ahead log. Outside any transaction.
    ///
    /// Whoever reads an older state keeps the write-ahead log from being cut, and with it what was erased. What is not
    /// finished stays noted in the file, and the next writer that opens it tries again.
    ///
    /// - Parameter milliseconds: How long to wait for readers.
    /// - Returns: Whether nothing is left.
    public func finishErasures(waitingMilliseconds milliseconds: Int) throws -> Bool {
        guard let lock else { throw LogError.readOnly(path: path) }
        return try translating {
            guard try hasErasuresToFinish() else { return true }
            return try lock.hold {
                // Another writer may have done it meanwhile.
                guard try hasErasuresToFinish() else { return true }
                _ = try connection.setPragma("busy_timeout", to: milliseconds)
                defer { _ = try? connection.setPragma("busy_timeout", to: Self.busyTimeoutMilliseconds) }
                // Nobody may be in the way before the whole file is written anew, nor after.
                guard try cutWriteAheadLog() else { return false }
                _ = try connection.setPragma("secure_delete", to: 1)
                try connection.execute("VACUUM")
                guard try cutWriteAheadLog() else { return false }
                try connection.transaction(.immediate) {
                    try connection.statement("UPDATE redactions SET erased = 1 WHERE erased = 0").run()
                }
                return true
            }
        }
    }

    /// Whether something was erased of which copies may be left in the file.
    public func hasErasuresToFinish() throws -> Bool {
        try translating {
            try connection.statement("SELECT 1 FROM redactions WHERE erased = 0 LIMIT 1").first { _ in true } ?? false
        }
    }

    /// Moves the write-ahead log into the file and cuts it to nothing; false where a reader is in the way.
    private func cutWriteAheadLog() throws -> Bool {
        do {
            return try connection.checkpoint(.truncate).isComplete
        } catch  where error.kind == .busy {
            return false
        }
    }

    /// The positions up to `last` that were redacted after it, ascending.
    public func redacted(through last: Int) throws -> [Int] {
        try translating {
            var positions: [Int] = []
            try connection.statement("SELECT seq FROM redactions WHERE seq <= ?1 AND by_seq > ?1 ORDER BY seq")
                .bind(last).forEach { positions.append(Int($0.integer(0))) }
            return positions
        }
    }

    /// How many events are erased. O(their number).
    ///
    /// Bytes that are gone stay gone: while the number is the same, so are the events. The notes alone would not tell, as
    /// mending a ledger takes back one whose event is still there, and makes it again as that goes.
    /// `CROSS JOIN` keeps the order: SQLite would step through all events otherwise, and look for a note of each.
    public func redactions() throws -> Int {
        try translating {
            try connection.statement("SELECT count(*) FROM redactions CROSS JOIN events USING (seq) WHERE body IS NULL")
                .first { Int($0.integer(0)) } ?? 0
        }
    }

    /// What is left of each erased event, in order.
    public func forEachRedacted(_ body: (RedactedEvent) throws -> Void) throws {
        try translating {
            var positions: [Int] = []
            try connection.statement("SELECT seq FROM redactions ORDER BY seq").forEach {
                positions.append(Int($0.integer(0)))
            }
            for seq in positions {
                if case .redacted(let redacted)? = try row(at: seq) { try body(redacted) }
            }
        }
    }
}

extension EventLog {
    /// How many events but one name each of some ids, or add, distrust or cite it as a source.
    ///
    /// - Parameter positions: As ``forEachRow(_:among:_:)`` takes them, with its complexity.
    public func counts(
        naming ids: Set<EntityID>, except seq: Int, among positions: [Int]? = nil
    ) throws -> [EntityID: Int] {
        guard let first = ids.first else { return [:] }
        var selection = Selection()
        selection.subject = first
        selection.aliases = Array(ids.subtracting([first]))
        var counts: [EntityID: Int] = [:]
        try forEach(selection, among: positions) { stored in
            guard stored.seq != seq else { return true }
            for id in stored.event.indexedSubjects.intersection(ids) { counts[id, default: 0] += 1 }
            return true
        }
        return counts
    }
}
