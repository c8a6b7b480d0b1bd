import Annals
import ArgumentParser
import EventLog
import Events

/// `annals backup`: copies the ledger while others write to it, and verifies the copy.
struct BackupCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the ledger into a new file, verified, while others go on writing.",
        discussion: """
            The copy is of one state of the ledger, whole, with its tables and checkpoints; it opens like any ledger. \
            It is verified as `annals verify` does before it gets its name: where it does not prove, the exit code is \
            3 and no file is left, and none is left either where the disk is full or the command is interrupted.

            A file that is there is never written over. Keep the root that is printed, or a checkpoint, elsewhere.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The file to make.")
    var file: String

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func run(in session: Session) throws -> ExitStatus {
        let path = session.ledgerPath(global)
        let interruption = Interruption(removing: Ledger.leftovers(ofBackupTo: file))
        let progress = PhasedProgress(global, session)
        defer { progress.finish() }
        let report: BackupReport
        do {
            report = try withExtendedLifetime(interruption) {
                try Ledger.backUp(path, to: file) { phase, done, total in
                    switch phase {
                    case .copying: progress.update("copying", counting: "pages", done, of: total)
                    case .verifying: progress.update("verifying", counting: "events", done, of: total)
                    }
                }
            }
        } catch let unsound as UnsoundBackup {
            progress.finish()
            Output(global, session).remark("annals: \(unsound)")
            return .unproven
        }
        progress.finish()
        let output = Output(global, session)
        switch format {
        case .text: try output.show(text(report))
        case .json: try output.show(json(report))
        }
        return .done
    }

    private func text(_ report: BackupReport) -> [String] {
        let events = report.events == 1 ? "1 event" : "\(ProgressLine.grouped(report.events)) events"
        let checkpoint = report.checkpoint.map { checkpoint in
            let behind = report.events - checkpoint.size
            return "\(checkpoint.number), of \(ProgressLine.grouped(checkpoint.size)) events"
                + (behind == 0 ? "" : "; \(ProgressLine.grouped(behind)) came after it")
        }
        return [
            StyledText("backed up \(events) to \(report.path), verified").plain,
            "  root        \(report.root.base64)",
            "  checkpoint  \(checkpoint ?? "none is stored; `annals checkpoint` makes one")",
        ] + (report.remark.map { ["note: \($0)"] } ?? [])
    }

    private func json(_ report: BackupReport) -> JSONObject {
        [
            "file": .string(report.path), "bytes": .number(Double(report.bytes)),
            "events": .number(Double(report.events)), "root": .string(report.root.base64),
            "checkpoint": report.checkpoint.map {
                .object([
                    "number": .number(Double($0.number)), "size": .number(Double($0.size)), "note": .string($0.note),
                    "key": .string($0.key),
                ])
            } ?? .null,
            "projections": .string(report.projections.rawValue),
        ]
    }
}
