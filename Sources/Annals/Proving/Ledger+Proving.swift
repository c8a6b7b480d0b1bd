import EventLog
import Events
import Proofs

/// That an event is in the log that a checkpoint is of.
public struct EventProof: Hashable, Sendable {
    /// The event's place in the log, from 1.
    public let seq: Int
    /// Its id; nil where that was erased with it.
    public let id: EventID?
    /// The hash of its stored bytes.
    public let leaf: TreeHash
    /// The checkpoint.
    public let checkpoint: StoredCheckpoint
    /// The proof, with the stored bytes in it where they are there.
    public let proof: LogProof
}

extension Ledger {
    /// Proves that an event is in the log.
    ///
    /// - Parameters:
    ///   - given: Its position in the log, its id, or the first digits of its id.
    ///   - size: The number of events that the checkpoint is to be of; nil for the last checkpoint.
    /// - Throws: ``LedgerError/unknownEvent(_:)``, ``ProvingError`` where there is no such checkpoint.
    public func proof(of given: String, at size: Int? = nil) throws -> EventProof {
        try reading {
            let row = try row(given)
            let seq = row.seq
            let checkpoint = try checkpoint(covering: seq, size: size)
            let note = try checkpoint.readableNote()
            guard let leaf = try log.leaf(at: seq) else { throw ProvingError.damaged(seq: seq) }
            let bytes = row.event?.stored.bytes
            guard bytes.map({ TreeHash.leaf($0) == leaf }) ?? true else { throw ProvingError.damaged(seq: seq) }
            let proof = try LogProof(log.inclusionProof(of: seq, in: checkpoint.size), note: note, extra: bytes)
            try checkUse(proof.inclusion, of: leaf, root: proof.checkpoint.root, seq)
            return EventProof(seq: seq, id: row.id, leaf: leaf, checkpoint: checkpoint, proof: proof)
        }
    }

    /// Proves that the log of a checkpoint begins with its first `first` events.
    ///
    /// - Parameters:
    ///   - root: The root of the earlier log, where somebody else gives it; nil for this ledger's own.
    ///   - second: The number of events that the later checkpoint is to be of; nil for the last checkpoint.
    /// - Throws: ``ProvingError``: of another history where the earlier log was another.
    public func growth(from first: Int, root: TreeHash? = nil, to second: Int? = nil) throws -> GrowthProof {
        try reading {
            let last = try log.head().seq
            guard first <= last else { throw ProvingError.beyondLog(events: first, last: last) }
            let earlier = try log.root(at: first)
            guard root ?? earlier == earlier else { throw ProvingError.otherHistory(size: first) }
            let checkpoint = try checkpoint(covering: first, size: second)
            let proof = try GrowthProof(
                log.consistencyProof(from: first, to: checkpoint.size), note: checkpoint.readableNote())
            do {
                try proof.consistency.verify(first: earlier, second: proof.checkpoint.root)
            } catch {
                throw ProvingError.damaged(seq: checkpoint.size)
            }
            return proof
        }
    }

    private func checkpoint(covering seq: Int, size: Int?) throws -> StoredCheckpoint {
        guard let size else {
            guard let checkpoint = try log.lastCheckpoint(covering: seq) else {
                throw ProvingError.noCheckpoint(events: seq)
            }
            return checkpoint
        }
        guard size >= seq else { throw ProvingError.beyondCheckpoint(events: seq, size: size) }
        guard let checkpoint = try log.checkpoints().last(where: { $0.size == size }) else {
            throw ProvingError.noCheckpointOfSize(size)
        }
        return checkpoint
    }

    /// A proof that proves nothing is never given out: the ledger is damaged then.
    private func checkUse(_ proof: InclusionProof, of leaf: TreeHash, root: TreeHash, _ seq: Int) throws {
        do { try proof.verify(leaf: leaf, root: root) } catch { throw ProvingError.damaged(seq: seq) }
    }
}

extension StoredCheckpoint {
    fileprivate func readableNote() throws -> SignedNote {
        guard contents != nil else { throw LogError.damagedTree("checkpoint \(number) cannot be read") }
        return try SignedNote(note)
    }
}
