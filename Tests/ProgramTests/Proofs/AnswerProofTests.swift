import Events
import Foundation
import Proofs
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

    @Test func aQuestionIsPrintedAsAShellReadsIt() throws {
        let folders = try Folders()
        for arguments in [
            ["append", "organization.introduced", "--organization", "other", "--name", "acme --at 1999"],
            ["checkpoint", "--key", "key"],
        ] {
            let result = try Program.run(arguments, in: folders.ledger)
            #expect(result.status == 0, "\(result.errors)")
        }
        let answer = try Program.run(["org", "acme --at 1999", "--prove"], in: folders.ledger)
        let good = try folders.verify(answer.output, "--key", "key.pub")
        #expect(
            good.status == 0 && good.output.contains("`annals org \"acme --at 1999\"` is answered so"), "\(good.output)"
        )
    }

    @Test(arguments: [
        ["--ledger", "official.db"], ["--ledger=official.db"], ["--format", "text"], ["--quiet"], ["--color=always"],
        ["--prove"],
    ])
    func aQuestionWithWordsThatAskingPassesOverDoesNotProve(words: [String]) throws {
        let folders = try Folders()
        let text = try Program.run(["org", "acme", "--at", "2005", "--prove"], in: folders.ledger).output
        guard case .object(var bundle) = try JSONReader.parse(text) else {
            Issue.record("\(text)")
            return
        }
        bundle["question"] = .array((["org", "acme", "--at", "2005"] + words).map { .string($0) })
        let result = try folders.verify(JSONText.compact(.object(bundle)), "--key", "key.pub")
        #expect(result.status == 3 && result.output.hasPrefix("not verified:"), "\(result.output)")
        #expect(result.output.contains("\(words[0]) is never a part of a question that is proved"), "\(result.output)")
    }

    @Test func aTextOfSixtyFourDigitsIsNoEvent() throws {
        let folders = try Folders()
        let digits = String(repeating: "ab", count: 32)
        let line = """
            {"type":"position.started","person":"bob","organization":"acme","position":"\(digits)","date":"2003",\
            "area":"\(digits)","reports_to":"\(digits)"}
            """
        let recorded = try Program.run(["append", "-"], in: folders.ledger, input: line + "\n")
        #expect(recorded.status == 0, "\(recorded.errors)")
        #expect(try Program.run(["checkpoint", "--key", "key"], in: folders.ledger).status == 0)
        for question in [
            ["org", "acme", "--at", "2005"], ["person", "bob"], ["organization", "acme"], ["post", "acme", digits],
            ["why", "acme", digits, "--at", "2005"],
        ] {
            let answer = try Program.run(question + ["--prove"], in: folders.ledger)
            #expect(answer.status == 0, "\(question): \(answer.errors)")
            let good = try folders.verify(answer.output, "--key", "key.pub")
            #expect(good.status == 0, "\(question): \(good.output)")
        }
    }

    @Test func whatStandsBesideAProofHasToSayWhatItSays() throws {
        let folders = try Folders()
        #expect(try Program.run(["redact", "4", "--reason", "asked to", "--yes"], in: folders.ledger).status == 0)
        try folders.elsewhere.write(folders.ledger.text("kept.note"), to: "kept.note")
        let erased = try SmallLedger.export(folders.ledger).split(separator: "\n").map(String.init)[3]
        try folders.elsewhere.write(erased, to: "erased")
        let proofs: [(question: [String], with: [String])] = [
            (["prove", "3"], []), (["prove", "4"], ["--event", "erased"]),
            (["prove", "--from", "9"], ["--since", "kept.note"]),
        ]
        for (question, with) in proofs {
            let text = try Program.run(question + ["--format", "json"], in: folders.ledger).output
            guard case .object(let whole) = try JSONReader.parse(text) else {
                Issue.record("\(text)")
                return
            }
            func verify(_ object: JSONObject) throws -> Program.Result {
                try folders.elsewhere.write(JSONText.compact(.object(object)), to: "proof")
                return try Program.run(
                    ["verify", "--proof", "proof", "--key", "key.pub"] + with, in: folders.elsewhere)
            }
            #expect(try verify(whole).status == 0, "\(question)")
            for (name, value) in whole.members where name != "proof" {
                var changes: [JSONValue] = [.number(77), .string("x"), .null]
                if case .object(let checkpoint) = value {
                    changes += checkpoint.members.filter { $0.key != "number" }.map { name, _ in
                        var other = checkpoint
                        other[name] = .string("x")
                        return .object(other)
                    }
                }
                for change in changes where change != value {
                    var other = whole
                    other[name] = change
                    let result = try verify(other)
                    #expect(
                        result.status == 3 && result.output.contains("\(name) beside the proof is not what"),
                        "\(question) \(name): \(result.output)")
                }
            }
            var more = whole
            more["author"] = "somebody"
            let result = try verify(more)
            #expect(result.status == 3 && result.output.contains("author beside the proof is no part of one"))
        }
    }

    @Test func theCheckpointThatGrowthStartsFromIsOfTheSameLogAndSigned() throws {
        let folders = try Folders()
        #expect(
            try Program.run(
                ["init", "accents.db"], in: folders.ledger
            ).status == 0)
        let here = ["--ledger", "accents.db"]
        for arguments in [
            ["append", "person.introduced", "--person", "eve", "--name", "Eve"],
            ["checkpoint", "--key", "key", "--origin", "example.org/caf\u{E9}"],
        ] {
            let result = try Program.run(here + arguments, in: folders.ledger)
            #expect(result.status == 0, "\(result.errors)")
            if arguments[0] == "checkpoint" { try folders.elsewhere.write(result.output, to: "early") }
        }
        let growth = try Program.run(here + ["prove", "--from", "1"], in: folders.ledger).output
        let early = try SignedNote(folders.elsewhere.text("early"))
        let said = try Checkpoint(early.text)
        let signer = try NoteSigner(
            encoded: folders.ledger.text("key").trimmingCharacters(in: .whitespacesAndNewlines))
        var random = SystemRandomNumberGenerator()
        let stranger = try NoteSigner.generate(name: signer.verifier.name, random: &random)
        func verify(_ note: SignedNote) throws -> Program.Result {
            try folders.elsewhere.write(note.encoded, to: "early")
            return try folders.verify(growth, "--key", "key.pub", "--since", "early")
        }
        #expect(try verify(early).status == 0)
        let decomposed = try Checkpoint(origin: "example.org/cafe\u{301}", size: said.size, root: said.root)
        let other = try verify(signer.sign(decomposed.body))
        #expect(other.status == 3 && other.output.contains("of two logs"), "\(other.output)")
        let unsigned = try verify(stranger.sign(said.body))
        #expect(unsigned.status == 3 && unsigned.output.contains("the earlier checkpoint: "), "\(unsigned.output)")
    }

    @Test(arguments: ["prove", "verify"])
    func aSignalLeavesNothingOfTheEventsBehind(when: String) throws {
        let folder = try VerifyTests.folder()
        try folder.write(
            (1...1_500).map {
                #"{"type":"person.introduced","person":"p\#($0)","name":"P"}"# + "\n"
                    + #"{"type":"position.started","person":"p\#($0)","organization":"acme","position":"Clerk","#
                    + #""date":"2003"}"# + "\n"
            }.joined(), to: "more.jsonl")
        for arguments in [["import", "more.jsonl"], ["checkpoint", "--key", "key"]] {
            let result = try Program.run(arguments, in: folder)
            #expect(result.status == 0, "\(result.errors)")
        }
        try FileManager.default.createDirectory(
            atPath: folder.file("scratch"), withIntermediateDirectories: false)
        if when == "verify" {
            let answer = try Program.run(["org", "acme", "--prove"], in: folder)
            try folder.write(answer.output, to: "answer.json")
        }
        let command = when == "verify" ? "verify --proof answer.json" : "org acme --prove"
        let run = try Program.shell(
            """
            TMPDIR=scratch "$ANNALS" \(command) >output 2>errors & command=$!
            for try in $(seq 500); do ls scratch/*/*.db >seen 2>/dev/null && break; sleep 0.01; done
            kill -TERM $command; wait $command
            """, in: folder)
        #expect(try run.status == 128 + 15 && folder.text("errors") == "" && folder.text("seen") != "", "\(run.status)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("scratch")) == [])
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
