import Events
import Foundation
import Testing

/// Answers that carry their proofs, and proofs of events and of growth, checked with no ledger at hand.
@Suite struct AnswerProofTests {
    /// A folder with the ledger, and one without it, in which proofs are checked.
    private struct Folders {
        let ledger: TemporaryFolder
        let elsewhere: TemporaryFolder

        init() throws {
            ledger = try VerifyTests.folder()
            elsewhere = try TemporaryFolder()
            try elsewhere.write(ledger.text("key.pub"), to: "key.pub")
        }

        func verify(_ proof: String, _ arguments: String...) throws -> Program.Result {
            try elsewhere.write(proof, to: "proof")
            return try Program.run(["verify", "--proof", "proof"] + arguments, in: elsewhere)
        }
    }

    @Test(arguments: [
        ["org", "acme", "--at", "2005"], ["post", "acme", "Chief"], ["person", "ada"], ["organization", "acme"],
        ["why", "acme", "Chief", "--at", "2005"], ["org", "acme", "--at", "2005", "--format", "json"],
    ])
    func anAnswerProvesElsewhere(question: [String]) throws {
        let folders = try Folders()
        let answer = try Program.run(question + ["--prove"], in: folders.ledger)
        #expect(answer.status == 0, "\(answer.errors)")
        let plain = try Program.run(
            question + (question.contains("json") ? [] : ["--format", "json"]), in: folders.ledger)
        guard case .object(let bundle) = try JSONReader.parse(answer.output),
            case .array(let events)? = bundle["events"]
        else {
            Issue.record("\(answer.output)")
            return
        }
        #expect(try bundle["answer"] == JSONReader.parse(plain.output))
        #expect(!events.isEmpty)
        let good = try folders.verify(answer.output, "--key", "key.pub")
        #expect(good.status == 0, "\(good.output)\(good.errors)")
        #expect(good.lines.first?.hasPrefix("verified: asked of these ") == true)
        #expect(good.output.contains("does not prove that no other event of the log speaks against them"))
        let trusting = try folders.verify(answer.output)
        #expect(trusting.status == 0 && trusting.output.contains("the key came with the answer"))
    }

    @Test func aBundleWithAnythingChangedDoesNotProve() throws {
        let folders = try Folders()
        let text = try Program.run(["org", "acme", "--at", "2005", "--prove"], in: folders.ledger).output
        // The event that the answer names: the others say what it is called.
        guard case .object(let bundle) = try JSONReader.parse(text), case .array(let events)? = bundle["events"],
            let place = events.firstIndex(where: { JSONText.compact($0).contains("position.started") }),
            case .object(let named) = events[place], case .string(let body)? = named["body"]
        else {
            Issue.record("\(text)")
            return
        }
        func changed(_ change: (inout JSONObject) -> Void) throws -> Program.Result {
            var copy = bundle
            change(&copy)
            return try folders.verify(JSONText.compact(.object(copy)), "--key", "key.pub")
        }
        var forged = named
        forged["body"] = .string(body.replacingOccurrences(of: "acme", with: "acne"))
        var moved = named
        moved["seq"] = .number(2)
        var shorter = named
        shorter["proof"] = .array([])
        for event in [forged, moved, shorter] {
            let result = try changed {
                $0["events"] = .array(events[..<place] + [.object(event)] + events[(place + 1)...])
            }
            #expect(result.status == 3 && result.output.contains("not in the log at this place"), "\(result.output)")
        }
        let without = try changed { $0["events"] = .array(Array(events[..<place] + events[(place + 1)...])) }
        #expect(without.status == 3 && without.output.contains("the answer names it, and it is not there"))
        let renamed = try changed {
            guard case .string(let note)? = $0["checkpoint"] else { return }
            $0["checkpoint"] = .string(note.replacingOccurrences(of: "\n9\n", with: "\n8\n"))
        }
        #expect(renamed.status == 3 && renamed.output.contains("the checkpoint: not signed by the key"))
        let answer = try #require(bundle["answer"])
        let claims = JSONText.compact(answer).replacingOccurrences(of: "Ada Byron", with: "Eve Byron")
        let forgedAnswer = try changed { $0["answer"] = try? JSONReader.parse(claims) }
        let otherQuestion = try changed { $0["question"] = ["org", "acme", "--at", "2015"] }
        let emptyAnswer = try changed { $0["answer"] = .object(JSONObject()) }
        for result in [forgedAnswer, otherQuestion, emptyAnswer] {
            #expect(result.status == 3 && result.output.contains("the answer is not what the events say"))
        }
        for question: JSONValue in [["append", "-"], ["org"], ["key", "new", "x"], ["org", "--help"], ["bogus"]] {
            let result = try changed { $0["question"] = question }
            #expect(result.status == 3 && result.output.contains("the question cannot be asked of the events"))
        }
        let broken = try folders.verify("{\"answer\": {}}", "--key", "key.pub")
        #expect(broken.status == 1 && broken.errors.contains("is no proof"))
        let otherKey = try Program.run(["key", "new", "example.org/ledger", "--file", "k2"], in: folders.elsewhere)
        #expect(otherKey.status == 0)
        #expect(try folders.verify(text, "--key", "k2.pub").status == 3)
    }

    @Test func anAnswerThatNoCheckpointCoversSaysWhatToDo() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(["org", "acme", "--prove"], in: folder)
        #expect(result.status == 1 && result.errors.contains("make one with `annals checkpoint`"), "\(result.errors)")
        #expect(try Program.run(["org", "acme", "--prove", "--format", "csv"], in: folder).status == 2)
    }

    @Test func aProofOfAnEventAndOneOfGrowthCheckElsewhere() throws {
        let folders = try Folders()
        let event = try Program.run(["prove", "3"], in: folders.ledger).output
        let good = try folders.verify(event, "--key", "key.pub")
        #expect(good.status == 0 && good.output.hasPrefix("verified: this is event 3 of the log example.org/ledger"))
        #expect(try folders.verify(event).status == 2)
        let lines = try SmallLedger.export(folders.ledger).split(separator: "\n").map(String.init)
        try folders.elsewhere.write(lines[2] + "\n", to: "event")
        #expect(try folders.verify(event, "--key", "key.pub", "--event", "event").status == 0)
        try folders.elsewhere.write(lines[3], to: "event")
        let other = try folders.verify(event, "--key", "key.pub", "--event", "event")
        #expect(other.status == 3 && other.output.hasPrefix("not verified:"), "\(other.output)")
        let json = try Program.run(["prove", "3", "--format", "json"], in: folders.ledger).output
        #expect(try folders.verify(json, "--key", "key.pub").status == 0)

        _ = try Program.run(["checkpoint", "--key", "key"], in: folders.ledger)
        let growth = try Program.run(["prove", "--from", "kept.note"], in: folders.ledger).output
        try folders.elsewhere.write(folders.ledger.text("kept.note"), to: "kept.note")
        #expect(try folders.verify(growth, "--key", "key.pub").status == 2)
        let grown = try folders.verify(growth, "--key", "key.pub", "--since", "kept.note")
        #expect(
            grown.status == 0 && grown.output.contains("begins with the 9 events"), "\(grown.output)\(grown.errors)")
        let less = try Program.run(["prove", "--from", "5"], in: folders.ledger).output
        #expect(try folders.verify(less, "--key", "key.pub", "--since", "kept.note").status == 3)
    }
}
