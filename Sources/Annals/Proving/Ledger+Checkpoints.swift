import EventLog
import Proofs

/// What an append is signed with.
public struct CheckpointRequest: Sendable {
    /// The key that signs.
    public let signer: NoteSigner
    /// The origin of the first checkpoint; nil for the key's name, or that of the checkpoints before.
    public let origin: String?

    /// Asks for a checkpoint by a key.
    public init(_ signer: NoteSigner, origin: String? = nil) {
        self.signer = signer
        self.origin = origin
    }
}

extension Ledger {
    /// Signs the log as it is now, and keeps what was signed.
    ///
    /// The same key signs a log that has not grown no second time: its checkpoint is given again.
    ///
    /// - Throws: ``LogError/otherOrigin(_:ledger:)`` where earlier checkpoints name another origin.
    public func addCheckpoint(_ request: CheckpointRequest) throws -> StoredCheckpoint {
        try writing { try log.addCheckpoint(request.signer, origin: request.origin) }
    }

    /// Everything that was signed, in order.
    public func checkpoints() throws -> [StoredCheckpoint] { try log.checkpoints() }
}
