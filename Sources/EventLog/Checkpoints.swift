import Proofs
import SQLite

/// A checkpoint that was signed and is kept with the log.
public struct StoredCheckpoint: Hashable, Sendable {
    /// Its number, from 1 in the order in which they were made.
    public let number: Int
    /// How many events it speaks for.
    public let size: Int
    /// The signed note (C2SP tlog-checkpoint).
    public let note: String
    /// The key that verifies it. It comes with the file: whoever trusts it has to have it from elsewhere.
    public let key: String
}

extension EventLog {
    /// Signs the root of the tree as it is now and keeps what was signed, inside a ``write(_:)``.
    ///
    /// The same size signed with the same key again gives the checkpoint that there is.
    ///
    /// - Parameter origin: The name of the log; where there is none, that of the checkpoints before, else the key's.
    /// - Throws: ``LogError/otherOrigin(_:ledger:)`` where the checkpoints before are of another origin.
    public func addCheckpoint(_ signer: NoteSigner, origin: String? = nil) throws -> StoredCheckpoint {
        try translating {
            let ledger = try self.origin()
            // Strings are equal where their letters are; what is signed is bytes.
            if let origin, let ledger, !origin.utf8.elementsEqual(ledger.utf8) {
                throw LogError.otherOrigin(origin, ledger: ledger)
            }
            let peaks = try peaks()
            let key = signer.verifier.encoded
            let same = try connection.statement("\(Self.selectingCheckpoints) WHERE size = ? AND key = ? LIMIT 1")
                .bind(peaks.size, key).first(readCheckpoint)
            if let same { return same }
            let last = try lastCheckpoint(covering: 0)
            let name = ledger ?? origin ?? signer.verifier.name
            let checkpoint = try Checkpoint(origin: name, size: peaks.size, root: peaks.root)
            let stored = StoredCheckpoint(
                number: (last?.number ?? 0) + 1, size: peaks.size, note: try signer.sign(checkpoint.body).encoded,
                key: key)
            try connection.statement("INSERT INTO checkpoints (number, size, note, key) VALUES (?, ?, ?, ?)")
                .bind(stored.number, stored.size, stored.note, stored.key).run()
            return stored
        }
    }

    /// The name of the log in its checkpoints; nil where there are none.
    public func origin() throws -> String? {
        try translating {
            let first = try connection.statement("\(Self.selectingCheckpoints) ORDER BY number LIMIT 1")
                .first(readCheckpoint)
            guard let first else { return nil }
            do {
                return try Checkpoint(SignedNote(first.note).text).origin
            } catch {
                throw LogError.damagedTree("checkpoint \(first.number) cannot be read: \(error)")
            }
        }
    }

    /// All checkpoints in the order in which they were made.
    public func checkpoints() throws -> [StoredCheckpoint] {
        try translating {
            var found: [StoredCheckpoint] = []
            try connection.statement("\(Self.selectingCheckpoints) ORDER BY number")
                .forEach { found.append(try readCheckpoint($0)) }
            return found
        }
    }

    /// The last checkpoint, if it speaks for an event; nil where none does.
    public func lastCheckpoint(covering seq: Int) throws -> StoredCheckpoint? {
        try translating {
            try connection.statement("\(Self.selectingCheckpoints) WHERE size >= ? ORDER BY number DESC LIMIT 1")
                .bind(seq).first(readCheckpoint)
        }
    }

    private static let selectingCheckpoints = "SELECT number, size, note, key FROM checkpoints"

    private func readCheckpoint(_ row: Statement) throws -> StoredCheckpoint {
        let number = try checked(Int(row.integer(0)), "a checkpoint")
        return StoredCheckpoint(
            number: number, size: try checked(Int(row.integer(1)), "the last event of checkpoint \(number)"),
            note: row.text(2), key: row.text(3))
    }
}
