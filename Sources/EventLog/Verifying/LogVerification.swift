import Proofs

/// What a verification is to hold a ledger against, besides itself.
public struct VerificationRequest: Sendable {
    /// Keys of which one must have signed each checkpoint; with none, each is held against the key stored with it.
    public var keys: [NoteVerifier] = []
    /// Checkpoints that were kept outside the ledger, by the name that reports call them.
    public var pinned: [(name: String, note: SignedNote)] = []

    public init() {}
}

/// What a verification of a log found.
public struct LogVerification: Sendable {
    /// How many events the log has, erased ones included.
    public internal(set) var events = 0
    /// How many of them were erased.
    public internal(set) var redacted = 0
    /// How many batches there are.
    public internal(set) var batches = 0
    /// How many checkpoints are stored.
    public internal(set) var checkpoints = 0
    /// How many events the last checkpoint that held covers; of the stored ones and those given.
    public internal(set) var checkpointed = 0
    /// The root of the tree over all events; nil where it cannot be told.
    public internal(set) var root: TreeHash?
    /// What is wrong, the first position first.
    public internal(set) var damage: [Damage] = []
    /// How much more is wrong than `damage` lists.
    public internal(set) var more = 0
    /// Whether any of that puts stored bytes in doubt.
    package internal(set) var hidesDoubt = false
    /// What is not wrong and has to be known.
    public internal(set) var remarks: [VerificationRemark] = []
    /// Whether the events could be read, so that projections can be compared with them.
    public internal(set) var isReadable = true

    /// The version of the log's tables, where an earlier version of the program made them; its indices are not compared.
    public internal(set) var olderVersion: Int?

    /// Whether it is a ledger of version 1 of the log's tables, which had no tree.
    public var isOfVersion1: Bool { olderVersion == 1 }

    /// Whether nothing is wrong.
    public var isSound: Bool { damage.isEmpty }
}

/// What somebody who relies on a verification has to know.
public enum VerificationRemark: Hashable, Sendable {
    /// There is no checkpoint: nothing shows whether the newest events were removed or all of it rewritten.
    case noCheckpoint
    /// The events behind the last checkpoint are vouched for by the file alone.
    case notCheckpointed(ClosedRange<Int>)
    /// The keys of the checkpoints came with the ledger.
    case keysFromLedger
    /// The signature of a checkpoint that was given could not be checked: no key for it is known.
    case pinnedUnchecked(String, signer: String)
    /// Of so many erased events copies may be left in the file.
    case erasuresUnfinished(Int)
    /// Of so many erased events their redactions, by an earlier version, kept neither batch nor time.
    case erasedWithoutBatch(Int)
    /// A checkpoint that was given holds and is not among the ledger's, which has none, or none before one of more
    /// events: a ledger that was restored from an export.
    case pinnedNotStored(String, first: Int?)
    /// The log's tables are of a version that had no tree.
    case withoutTree(version: Int)
    /// The log's tables are of a version that had other indices, which were not compared.
    case formerIndices(version: Int)
    /// The tables of the projections are of another version, and were not compared.
    case outdatedTables(version: Int, known: Int)
    /// The tables of the projections know the log through an event that is not its last, and were not compared.
    case tablesBehind(known: Int, last: Int)

    /// Whether it says that the ledger was made by another version of the program, or that its tables are behind, and is
    /// brought up to date.
    public var isMendedByOpening: Bool {
        switch self {
        case .withoutTree, .formerIndices, .outdatedTables, .tablesBehind: true
        default: false
        }
    }
}

extension VerificationRemark: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .noCheckpoint:
            "no checkpoint is stored: whether the newest events were removed, or all of it was rewritten, cannot be told"
        case .notCheckpointed(let range):
            "\(Damage.events(range)) \(Damage.isOne(range) ? "is" : "are") behind the last checkpoint, "
                + "vouched for by the file alone"
        case .keysFromLedger:
            "the checkpoints' keys came with the ledger: give the one that you know with --key"
        case .pinnedUnchecked(let name, let signer):
            "\(name): its signature by \(signer) was not checked: give its key with --key"
        case .erasuresUnfinished(let count):
            "of \(count == 1 ? "an erased event" : "\(count) erased events") copies may be left in the file: "
                + "a reader was in the way; the next command that writes tries again"
        case .erasedWithoutBatch(let count):
            "of \(count == 1 ? "an erased event" : "\(count) erased events") nothing but what stands beside it vouches for "
                + "batch and time: an earlier version erased \(count == 1 ? "it" : "them")"
        case .pinnedNotStored(let name, nil): "\(name): not among the ledger's checkpoints, of which it has none"
        case .pinnedNotStored(let name, let first?):
            "\(name): not among the ledger's checkpoints, the first of which is of \(first) events: "
                + "made before the ledger was restored from an export, or removed"
        case .withoutTree(let version):
            "made by an earlier version (format \(version)), it has no tree until a command opens it that may write: "
                + "until then there is nothing to hold the bytes of its events against"
        case .formerIndices(let version):
            "made by an earlier version (format \(version)), it has indices that no command reads any more, and which were "
                + "not compared: the next command that opens the ledger and may write makes the one of today from the log"
        case .outdatedTables(let version, let known):
            "the tables are of version \(version), not \(known), and were not compared: "
                + "the next command that opens the ledger makes them anew from the log"
        case .tablesBehind(let known, let last):
            "the tables know the log through event \(known) of \(last), as an import leaves them that goes on or was ended, and "
                + "were not compared: once it is over, the next command that opens the ledger makes them current"
        }
    }
}
