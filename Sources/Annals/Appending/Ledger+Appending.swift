import EventLog
import Events
import Projections

extension Ledger {
    /// Appends events as one batch: all of them or none.
    ///
    /// When this returns, the batch is on disk and the projections know it. An event that is in effect already is
    /// not recorded again.
    ///
    /// - Parameters:
    ///   - now: The clock's reading.
    ///   - random: Gives each event its salt.
    ///   - look: Called when the batch is in and before it is kept, dry run or not: whatever is asked of the ledger
    ///     then is answered with the batch. What it throws leaves the ledger as it was.
    ///   - progress: Called now and then where a large batch has the tables made anew, and where an import that died has
    ///     left that to do, as a replay does.
    /// - Throws: ``LedgerError`` for what is refused, ``LogError`` for what the file or the log refuses.
    public func append(
        _ request: AppendRequest, now: RecordedTime, random: inout some RandomNumberGenerator,
        beforeKeeping look: (AppendResult) throws -> Void = { _ in }, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> AppendResult {
        do {
            return try writing(catchingUp: progress) {
                try perform(request, now: now, random: &random, beforeKeeping: look, progress)
            }
        } catch let dryRun as DryRun {
            return dryRun.result
        }
    }

    /// Appends several requests in one transaction, each as a batch of its own with a recorded time of its own.
    ///
    /// Each is decided on the ledger as those before it leave it, and one that is refused changes nothing and is no
    /// obstacle to the others. When this returns, all that the results speak of is on disk.
    ///
    /// - Returns: For each request what it did, or why it was refused.
    /// - Throws: ``LogError`` where the file fails: then nothing of any request is recorded.
    func appendTogether(
        _ requests: [AppendRequest], clock: () -> RecordedTime, random: inout some RandomNumberGenerator
    ) throws -> [Result<AppendResult, any Error>] {
        try writing {
            var results: [Result<AppendResult, any Error>] = []
            results.reserveCapacity(requests.count)
            for request in requests {
                do {
                    let result = try part {
                        try perform(request, now: clock(), random: &random, beforeKeeping: { _ in }) { _, _ in }
                    }
                    results.append(.success(result))
                } catch let dryRun as DryRun {
                    results.append(.success(dryRun.result))
                } catch {
                    results.append(.failure(error))
                }
            }
            return results
        }
    }

    private struct DryRun: Error {
        let result: AppendResult
    }

    /// Does what a request asks for, inside a write; throws ``DryRun`` where nothing is to be kept.
    private func perform(
        _ request: AppendRequest, now: RecordedTime, random: inout some RandomNumberGenerator,
        beforeKeeping look: (AppendResult) throws -> Void, _ progress: (Int, Int) -> Void
    ) throws -> AppendResult {
        var result = try record(request, now: now, random: &random, progress)
        if let checkpoint = request.checkpoint, !request.isDryRun {
            result.checkpoint = try log.addCheckpoint(checkpoint.signer, origin: checkpoint.origin)
        }
        try look(result)
        // Whatever throws inside a write leaves the ledger as it was.
        if request.isDryRun { throw DryRun(result: result) }
        return result
    }

    private func record(
        _ request: AppendRequest, now: RecordedTime, random: inout some RandomNumberGenerator,
        _ progress: (Int, Int) -> Void
    ) throws -> AppendResult {
        let head = try log.head()
        if let expected = request.expectedPosition, expected != head.seq {
            throw LogError.unexpectedPosition(expected: expected, actual: head.seq)
        }
        for assumption in request.assumptions { try assumption.check(in: self) }
        var admission = try Admission(self, request)
        let events = try admitted(request, &admission)
        var result = admission.result
        let stamp = BatchStamp(now: now, author: request.author, message: request.message)
        result.recorded = try log.append(events, stamp, random: &random)
        let count = result.recorded.count
        if !request.reportsChanges, ImportCost.isLogFirstCheaper(new: count, present: head.seq) {
            // Folding each event in would take longer than making the tables anew.
            try rebuildInPlace(progress)
            return result
        }
        var names = request.reportsChanges ? NameChanges(tables) : nil
        let changes = try LiveProjections(log: log, tables: tables, tellsChanges: request.reportsChanges)
            .apply(result.recorded.map(LogEntry.init)) { try names?.note($0) }
        if let names {
            result.changes = changes
            result.nameChanges = try names.changes(identities())
        }
        try tables.markCurrent(through: head.seq + count)
        return result
    }

    /// The events that are to be recorded. Of lines all that are refused are told, of events the first.
    private func admitted(_ request: AppendRequest, _ admission: inout Admission) throws -> [EventContent] {
        var events: [EventContent] = []
        var refused = RefusedLines()
        for (index, given) in request.events.enumerated() {
            do {
                let event = try request.prepared?[index] ?? prepared(given, index, of: request)
                if try admission.admit(event, at: index) { events.append(event.content) }
            } catch let error as LedgerError where request.lines.indices.contains(index) {
                refused.add(request.lines[index], error.withoutPlace)
                admission.suggests = !refused.isFull
            }
        }
        if !refused.isEmpty { throw refused }
        return events
    }

    /// An event made in Swift has to pass what an event read from JSON passes.
    private func prepared(_ event: Event, _ index: Int, of request: AppendRequest) throws -> PreparedEvent {
        do throws(EventError) {
            return try PreparedEvent(validating: event)
        } catch {
            throw LedgerError.refused(error, line: request.line(of: index))
        }
    }

    /// Fills an empty ledger with the rows of another, keeping the fields that it assigned.
    ///
    /// - Parameters:
    ///   - next: Gives the next rows, none at the end.
    ///   - progress: Called now and then, as the tables are made from them, with the events read and those there are.
    /// - Returns: How many rows were restored.
    /// - Throws: ``LogError/notEmpty(path:events:)`` where the ledger has events already.
    public func restore(
        _ next: () throws -> [LogRow], progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Int {
        try writing {
            let head = try log.head()
            guard head.seq == 0 else { throw LogError.notEmpty(path: path, events: head.seq) }
            return try fill(next, progress: progress)
        }
    }

    /// Restores rows into the empty log, inside a write.
    func fill(
        _ next: () throws -> [LogRow], isExcerpt: Bool = false, progress: (Int, Int) -> Void
    ) throws -> Int {
        var count = 0
        var restoration = try Restoration(log, isExcerpt: isExcerpt)
        while case let rows = try next(), !rows.isEmpty {
            try restoration.add(rows)
            count += rows.count
        }
        try restoration.finish()
        if count > 0 { try rebuildInPlace(progress) }
        return count
    }
}
