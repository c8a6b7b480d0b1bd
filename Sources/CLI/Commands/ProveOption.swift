import Annals
import ArgumentParser
import Events

/// Whether an answer is given with the events that it rests on and the proof of each.
struct ProveOption: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Give the answer as JSON with its events and their proofs, for `annals verify --proof` anywhere."))
    var prove = false

    /// Prints an answer with its proofs where they are asked for; whether they were.
    func show(_ answer: @autoclosure () throws -> JSONObject, isJSON: Bool, of ledger: Ledger, on output: Output) throws
        -> Bool
    {
        guard prove else { return false }
        guard isJSON else { throw UsageError("--prove gives JSON: leave --format out, or give --format json") }
        try output.show(try ledger.bundle(answer()).json)
        return true
    }
}

extension AnswerFormat {
    /// Whether the answer can be given with proofs: what was asked for is JSON, or nothing.
    var takesProofs: Bool { self == .json || self == .text }
}
