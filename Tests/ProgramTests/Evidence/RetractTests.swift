import Foundation
import Testing

@Suite struct RetractTests {
    @Test func takesAnEventBackAndSaysHowThatIsTakenBack() throws {
        let ledger = try EvidenceLedger()
        let before = try ledger.answers()
        let result = try ledger.run("retract", "#9", "--reason", "it was Bill", "-m", "a slip", "--author", "Eve")
        #expect(
            result.output == """
                retracted #9 by #10 in batch 2: Bob Smith became Chief at Acme Works

                Acme Works (acme)
                -  Bob Smith  Chief  since 2010  gone

                to take it back: annals retract 10 --reason "…"

                """)
        #expect(try ledger.run("log", "-n", "1").output.contains("    a slip"))
        let after = try ledger.answers()
        #expect(after != before)
        let back = try ledger.run("retract", "10", "--reason", "it was Bob after all")
        #expect(back.output.contains("+  Bob Smith  Chief  since 2010  new"))
        #expect(try ledger.answers() == before)
        #expect(try ledger.run("retract", "11", "--reason", "no, it was Bill").status == 0)
        #expect(try ledger.answers() == after)
    }

    @Test func previewsWithoutTouchingTheFile() throws {
        let ledger = try EvidenceLedger()
        let preview = try ledger.preview("retract", "8", "--reason", "x", "--at", "2015-01-01")
        #expect(preview.hasPrefix("would retract #8: Ada Byron left as Chief at Acme Works\n"))
        #expect(preview.contains("+  Ada Byron  Chief  since May 2001              end changed"))
        #expect(preview.contains("Acme Works (acme) at 2015-01-01\n"))
        #expect(preview.contains("+  Chief  Ada Byron  since May 2001\n"))
        #expect(preview.hasSuffix("\nnothing was recorded (--dry-run)\n"))
        let json = try ledger.preview("retract", "8", "--reason", "x", "--format", "json")
        #expect(json.contains(#""changes": ["end_changed"]"#) && json.contains(#""undo": null"#))
    }

    @Test func previewsWhatAPostIsAgain() throws {
        let ledger = try EvidenceLedger()
        let lines = """
            {"type":"post.changed","post":"acme-chief","organization":"acme","position":"Head","reports_to":"ada",\
            "date":"2012-05","sources":[{"source":"gazette"}]}
            """
        #expect(try ledger.run("append", "-", input: lines).status == 0)
        let changes = """

            Acme Works (acme), posts and structure
            2012-05-31  renamed      Chief, was Head
            2012-05-31  reorganized  Chief: no longer reports to Ada Byron

            """
        let retracted = try ledger.preview("retract", "10", "--reason", "x")
        #expect(retracted.contains(changes), "\(retracted)")
        let json = try ledger.preview("retract", "10", "--reason", "x", "--format", "json")
        #expect(json.contains(#""value": {"of": "reports_to", "before": ["ada"], "after": []}"#))
        // No event names what a distrust sets aside.
        let distrusted = try ledger.preview("distrust", "gazette", "--reason", "x")
        #expect(distrusted.contains(changes), "\(distrusted)")
        // A corrected date is among the days.
        #expect(try ledger.run("correct", "10", "--date", "2013-06-07").status == 0)
        let corrected = try ledger.preview("retract", "10", "--reason", "x")
        #expect(corrected.contains("2013-06-07  renamed      Chief, was Head\n"), "\(corrected)")
    }

    @Test func takesBackMergesDistrustAndIntroductions() throws {
        let ledger = try EvidenceLedger()
        let before = try ledger.answers()
        for evidence in [
            ["merge", "bob", "ada"], ["merge", "bob-2", "Ada Byron", "--reason", "the same"],
            ["distrust", "gazette", "--reason", "made up"], ["retract", "2", "--reason", "no such person"],
            ["retract", "6", "--reason", "no such post"],
        ] {
            let result = try Program.run(evidence, in: ledger.folder)
            #expect(result.status == 0, "\(result.errors)")
            let undo = result.output.components(separatedBy: "annals retract ").last?.prefix { $0 != " " } ?? ""
            #expect(try ledger.answers() != before, "\(evidence)")
            #expect(try ledger.run("retract", String(undo), "--reason", "back").status == 0)
            #expect(try ledger.answers() == before, "\(evidence)")
        }
    }

    @Test func refusesASecondTime() throws {
        let ledger = try EvidenceLedger()
        _ = try ledger.run("retract", "9", "--reason", "a typo")
        try ledger.expectRefusal(
            ["retract", "9", "--reason", "another"], "annals: #9 was retracted by #10 already",
            "annals retract 10 --reason")
        _ = try ledger.run("retract", "10", "--reason", "no")
        try ledger.expectRefusal(
            ["retract", "9", "--reason", "a typo"], "was retracted by", "to bring it back, retract that: annals retract"
        )
        #expect(try ledger.run("retract", "9", "--reason", "another").status == 0)
        try ledger.expectRefusal(
            ["retract", "12", "--reason", "x", "--expect", "11"], "the ledger is at event 12, not 11")
        try ledger.expectRefusal(["retract", "99", "--reason", "x"], "no event is \"99\"")
        try ledger.expectRefusal(["retract", "beef", "--reason", "x"], "no event is \"beef\"")
    }

    @Test func warnsThatASourceIsStillCitedAndTakesItWhereASourceIsNamed() throws {
        let ledger = try EvidenceLedger()
        let warning = "1 event still cites gazette; `annals distrust gazette --reason \"…\"` takes it out\n"
        #expect(try ledger.preview("retract", "1", "--reason", "withdrawn").contains(warning))
        #expect(try !ledger.preview("retract", "2", "--reason", "x").contains("still cite"))
        #expect(try ledger.run("retract", "1", "--reason", "withdrawn").output.contains(warning))
        for flag in ["--without", "--only"] {
            let chart = try ledger.run("org", "acme", "--at", "2005", flag, "gazette")
            #expect(chart.status == 0 && chart.errors == "", "\(chart.errors)")
            #expect(chart.output.contains("Ada Byron  since") == (flag == "--only"), "\(chart.output)")
        }
        #expect(try ledger.run("log", "--source", "gazette").output.contains("Ada Byron became Chief"))
        let corrected = try ledger.run("correct", "7", "--date", "2001-06")
        #expect(corrected.status == 0, "\(corrected.errors)")
        #expect(try ledger.run("show", "7").output.contains("gazette"))
        try ledger.expectRefusal(["correct", "8", "--source", "gazette"], "nothing introduces \"gazette\"")
        let distrusted = try ledger.run("distrust", "gazette", "--reason", "made up")
        #expect(distrusted.status == 0, "\(distrusted.errors)")
        #expect(distrusted.output.contains("-  Ada Byron"))
    }

    @Test(arguments: [
        (["retract"], "retract needs an event: annals retract EVENT --reason TEXT"),
        (["retract", "7"], "retract needs a reason: annals retract EVENT --reason TEXT"),
        (["retract", "7", "--reason"], "--reason needs a value"),
        (["retract", "7", "8", "--reason", "x"], "\"8\" is one word too many"),
        (["retract", "7", "--reson", "x"], "there is no --reson here; did you mean --reason?"),
        (["retract", "7", "--reason", "x", "--new", "Eve"], "there is no --new here"),
        (["retract", "7", "--reason", "x", "--at", "2001"], "--at is the date of the charts that --dry-run compares"),
        (["retrac", "7"], "did you mean retract?"),
    ])
    func explainsItsUsage(_ arguments: [String], _ message: String) throws {
        try EvidenceLedger().expectRefusal(arguments, status: 2, message)
    }

    @Test func printsHelp() throws {
        let page = try EvidenceLedger().run("retract", "--help")
        #expect(page.status == 0 && page.output.contains("annals retract EVENT --reason TEXT"))
        #expect(page.output.contains("--reason TEXT") && !page.output.contains("--event"))
    }

    @Test func saysWhatWasRecordedWhereItsAnswerCannotBeWritten() throws {
        let ledger = try EvidenceLedger()
        let result = try Program.shell(#""$ANNALS" retract 9 --reason x >&-"#, in: ledger.folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("recorded #10 in batch 2; the answer could not be written"))
    }
}
