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

    /// Whether the log goes first and the projections follow; nil where the cheaper way is taken.
    var logGoesFirst: Bool?
    /// How many lines are put into one transaction where the log goes first. A commit takes as long as the disk takes, and
    /// the pages of the index of ids, which lie anywhere, are written once a transaction.
    var linesTogether = 131_072

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
    /// The number of the last of them; nil where none was made.
    public var lastBatch: Int?
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
        /// Lines are read and looked at.
        case reading
        /// Lines are checked one by one, where something in them is rare, or wrong.
        case checking
        /// Lines are recorded.
        case recording
        /// The projections follow the log; events are counted in the place of lines.
        case projecting
    }

    /// Records JSON Lines, which may carry the fields that another ledger assigned, and assigns anew.
    ///
    /// Every line is checked before the first is recorded: an id may be introduced anywhere in the input, evidence
    /// names what stands before it. What is read is kept in a file without a name beside the ledger, which takes about as
    /// much room as the input. Memory grows with the ids that the input introduces and that its evidence names, by some
    /// twenty bytes a line, and with a transaction's events: all of them where they are one batch.
    ///
    /// Where that is cheaper the log goes first: batches are recorded without the projections, several in a transaction,
    /// and at the end a replay makes these current. Whoever opens the ledger for reading meanwhile is told how far they
    /// are, see ``lag``; who appends waits. However it ends, whoever opens the ledger next finds them current or makes
    /// them so.
    ///
    /// - Parameters:
    ///   - recorded: Called with the lines that are recorded whenever more are: these are on disk and stay.
    ///   - progress: Called now and then with what is going on, the lines that are done, and how many there are, which is
    ///     known once they were read. Lines that are done are on disk where `recorded` says so: it may be called while
    ///     the ledger is written to, and cannot append.
    /// - Throws: ``RefusedLines`` where lines are refused; nothing is recorded then. ``InterruptedImport`` where
    ///   something fails after the first batch.
    public func importLines(
        _ source: any LineSource, _ options: ImportOptions, clock: () -> RecordedTime,
        random: inout some RandomNumberGenerator, recorded: (Int) -> Void = { _ in },
        progress: (ImportPhase, Int, Int?) -> Void
    ) throws -> ImportResult {
        _ = try StoredEvent.checked(author: options.author, message: options.message)
        let input = try ReadInput(source, beside: path, batchSize: options.batchSize) { progress(.reading, $0, nil) }
        let (head, repeated) = try decided(input, source, progress)
        if options.isDryRun { return try reading { try input.count(self, repeated) } }
        let new = input.prefixes.count { !repeated.known.contains($0) }
        let isCheaper = ImportCost.isLogFirstCheaper(new: new, present: head.seq)
        if !input.judge.hasUnreadable, options.logGoesFirst ?? isCheaper {
            var importing = try LogFirstImport(self, input, repeated, options, behind: head)
            let result = try importAhead(
                &importing, of: input.lines, clock: clock, random: &random, recorded, progress)
            if let result { return result }
        }
        return try importFollowed(source, input, options, clock: clock, random: &random, recorded, progress)
    }

    /// Whether all lines can be recorded, decided on one state of the ledger: where its log ends, and what it has already.
    ///
    /// The tables have to know all of that log, or an id that another import introduced would be taken for a new one.
    private func decided(
        _ input: ReadInput, _ source: any LineSource, _ progress: (ImportPhase, Int, Int?) -> Void
    ) throws -> (EventLog.Head, ReadInput.Repeated) {
        while true {
            let decision: (EventLog.Head, ReadInput.Repeated)? = try reading {
                if try areTablesBehind() { return nil }
                if try !input.isSure(self) { try checkOneByOne(source, progress) }
                return (try log.head(), try input.repeated(self))
            }
            if let decision { return decision }
            try catchUp { progress(.projecting, $0, $1) }
        }
    }

    /// Checks every line in its order; what is wrong is told with the numbers of the lines.
    private func checkOneByOne(_ source: any LineSource, _ progress: (ImportPhase, Int, Int?) -> Void) throws {
        let survey = try ImportSurvey(source) { progress(.checking, $0, nil) }
        try survey.check(source, self) { progress(.checking, $0, survey.lines) }
    }

    /// Records an input in the log, and has the projections follow; nil where somebody else was faster, with nothing
    /// recorded.
    private func importAhead(
        _ importing: inout LogFirstImport, of lines: Int, clock: () -> RecordedTime,
        random: inout some RandomNumberGenerator, _ recorded: (Int) -> Void,
        _ progress: (ImportPhase, Int, Int?) -> Void
    ) throws -> ImportResult? {
        let turn = try ImportTurn(ledger: path)
        defer { withExtendedLifetime(turn) {} }
        do {
            while !importing.isDone {
                let isRecorded = try importing.recordMore(clock: clock, random: &random) {
                    progress(.recording, $0, lines)
                }
                guard isRecorded else {
                    if importing.result.lines == 0 { return nil }
                    throw LogMoved()
                }
                recorded(importing.result.lines)
            }
            if importing.result.recorded > 0 {
                _ = try replayInTurn(importing.decoded()) { progress(.projecting, $0, $1) }
            }
            try reading { try importing.countPassed() }
        } catch  where importing.result.lines > 0 {
            // Where this fails too, whoever opens the ledger next does it.
            if importing.result.recorded > 0 { _ = try? replayInTurn { progress(.projecting, $0, $1) } }
            throw InterruptedImport(lines: importing.result.lines, cause: error)
        }
        return importing.result
    }

    /// Records an input batch by batch with the projections.
    private func importFollowed(
        _ source: any LineSource, _ input: ReadInput, _ options: ImportOptions, clock: () -> RecordedTime,
        random: inout some RandomNumberGenerator, _ recorded: (Int) -> Void,
        _ progress: (ImportPhase, Int, Int?) -> Void
    ) throws -> ImportResult {
        var result = ImportResult()
        var request = AppendRequest([], author: options.author, message: options.message)
        request.passesOverSetAside = true
        request.introducedLater = input.judge.introduced
        request.checkpoint = options.checkpoint
        do {
            var lines = try PreparedLines(source)
            while case let batch = try lines.next(options.batchSize), !batch.isEmpty {
                let prepared = try batch.map { try $0.event.get() }
                (request.events, request.lines) = (prepared.map(\.event), batch.map(\.number))
                request.prepared = prepared
                let appended = try append(
                    request, now: clock(), random: &random, progress: { progress(.projecting, $0, $1) })
                result.add(appended, lines: batch.count)
                recorded(result.lines)
                progress(.recording, result.lines, input.lines)
            }
        } catch  where result.lines > 0 {
            throw InterruptedImport(lines: result.lines, cause: error)
        }
        return result
    }
}

/// What an import costs, as measured with a million events on two cores.
enum ImportCost {
    /// Of an event that is folded in as it is recorded, in nanoseconds.
    private static let live = 50_000
    /// Of an event that is replayed, likewise.
    private static let replayed = 10_000
    /// Of a replay of next to nothing: tables are made anew.
    private static let replay = 50_000_000

    /// Whether a replay of the whole log costs less than folding what is new in as it is recorded.
    static func isLogFirstCheaper(new: Int, present: Int) -> Bool {
        new * live > (present + new) * replayed + replay
    }
}

/// Events that somebody appended past the turns that appends take.
private struct LogMoved: Error, CustomStringConvertible {
    var description: String { "somebody else has appended meanwhile" }
}

extension ReadInput {
    /// What an import would do, for a dry run.
    func count(_ ledger: Ledger, _ repeated: Repeated) throws -> ImportResult {
        var result = ImportResult()
        var seen: Set<EventID> = []
        for piece in pieces {
            result.lines += piece.count
            let places = (0..<piece.count).filter { repeated.contains(prefixes[piece.first + $0]) }
            result.recorded += piece.count - places.count
            guard !places.isEmpty else { continue }
            let ids = try ids(of: piece)
            for id in places.map({ ids[$0] }) {
                if repeated.here.contains(id.prefix), !seen.insert(id).inserted {
                    result.alreadyInEffect += 1
                } else if repeated.known.contains(id.prefix), let seq = try ledger.log.position(of: id) {
                    if try ledger.tables.setAside(seq) == nil {
                        result.alreadyInEffect += 1
                    } else {
                        result.passedOver += 1
                    }
                } else {
                    result.recorded += 1
                }
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
        lastBatch = closing.batch
        first = first ?? opening.seq
        last = closing.seq
    }
}
