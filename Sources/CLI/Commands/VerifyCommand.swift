import Annals
import ArgumentParser
import Events
import Proofs

/// `annals verify`: whether a ledger, or a proof, is what it says.
struct VerifyCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Show that nothing in the ledger was altered, removed or slipped in; or check a proof without it.",
        discussion: """
            Every event is held against its hash, every hash against the tree, the tree against every checkpoint, and \
            the tables against a replay. What is wrong is named by its place, the first place first, and the exit \
            code is 3. Nothing in the ledger is changed.

            A ledger cannot show by itself that its newest events were removed, or that all of it was written anew: \
            keep a checkpoint elsewhere and give it with --since, and the key that you know with --key.

            With --proof no ledger is needed: FILE is an answer given with --prove, or what `annals prove` printed: a \
            proof of an event, or of growth (give the earlier checkpoint with --since).

              annals verify --since friday.checkpoint --key newsroom.pub
              annals verify --proof answer.json --key newsroom.pub
            """)

    @Option(
        help: ArgumentHelp(
            "A key that has to have signed: NAME+HASH+BASE64, or a file with one; can be given several times.",
            valueName: "key"))
    var key: [String] = []

    @Option(help: ArgumentHelp("A checkpoint that was kept: the ledger has to go on from it.", valueName: "file"))
    var since: String?

    @Option(help: ArgumentHelp("Check this proof instead of the ledger; - for standard input.", valueName: "file"))
    var proof: String?

    @Option(
        help: ArgumentHelp(
            "The event that a proof is of, a line of an export; the one that came with it, if left out.",
            valueName: "file"))
    var event: String?

    @Flag(name: .customLong("no-projections"), help: "Leave out the comparison of the tables with a replay.")
    var noProjections = false

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if event != nil, proof == nil { throw ValidationError("--event goes with --proof.") }
        if noProjections, proof != nil { throw ValidationError("--no-projections does not go with --proof.") }
        if [proof, event, since].filter({ $0 == "-" }).count > 1 {
            throw ValidationError("Only one of --proof, --event and --since can be standard input.")
        }
    }

    func run(in session: Session) throws -> ExitStatus {
        let keys = try TrustInput.keys(key)
        if let proof {
            let verdict = try ProofInput(proof, event: event, since: since).verdict(keys, in: session)
            let output = Output(global, session)
            switch format {
            case .text: try output.show(verdict.lines.map { SafeText($0).string })
            case .json: try output.show(verdict.json)
            }
            return verdict.isSound ? .done : .unproven
        }
        var request = VerificationRequest()
        request.keys = keys
        if let since { request.pinned = [try TrustInput.checkpoint(since)] }
        let found = try verify(request, session)
        let output = Output(global, session)
        switch format {
        case .text: try output.show(VerificationPage(found).lines.map { SafeText($0).string })
        case .json: try output.show(found.json)
        }
        return found.isSound ? .done : .unproven
    }

    private func verify(_ request: VerificationRequest, _ session: Session) throws -> LedgerVerification {
        let progress = PhasedProgress(global, session)
        defer { progress.finish() }
        return try LedgerVerifier.verify(
            session.ledgerPath(global), request, projections: !noProjections
        ) { phase, done, total in
            progress.update(phase.task, counting: "events", done, of: total)
        }
    }
}

extension LedgerVerifier.Phase {
    /// What is being done, in a word or two.
    var task: String {
        switch self {
        case .log: "verifying"
        case .projections: "comparing the tables"
        }
    }
}
