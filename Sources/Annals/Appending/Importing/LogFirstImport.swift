import EventLog
import Events
import Projections

/// Records an input in the log alone, many batches in a transaction; the projections follow when all are in.
///
/// It is known of every line that it can be recorded. That stays so as long as nobody else appends, which is looked at
/// in every transaction.
struct LogFirstImport {
    private let ledger: Ledger
    private let input: ReadInput
    private let repeated: ReadInput.Repeated
    private let options: ImportOptions
    private let author: String?
    private let message: String?
    /// Where the log ended last.
    private var head: EventLog.Head
    private var nextPiece = 0
    private var seen: Set<EventID> = []
    /// Events that were there already, here or in the ledger: what they count as is asked once the tables are current.
    private var passed: [EventID] = []
    private(set) var result = ImportResult()
    /// Decodes for the replay what is recorded meanwhile; nil where there are events before, and that reads the log.
    private let decoding: LogDecoding?

    init(
        _ ledger: Ledger, _ input: ReadInput, _ repeated: ReadInput.Repeated, _ options: ImportOptions,
        behind head: EventLog.Head
    ) throws {
        self.ledger = ledger
        decoding = head.seq == 0 ? LogDecoding(input.lines) : nil
        self.input = input
        self.repeated = repeated
        self.options = options
        self.head = head
        (author, message) = try StoredEvent.checked(author: options.author, message: options.message)
    }

    /// All that was recorded, decoded, once everything is; nil where a replay has to read the log.
    func decoded() throws -> DecodedLog? { try decoding?.finished() }

    /// Whether all of the input is recorded.
    var isDone: Bool { nextPiece == input.pieces.count }

    /// Records the next batches in one transaction.
    ///
    /// - Parameter progress: Called now and then with the lines that are recorded once the transaction is.
    /// - Returns: False, with nothing recorded, where somebody else has appended since.
    mutating func recordMore(
        clock: () -> RecordedTime, random: inout some RandomNumberGenerator, progress: (Int) -> Void
    ) throws -> Bool {
        let before = result
        do {
            return try ledger.writingThoughBehind {
                guard try ledger.log.head() == head else { return false }
                try record(clock: clock, random: &random, progress: progress)
                return true
            }
        } catch {
            // Nothing of it is kept, and nothing more is recorded: what was told before is what is told.
            result = before
            throw error
        }
    }

    /// The same inside a write that is going on, whatever others have appended before.
    ///
    /// - Parameter progress: Called now and then with the lines that are recorded.
    mutating func record(
        clock: () -> RecordedTime, random: inout some RandomNumberGenerator, progress: (Int) -> Void
    ) throws {
        var appending = try SealedAppending(ledger.log)
        var planned = Planned(head)
        var signed = head.batch
        let input = input
        var work = WorkAhead<Sealing, Result<SealedEvents, any Error>> { job in Result { try job.sealed(input) } }
        var ends: ArraySlice<(lines: Int, endsBatch: Bool)> = []
        while let sealed = try work.next({ try plan(&planned, &ends, clock: clock, random: &random) }) {
            let (lines, endsBatch) = ends.removeFirst()
            let events = try sealed.get()
            result.add(events, lines: lines, beginsBatch: events.count > 0 && events.batch != appending.head.batch)
            if events.count > 0 {
                try appending.add(events)
                try decoding?.add(StoredPiece(events), isOwn: true)
            }
            progress(result.lines)
            // A batch of which every line was there already has nothing new to sign.
            guard endsBatch, appending.head.batch > signed, let checkpoint = options.checkpoint else { continue }
            signed = appending.head.batch
            try appending.extendTree()
            result.checkpoint = try ledger.log.addCheckpoint(checkpoint.signer, origin: checkpoint.origin)
        }
        try appending.finish()
        head = appending.head
    }

    /// Where the log will end with what is on its way.
    private struct Planned {
        var head: EventLog.Head
        var lines = 0
        /// Whether the last piece ended no batch.
        var isInBatch = false
        /// That of the batch that is going on; nil before its first event that is recorded.
        var stamp: StampedBatch?
        var recorded: RecordedTime

        init(_ head: EventLog.Head) {
            self.head = head
            recorded = head.recorded ?? RecordedTime(microseconds: 0)
        }
    }

    /// What is to be sealed next; nil where the transaction has enough.
    private mutating func plan(
        _ planned: inout Planned, _ ends: inout ArraySlice<(lines: Int, endsBatch: Bool)>,
        clock: () -> RecordedTime, random: inout some RandomNumberGenerator
    ) throws -> Sealing? {
        guard !isDone, planned.lines < options.linesTogether || planned.isInBatch else { return nil }
        let piece = input.pieces[nextPiece]
        nextPiece += 1
        let skipped = try skipped(piece)
        let count = piece.count - skipped.count
        let isFirst = count > 0 && planned.stamp == nil
        let stamp = isFirst ? begin(&planned, now: clock()) : planned.stamp
        var salts: [UInt8] = []
        salts.reserveCapacity(count * Salt.count)
        for _ in 0..<count { Salt.append(to: &salts, &random) }
        let job = Sealing(
            piece: piece, skipped: skipped, stamp: stamp, batch: planned.head.batch, recorded: planned.recorded,
            firstSeq: planned.head.seq + 1, salts: salts, isFirst: isFirst)
        planned.lines += piece.count
        planned.head = EventLog.Head(
            seq: planned.head.seq + count, batch: planned.head.batch, recorded: planned.head.recorded)
        planned.isInBatch = !piece.endsBatch
        if piece.endsBatch { planned.stamp = nil }
        ends.append((piece.count, piece.endsBatch || isDone))
        return job
    }

    /// Begins a batch: its time is the clock's, or a microsecond after the last batch's where the clock stepped back.
    private func begin(_ planned: inout Planned, now: RecordedTime) -> StampedBatch {
        let last = planned.head.recorded
        planned.recorded = max(now, last.map { RecordedTime(microseconds: $0.microseconds + 1) } ?? now)
        planned.head = EventLog.Head(
            seq: planned.head.seq, batch: planned.head.batch + 1, recorded: planned.recorded)
        let stamp = StampedBatch(
            number: planned.head.batch, recorded: planned.recorded, author: author, message: message)
        planned.stamp = stamp
        return stamp
    }

    /// The places in a piece of events that are in the log already, or stand in a line before.
    private mutating func skipped(_ piece: ReadInput.Piece) throws -> Set<Int> {
        guard !repeated.isEmpty else { return [] }
        let places = (0..<piece.count).filter { repeated.contains(input.prefixes[piece.first + $0]) }
        guard !places.isEmpty else { return [] }
        let ids = try input.ids(of: piece)
        return Set(
            try places.filter { place in
                let id = ids[place]
                let isThere =
                    try repeated.here.contains(id.prefix) && !seen.insert(id).inserted
                    || repeated.known.contains(id.prefix) && ledger.log.position(of: id) != nil
                if isThere { passed.append(id) }
                return isThere
            })
    }

    /// Counts what was there already by what it counts as now: the tables are current.
    mutating func countPassed() throws {
        for id in passed {
            guard let seq = try ledger.log.position(of: id) else { continue }
            if try ledger.tables.setAside(seq) == nil { result.alreadyInEffect += 1 } else { result.passedOver += 1 }
        }
        passed = []
    }
}

/// Some events that another thread is to make the stored bytes of.
private struct Sealing: Sendable {
    let piece: ReadInput.Piece
    let skipped: Set<Int>
    /// Nil where no event is recorded.
    let stamp: StampedBatch?
    let batch: Int
    let recorded: RecordedTime
    let firstSeq: Int
    let salts: [UInt8]
    /// Whether the first of them is the first of its batch.
    let isFirst: Bool

    func sealed(_ input: ReadInput) throws -> SealedEvents {
        var sealed = SealedEvents(batch: batch, recorded: recorded, firstSeq: firstSeq)
        guard let stamp else { return sealed }
        let read = try input.read(piece)
        sealed.reserve(piece.count, bytes: piece.bytes + piece.count * 48)
        for index in 0..<piece.count where !skipped.contains(index) {
            let (entry, number) = (read.entries[index], sealed.count)
            let salt = salts[number * Salt.count..<(number + 1) * Salt.count]
            let (content, beginsBatch) = (read.content(index), isFirst && number == 0)
            try sealed.add(
                entry.id,
                { output in
                    stamp.write(
                        content, entry.places, id: entry.id, seq: firstSeq + number, salt: salt,
                        isFirst: beginsBatch, to: &output)
                },
                compact: beginsBatch
                    ? nil : { StampedBatch.writeCompact(content, entry.places, salt: salt, to: &$0) })
        }
        return sealed
    }
}

extension ImportResult {
    fileprivate mutating func add(_ events: SealedEvents, lines count: Int, beginsBatch: Bool) {
        lines += count
        guard events.count > 0 else { return }
        recorded += events.count
        if beginsBatch { batches += 1 }
        lastBatch = events.batch
        first = first ?? events.firstSeq
        last = events.firstSeq + events.count - 1
    }
}
