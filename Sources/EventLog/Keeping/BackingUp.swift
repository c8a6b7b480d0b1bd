import Proofs
import SQLite

/// What a copy of a log has to be: taken from the log in the moment that was copied.
public struct LogSnapshot: Hashable, Sendable {
    /// How many events there were.
    public let events: Int
    /// The root of the tree over them.
    public let root: TreeHash
    /// The last checkpoint that was stored; nil where there was none.
    public let checkpoint: StoredCheckpoint?
}

extension EventLog {
    /// Copies the log, and everything else in its file, as it is now, into a file that has just been begun.
    ///
    /// Others may write meanwhile: the copy is of one state, and that state is returned.
    ///
    /// - Parameter progress: Called now and then with the pages copied and the pages there are.
    package func copy(into file: BackupFile, progress: (Int, Int) -> Void) throws -> LogSnapshot {
        try read {
            let peaks = try peaks()
            let snapshot = LogSnapshot(
                events: try head().seq, root: peaks.root, checkpoint: try lastCheckpoint(covering: 0))
            guard snapshot.events == peaks.size else {
                throw LogError.damagedTree("its tree has \(peaks.size) events, the log \(snapshot.events)")
            }
            let options = Connection.Options(access: .readWrite, automaticCheckpointPages: 0, checkpointsOnClose: false)
            let target = try Connection(path: file.partial, options: options)
            // Nobody sees the copy before it is whole, and it is put on disk as a whole.
            _ = try target.setPragma("journal_mode", to: "off")
            _ = try target.setPragma("synchronous", to: "off")
            try connection.copy(into: target, progress: progress)
            try target.close()
            return snapshot
        }
    }
}
