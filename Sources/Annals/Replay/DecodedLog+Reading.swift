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
            { _, bytes in
                piece.append(bytes)
                read += 1
                if piece.isFull { try handOver() }
                return true
            })
        try handOver()
        self = try decoding.finished()
    }
}

/// Decodes on a thread of its own what another thread reads.
private final class Decoding: Sendable {
    private let state: Mutex<(log: DecodedLog, failure: LogError?)>
    private let queue = DispatchQueue(label: "decoding")
    /// A few pieces are on their way at any time and no more, so that memory does not grow with the log.
    private let room = DispatchSemaphore(value: 4)

    init(_ events: Int) {
        var log = DecodedLog()
        log.reserve(events)
        state = Mutex((log, nil))
    }

    /// - Throws: What decoding an earlier piece threw.
    func add(_ piece: StoredPiece) throws {
        room.wait()
        queue.async { [self] in
            state.withLock { state in
                guard state.failure == nil else { return }
                do throws(LogError) { try state.log.add(piece) } catch { state.failure = error }
            }
            room.signal()
        }
    }

    func addErased(_ entry: LogEntry) throws {
        try queue.sync { try state.withLock { try $0.log.addErased(entry) } }
    }

    /// Everything, once it is decoded.
    func finished() throws -> DecodedLog {
        queue.sync {}
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            defer { state.log = DecodedLog() }
            return state.log
        }
    }
}
