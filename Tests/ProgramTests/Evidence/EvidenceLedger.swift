import Foundation
import Testing

/// The small ledger with what tests of evidence look at.
struct EvidenceLedger {
    let folder: TemporaryFolder

    init() throws { folder = try SmallLedger.folder() }

    func run(_ arguments: String..., input: String? = nil) throws -> Program.Result {
        try Program.run(arguments, in: folder, input: input)
    }

    /// Every answer about everything, so that two states of belief can be compared.
    func answers() throws -> [String] {
        var answers: [String] = []
        for arguments in [
            ["org", "acme", "--at", "2001-05-20", "--format", "json"],
            ["org", "acme", "--at", "2012", "--format", "json"],
            ["post", "acme", "Chief", "--format", "json"], ["person", "ada", "--format", "json"],
            ["person", "bob", "--format", "json"], ["person", "bob-2", "--format", "json"],
            ["organization", "acme", "--format", "json"], ["list", "people", "--format", "json"],
        ] {
            let result = try Program.run(arguments, in: folder)
            // Whoever is not known any more is an answer, too.
            answers.append(result.output + result.errors)
        }
        return answers
    }

    /// The bytes of the ledger's file.
    func bytes() throws -> Data { try folder.read("annals.db") }

    /// Runs a command that has to be refused, and expects that it changed nothing in the file.
    func expectRefusal(
        _ arguments: [String], status: Int32 = 1, _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try bytes()
        let result = try Program.run(arguments, in: folder)
        #expect(result.status == status, "\(arguments)", sourceLocation: sourceLocation)
        for part in parts {
            #expect(result.errors.contains(part), "\(arguments): \(result.errors)", sourceLocation: sourceLocation)
        }
        #expect(result.output == "", sourceLocation: sourceLocation)
        #expect(try bytes() == before, sourceLocation: sourceLocation)
    }

    /// Runs a command with `--dry-run`, expects that the file stays as it is byte for byte, and gives the answer.
    func preview(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let before = try bytes()
        let result = try Program.run(arguments + ["--dry-run"], in: folder)
        #expect(result.status == 0, "\(result.errors)", sourceLocation: sourceLocation)
        #expect(try bytes() == before, sourceLocation: sourceLocation)
        return result.output
    }
}
