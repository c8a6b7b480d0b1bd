import EventLog
import Events
import Projections

/// How lines are imported.
public struct ImportOptions: Sendable {
    /// Who records them.
    public var author: String?
    /// Why.
    public var message: String?
    /// How many lines make a batch.
    public var batchSize = 1_000
    /// Whether everything is checked and nothing kept.
    public var isDryRun = false
    /// What signs the log after each batch, in the same write; nil for nothing.
    public var checkpoint: CheckpointRequest?

    /// Records batches of 1,000 lines.
    public init() {}
}

/// What an import did, in lines.
public struct ImportResult: Hashable, Sendable {
    /// Lines read, blank ones aside.
    public var lines = 0
    /// Lines that were recorded.
    public var recorded = 0
    /// Lines whose events were in effect already.
    public var alreadyInEffect = 0
    /// Lines whose events were there and are not in effect: they stay so.
    public var passedOver = 0
    /// How many batches were made.
    public var batches = 0
    /// The position of the first event recorded; nil where there is none.
    public var first: Int?
    /// The position of the last event recorded.
    public var last: Int?
    /// The last checkpoint that was made; nil where none was asked for.
    public var checkpoint: StoredCheckpoint?
}

extension Ledger {
    /// Which part of an import is going on.
    public enum ImportPhase: Hashable, Sendable {
        case reading
        case checking
        case recording
    }

    /// Records JSON Lines, which may carry the fields that another ledger assigned, and assigns anew.
    ///
    /// Every line is checked before the first is recorded: an id may be introduced anywhere in the input, evidence
    /// names what stands before it. Memory grows with the ids that the input introduces and that its evidence names,
    /// not with its length.
    ///
    /// - Parameter progress: Called now and then with what is going on, the lines that are done, and how many there are,
    ///   which is known once they were read.
    /// - Throws: ``RefusedLines`` where lines are refused; nothing is recorded then. ``InterruptedImport`` where
    ///   something fails after the first batch.
    public func importLines(
        _ source: any LineSource, _ options: ImportOptions, clock: () -> RecordedTime,
        random: inout some RandomNumberGenerator, progress: (ImportPhase, Int, Int?) -> Void
    ) throws -> ImportResult {
        _ = try StoredEvent.checked(author: options.author, message: options.message)
        let survey = try ImportSurvey(source) { progress(.reading, $0, nil) }
        try reading { try survey.check(source, self) { progress(.checking, $0, survey.lines) } }
        if options.isDryRun { return try reading { try countOnly(source) } }
        var result = ImportResult()
        var request = AppendRequest([], author: options.author, message: options.message)
        request.passesOverSetAside = true
        request.introducedLater = survey.introduced
        request.checkpoint = options.checkpoint
        do {
            var lines = try PreparedLines(source)
            while case let batch = try lines.next(options.batchSize), !batch.isEmpty {
                let prepared = try batch.map { try $0.event.get() }
                (request.events, request.lines) = (prepared.map(\.event), batch.map(\.number))
                request.prepared = prepared
                result.add(try append(request, now: clock(), random: &random), lines: batch.count)
                progress(.recording, result.lines, survey.lines)
            }
        } catch  where result.lines > 0 {
            throw InterruptedImport(lines: result.lines, cause: error)
        }
        return result
    }

    /// What an import would do, for a dry run.
    private func countOnly(_ source: any LineSource) throws -> ImportResult {
        var result = ImportResult()
        var seen: Set<EventID> = []
        var lines = try PreparedLines(source)
        while let line = try lines.next() {
            result.lines += 1
            let id = try line.event.get().id
            if !seen.insert(id).inserted {
                result.alreadyInEffect += 1
            } else if let seq = try log.position(of: id) {
                if try tables.setAside(seq) == nil { result.alreadyInEffect += 1 } else { result.passedOver += 1 }
            } else {
                result.recorded += 1
            }
        }
        return result
    }
}

/// An import that failed after some of its batches were recorded: they stay.
public struct InterruptedImport: Error, CustomStringConvertible {
    /// The lines that are recorded.
    public let lines: Int
    /// What stopped it.
    public let cause: any Error

    /// What stopped it, what is recorded, and how to go on.
    public var description: String {
        "\(cause). The first \(lines) lines are recorded and stay; the same import again passes over them and "
            + "records the rest"
    }
}

extension ImportResult {
    fileprivate mutating func add(_ batch: AppendResult, lines count: Int) {
        lines += count
        recorded += batch.recorded.count
        alreadyInEffect += batch.alreadyInEffect.count
        passedOver += batch.passedOver.count
        checkpoint = batch.checkpoint ?? checkpoint
        guard let opening = batch.recorded.first, let closing = batch.recorded.last else { return }
        batches += 1
        first = first ?? opening.seq
        last = closing.seq
    }
}
