import Foundation
import Testing

@Suite struct MergeTests {
    @Test func mergesTheFirstIntoTheSecond() throws {
        let ledger = try EvidenceLedger()
        let result = try ledger.run("merge", "bob", "艾达", "--reason", "one person")
        #expect(result.errors == "艾达 = ada (Ada Byron)\n")
        #expect(
            result.output == """
                merged bob into ada by #10 in batch 2

                Acme Works (acme)
                +  Ada Byron  Chief  since 2010  new
                -  Bob Smith  Chief  since 2010  gone

                names
                ada  Ada Byron, 艾达  →  Ada Byron, Bob Smith, 艾达
                bob  Bob Smith        →  is ada

                to take it back: annals retract 10 --reason "…"

                """)
        #expect(try SmallLedger.export(ledger.folder).contains(#""note":"one person""#))
        #expect(try ledger.run("person", "bob").output.contains("Ada Byron"))
    }

    @Test func previewsWithoutTouchingTheFile() throws {
        let ledger = try EvidenceLedger()
        let preview = try ledger.preview("merge", "bob", "ada", "--at", "2012")
        #expect(preview.hasPrefix("would merge bob into ada\n"))
        #expect(preview.contains("-  Chief  Bob Smith  since 2010\n+  Chief  Ada Byron  since 2010\n"), "\(preview)")
        let json = try ledger.preview("merge", "bob", "ada", "--format", "json")
        #expect(json.contains(#"{"id": "bob", "before": ["Bob Smith"], "after": [], "current": "ada"}"#), "\(json)")
    }

    @Test func remarksOnAPersonAndAnOrganization() throws {
        let ledger = try EvidenceLedger()
        let remark =
            "bob was introduced as a person and acme as an organization; take the merge back if they are two\n"
        #expect(try ledger.run("merge", "bob", "acme", "--dry-run").errors == remark)
        #expect(try ledger.run("merge", "bob", "acme", "--dry-run", "--quiet").errors == "")
        #expect(try ledger.run("merge", "bob-2", "ada").errors == "")
        let merged = try ledger.run("merge", "bob", "acme")
        #expect(merged.status == 0 && merged.errors == remark)
    }

    @Test func refusesWhatCannotBeOne() throws {
        let ledger = try EvidenceLedger()
        try ledger.expectRefusal(["merge", "bob", "bob"], "both names stand for bob: there is nothing to merge")
        try ledger.expectRefusal(["merge", "Ada Byron", "艾达"], "both names stand for ada")
        try ledger.expectRefusal(["merge", "bob", "adda"], "is called \"adda\"; did you mean \"ada\"")
        try ledger.expectRefusal(
            ["merge", "Bob Smith", "ada"], "\"Bob Smith\" fits several", "bob-2  Bob Smith (person)")
        try ledger.expectRefusal(
            ["merge", "gazette", "ada"], "gazette is a source and ada is a person: they cannot be one")
        _ = try ledger.run("merge", "bob-2", "bob")
        try ledger.expectRefusal(["merge", "bob", "bob-2"], "bob and bob-2 are one already (bob) by event")
    }

    @Test(arguments: [
        (["merge"], "merge needs two names: annals merge ONE OTHER"),
        (["merge", "ada"], "merge needs two names"),
        (["merge", "Ada", "Byron", "bob"], "\"bob\" is one word too many; a name of several words stands in quotes"),
        (["merge", "ada", "bob", "--resaon", "x"], "there is no --resaon here; did you mean --reason?"),
        (["mege", "ada", "bob"], "did you mean merge?"),
    ])
    func explainsItsUsage(_ arguments: [String], _ message: String) throws {
        try EvidenceLedger().expectRefusal(arguments, status: 2, message)
    }
}

@Suite struct DistrustTests {
    @Test func takesTheWordOfASourceAway() throws {
        let ledger = try EvidenceLedger()
        let result = try ledger.run("distrust", "The Gazette", "--reason", "made up")
        #expect(
            result.output == """
                distrusted gazette by #10 in batch 2

                Acme Works (acme)
                -  Ada Byron  Chief  since May 2001, until 2010
                +  Ada Byron  Chief  start unknown, until 2010   start changed

                to take it back: annals retract 10 --reason "…"

                """)
        try ledger.expectRefusal(
            ["distrust", "gazette", "--reason", "other"], "gazette is distrusted by #10 already", "annals retract 10")
    }

    @Test func previewsWithoutTouchingTheFile() throws {
        let ledger = try EvidenceLedger()
        let preview = try ledger.preview("distrust", "gazette", "--reason", "made up", "--at", "2001")
        #expect(preview.hasPrefix("would distrust gazette\n") && preview.contains("Acme Works (acme) at 2001"))
        let json = try ledger.preview("distrust", "gazette", "--reason", "made up", "--format", "json")
        #expect(json.contains(#""type": "source.distrusted", "status": "would_record""#))
        #expect(json.contains(#""changes": ["start_changed"]"#))
    }

    @Test func foldsALongPreviewUnlessAllIsAskedFor() throws {
        let ledger = try EvidenceLedger()
        let events = (1...60).map { number in
            #"{"type":"position.held","person":"bob","organization":"acme","position":"Job \#(number)","date":"2001","#
                + #""sources":["gazette"]}"#
        }
        #expect(try ledger.run("append", "-", input: events.joined(separator: "\n") + "\n").status == 0)
        let folded = try ledger.preview("distrust", "gazette", "--reason", "x")
        #expect(folded.contains(" more lines; --all shows them\n") && !folded.contains("Job 60"), "\(folded)")
        #expect(folded.split(separator: "\n").count < 50)
        let whole = try ledger.preview("distrust", "gazette", "--reason", "x", "--all")
        #expect(whole.contains("Job 1 ") && whole.contains("Job 60") && !whole.contains("more lines"))
        let json = try ledger.preview("distrust", "gazette", "--reason", "x", "--format", "json")
        #expect(json.contains("Job 60"))
        let done = try ledger.run("distrust", "gazette", "--reason", "x").output
        #expect(done.contains(" more lines\n") && !done.contains("--all"))
    }

    @Test func refusesWhatIsNoSource() throws {
        let ledger = try EvidenceLedger()
        try ledger.expectRefusal(
            ["distrust", "gazete", "--reason", "x"], "no source is called \"gazete\"; did you mean \"gazette\"")
        try ledger.expectRefusal(["distrust", "ada", "--reason", "x"], "ada (Ada Byron) is a person")
        try ledger.expectRefusal(["distrust", "qqqq", "--reason", "x"], "look for it with `annals search`")
    }

    @Test(arguments: [
        (["distrust"], "distrust needs a source: annals distrust SOURCE --reason TEXT"),
        (["distrust", "gazette"], "distrust needs a reason"),
        (["distrust", "The", "Gazette", "--reason", "x"], "\"Gazette\" is one word too many"),
        (
            ["distrust", "gazette", "--source", "gazette", "--reason", "x"],
            "--source: SOURCE is given already, as \"gazette\"; a source that says so is given with --cite"
        ),
        (["distrus", "gazette"], "did you mean distrust?"),
    ])
    func explainsItsUsage(_ arguments: [String], _ message: String) throws {
        try EvidenceLedger().expectRefusal(arguments, status: 2, message)
    }
}
