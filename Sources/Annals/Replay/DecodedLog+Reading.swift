import Dispatch
import EventLog
import Events
import Projections
import Synchronization

extension DecodedLog {
    /// Reads the whole log, and decodes it on another thread meanwhile.
    ///
    /// - Parameter progress: Called now and then with the events read and the events there are.
    init(_ log: EventLog, _ progress: (Int, Int) -> Void) throws {
        let decoding = LogDecoding(try log.head().seq)
        try decoding.read(log, progress)
        self = try decoding.finished()
    }
}

extension LogDecoding {
    /// Hands over the whole log, before anything else is.
    ///
    /// - Parameter progress: Called now and then with the events read and the events there are.
    func read(_ log: EventLog, _ progress: (Int, Int) -> Void) throws {
        let total = try log.head().seq
        let prefixes = try log.idPrefixes()
        var piece = StoredPiece()
        var read = 0
        func handOver() throws {
            guard !piece.isEmpty else { return }
            try add(piece)
            piece = StoredPiece()
            progress(read, total)
        }
        try log.forEachBody(
            erased: { seq in
                try handOver()
                guard let entry = try log.entry(at: seq) else { return }
                try addErased(entry)
                read += 1
            },
            { seq, batch, body in
                piece.append(body, at: seq, batch: batch, idPrefix: prefixes[seq])
                read += 1
                if piece.isFull { try handOver() }
                return true
            })
        try handOver()
    }
}

/// Decodes on a thread of its own what another thread reads, and checks on a third whether ids are those of what events
/// say: a replay must not fold in what somebody wrote into the file past the ledger.
final class LogDecoding: Sendable {
    private let log: Mutex<DecodedLog>
    private let checker = Mutex(StoredDecoder())
    /// What was thrown first.
    private let failure = Mutex<LogError?>(nil)
    private let queue = DispatchQueue(label: "decoding")
    private let checking = DispatchQueue(label: "checking")
    /// A few pieces are on their way at any time and no more, so that memory does not grow with the log.
    private let room = DispatchSemaphore(value: 4)
    private let roomToCheck = DispatchSemaphore(value: 4)

    /// - Parameter events: How many events there are to be, about.
    init(_ events: Int) {
        var log = DecodedLog()
        log.reserve(events)
        self.log = Mutex(log)
    }

    /// Decodes events behind those that came before.
    ///
    /// - Parameter isOwn: Whether this process has just made them: their ids need no check then.
    /// - Throws: What decoding or checking an earlier piece threw.
    func add(_ piece: StoredPiece, isOwn: Bool = false) throws {
        room.wait()
        if let failure = failure.withLock({ $0 }) {
            room.signal()
            throw failure
        }
        if !isOwn {
            roomToCheck.wait()
            checking.async { [self] in
                if let wrong = checker.withLock({ Self.firstWrong(in: piece, &$0) }) { note(wrong) }
                roomToCheck.signal()
            }
        }
        queue.async { [self] in
            do throws(LogError) {
                try log.withLock { log throws(LogError) in
                    if hasFailed { return }
                    try log.add(piece)
                }
            } catch { note(error) }
            room.signal()
        }
    }

    private var hasFailed: Bool { failure.withLock { $0 != nil } }

    private func note(_ error: LogError) { failure.withLock { $0 = $0 ?? error } }

    private static func firstWrong(in piece: StoredPiece, _ decoder: inout StoredDecoder) -> LogError? {
        let all = piece.bytes.span.bytes
        var start = 0
        for (index, end) in piece.ends.enumerated() {
            // An id that the index lacks is made of what the event says.
            let prefix = piece.prefixes[index]
            guard decoder.isRight(body: all.extracting(start..<end), idPrefix: prefix) else {
                return LogError.unreadable(seq: piece.seqs[index], reason: "its id is not that of what it says")
            }
            start = end
        }
        return nil
    }

    func addErased(_ entry: LogEntry) throws {
        try queue.sync { try log.withLock { try $0.addErased(entry) } }
    }

    /// Everything, once it is decoded.
    func finished() throws -> DecodedLog {
        queue.sync {}
        checking.sync {}
        if let failure = failure.withLock({ $0 }) { throw failure }
        return log.withLock { log in
            defer { log = DecodedLog() }
            return log
        }
    }
}
