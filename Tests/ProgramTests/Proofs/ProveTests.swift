import Foundation
import Proofs
import SQLite
import Testing

@Suite("annals prove")
struct ProveTests {
    @Test("a proof of an event holds for its stored bytes and the last checkpoint, without the ledger")
    func event() throws {
        let signed = try SignedLedger()
        _ = try signed.run("checkpoint")
        _ = try signed.introduce("eve", "--checkpoint")
        let bodies = try signed.bodies()
        for seq in 1...10 {
            let result = try signed.run("prove", "\(seq)")
            #expect(result.status == 0)
            let proof = try LogProof(result.output)
            #expect(proof.checkpoint.size == 10 && proof.inclusion.index == seq - 1 && proof.extra == bodies[seq - 1])
            #expect(try proof.verify(leaf: .leaf(bodies[seq - 1]), keys: [signed.verifier]) == [signed.verifier])
        }
        let json = try object(signed.run("prove", "#3", "--format", "json").output)
        let id = try #require(json["event"] as? String)
        #expect(try signed.run("prove", String(id.prefix(12))).output == json["proof"] as? String)
        #expect(json["seq"] as? Int == 3 && json["leaf"] as? String == TreeHash.leaf(bodies[2]).base64)
        let earlier = try LogProof(signed.run("prove", "3", "--size", "9").output)
        #expect(earlier.checkpoint.size == 9)
        _ = try earlier.verify(leaf: .leaf(bodies[2]), keys: [signed.verifier])
    }

    @Test("where no checkpoint covers the event, it says to make one")
    func uncovered() throws {
        let signed = try SignedLedger()
        let none = try signed.run("prove", "1")
        #expect(none.status == 1 && none.output.isEmpty && none.errors.contains("`annals checkpoint`"))
        _ = try signed.run("checkpoint")
        _ = try signed.introduce("eve")
        #expect(try signed.run("prove", "9").status == 0)
        let late = try signed.run("prove", "10")
        #expect(late.status == 1 && late.errors.contains("no checkpoint covers event 10"))
        #expect(try signed.run("prove", "10", "--size", "9").errors.contains("says nothing about event 10"))
        #expect(try signed.run("prove", "3", "--size", "5").errors.contains("--list"))
        #expect(try signed.run("prove", "11").status == 1)
    }

    @Test("a proof of growth holds between every two checkpoints, from a number or from a checkpoint's file")
    func growth() throws {
        let signed = try SignedLedger()
        var notes: [(size: Int, root: TreeHash, text: String)] = []
        for number in 0..<4 {
            if number > 0 { _ = try signed.introduce("p-\(number)") }
            let text = try signed.run("checkpoint").output
            notes.append((9 + number, try signed.root(9 + number), text))
        }
        for (place, earlier) in notes.enumerated() {
            try signed.folder.write(earlier.text, to: "earlier")
            for later in notes[place...] {
                let text = try signed.run("prove", "--from", "earlier", "--to", "\(later.size)").output
                let proof = try GrowthProof(text)
                #expect(proof.consistency.first == earlier.size && proof.checkpoint.size == later.size)
                _ = try proof.verify(from: earlier.root, keys: [signed.verifier])
                #expect(try signed.run("prove", "--from", "\(earlier.size)", "--to", "\(later.size)").output == text)
            }
        }
        let json = try object(signed.run("prove", "--from", "9", "--format", "json").output)
        #expect(json["from"] as? Int == 9 && json["to"] as? Int == 12)
        #expect(try signed.run("prove", "--from", "9").output == json["proof"] as? String)
        // A size at which nothing was signed can be proved from, and not to.
        #expect(try GrowthProof(signed.run("prove", "--from", "5").output).consistency.first == 5)
        #expect(try signed.run("prove", "--from", "5", "--to", "8").status == 1)
        #expect(try signed.run("prove", "--from", "13").errors.contains("ends at event 12"))
    }

    @Test("a checkpoint of another history ends with 3, and what is none with 1")
    func otherHistory() throws {
        let signed = try SignedLedger()
        let other = try SignedLedger()
        _ = try signed.run("checkpoint")
        try signed.folder.write(other.run("checkpoint").output, to: "foreign")
        let result = try signed.run("prove", "--from", "foreign")
        #expect(result.status == 3 && result.output.isEmpty && result.errors.contains("rewritten"))
        for text in ["", "no checkpoint\n", String(repeating: "x", count: 1_100_000)] {
            try signed.folder.write(text, to: "none")
            #expect(try signed.run("prove", "--from", "none").status == 1)
        }
        #expect(try signed.run("prove", "--from", "missing").status == 1)
    }

    @Test("usage that makes no sense ends with 2")
    func usage() throws {
        let signed = try SignedLedger()
        for arguments in [
            ["prove"], ["prove", "1", "--from", "2"], ["prove", "1", "--to", "3"],
            ["prove", "--from", "1", "--size", "2"],
            ["prove", "1", "--size", "-1"], ["prove", "--from", "-1"], ["prove", "1", "--size", "x"],
        ] {
            #expect(try Program.run(arguments, in: signed.folder).status == 2, "\(arguments)")
        }
    }

    @Test("an altered event is not proved: the tree is against it")
    func altered() throws {
        let signed = try SignedLedger()
        _ = try signed.run("checkpoint")
        let connection = try Connection(path: signed.folder.file("annals.db"))
        let trigger = try connection.statement("SELECT sql FROM sqlite_schema WHERE name = 'events_stay'")
            .first { $0.text(0) }
        try connection.execute(
            "DROP TRIGGER events_stay; UPDATE events "
                + "SET body = CAST(replace(CAST(body AS TEXT), 'Ada', 'Eva') AS BLOB) WHERE seq = 2")
        try connection.execute(try #require(trigger))
        try connection.close()
        let result = try signed.run("prove", "2")
        #expect(result.status == 3 && result.output.isEmpty && result.errors.contains("event 2"))
        #expect(try signed.run("prove", "3").status == 0, "what was not altered still proves")
        try VerifyTests.tamper(signed.folder, "UPDATE tree SET peaks = zeroblob(length(peaks))")
        #expect(try signed.run("prove", "--from", "9").status == 3)
        try VerifyTests.tamper(signed.folder, "DELETE FROM tiles")
        #expect(try signed.run("prove", "3").status == 3)
    }

    @Test("an erased event is proved by its leaf hash, which is all that is left of it")
    func erased() throws {
        let signed = try SignedLedger()
        let body = try signed.bodies()[3]
        _ = try signed.run("checkpoint")
        #expect(try signed.run("redact", "4", "--reason", "asked to", "--yes").status == 0)
        let proof = try LogProof(signed.run("prove", "4").output)
        #expect(proof.extra == nil && proof.checkpoint.size == 9)
        #expect(try proof.verify(leaf: .leaf(body), keys: [signed.verifier]) == [signed.verifier])
        let json = try object(signed.run("prove", "4", "--format", "json").output)
        #expect(json["leaf"] as? String == TreeHash.leaf(body).base64 && json["event"] is NSNull)
        try signed.folder.write(signed.run("prove", "4").output, to: "proof")
        let alone = try signed.run("verify", "--proof", "proof", "--key", "key.pub")
        #expect(alone.status == 1 && alone.errors.contains("comes without its event: give its line of an export"))
    }
}
