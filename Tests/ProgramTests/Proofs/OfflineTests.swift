import Foundation
import Proofs
import Testing

@Suite("Proofs, where there is no ledger")
struct OfflineTests {
    /// A folder with a public key, the proof of an event, a proof of growth and the checkpoint that it starts from.
    private func handedOver() throws -> TemporaryFolder {
        let signed = try SignedLedger()
        let folder = try TemporaryFolder()
        try folder.write(signed.run("checkpoint").output, to: "first.checkpoint")
        _ = try signed.introduce("eve", "--checkpoint")
        try folder.write(signed.verifier.encoded + "\n", to: "archive.pub")
        try folder.write(signed.run("prove", "7").output, to: "event.tlog-proof")
        try folder.write(signed.run("prove", "--from", "9").output, to: "growth")
        return folder
    }

    private func verify(_ arguments: String..., in folder: TemporaryFolder) throws -> Program.Result {
        try Program.run(["verify", "--key", "archive.pub", "--proof"] + arguments, in: folder)
    }

    @Test("the proof of an event says what the event says, and needs no other file")
    func event() throws {
        let folder = try handedOver()
        let result = try verify("event.tlog-proof", in: folder)
        #expect(result.status == 0 && result.lines.first?.hasPrefix("verified: this is event 7") == true)
        #expect(result.lines.last?.contains(#""position":"Chief""#) == true)
    }

    @Test("the proof of growth is held against the checkpoint that was kept")
    func growth() throws {
        let folder = try handedOver()
        let result = try verify("growth", "--since", "first.checkpoint", in: folder)
        #expect(result.status == 0 && result.output.hasPrefix("verified: the log example.com/archive of 10 events"))
    }

    @Test("the proof of an erased event is held against the leaf hash that an export has in its place")
    func erased() throws {
        let signed = try SignedLedger()
        _ = try signed.run("checkpoint")
        #expect(try signed.run("redact", "4", "--reason", "asked to", "--yes").status == 0)
        let lines = try signed.run("export").lines
        try signed.folder.write(lines[3], to: "erased.jsonl")
        try signed.folder.write(lines[4], to: "other.jsonl")
        try signed.folder.write(signed.run("prove", "4").output, to: "proof")
        func verify(_ event: String...) throws -> Program.Result {
            try Program.run(["verify", "--key", "key.pub", "--proof", "proof"] + event, in: signed.folder)
        }
        let result = try verify("--event", "erased.jsonl")
        #expect(result.status == 0 && result.output.hasPrefix("verified: this is the leaf hash of event 4 "))
        #expect(try verify("--event", "other.jsonl").status == 3)
        #expect(try verify().status == 1)
    }

    @Test("what a proof has no use for is refused, not passed over")
    func unused() throws {
        let folder = try handedOver()
        try folder.write("{}", to: "line")
        #expect(try verify("event.tlog-proof", "--since", "first.checkpoint", in: folder).status == 2)
        #expect(try verify("growth", "--since", "first.checkpoint", "--event", "line", in: folder).status == 2)
        let signed = try SignedLedger()
        _ = try signed.run("checkpoint")
        try signed.folder.write(signed.run("person", "ada", "--prove").output, to: "answer")
        for option in ["--event", "--since"] {
            let result = try signed.run("verify", "--proof", "answer", option, "key.pub")
            #expect(result.status == 2 && result.errors.contains("leave \(option) out"), "\(result)")
        }
    }

    @Test("anything changed in a proof ends with 3, or with 1 where it is no proof any more")
    func changed() throws {
        let folder = try handedOver()
        for (file, since) in [("event.tlog-proof", []), ("growth", ["--since", "first.checkpoint"])] {
            let text = try folder.text(file)
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            where !line.isEmpty {
                // The last character but two of a line: within a hash, a number's digit, a name's letter.
                var letters = Array(line)
                let place = max(letters.count - 3, 0)
                letters[place] = letters[place] == "1" ? "2" : "1"
                var lines = text.components(separatedBy: "\n")
                lines[number] = String(letters)
                try folder.write(lines.joined(separator: "\n"), to: "changed")
                let result = try Program.run(
                    ["verify", "--key", "archive.pub", "--proof", "changed"] + since, in: folder)
                #expect(result.status == 3 || result.status == 1, "\(file), line \(number + 1): \(result.output)")
                #expect(!result.output.contains("verified: th"), "\(file), line \(number + 1)")
            }
        }
        let other = try SignedLedger()
        try folder.write(other.verifier.encoded + "\n", to: "archive.pub")
        #expect(try verify("event.tlog-proof", in: folder).status == 3)
    }
}
