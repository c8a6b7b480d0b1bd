import EventLog
import Events
import Projections
import Proofs

@testable import Annals

/// What has to agree with the model after every step.
extension Simulation {
    func check(thoroughly: Bool) throws {
        try check(ledger)
        guard thoroughly else { return }
        let reader = try Ledger.open(path)
        try check(reader)
        try checkProofs()
        let reasons = model.setAside()
        for row in model.rows {
            let reason = try ledger.setAside(row.seq)?.reason
            if reason != reasons[row.seq] {
                fault("#\(row.seq) is \(String(describing: reason)), not \(String(describing: reasons[row.seq]))")
            }
        }
        let differing = try ledger.checkReplay { _, _ in }.differences
        if !differing.isEmpty { fault("a replay makes other tables: \(differing)") }
        try reader.close()
    }

    func check(_ ledger: Ledger) throws {
        let head = try ledger.head()
        if (head.seq, head.batch) != (model.seq, model.batch) || head.recorded != model.recorded {
            fault("the log ends at \(head); acknowledged were \(model.seq) events in \(model.batch) batches")
        }
        var lines: [[UInt8]] = []
        try ledger.forEachExportedLine { lines.append($0) }
        if lines != model.lines { fault("the log holds other bytes than were acknowledged") }
        let peaks = try ledger.log.peaks()
        if peaks.size != model.seq || peaks.root.bytes != model.root(of: model.seq) {
            fault("the tree over \(peaks.size) events has another root")
        }
        if try ledger.log.checkpoints() != checkpoints { fault("other checkpoints than were made") }
    }

    func checkProofs() throws {
        guard model.seq > 0 else { return }
        let size = Int.random(in: 1...model.seq, using: &random)
        let seq = Int.random(in: 1...size, using: &random)
        let root = try ledger.log.root(at: size)
        if root.bytes != model.root(of: size) { fault("the root at \(size) is another") }
        guard let leaf = TreeHash(model.leaf(seq)) else { return }
        try ledger.log.inclusionProof(of: seq, in: size).verify(leaf: leaf, root: root)
        guard let now = TreeHash(model.root(of: model.seq)) else { return }
        try ledger.log.consistencyProof(from: size, to: model.seq).verify(first: root, second: now)
        for checkpoint in checkpoints {
            let signed = try Checkpoint(SignedNote(checkpoint.note).text)
            try ledger.log.consistencyProof(from: signed.size, to: model.seq).verify(first: signed.root, second: now)
        }
    }
}
