import EventLog
import Events
import Proofs
import SQLite

/// What a verification of a ledger found: its log, and the tables that were folded from it.
public struct LedgerVerification: Sendable {
    /// What became of the comparison of the projections with the log.
    public enum Projections: String, Sendable {
        case compared
        case leftOut = "left_out"
        /// The log is too damaged to be folded.
        case notComparable = "not_comparable"
        /// They are of another version, and made anew by whoever opens the ledger.
        case outdated
        /// They do not know the whole log, as an import leaves them that is going on or was ended: made current by whoever
        /// opens the ledger once it is not.
        case behind
    }

    /// What was found of the log.
    public let log: LogVerification
    /// Whether the projections were compared.
    public let projections: Projections
    /// Everything that is wrong, the first position of the log first.
    public let damage: [Damage]
    /// The version that outdated tables are of.
    var tablesVersion: Int?
    /// How far tables know the log that are behind it.
    var lag: ProjectionLag?

    /// What is not wrong and has to be known.
    public var remarks: [VerificationRemark] {
        var remarks = log.remarks
        if let tablesVersion {
            remarks.append(.outdatedTables(version: tablesVersion, known: ProjectionSchema.version))
        }
        if let lag { remarks.append(.tablesBehind(known: lag.known, last: lag.last)) }
        return remarks
    }
    /// Whether it was made by another version of the program, or its tables are behind, and whoever opens it for writing
    /// brings it up to date.
    public var isMendedByOpening: Bool { log.olderVersion != nil || projections == .outdated || projections == .behind }

    /// Whether nothing is wrong.
    public var isSound: Bool { damage.isEmpty }
    /// How much is wrong, that which is not listed counted too.
    public var damageCount: Int { damage.count + log.more }
}

/// Verifying a ledger, whatever state it is in.
public enum LedgerVerifier {
    /// The parts of the work, for whoever shows how far it is.
    public enum Phase: Sendable {
        case log
        case projections
    }

    /// Verifies the log of the ledger in a file, and then its tables against a replay. Nothing is changed.
    ///
    /// - Parameter progress: Called now and then with the events looked at and the events there are.
    /// - Throws: ``LogError`` where there is no file, or it cannot be opened at all. Damage is not thrown.
    public static func verify(
        _ path: String, _ request: VerificationRequest = VerificationRequest(), projections: Bool = true,
        progress: (Phase, Int, Int) -> Void = { _, _, _ in }
    ) throws -> LedgerVerification {
        let log = try EventLog.verify(path, request) { progress(.log, $0, $1) }
        guard projections else { return LedgerVerification(log: log, projections: .leftOut, damage: log.damage) }
        guard log.isReadable else {
            return LedgerVerification(log: log, projections: .notComparable, damage: log.damage)
        }
        var damage = log.damage
        do {
            let ledger = try Ledger.openDespiteDamage(path)
            defer { try? ledger.close() }
            let version = try ledger.tables.otherVersion()
            let inTheWay = try ProjectionSchema.inTheWay(on: ledger.log.connection)
            damage += inTheWay.map { .schema(.inTheWay(type: $0.type, name: $0.name)) }
            // A log of an earlier version gets new tables as it is brought up to date.
            if version != nil || log.olderVersion != nil {
                return LedgerVerification(
                    log: log, projections: .outdated, damage: damage.sorted(by: Damage.precedes), tablesVersion: version
                )
            }
            if let lag = try ledger.lagNow() {
                return LedgerVerification(
                    log: log, projections: .behind, damage: damage.sorted(by: Damage.precedes), lag: lag)
            }
            let report = try ledger.checkReplay { progress(.projections, $0, $1) }
            damage += report.differences.filter { !$0.isInLog }.map {
                .projection(
                    table: $0.table, surplus: $0.isReadable ? $0.surplus : 0, missing: $0.isReadable ? $0.missing : 0)
            }
        } catch {
            damage.append(.projectionsUnread("\(error)"))
        }
        return LedgerVerification(log: log, projections: .compared, damage: damage.sorted(by: Damage.precedes))
    }
}
