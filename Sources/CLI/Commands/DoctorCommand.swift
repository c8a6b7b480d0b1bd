import Annals
import ArgumentParser
import EventLog
import Events

/// `annals doctor`: says how the ledger's file is, and mends what can be mended.
struct DoctorCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say how the ledger's file is, what is damaged, and mend what can be mended.",
        discussion: """
            Everything that `annals verify` checks is checked, and of everything that is wrong it is said whether it \
            can be made from what is sound: tables from the log, indices and batches from the stored bytes, hashes \
            from bytes that other hashes or a checkpoint vouch for, triggers and tables as they belong. What cannot, \
            an event that was altered or is missing, is named: restore the ledger from a backup or an export.

            Nothing is changed without --mend, and with it neither stored bytes nor checkpoints, but for bytes of \
            which the log itself says that they are erased. Exit code 0: sound, or mended; 1: something is left to \
            mend; 3: something is damaged that cannot be mended.
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Mend what can be mended.")
    var mend = false

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func run(in session: Session) throws -> ExitStatus {
        let path = session.ledgerPath(global)
        let progress = PhasedProgress(global, session)
        defer { progress.finish() }
        let diagnosis: Diagnosis
        var mended: [Damage]?
        var failure: (any Error)?
        if mend {
            let result = try Doctor.mend(path) { progress.update($0.task, counting: "events", $1, of: $2) }
            let left = Set(result.after.findings.map(\.damage))
            (diagnosis, failure) = (result.after, result.failure)
            mended = result.before.findings.map(\.damage).filter { !left.contains($0) }
        } else {
            diagnosis = try Doctor.examine(path) { progress.update($0.task, counting: "events", $1, of: $2) }
        }
        progress.finish()
        let output = Output(global, session)
        switch format {
        case .text:
            let page = DiagnosisPage(
                path: path, diagnosis: diagnosis, mended: mended, failure: failure.map { String(describing: $0) })
            try output.show(page.lines.map { SafeText($0).string })
        case .json: try output.show(json(diagnosis, mended, failure))
        }
        if diagnosis.isSound { return .done }
        return diagnosis.lost.isEmpty && diagnosis.verification.log.more == 0 ? .failed : .unproven
    }

    private func json(_ diagnosis: Diagnosis, _ mended: [Damage]?, _ failure: (any Error)?) -> JSONObject {
        var settings = JSONObject()
        for setting in diagnosis.file.settings {
            settings[setting.name] = Int(setting.value).map { .number(Double($0)) } ?? .string(setting.value)
        }
        settings["synchronous"] = .string(diagnosis.file.synchronous)
        return [
            "sound": .bool(diagnosis.isSound),
            "sqlite": .object([
                "version": .string(diagnosis.file.engine),
                "loses_commits_without_lock": .bool(diagnosis.file.losesCommitsWithoutLock),
            ]),
            "settings": .object(settings),
            "files": .array(
                diagnosis.file.files.map {
                    .object(["name": .string($0.name), "bytes": .number(Double($0.bytes))])
                }),
            "locked": .bool(diagnosis.file.isLocked),
            "erasures_to_finish": .bool(diagnosis.hasErasuresToFinish),
            "findings": .array(
                diagnosis.findings.map { finding in
                    .object([
                        "kind": .string(finding.damage.kind),
                        "seq": finding.damage.position.map { .number(Double($0)) } ?? .null,
                        "text": .string(finding.damage.description),
                        "cure": finding.cure.map { .string($0.rawValue) } ?? .null,
                        "withheld": .bool(finding.isWithheld),
                    ])
                }),
            "mended": mended.map { .array($0.map { .string($0.description) }) } ?? .null,
            "failure": failure.map { .string(String(describing: $0)) } ?? .null,
            "verification": .object(diagnosis.verification.json),
        ]
    }
}
