import Proofs
import SQLite

/// Holds checkpoints against the tree: those stored in the ledger, and those kept elsewhere.
struct CheckpointAudit {
    let events: Int
    let keys: [NoteVerifier]
    /// The root of the tree at a size, nil where it cannot be told.
    let root: (_ size: Int) -> TreeHash?

    private(set) var damage = FoundDamage()
    private(set) var remarks: [VerificationRemark] = []
    /// How many are stored.
    private(set) var count = 0
    /// How many events the largest checkpoint that held covers.
    private(set) var goodThrough = 0

    private var storedKeys: [NoteVerifier] = []
    /// As bytes: strings are equal where their letters are.
    private var bodies: Set<[UInt8]> = []
    private var origin: String?
    private var lastNumber = 0
    private var lastSize = 0
    /// How many events the first one that could be read covers.
    private var firstSize = 0

    init(events: Int, keys: [NoteVerifier], root: @escaping (_ size: Int) -> TreeHash?) {
        self.events = events
        // A key given twice would be ambiguous.
        self.keys = Array(Set(keys))
        self.root = root
    }

    /// Reads every stored checkpoint.
    mutating func readStored(_ connection: Connection) throws {
        let rows = try connection.statement("SELECT number, size, note, key FROM checkpoints ORDER BY number")
        while try rows.step() {
            count += 1
            let number = Int(rows.integer(0))
            if let fault = fault(ofStored: number, Int(rows.integer(1)), rows.blob(2), rows.text(3)) {
                damage.add(.checkpoint(number, fault))
            }
            lastNumber = number
        }
        if count > 0, keys.isEmpty { remarks.append(.keysFromLedger) }
    }

    private mutating func fault(
        ofStored number: Int, _ size: Int, _ bytes: [UInt8], _ encodedKey: String
    ) -> CheckpointFault? {
        let note: SignedNote
        let checkpoint: Checkpoint
        let key: NoteVerifier
        do {
            note = try SignedNote(bytes: bytes)
            checkpoint = try Checkpoint(note.text)
            key = try NoteVerifier(encoded: encodedKey)
        } catch {
            return .unreadable(String(describing: error))
        }
        guard note.isSigned(by: [key]) else { return .badSignature }
        if !keys.isEmpty, !note.isSigned(by: keys) { return .unknownSigner(key.name) }
        if checkpoint.size != size { return .wrongSize(row: size, note: checkpoint.size) }
        if storedKeys.isEmpty { firstSize = size }
        if !storedKeys.contains(key) { storedKeys.append(key) }
        bodies.insert(Array(note.text.utf8))
        if let fault = fault(of: checkpoint) { return fault }
        guard number == lastNumber + 1, size >= lastSize else { return .outOfOrder }
        lastSize = size
        return nil
    }

    /// Holds a checkpoint that was kept elsewhere against the tree.
    mutating func check(pinned note: SignedNote, called name: String) {
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(note.text)
        } catch {
            damage.add(.pinned(name, .unreadable(String(describing: error))))
            return
        }
        let signer = note.signatures.first?.name ?? ""
        if !keys.isEmpty {
            guard note.isSigned(by: keys) else {
                damage.add(.pinned(name, .unknownSigner(signer)))
                return
            }
        } else if !note.isSigned(by: storedKeys) {
            let isKnown = storedKeys.contains { key in
                note.signatures.contains { $0.keyID == key.keyID && $0.name.utf8.elementsEqual(key.name.utf8) }
            }
            if isKnown {
                damage.add(.pinned(name, .badSignature))
                return
            }
            remarks.append(.pinnedUnchecked(name, signer: signer))
        }
        if var fault = fault(of: checkpoint) {
            // That the ledger's own checkpoints hold says nothing of what another history had at their places.
            if case .otherRoot(let size, _) = fault { fault = .otherRoot(size: size, goodThrough: 0) }
            damage.add(.pinned(name, fault))
        } else if !bodies.contains(Array(note.text.utf8)) {
            // An export has no checkpoints: a ledger that was restored has those only that were made since.
            if count == 0 || checkpoint.size < firstSize {
                remarks.append(.pinnedNotStored(name, first: count == 0 ? nil : firstSize))
            } else {
                damage.add(.pinned(name, .notStored))
            }
        }
    }

    /// What is wrong with a checkpoint whose signature is good.
    private mutating func fault(of checkpoint: Checkpoint) -> CheckpointFault? {
        if let origin, !origin.utf8.elementsEqual(checkpoint.origin.utf8) {
            return .otherOrigin(checkpoint.origin, expected: origin)
        }
        origin = checkpoint.origin
        guard checkpoint.size <= events else { return .beyondEnd(size: checkpoint.size, events: events) }
        guard let root = root(checkpoint.size) else { return .rootUnknown(size: checkpoint.size) }
        guard root == checkpoint.root else {
            // One that holds and covers as much says that this one is of another history, from wherever on.
            return .otherRoot(size: checkpoint.size, goodThrough: goodThrough < checkpoint.size ? goodThrough : 0)
        }
        goodThrough = max(goodThrough, checkpoint.size)
        return nil
    }
}

extension SignedNote {
    /// Whether one of the keys has signed it, and all of their signatures are good.
    func isSigned(by keys: [NoteVerifier]) -> Bool {
        guard let good = try? verified(by: keys) else { return false }
        return !good.isEmpty
    }
}
