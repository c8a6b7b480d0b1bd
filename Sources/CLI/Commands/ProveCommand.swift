import Annals
import ArgumentParser
import EventLog
import Events

/// `annals prove`: shows that an event is in the log, or that the log only grew.
struct ProveCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Prove that an event is in the log, or that the log only grew.",
        usage: "annals prove EVENT [--size N]\nannals prove --from N [--to M]\nannals prove --from FILE [--to M]",
        discussion: """
            The first proves that an event was in the log when a checkpoint was made: the last one, or that of N \
            events. The second proves that the log of the last checkpoint, or of that of M events, begins with the \
            first N events, or with those of somebody's checkpoint in FILE.

            Proofs are text (C2SP tlog-proof and tlog-witness) and are checked without the ledger, by `annals verify \
            --proof` and by other programs. A proof of an event has its stored bytes in it, where they are not erased.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The event's position in the log, its id, or at least four digits of it.")
    var event: String?

    @Option(help: ArgumentHelp("The number of events of the checkpoint.", valueName: "n"))
    var size: Int?

    @Option(help: ArgumentHelp("The number of earlier events, or the file of a checkpoint.", valueName: "n|file"))
    var from: String?

    @Option(help: ArgumentHelp("With --from, the number of events of the later checkpoint.", valueName: "m"))
    var to: Int?

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func validate() throws {
        guard (event == nil) != (from == nil) else {
            throw ValidationError("Give the event to prove, or --from with what the log is to begin with.")
        }
        if size != nil && event == nil { throw ValidationError("--size goes with an event; with --from it is --to.") }
        if to != nil && from == nil { throw ValidationError("--to goes with --from; with an event it is --size.") }
        for (flag, number) in [("--size", size), ("--to", to)] {
            if let number, number < 0 { throw ValidationError("\(flag): \(number) is no number of events.") }
        }
    }

    func run(in session: Session) throws -> ExitStatus {
        let earlier = try from.map(Earlier.init)
        let ledger = try session.open(global)
        defer { try? ledger.close() }
        let output = Output(global, session)
        do {
            try show(earlier, of: ledger, on: output)
        } catch  where Self.isDamage(error) {
            let file = earlier?.root == nil ? "" : "\(from ?? ""): "
            output.remark("annals: \(file)\(error)")
            return .unproven
        }
        return .done
    }

    /// Whether something that should prove does not.
    private static func isDamage(_ error: any Error) -> Bool {
        switch error {
        case let error as ProvingError: error.isDamage
        case LogError.damagedTree, LogError.unreadable: true
        default: false
        }
    }

    private func show(_ earlier: Earlier?, of ledger: Ledger, on output: Output) throws {
        if let event {
            let proof = try ledger.proof(of: event, at: size)
            switch format {
            case .text: try output.show(CheckpointPage.lines(of: proof.proof.text))
            case .json: try output.show(proof.json)
            }
        } else if let earlier {
            let proof = try ledger.growth(from: earlier.size, root: earlier.root, to: to)
            switch format {
            case .text: try output.show(CheckpointPage.lines(of: proof.text))
            case .json: try output.show(proof.json)
            }
        }
    }
}

/// What the log is to begin with: so many events, or those of a checkpoint.
private struct Earlier {
    let size: Int
    let root: TreeHash?

    init(_ text: String) throws {
        if let size = Int(text) {
            guard size >= 0 else { throw UsageError("--from: \(text) is no number of events") }
            self.size = size
            root = nil
            return
        }
        let bytes = try WholeFile.bytes(text, limit: SignedNote.longest)
        do {
            let checkpoint = try Checkpoint(SignedNote(bytes: bytes).text)
            size = checkpoint.size
            root = checkpoint.root
        } catch {
            throw InputError(text, "this is no checkpoint: \(error)")
        }
    }
}
