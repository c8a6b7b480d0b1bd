import EventLog
import Events

extension Ledger {
    /// Appends many lines as one batch, without holding them in memory: some 150 bytes an event are kept of them, most for
    /// the tables.
    ///
    /// What the lines say is kept in a file without a name beside the ledger, the log gets them in one transaction, and
    /// the tables are made anew in the same one: when this returns, the batch is on disk and the projections know it.
    ///
    /// - Parameters:
    ///   - count: How many lines there are, about: whether reading them for this is worth its while.
    ///   - expectedPosition: Where the log has to end; nil for anywhere.
    ///   - progress: As that of ``importLines(_:_:clock:random:recorded:progress:)``.
    /// - Returns: Nil, with nothing recorded, where folding each event in costs less than making the tables anew, where
    ///   an event is there already, or where it is not sure at once that all can be recorded. The source is to be
    ///   rewound then, and its events appended as ``append(_:now:random:beforeKeeping:progress:)`` does.
    /// - Throws: ``LogError/unexpectedPosition(expected:actual:)``, and what the file refuses.
    public func appendLargeBatch(
        of source: any LineSource, about count: Int, _ options: ImportOptions, expectedPosition: Int? = nil,
        now: RecordedTime, random: inout some RandomNumberGenerator, progress: (ImportPhase, Int, Int?) -> Void
    ) throws -> ImportResult? {
        _ = try StoredEvent.checked(author: options.author, message: options.message)
        let isCheaper = { options.logGoesFirst ?? ImportCost.isLogFirstCheaper(new: $0, present: $1) }
        guard isCheaper(count, try head().seq) else { return nil }
        let input = try ReadInput(source, beside: path, batchSize: .max) { progress(.reading, $0, nil) }
        return try writing(catchingUp: { progress(.projecting, $0, $1) }) {
            let head = try log.head()
            if let expectedPosition, expectedPosition != head.seq {
                throw LogError.unexpectedPosition(expected: expectedPosition, actual: head.seq)
            }
            guard isCheaper(input.lines, head.seq), try input.isSure(self) else { return nil }
            let repeated = try input.repeated(self)
            guard repeated.isEmpty else { return nil }
            var importing = try LogFirstImport(self, input, repeated, options, behind: head)
            try importing.record(clock: { now }, random: &random) { progress(.recording, $0, input.lines) }
            try rebuildInPlace(decoded: importing.decoded()) { progress(.projecting, $0, $1) }
            return importing.result
        }
    }
}
