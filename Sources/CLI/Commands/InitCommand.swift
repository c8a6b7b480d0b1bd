import Annals
import ArgumentParser

/// `annals init`: makes an empty ledger.
struct InitCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make an empty ledger in a new file.",
        discussion: "Without FILE, the ledger is where --ledger, ANNALS_LEDGER or the default says.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The file to make.")
    var file: String?

    func run(in session: Session) throws -> ExitStatus {
        if let file, let ledger = global.ledger, file != ledger {
            throw UsageError("init makes one ledger: give \(file) or --ledger \(ledger), not both")
        }
        let path = file ?? session.ledgerPath(global)
        try Ledger.create(at: path).close()
        let hint = path == "annals.db" ? "" : "; name it with --ledger or ANNALS_LEDGER"
        try Output(global, session).show([StyledText("made an empty ledger: \(path)\(hint)").plain])
        return .done
    }
}
