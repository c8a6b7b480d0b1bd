import EventLog
import Events
import Projections

extension Ledger {
    /// The last batch at or before a moment of recorded time.
    ///
    /// - Throws: ``LedgerError/unknownBatch(_:last:)`` for a batch that is not there yet: what it will hold nobody
    ///   knows.
    public func moment(_ recorded: Belief.Recorded) throws -> RecordedMoment {
        try reading {
            let head = try log.head()
            let number: Int
            switch recorded {
            case .batch(let batch):
                guard (0...head.batch).contains(batch) else {
                    throw LedgerError.unknownBatch(batch, last: head.batch)
                }
                number = batch
            case .time(let time):
                number = try log.lastBatch(recordedBy: time) ?? 0
            }
            guard let batch = try log.batch(number) else {
                return RecordedMoment(batch: 0, seq: 0, recorded: nil, lastBatch: head.batch)
            }
            return RecordedMoment(
                batch: number, seq: batch.last, recorded: batch.recorded, lastBatch: head.batch,
                redactedSince: try log.redacted(through: batch.last))
        }
    }

    /// What a belief makes of the log, inside a read.
    func view(of belief: Belief = .current) throws -> any BeliefView {
        let moment = try belief.known.map(moment)
        if belief.selectsSources { return try FoldedView(log, tables, belief, moment) }
        return try RecordedView(log, tables, moment)
    }
}
