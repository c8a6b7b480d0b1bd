import EventLog
import Proofs

/// What a backup holds.
public struct BackupReport: Sendable {
    /// The file that was made.
    public let path: String
    /// Its size in bytes.
    public let bytes: Int
    /// How many events it holds.
    public let events: Int
    /// The root of the tree over them.
    public let root: TreeHash
    /// The last checkpoint in it; nil where there is none.
    public let checkpoint: StoredCheckpoint?
    /// Whether its tables were compared with its log.
    public let projections: LedgerVerification.Projections
    /// What has to be known of tables of another version; nil where they were compared.
    public let remark: VerificationRemark?
}

/// A copy of a ledger that did not verify: of a damaged ledger, or damaged on the way.
public struct UnsoundBackup: Error, Sendable {
    /// The ledger.
    public let path: String
    /// What is wrong with the copy.
    public let damage: [Damage]
}

extension UnsoundBackup: CustomStringConvertible {
    public var description: String {
        let first = damage.prefix(3).map { "\n  \($0)" }.joined()
        let more = damage.count > 3 ? "\n  and \(damage.count - 3) more" : ""
        return "\(path): the copy does not verify, and no backup was made:\(first)\(more)\n"
            + "`annals doctor` says what of the ledger can be mended"
    }
}

extension Ledger {
    /// The parts of a backup, for whoever shows how far it is.
    public enum BackupPhase: Sendable {
        /// Copying; counted in pages of the file.
        case copying
        /// Verifying the copy; counted in events.
        case verifying
    }

    /// Copies a ledger into a new file while others go on writing to it, and verifies the copy.
    ///
    /// The copy is of one state. It is written beside its name and gets it once it is on disk and verified: every event
    /// against the tree, the tree against the root that the ledger had and against every stored checkpoint, the tables
    /// against a replay where they know the whole log.
    ///
    /// - Throws: ``LogError/exists(path:)`` where there is a file, ``UnsoundBackup`` where the copy does not verify.
    public static func backUp(
        _ path: String, to target: String, progress: (BackupPhase, Int, Int) -> Void = { _, _, _ in }
    ) throws -> BackupReport {
        let log = try EventLog.open(path, for: .reading)
        defer { try? log.close() }
        let file = try BackupFile(target, permissionsOf: path)
        let snapshot: LogSnapshot
        let found: LedgerVerification
        do {
            snapshot = try log.copy(into: file) { progress(.copying, $0, $1) }
            found = try LedgerVerifier.verify(file.partial) { phase, done, total in
                if case .log = phase { progress(.verifying, done, total) }
            }
            var damage = found.damage
            if found.log.events != snapshot.events || found.log.root != snapshot.root {
                damage.append(.file("it does not have the events and the root that the ledger had"))
            }
            guard damage.isEmpty else { throw UnsoundBackup(path: path, damage: damage) }
        } catch {
            file.abandon()
            throw error
        }
        try file.finish()
        return BackupReport(
            path: target, bytes: EventLog.size(ofFileAt: target), events: snapshot.events, root: snapshot.root,
            checkpoint: snapshot.checkpoint, projections: found.projections,
            remark: found.remarks.first(where: \.isMendedByOpening))
    }

    /// The files that a backup to a path has while it is under way.
    public static func leftovers(ofBackupTo path: String) -> [String] { BackupFile.leftovers(of: path) }
}
