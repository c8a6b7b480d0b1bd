import Annals

/// What a verification of a ledger found, for people.
struct VerificationPage {
    private let found: LedgerVerification

    /// How much of what is wrong is listed: who has more than this to read has to restore the ledger.
    private static let mostLines = 20

    init(_ found: LedgerVerification) { self.found = found }

    var lines: [String] {
        found.isSound ? [heading] + facts + remarks : [heading] + damage + [""] + facts + remarks + advice
    }

    private var heading: String {
        if found.isSound { return "verified: everything in the ledger fits together" }
        let count = found.damageCount
        return "not verified: \(count == 1 ? "one thing is" : "\(ProgressLine.grouped(count)) things are") wrong"
    }

    private var damage: [String] {
        let shown = found.damage.prefix(Self.mostLines).map { "  \($0)" }
        let more = found.damageCount - shown.count
        return shown + (more > 0 ? ["  and \(ProgressLine.grouped(more)) more"] : [])
    }

    private var facts: [String] {
        let log = found.log
        var facts = Self.count(log.events, "event", "events") + " in " + Self.count(log.batches, "batch", "batches")
        if log.redacted > 0 { facts += "; " + Self.count(log.redacted, "event", "events") + " erased" }
        if log.checkpoints > 0 { facts += "; " + Self.count(log.checkpoints, "checkpoint", "checkpoints") }
        if log.checkpointed > 0 {
            let covered = Self.count(log.checkpointed, "event", "events")
            facts +=
                log.checkpoints > 0 ? ", the last that holds over \(covered)" : "; the one given holds over \(covered)"
        }
        let root = log.root.map { ["root \($0.base64)"] } ?? []
        let tables: [String] =
            switch found.projections {
            case .compared: found.isSound ? ["the tables say what the log says"] : []
            case .outdated: ["the tables were not compared with the log, since they are made anew"]
            case .behind: ["the tables were not compared with the log, since they do not know all of it"]
            case .leftOut: ["the tables were not compared with the log"]
            case .notComparable: ["the tables were not compared with the log, which is too damaged"]
            }
        return [facts] + root + tables
    }

    private var remarks: [String] { found.remarks.map { "note: \($0)" } }

    private var advice: [String] {
        let onlyTables = found.damage.allSatisfy { if case .projection = $0 { true } else { false } }
        return [
            onlyTables
                ? "the log is sound: rebuild the tables with `annals replay`"
                : "compare it with a backup or an export before anything is appended"
        ]
    }

    private static func count(_ number: Int, _ one: String, _ several: String) -> String {
        number == 1 ? "1 \(one)" : "\(ProgressLine.grouped(number)) \(several)"
    }
}
