import Annals
import ArgumentParser
import Events

/// Whether an answer is given with the events that it rests on and the proof of each.
struct ProveOption: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Give the answer as JSON with its events and their proofs, for `annals verify --proof` anywhere."))
    var prove = false

    /// Prints the answer with its proofs where they are asked for; whether they were.
    func show(isJSON: Bool, of ledger: Ledger, in session: Session, on output: Output) throws -> Bool {
        guard prove else { return false }
        guard isJSON else { throw UsageError("--prove gives JSON: leave --format out, or give --format json") }
        let question = try ProvedQuestion(of: session.arguments, today: session.today)
        let scratch = try ScratchFolder(in: session)
        let bundle = try withExtendedLifetime(scratch) {
            try ledger.bundle(
                question.answer(of: ledger), to: question.words, on: question.today, in: scratch.path,
                asking: question.answer)
        }
        try output.show(bundle.json)
        return true
    }
}

extension AnswerFormat {
    /// Whether the answer can be given with proofs: what was asked for is JSON, or nothing.
    var takesProofs: Bool { self == .json || self == .text }
}
