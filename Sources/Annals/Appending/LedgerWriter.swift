import Dispatch
import EventLog
import Events
import Synchronization

/// Appends for any number of tasks and threads of one process, which share transactions.
///
/// A commit takes as long as the disk takes, however much is in it: so what comes in while one is under way goes into
/// the next one together. Each append stays a batch of its own with a recorded time of its own, is decided on the
/// ledger as those before it leave it, and is acknowledged once the transaction that it is in is on disk. One that is
/// refused changes nothing and is no obstacle to those beside it.
///
/// Other processes, and other writers of this one, may append to the same ledger meanwhile.
public final class LedgerWriter: Sendable {
    /// The ledger's path.
    public let path: String

    /// The most events that are put into one transaction together; a single append may have more.
    private static let mostEventsTogether = 4_096

    private let clock: @Sendable () -> RecordedTime
    /// Commits, one after another, on a thread that waits for the disk so that no task's thread has to.
    private let queue = DispatchQueue(label: "LedgerWriter")
    /// Taken on `queue` only.
    private let desk: Mutex<Desk>
    private let waiting = Mutex(Waiting())
    /// Told when as many wait as are expected.
    private let areThere = DispatchSemaphore(value: 0)

    /// What the commits are made with.
    private struct Desk {
        /// Nil once it is closed.
        var ledger: Ledger?
        var random: any RandomNumberGenerator & Sendable
        var commits = 0
    }

    /// An append that has not been acknowledged yet.
    private struct Submission: Sendable {
        let request: AppendRequest
        let acknowledge: @Sendable (Result<AppendResult, any Error>) -> Void
    }

    private struct Waiting {
        var submissions: [Submission] = []
        var isClosed = false
        /// Whether somebody sees to it that what waits is committed.
        var isServed = false
        /// How many are waited for; nil where nobody waits.
        var awaited: Int?
    }

    /// Opens a ledger for writing.
    ///
    /// - Parameters:
    ///   - clock: Reads the clock; called for each batch as it is recorded.
    ///   - random: Gives each event its salt.
    /// - Throws: What ``Ledger/open(_:for:)`` throws.
    public init(
        _ path: String, clock: @escaping @Sendable () -> RecordedTime,
        random: some RandomNumberGenerator & Sendable
    ) throws {
        self.path = path
        self.clock = clock
        desk = Mutex(Desk(ledger: try Ledger.open(path, for: .writing), random: random))
    }

    /// Appends events as one batch, all of them or none; returns when the batch is on disk.
    ///
    /// Once asked for, an append is carried out even if its task is cancelled.
    ///
    /// - Throws: ``LedgerError`` or ``LogError`` where this request is refused; ``LogError/storage(path:description:)``
    ///   where the file fails, for all that were to be committed together; ``ClosedWriter`` after ``close()``.
    public func append(_ request: AppendRequest) async throws -> AppendResult {
        try await withCheckedThrowingContinuation { continuation in
            submit(request) { continuation.resume(with: $0) }
        }
    }

    /// The same for threads: the calling thread waits. Not for tasks, whose threads others need.
    public func appendAndWait(_ request: AppendRequest) throws -> AppendResult {
        let answer = Answer()
        submit(request) { answer.give($0) }
        return try answer.wait()
    }

    /// Commits what waits, and closes the ledger; appends that come later are refused.
    public func close() async throws {
        waiting.withLock { $0.isClosed = true }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { [self] in
                serve()
                continuation.resume(
                    with: Result {
                        try desk.withLock { desk in
                            let ledger = desk.ledger
                            desk.ledger = nil
                            try ledger?.close()
                        }
                    })
            }
        }
    }

    /// How many transactions have been made.
    var commits: Int { desk.withLock { $0.commits } }

    /// Looks at the ledger between two commits.
    func withLedger(_ body: (Ledger) throws -> Void) throws {
        try desk.withLock { desk in
            guard let ledger = desk.ledger else { throw ClosedWriter(path: path) }
            try body(ledger)
        }
    }

    // MARK: - Waiting

    private func submit(
        _ request: AppendRequest, _ acknowledge: @escaping @Sendable (Result<AppendResult, any Error>) -> Void
    ) {
        let (isAccepted, needsService) = waiting.withLock { waiting in
            guard !waiting.isClosed else { return (false, false) }
            waiting.submissions.append(Submission(request: request, acknowledge: acknowledge))
            if let awaited = waiting.awaited, waiting.submissions.count >= awaited {
                waiting.awaited = nil
                areThere.signal()
            }
            defer { waiting.isServed = true }
            return (true, !waiting.isServed)
        }
        guard isAccepted else { return acknowledge(.failure(ClosedWriter(path: path))) }
        if needsService { queue.async { [self] in serve() } }
    }

    /// Commits until nobody waits, on `queue`.
    private func serve() {
        var gathering = Gathering()
        while true {
            wait(for: gathering)
            guard let group = nextGroup() else { return }
            let start = ContinuousClock.now
            let results = commit(group)
            let took = ContinuousClock.now - start
            for (submission, result) in zip(group, results) { submission.acknowledge(result) }
            gathering = Gathering(
                acknowledged: group.count, waiting: waiting.withLock { $0.submissions.count }, lastCommit: took)
        }
    }

    /// Gives those who have just been acknowledged a moment to come back.
    private func wait(for gathering: Gathering) {
        let isWorthIt = waiting.withLock { waiting in
            guard waiting.submissions.count < gathering.expected, !waiting.isClosed else { return false }
            waiting.awaited = gathering.expected
            return true
        }
        guard isWorthIt else { return }
        let patience = DispatchTimeInterval.nanoseconds(Int(gathering.patience / .nanoseconds(1)))
        if areThere.wait(timeout: .now() + patience) == .timedOut {
            // Who signals has taken the mark away: where it is gone by now, the signal is there and has to go too.
            let hasSignalled = waiting.withLock { waiting in
                defer { waiting.awaited = nil }
                return waiting.awaited == nil
            }
            if hasSignalled { areThere.wait() }
        }
    }

    /// Those who have waited longest, as many as one transaction takes; nil where nobody waits.
    private func nextGroup() -> [Submission]? {
        waiting.withLock { waiting in
            guard !waiting.submissions.isEmpty else {
                waiting.isServed = false
                return nil
            }
            var (count, events) = (0, 0)
            for submission in waiting.submissions {
                events += submission.request.events.count
                if count > 0 && events > Self.mostEventsTogether { break }
                count += 1
            }
            defer { waiting.submissions.removeFirst(count) }
            return Array(waiting.submissions.prefix(count))
        }
    }

    /// Commits a group, on `queue`. Where the file fails, all of it fails.
    private func commit(_ group: [Submission]) -> [Result<AppendResult, any Error>] {
        desk.withLock { desk in
            guard let ledger = desk.ledger else { return group.map { _ in .failure(ClosedWriter(path: path)) } }
            desk.commits += 1
            do {
                return try ledger.appendTogether(group.map(\.request), clock: clock, random: &desk.random)
            } catch {
                return group.map { _ in .failure(error) }
            }
        }
    }
}

/// An append that came after its ``LedgerWriter`` was closed: nothing was recorded.
public struct ClosedWriter: Error, Hashable, CustomStringConvertible {
    /// The ledger.
    public let path: String

    /// What happened and what to do.
    public var description: String { "\(path): the writer was closed before this; open another one" }
}

/// How long to wait for whom before the next commit.
///
/// Whoever appends one event after another is, at the moment of an acknowledgement, about to come back. Without a moment
/// of patience the first of them would have a commit for itself, and half of the others would wait for two.
struct Gathering: Hashable {
    /// How many are expected to be there; none or one means that nobody is waited for.
    let expected: Int
    /// How long is waited for them at most.
    let patience: Duration

    /// As long as nothing is known nobody is waited for.
    init() {
        (expected, patience) = (0, .zero)
    }

    /// Whoever was there at the last commit, in it or after it, is expected at the next one.
    ///
    /// Waiting half as long as that commit took, and 5 ms at most, costs little where they do not come; and then
    /// fewer are expected.
    init(acknowledged: Int, waiting: Int, lastCommit: Duration) {
        expected = acknowledged + waiting > 1 ? acknowledged + waiting : 0
        patience = min(lastCommit / 2, .milliseconds(5))
    }
}

/// An answer that one thread waits for and another gives.
private final class Answer: Sendable {
    private let result = Mutex<Result<AppendResult, any Error>?>(nil)
    private let isGiven = DispatchSemaphore(value: 0)

    func give(_ answer: Result<AppendResult, any Error>) {
        result.withLock { $0 = answer }
        isGiven.signal()
    }

    func wait() throws -> AppendResult {
        isGiven.wait()
        // Whoever gives it signals afterwards.
        guard let answer = result.withLock({ $0 }) else { preconditionFailure("an answer that is not there") }
        return try answer.get()
    }
}
