import Annals
import ArgumentParser

/// Whether a command that writes signs the ledger as well, and with which key.
struct Signing: Hashable {
    var isAsked = false
    /// The file of the key; nil for the usual one.
    var key: String?

    /// A key alone signs nothing.
    func check() throws {
        guard isAsked || key == nil else {
            throw UsageError("--key names the key that signs a checkpoint; give it with --checkpoint, or leave it out")
        }
    }

    /// What is asked for, the key read; nil for nothing.
    func request(in session: Session) throws -> CheckpointRequest? {
        guard isAsked else { return nil }
        return CheckpointRequest(try KeyFile(key, in: session).read())
    }
}

/// The options of a command that writes and whose flags are known beforehand.
struct SigningOptions: ParsableArguments {
    @Flag(name: .customLong("checkpoint"), help: "Sign the ledger after each batch, and keep what was signed.")
    var isAsked = false

    @Option(help: ArgumentHelp("With --checkpoint, the key that signs (default: ANNALS_KEY).", valueName: "file"))
    var key: String?

    var signing: Signing { Signing(isAsked: isAsked, key: key) }

    func validate() throws {
        do { try signing.check() } catch { throw ValidationError("\(error)") }
    }
}
