import Chronology
import Events
import Projections

/// Which state of a ledger's file an answer is of.
///
/// Equal states say that nothing was written in between, by this process or by another. After something was written the
/// state is another, whatever it was.
public struct LedgerState: Hashable, Sendable {
    /// Changes when another connection commits.
    let othersVersion: Int64?
    /// How many rows this connection has written.
    let ownChanges: Int
}

/// What questions need to know of the ledger before they look into the tables, kept for as long as nothing is written.
final class StateOfFile {
    /// What was known after a batch.
    struct Moment {
        /// The batch; nil for now.
        let batch: Int?
        /// After it nothing is more than possible; nil for today.
        let horizon: CivilDay?
        let identities: Identities
    }

    private var state: LedgerState?
    private var moments: [Belief.Recorded?: Moment] = [:]
    /// Whether what is read may be undone.
    private var isWriting = false

    /// Memory for answers, from one question to the next.
    private var answer = SliceAnswer()
    private var difference = SliceDifference()

    /// How many moments are kept; then all are forgotten.
    private static let mostMoments = 256

    /// Notes in which state the file is found, and forgets what was known of another one.
    ///
    /// - Returns: Whether it is another one.
    func note(_ now: LedgerState) -> Bool {
        if now == state { return false }
        forget()
        state = now
        return true
    }

    /// Forgets everything until writing is over.
    func beginWriting() {
        forget()
        isWriting = true
    }

    func endWriting() {
        forget()
        isWriting = false
    }

    private func forget() {
        state = nil
        moments.removeAll(keepingCapacity: true)
    }

    /// The lines that packs have for a question.
    func lines(_ question: SliceQuestion, in held: StoredSlices, and superseded: StoredSlices?) throws -> [SliceLine] {
        try answer.read(question, in: held, and: superseded)
        return answer.lines
    }

    /// What differs between the lines that packs have for two questions.
    func difference(
        _ first: SliceQuestion, _ second: SliceQuestion, in held: StoredSlices, and superseded: StoredSlices?
    ) throws -> SliceDifference {
        try difference.read(from: first, to: second, in: held, and: superseded)
        return difference
    }

    /// What was known at a moment of recorded time: kept, or as `make` reads it.
    func moment(_ known: Belief.Recorded?, make: () throws -> Moment) throws -> Moment {
        if let moment = moments[known] { return moment }
        let moment = try make()
        guard !isWriting else { return moment }
        if moments.count >= Self.mostMoments { moments.removeAll(keepingCapacity: true) }
        moments[known] = moment
        return moment
    }
}

extension Ledger {
    /// Which state the file is in now: whether an answer that is held in memory is still one. A few microseconds.
    ///
    /// States of one opened ledger are to be compared, not those of two.
    public func state() throws -> LedgerState { try reading { stateNow } }

    /// The same inside a read.
    var stateNow: LedgerState {
        LedgerState(othersVersion: tables.terms.version, ownChanges: log.connection.totalChanges)
    }

    /// What was known at a moment of recorded time, inside a read.
    ///
    /// - Throws: ``LedgerError/unknownBatch(_:last:)``.
    func known(_ recorded: Belief.Recorded?) throws -> StateOfFile.Moment {
        try file.moment(recorded) {
            let moment = try recorded.map(moment)
            let evidence = try EffectiveReader.generalEvidence(log, tables, through: moment?.seq ?? .max)
            return StateOfFile.Moment(
                batch: moment?.batch, horizon: moment?.recorded?.day, identities: Rulings(evidence).identities)
        }
    }
}
