import Dispatch
import Synchronization

/// Does something with the pieces of a stream on other threads, and gives the results in the order of the pieces.
///
/// A few pieces are under way or done at any time and no more, so memory does not grow with the stream.
struct WorkAhead<Piece: Sendable, Outcome: Sendable> {
    private let work: @Sendable (Piece) -> Outcome
    /// How many pieces are under way, or done and not yet asked for, at a time.
    private let most: Int
    private var underWay: [Slot] = []
    private var isAtEnd = false

    /// - Parameter most: How many pieces are under way, or done and not yet asked for, at a time. Four are enough that
    ///   two threads are busy while a third looks at what they have done.
    init(most: Int = 4, _ work: @escaping @Sendable (Piece) -> Outcome) {
        (self.most, self.work) = (most, work)
    }

    /// Begins with as many pieces as may be under way: what this thread does before it asks for the first result is done
    /// meanwhile.
    ///
    /// - Parameter more: As for ``next(_:)``.
    mutating func begin(_ more: () throws -> Piece?) rethrows {
        while !isAtEnd, underWay.count < most {
            if let piece = try more() { underWay.append(start(piece)) } else { isAtEnd = true }
        }
    }

    /// The result of the next piece; nil at the end.
    ///
    /// - Parameter more: Gives the next piece, nil at the end; called on this thread, ahead of the results.
    mutating func next(_ more: () throws -> Piece?) rethrows -> Outcome? {
        try begin(more)
        return underWay.isEmpty ? nil : underWay.removeFirst().wait()
    }

    /// Works on pieces, and hands over the results on this thread in the order of the pieces.
    static func forEach(
        _ pieces: some Sequence<Piece>, _ work: @escaping @Sendable (Piece) -> Outcome, _ body: (Outcome) throws -> Void
    ) rethrows {
        var ahead = WorkAhead(work)
        var rest = pieces.makeIterator()
        while let outcome = ahead.next({ rest.next() }) { try body(outcome) }
    }

    private func start(_ piece: Piece) -> Slot {
        let slot = Slot()
        let work = work
        DispatchQueue.global().async { slot.fill(work(piece)) }
        return slot
    }

    /// Where the result of one piece comes to lie.
    private final class Slot: Sendable {
        private let outcome = Mutex<Outcome?>(nil)
        private let isFilled = DispatchSemaphore(value: 0)

        func fill(_ result: Outcome) {
            outcome.withLock { $0 = result }
            isFilled.signal()
        }

        func wait() -> Outcome {
            isFilled.wait()
            // Filled before it was said so, and asked for once.
            guard let result = outcome.withLock({ $0 }) else { preconditionFailure("a result that is not there") }
            return result
        }
    }
}
