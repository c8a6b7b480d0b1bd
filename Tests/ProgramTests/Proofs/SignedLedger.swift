import Foundation
import Proofs

/// A folder with a small ledger and a key, of which everything that is signed can be checked.
struct SignedLedger {
    let folder: TemporaryFolder
    let verifier: NoteVerifier

    static let name = "example.com/archive"

    /// Makes `key`, `key.pub` and the small ledger.
    init() throws {
        folder = try SmallLedger.folder()
        let made = try Program.run(["key", "new", Self.name, "--file", "key"], in: folder)
        guard made.status == 0 else { throw CannotRun(program: "annals key new", reason: made.errors) }
        verifier = try NoteVerifier(encoded: made.lines.first ?? "")
    }

    /// Runs `annals` with the key at hand.
    func run(_ arguments: String..., input: String? = nil) throws -> Program.Result {
        try Program.run(arguments, in: folder, environment: ["ANNALS_KEY": "key"], input: input)
    }

    /// The stored events, as an export has them.
    func bodies() throws -> [[UInt8]] { try run("export").lines.map { Array($0.utf8) } }

    /// The root of the first events, made of the export alone.
    func root(_ size: Int) throws -> TreeHash {
        var peaks = Peaks()
        for body in try bodies().prefix(size) { peaks.append(.leaf(body)) }
        return peaks.root
    }

    /// Records somebody.
    func introduce(_ id: String, _ options: String...) throws -> Program.Result {
        try Program.run(
            ["append", "person.introduced", "--person", id, "--name", id] + options, in: folder,
            environment: ["ANNALS_KEY": "key"])
    }
}

/// The values of a JSON object.
func object(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
}
