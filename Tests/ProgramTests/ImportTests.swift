import Foundation
import Testing

@Suite struct ImportTests {
    @Test func recordsAFileAndCanBeRepeated() throws {
        let folder = try TemporaryFolder()
        try folder.write(SmallLedger.lines.joined(separator: "\n"), to: "events.jsonl")
        _ = try Program.run(["init"], in: folder)
        let first = try Program.run(["import", "events.jsonl", "-m", "start", "--author", "me"], in: folder)
        #expect(first.output == "recorded 9 of 9 lines in 1 batch\n" && first.status == 0)
        let export = try SmallLedger.export(folder)
        #expect(export.contains(#""batch_author":"me""#) && export.contains(#""message":"start""#))
        let again = try Program.run(["import", "events.jsonl"], in: folder)
        #expect(again.output == "recorded 0 of 9 lines; 9 were recorded already and in effect\n")
        #expect(try SmallLedger.export(folder) == export)
    }

    @Test func takesAnotherLedgersExport() throws {
        let folder = try SmallLedger.folder()
        _ = try Program.run(["append", "event.retracted", "--event", "9", "--reason", "wrong"], in: folder)
        _ = try Program.run(["append", "entity.merged", "--from", "bob-2", "--into", "bob"], in: folder)
        _ = try Program.run(["append", "event.retracted", "--event", "11", "--reason", "two people"], in: folder)
        _ = try Program.run(["append", "entity.merged", "--from", "bob", "--into", "bob-2"], in: folder)
        _ = try Program.run(["export", "all.jsonl"], in: folder)
        _ = try Program.run(["init", "other.db"], in: folder)
        let result = try Program.run(["import", "all.jsonl", "--ledger", "other.db", "--format", "json"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains(#""lines": 13, "recorded": 13"#))
        let repeated = try Program.run(["import", "all.jsonl", "--format", "json"], in: folder)
        #expect(repeated.output.contains(#""recorded": 0, "already_in_effect": 11, "passed_over": 2"#))
    }

    @Test func makesABatchEveryThousandLines() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        let lines = (1...2_500).map { #"{"type":"person.introduced","person":"p\#($0)","name":"P \#($0)"}"# }
        let text = lines.joined(separator: "\n") + "\n"
        let result = try Program.run(["import", "-"], in: folder, input: text)
        #expect(result.output == "recorded 2,500 of 2,500 lines in 3 batches\n")
        _ = try Program.run(["init", "one.db"], in: folder)
        let one = try Program.run(["import", "-", "--one-batch", "--ledger", "one.db"], in: folder, input: text)
        #expect(one.output == "recorded 2,500 of 2,500 lines in 1 batch\n")
    }

    @Test func readsWhatComesThroughAPipeTwice() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.shell(
            #"echo '{"type":"person.introduced","person":"zed","name":"Zed"}' | "$ANNALS" import -"#, in: folder)
        #expect(result.output == "recorded 1 of 1 lines in 1 batch\n")
    }

    @Test func takesAnIDThatIsIntroducedFurtherDown() throws {
        let folder = try SmallLedger.folder()
        let lines =
            [#"{"type":"person.born","person":"zed","date":"1950"}"#]
            + (1...1_500).map { #"{"type":"person.introduced","person":"p\#($0)","name":"P \#($0)"}"# }
            + [#"{"type":"person.introduced","person":"zed","name":"Zed"}"#]
        let result = try Program.run(["import", "-"], in: folder, input: lines.joined(separator: "\n"))
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func tellsTwentyFaultsAndRecordsNothing() throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let lines =
            ["{\"type\":\"person.introduced\",\"person\":\"zed\",\"name\":\"Zed\"}", ""]
            + (1...25).map { "{\"type\":\"person.born\",\"person\":\"ada\",\"date\":\"2015-13-\($0)\"}" }
        try folder.write(lines.joined(separator: "\n"), to: "bad.jsonl")
        let result = try Program.run(["import", "bad.jsonl"], in: folder)
        #expect(result.status == 1)
        let told = result.errors.split(separator: "\n")
        #expect(told.first == "annals: bad.jsonl: 25 lines are refused, and nothing was recorded:")
        #expect(told.dropFirst().first?.hasPrefix("  line 3: date: ") ?? false)
        #expect(told.count == 22 && told.last == "  and 5 more")
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test(arguments: [
        (#"{"type":"person.born","person":"zzz","date":"1950"}"#, "nothing introduces \"zzz\""),
        (#"{"type":"person.born","person":"acme-chief","date":"1950"}"#, "is a post, not a person"),
        (
            #"{"type":"person.born","person":"p2","date":"1950","id":"\#(String(repeating: "0", count: 64))"}"#,
            "id: is not the hash of what the event says"
        ),
        (
            #"{"type":"event.retracted","event":"\#(String(repeating: "0", count: 64))","reason":"no"}"#,
            "no earlier event has the id"
        ),
        (
            #"{"type":"person.introduced","person":"p3","name":"P","identifiers":[{"scheme":"s","identifier":"2"}]}"#,
            "p3 has the s identifier 1 already, and this says 2"
        ),
        (#"{"type":"organization.introduced","organization":"p2","name":"P"}"#, "p2 is a person already"),
        (#"{"type":"person.renamed","person":"zzz","name":"Z","date":"1950"}"#, "nothing introduces \"zzz\""),
        (#"{"type":"entity.merged","from":"p2","into":"p1"}"#, "merging them again would close a cycle"),
    ])
    func checksTheLastLineBeforeTheFirstIsRecorded(_ line: String, _ message: String) throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let lines =
            (1...1_200).map { index in
                let identifiers = index == 3 ? #","identifiers":[{"scheme":"s","identifier":"1"}]"# : ""
                return #"{"type":"person.introduced","person":"p\#(index)","name":"P \#(index)"\#(identifiers)}"#
            } + [#"{"type":"entity.merged","from":"p1","into":"p2"}"#, line]
        let result = try Program.run(["import", "-"], in: folder, input: lines.joined(separator: "\n"))
        #expect(result.status == 1)
        #expect(result.errors.contains("standard input: line 1202: ") && result.errors.contains(message))
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test func recordsNothingInADryRun() throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let result = try Program.run(
            ["import", "-", "--dry-run"], in: folder,
            input: SmallLedger.lines[1] + "\n" + #"{"type":"person.introduced","person":"zed","name":"Zed"}"#)
        #expect(
            result.output == "would record 1 of 2 lines; 1 were recorded already and in effect; "
                + "nothing was recorded (--dry-run)\n")
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test func leavesASoundLedgerWhenItIsInterrupted() throws {
        let folder = try SmallLedger.folder()
        let lines = (1...40_000).map { #"{"type":"person.introduced","person":"p\#($0)","name":"P \#($0)"}"# }
        try folder.write(lines.joined(separator: "\n"), to: "many.jsonl")
        let result = try Program.shell(
            #"timeout --preserve-status -s INT 3 "$ANNALS" import many.jsonl"#, in: folder)
        // A fast machine may be done before the signal comes.
        #expect(result.status == 130 || result.status == 0)
        // Where it ended before the tables followed, a verification notes that, and the next command makes them current.
        #expect(try Program.run(["verify"], in: folder).status == 0)
        let count = try SmallLedger.export(folder).split(separator: "\n").count
        #expect((count - SmallLedger.lines.count).isMultiple(of: 1_000))
        #expect(try Program.run(["append", "person.introduced", "--name", "After"], in: folder).status == 0)
        #expect(try Program.run(["replay", "--check"], in: folder).status == 0)
        guard result.status == 130 else { return }
        let said = try #require(result.errors.split(separator: "\n").last { $0.hasPrefix("annals: interrupted; ") })
        let recorded = said.split(separator: " ").compactMap { Int($0.filter { $0 != "," }) }.first ?? 0
        // What was being committed as the signal came may be kept, and so many lines are committed together.
        #expect(0...40_000 ~= count - SmallLedger.lines.count - recorded, "\(said)")
    }
}
