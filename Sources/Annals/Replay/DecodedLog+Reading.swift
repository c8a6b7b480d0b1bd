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
        let total = try log.head().seq
        let decoding = Decoding(total)
        var piece = StoredPiece()
        var read = 0
        func handOver() throws {
            guard !piece.isEmpty else { return }
            try decoding.add(piece)
            piece = StoredPiece()
            progress(read, total)
        }
        try log.forEachStored(
            erased: { seq in
                try handOver()
                guard let entry = try log.entry(at: seq) else { return }
                try decoding.addErased(entry)
                read += 1
            },
            { seq, bytes in
                piece.append(bytes, at: seq)
                read += 1
                if piece.isFull { try handOver() }
                return true
            })
        try handOver()
        self = try decoding.finished()
    }
}

/// Decodes on a thread of its own what another thread reads, and checks on a third whether ids are those of what events
/// say: a replay must not fold in what somebody wrote into the file past the ledger.
private final class Decoding: Sendable {
    private let state: Mutex<(log: DecodedLog, failure: LogError?)>
    private let checker = Mutex<(decoder: StoredDecoder, failure: LogError?)>((StoredDecoder(), nil))
    private let queue = DispatchQueue(label: "decoding")
    private let checking = DispatchQueue(label: "checking")
    /// A few pieces are on their way at any time and no more, so that memory does not grow with the log.
    private let room = DispatchSemaphore(value: 4)
    private let roomToCheck = DispatchSemaphore(value: 4)

    init(_ events: Int) {
        var log = DecodedLog()
        log.reserve(events)
        state = Mutex((log, nil))
    }

    /// - Throws: What decoding an earlier piece threw.
    func add(_ piece: StoredPiece) throws {
        room.wait()
        roomToCheck.wait()
        checking.async { [self] in
            checker.withLock { checker in
                guard checker.failure == nil else { return }
                checker.failure = Self.firstWrong(in: piece, &checker.decoder)
            }
            roomToCheck.signal()
        }
        queue.async { [self] in
            state.withLock { state in
                guard state.failure == nil else { return }
                do throws(LogError) { try state.log.add(piece) } catch { state.failure = error }
            }
            room.signal()
        }
    }

    private static func firstWrong(in piece: StoredPiece, _ decoder: inout StoredDecoder) -> LogError? {
        let all = piece.bytes.span.bytes
        var start = 0
        for (seq, end) in zip(piece.seqs, piece.ends) {
            guard decoder.isRight(all.extracting(start..<end)) else {
                return LogError.unreadable(seq: seq, reason: "its id is not that of what it says")
            }
            start = end
        }
        return nil
    }

    func addErased(_ entry: LogEntry) throws {
        try queue.sync { try state.withLock { try $0.log.addErased(entry) } }
    }

    /// Everything, once it is decoded.
    func finished() throws -> DecodedLog {
        queue.sync {}
        checking.sync {}
        if let failure = checker.withLock(\.failure) { throw failure }
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            defer { state.log = DecodedLog() }
            return state.log
        }
    }
}
