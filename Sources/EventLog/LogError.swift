import Events

/// Why the log refused something.
public enum LogError: Error, Hashable, Sendable {
    /// There is no file at the path.
    case missing(path: String)
    /// There is a file already where a ledger was to be made.
    case exists(path: String)
    /// The file is an SQLite database, and no ledger.
    case notALedger(path: String)
    /// The file was made by a later version.
    case newerLedger(path: String, version: Int, known: Int)
    /// The file was made by an earlier version, and cannot be written to.
    case olderLedger(path: String, version: Int)
    /// The file was made by an earlier version, and is not brought up to date, since something is wrong with it.
    case unsoundOlderLedger(path: String, version: Int, what: String)
    /// A table, index or trigger is missing, was changed or does not belong.
    case damagedSchema(path: String, what: String)
    /// The file cannot be written to.
    case readOnly(path: String)
    /// The engine's own error, already in words.
    case storage(path: String, description: String)
    /// Another writer came first.
    case unexpectedPosition(expected: Int, actual: Int)
    /// A ledger that was to be empty is not.
    case notEmpty(path: String, events: Int)
    /// Stored bytes could not be read back.
    case unreadable(seq: Int, reason: String)
    /// The tree's hashes in the file do not fit each other or the log.
    case damagedTree(String)
    /// A checkpoint was to be made for another origin than those before it.
    case otherOrigin(String, ledger: String)
    /// A line of a restored ledger does not follow from the one before.
    case brokenSequence(seq: Int, reason: String)
}

extension LogError: CustomStringConvertible {
    /// Where, what, and what to do.
    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): there is no ledger here; make one with `annals init`, or name another with --ledger"
        case .exists(let path):
            "\(path): there is a file here already; choose another name, or use it as it is"
        case .notALedger(let path):
            "\(path): this file is not a ledger; name another with --ledger, or make one with `annals init`"
        case .newerLedger(let path, let version, let known):
            "\(path): this ledger has format \(version), this program knows up to \(known); use a newer annals"
        case .olderLedger(let path, let version):
            "\(path): this ledger has format \(version) and cannot be written to; open it once where it can, "
                + "with any command, and it is brought up to date"
        case .unsoundOlderLedger(let path, let version, let what):
            "\(path): \(what); this ledger has format \(version), and is brought up to date only where it is whole: "
                + "nothing was changed; `annals verify` says all that is wrong, restore it from a backup or an export"
        case .damagedSchema(let path, let what):
            "\(path): \(what); nothing was changed: `annals doctor` says whether it can be mended"
        case .readOnly(let path):
            "\(path): the ledger cannot be written to; check the permissions of the file and its folder"
        case .storage(_, let description):
            description
        case .unexpectedPosition(let expected, let actual):
            "the ledger is at event \(actual), not \(expected): somebody else appended; "
                + "look at what is new with `annals log`, then append again"
        case .notEmpty(let path, let events):
            "\(path): a restore needs an empty ledger, and this one has \(events) events; restore into a new file"
        case .unreadable(let seq, let reason):
            "event \(seq) cannot be read: \(reason); restore the ledger from an export or a backup"
        case .damagedTree(let what):
            "\(what); `annals verify` says what is damaged"
        case .otherOrigin(let origin, let ledger):
            "the checkpoints of this ledger are of the origin \(ledger), not \(origin); leave --origin out"
        case .brokenSequence(let seq, let reason):
            "event \(seq): \(reason); the file is no whole export of a ledger: `annals import` takes its events anew"
        }
    }
}
