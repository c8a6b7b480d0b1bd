import SQLite

extension EventLog {
    /// The stored bytes of the event at a position; nil where the log ends before it, and where they were erased.
    public func bytes(at seq: Int) throws -> [UInt8]? {
        try translating {
            try connection.statement("SELECT body FROM events WHERE seq = ?").bind(seq).first { $0.optionalBlob(0) }
        } ?? nil
    }
}

extension EventLog {
    /// Lends the stored bytes of every event in order, in constant memory.
    ///
    /// - Parameters:
    ///   - erased: Called in the place of an event whose bytes are erased.
    ///   - body: Returns false to stop.
    public func forEachStored(
        erased: (_ seq: Int) throws -> Void, _ body: (_ seq: Int, RawSpan) throws -> Bool
    ) throws {
        try translating {
            let rows = try connection.statement("SELECT seq, body FROM events ORDER BY seq")
            while try rows.step() {
                let seq = Int(rows.integer(0))
                if rows.isNull(1) {
                    try erased(seq)
                } else {
                    guard try rows.withBlob(1, { try body(seq, $0) }) else { return }
                }
            }
        }
    }
}
