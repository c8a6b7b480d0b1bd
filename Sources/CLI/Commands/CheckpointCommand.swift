import Annals
import ArgumentParser
import Events

/// `annals checkpoint`: signs the log as it is, or lists what was signed.
struct CheckpointCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign the log as it is and keep what was signed, or list that.",
        discussion: """
            A checkpoint says how many events there are, and the hash that stands for all of them; whoever has one can \
            tell later whether the ledger was rewritten. It is printed as a signed note (C2SP tlog-checkpoint): give \
            it away, for `annals verify --since`. A log that has not grown is not signed again by the same key: its \
            checkpoint is printed. The commands that write take --checkpoint, which signs in the same write.

            The origin says which log it is. It is the key's name, or --origin, at the first checkpoint, and stays.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("The key that signs (default: ANNALS_KEY; see `annals key`).", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("Which log this is, at its first checkpoint.", valueName: "name"))
    var origin: String?

    @Flag(help: "List the checkpoints, and sign nothing.")
    var list = false

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func validate() throws {
        if list, key != nil || origin != nil {
            throw ValidationError("`checkpoint --list` signs nothing: leave --key and --origin out.")
        }
        if let origin, !KeyName.isValid(origin) || SafeText(origin).string != origin {
            throw ValidationError("--origin: a name has neither spaces nor plus signs nor control characters.")
        }
    }

    func run(in session: Session) throws -> ExitStatus {
        let output = Output(global, session)
        if list {
            let ledger = try session.open(global)
            defer { try? ledger.close() }
            try show(ledger.checkpoints(), output)
            return .done
        }
        let signer = try KeyFile(key, in: session).read()
        let ledger = try session.open(global, for: .writing)
        defer { try? ledger.close() }
        let checkpoint = try ledger.addCheckpoint(CheckpointRequest(signer, origin: origin))
        switch format {
        case .text: try output.show(CheckpointPage.lines(of: checkpoint.note))
        case .json: try output.show(checkpoint.json)
        }
        return .done
    }

    private func show(_ checkpoints: [StoredCheckpoint], _ output: Output) throws {
        switch format {
        case .text where checkpoints.isEmpty:
            try output.show(["none was made yet; `annals checkpoint` makes the first"])
        case .text: try output.show(CheckpointPage.table(checkpoints, output))
        case .json: try output.show(["checkpoints": .array(checkpoints.map { .object($0.json) })])
        }
    }
}
