/// Why a proof cannot be made.
public enum ProvingError: Error, Hashable, Sendable {
    /// No stored checkpoint is of a log of at least so many events.
    case noCheckpoint(events: Int)
    /// No stored checkpoint is of a log of exactly so many events.
    case noCheckpointOfSize(Int)
    /// A checkpoint is too early: the event, or the earlier size, comes after it.
    case beyondCheckpoint(events: Int, size: Int)
    /// The log has fewer events.
    case beyondLog(events: Int, last: Int)
    /// Somebody else's checkpoint says that the log began otherwise.
    case otherHistory(size: Int)
    /// The stored bytes and the tree of the ledger do not fit each other.
    case damaged(seq: Int)
}

extension ProvingError {
    /// Whether something that should prove does not; else there is only nothing to prove with.
    public var isDamage: Bool {
        switch self {
        case .otherHistory, .damaged: true
        case .noCheckpoint, .noCheckpointOfSize, .beyondCheckpoint, .beyondLog: false
        }
    }
}

extension ProvingError: CustomStringConvertible {
    /// What, and what to do.
    public var description: String {
        switch self {
        case .noCheckpoint(let events):
            events == 0
                ? "there is no checkpoint yet; make one with `annals checkpoint`"
                : "no checkpoint covers event \(events) yet; make one with `annals checkpoint`"
        case .noCheckpointOfSize(let size):
            "no checkpoint was made at event \(size); `annals checkpoint --list` has those there are"
        case .beyondCheckpoint(let events, let size):
            "the checkpoint at event \(size) says nothing about event \(events); leave out --size or --to for a later one"
        case .beyondLog(let events, let last):
            "the log ends at event \(last), before event \(events)"
        case .otherHistory(let size):
            "the first \(size) events of this ledger are not those of the checkpoint: "
                + "the ledger, or the one that the checkpoint is of, was rewritten"
        case .damaged(let seq):
            "the bytes of event \(seq) do not fit the tree; `annals verify` says what is damaged"
        }
    }
}
