import Annals
import EventLog

/// What a look over a ledger found, for people.
struct DiagnosisPage {
    let path: String
    let diagnosis: Diagnosis
    /// What was mended before, if anything was to be.
    var mended: [Damage]?
    /// Why a part of the mending was not possible.
    var failure: String?

    /// How much of each list is shown: who has more than this to read has to restore the ledger.
    private static let mostLines = 20

    var lines: [String] { file + [""] + verdict }

    private var file: [String] {
        let report = diagnosis.file
        let sqlite =
            report.losesCommitsWithoutLock
            ? "\(report.engine), which can lose commits while a checkpoint runs: the lock file keeps that away"
            : report.engine
        let settings = report.settings.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        let files = report.files.map { "\($0.name), \(ProgressLine.grouped($0.bytes)) bytes" }
        let hasLock = report.files.contains { $0.name.hasSuffix("-lock") }
        let lock =
            hasLock
            ? "around every commit and checkpoint, \(report.isLocked ? "held by somebody now" : "free now")"
            : "made by the next writer"
        return [path]
            + Self.rows([
                ("SQLite", [sqlite]), ("settings", [settings, "synchronous \(report.synchronous) in every writer"]),
                ("files", files),
                ("lock", [lock]), ("log", [log]),
            ])
    }

    private var log: String {
        let found = diagnosis.verification.log
        return Self.count(found.events, "event", "events") + " in " + Self.count(found.batches, "batch", "batches")
            + ", "
            + Self.count(found.redacted, "erased", "erased") + ", "
            + Self.count(found.checkpoints, "checkpoint", "checkpoints")
    }

    private static func rows(_ rows: [(name: String, values: [String])]) -> [String] {
        rows.flatMap { row in
            row.values.enumerated().map { index, value in
                let name = index == 0 ? row.name : ""
                return "  " + name + String(repeating: " ", count: 10 - name.count) + value
            }
        }
    }

    private var verdict: [String] {
        let lists = list("mended", mended?.map(\.description)) + list("can be mended", mendable) + list("lost", lost)
        return lists + list("left as it is while events are in doubt", withheld) + notes + [conclusion]
    }

    private var mendable: [String] {
        var lines = diagnosis.mendable.map { "\($0.damage): \($0.cure?.outcome(for: $0.damage) ?? "")" }
        if diagnosis.hasErasuresToFinish {
            lines.append("copies of erased events may be left: the file is written anew")
        }
        return lines
    }

    private var notes: [String] {
        diagnosis.verification.remarks.filter(\.isMendedByOpening).map { "note: \($0)" }
    }

    private var withheld: [String] { diagnosis.withheld.map(\.damage.description) }

    private var lost: [String] { diagnosis.lost.map(\.damage.description) }

    private func list(_ title: String, _ lines: [String]?) -> [String] {
        guard let lines, !lines.isEmpty else { return [] }
        let more = lines.count - Self.mostLines
        return ["\(title):"] + lines.prefix(Self.mostLines).map { "  \($0)" }
            + (more > 0 ? ["  and \(ProgressLine.grouped(more)) more"] : [])
    }

    private var conclusion: String {
        if diagnosis.isSound { return "sound: nothing is damaged" + (mended?.isEmpty == false ? " any more" : "") }
        if !diagnosis.lost.isEmpty {
            return "damaged, and not to be mended from what is left: "
                + "restore the ledger from a backup, or from an export with `annals restore`"
        }
        if let failure { return "not mended: \(failure)" }
        return mended == nil ? "mend it with `annals doctor --mend`" : "not all of it could be mended; run it again"
    }

    private static func count(_ number: Int, _ one: String, _ several: String) -> String {
        number == 1 ? "1 \(one)" : "\(ProgressLine.grouped(number)) \(several)"
    }
}
