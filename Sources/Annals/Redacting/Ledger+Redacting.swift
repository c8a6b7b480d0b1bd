import EventLog
import Events
import Projections

/// What is to be redacted, and why.
public struct RedactionRequest: Sendable {
    /// The event's position in the log.
    public let seq: Int
    /// Why.
    public let reason: String
    /// Who records it.
    public var author: String?
    /// A message of the batch.
    public var message: String?
    /// What the ledger is signed with once the event is erased, in the same write; nil for no checkpoint.
    public var checkpoint: CheckpointRequest?

    /// Creates a request.
    public init(_ seq: Int, reason: String) {
        self.seq = seq
        self.reason = reason
    }
}

/// What a redaction did.
public struct RedactionResult: Sendable {
    /// What is left of the event.
    public let redacted: RedactedEvent
    /// The `event.redacted` that says so.
    public let recorded: StoredEvent
    /// The checkpoint that the request asks for.
    public let checkpoint: StoredCheckpoint?
    /// What kept copies of the bytes in the file; nil where none are left.
    public let unfinished: UnfinishedErasure?
}

/// Why copies of erased bytes are left in a ledger's file: whoever opens it for writing next tries again.
public enum UnfinishedErasure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A program reads an older state, and what that is made of.
    case reader(path: String)
    /// The file could not be written anew.
    case failed(path: String, reason: String)

    /// What is left, and what to do.
    public var description: String {
        switch self {
        case .reader(let path):
            "copies of the bytes are still in the files of \(path), since another program reads an older state of "
                + "it; end that program, then redact the event again: that erases what is left"
        case .failed(let path, let reason):
            "copies of the bytes are still in the files of \(path) (\(reason)); redact the event again to erase "
                + "what is left"
        }
    }
}

extension Ledger {
    /// Erases an event's stored bytes for good, and records that it was.
    ///
    /// Its place, its leaf hash and what others rest on stay: all else still proves. The tables are rebuilt, and the
    /// file is written anew so that no copy is left. O(events).
    ///
    /// - Throws: ``LedgerError/redacted(_:)`` where it is redacted already, ``LedgerError/unknownEvent(_:)`` where
    ///   there is none. Then nothing has happened; once the event is redacted, what is left to do is told in the result.
    public func redact(
        _ request: RedactionRequest, now: RecordedTime, random: inout some RandomNumberGenerator,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> RedactionResult {
        let (recorded, redacted, checkpoint) = try writing(catchingUp: progress) {
            let stored: StoredEvent
            switch try log.row(at: request.seq) {
            case .event(let event)?: stored = event
            case .redacted(let redacted)?: throw LedgerError.redacted(try logged(redacted))
            case nil: throw LedgerError.unknownEvent("\(request.seq)")
            }
            let fact = EventRedacted(seq: stored.seq, reason: request.reason, kept: try kept(of: stored))
            let event: Event
            do throws(EventError) {
                event = try Event(.eventRedacted(fact)).validated()
            } catch {
                throw LedgerError.refused(error, line: nil)
            }
            let stamp = BatchStamp(now: now, author: request.author, message: request.message)
            guard let recorded = try log.append([event], stamp, random: &random).first else {
                throw LedgerError.unknownEvent("\(request.seq)")
            }
            try log.erase(stored.seq, by: recorded)
            // The tables know of it now and in every earlier batch: they are made anew, from what is left.
            try rebuildInPlace(overwriting: true, progress)
            guard case .redacted(let redacted)? = try log.row(at: stored.seq) else {
                throw LedgerError.unknownEvent("\(request.seq)")
            }
            let checkpoint = try request.checkpoint.map { try log.addCheckpoint($0.signer, origin: $0.origin) }
            return (recorded, redacted, checkpoint)
        }
        return RedactionResult(
            redacted: redacted, recorded: recorded, checkpoint: checkpoint, unfinished: finishErasures())
    }

    /// Erases copies that an earlier redaction could not; nil where none are left.
    public func finishErasures() -> UnfinishedErasure? {
        do {
            let isFinished = try log.finishErasures(waitingMilliseconds: Self.patienceMilliseconds)
            return isFinished ? nil : .reader(path: path)
        } catch {
            return .failed(path: path, reason: String(describing: error))
        }
    }

    /// How long readers are waited for.
    private static let patienceMilliseconds = 5_000
}
