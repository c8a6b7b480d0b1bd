import Foundation
import Testing

@Suite struct CorrectTests {
    @Test func changesWhatIsGivenAndShowsItFieldByField() throws {
        let ledger = try EvidenceLedger()
        let result = try ledger.run(
            "correct", "#7", "--date", "June 2001", "--note", "see the copy", "--message", "a month off", "--author",
            "Eve")
        #expect(result.status == 0 && result.errors == "--date: \"June 2001\" is read as 2001-06\n")
        #expect(
            result.output == """
                corrected #7 by #10 in batch 2: Ada Byron became Chief at Acme Works
                  date  2001-05   →  2001-06
                  note  not said  →  see the copy

                Acme Works (acme)
                -  Ada Byron  Chief  since May 2001, until 2010
                +  Ada Byron  Chief  since June 2001, until 2010  start changed

                to take it back: annals retract 10 --reason "…"

                """)
        let log = try ledger.run("log", "-n", "1").output
        #expect(log.contains("Eve") && log.contains("    a month off"))
        #expect(try ledger.run("org", "acme", "--at", "2001-05-20").output.contains("Ada") == false)
    }

    @Test func startsFromWhatTheEventSaysNow() throws {
        let ledger = try EvidenceLedger()
        #expect(try ledger.run("correct", "7", "--date", "2001-06").status == 0)
        let second = try ledger.run("correct", "7", "--kind", "executive").output
        #expect(second.contains("kind  not said  →  executive") && !second.contains("date"))
        let third = try ledger.run("correct", "10", "--unset", "kind", "--note", "x").output
        #expect(third.hasPrefix("corrected #7 by #12"))
        let shown = try ledger.run("show", "12", "--format", "json").output
        #expect(shown.contains(#""date": "2001-06""#) && !shown.contains("executive"))
        #expect(try ledger.run("retract", "12", "--reason", "it was right").status == 0)
        #expect(try ledger.run("correct", "7", "--kind", "executive").errors.contains("says that already"))
        // A correction that was there and was corrected itself comes back by taking back what came after it.
        let again = try ledger.run("correct", "7", "--unset", "kind")
        #expect(again.status == 1 && again.errors.contains("was corrected by"), "\(again.errors)")
    }

    @Test func resolvesNamesAsAppendDoes() throws {
        let ledger = try EvidenceLedger()
        let result = try ledger.run("correct", "7", "--person", "bob-2", "--new", "Eve Q", "--by", "Eve Q")
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output.contains("person  ada       →  bob-2") && result.output.contains("by      not said  →  eve-q")
        )
        #expect(
            result.output.contains("+  Bob Smith (bob-2)  Chief  since May 2001") || result.output.contains("Bob Smith")
        )
        #expect(try ledger.run("correct", "9", "--person", "艾达").errors == "--person: 艾达 = ada (Ada Byron)\n")
    }

    @Test func addsDropsAndReplacesSources() throws {
        let ledger = try EvidenceLedger()
        let copy = ["append", "source.added", "--source", "copy", "--title", "A copy", "--published", "2022"]
        #expect(try Program.run(copy, in: ledger.folder).status == 0)
        func sources(of event: String) throws -> String {
            let line = try ledger.run("show", event, "--format", "json").output
            return line.components(separatedBy: #""sources": "#)[1].prefix { $0 != "]" } + "]"
        }
        let added = try ledger.run("correct", "7", "--date", "2001-07", "--source", "A copy", "--locator", "page 1")
        #expect(
            added.output.contains(
                """
                  date  2001-05  →  2001-07
                  sources
                    -  gazette (page 3, with a quote)
                    +  copy (page 1); gazette (page 3, with a quote)

                """), "\(added.output)")
        // As published before the copy was, there is no correction.
        let chart = try ledger.run("org", "acme", "--at", "2001-06-15", "--published", "2020").output
        #expect(chart.contains("Ada Byron"))
        // The correction itself cites what is given, and nothing else.
        let stored = try SmallLedger.export(ledger.folder).split(separator: "\n").last.map(String.init) ?? ""
        #expect(stored.contains(#""sources":[{"locator":"page 1","source":"copy"}],"type":"event.corrected""#))
        #expect(stored.contains(#""sources":[{"locator":"page 1","source":"copy"},{"locator":"page 3""#))
        let dropped = try ledger.run("correct", "7", "--drop-source", "gazette").output
        #expect(dropped.contains("    +  copy (page 1)\n"))
        let replaced = try ledger.run("correct", "7", "--replace-sources", "--source", "gazette").output
        #expect(replaced.contains("sources  copy (page 1)  →  gazette\n"))
        let unset = try ledger.run("correct", "7", "--unset", "sources").output
        #expect(unset.contains("sources  gazette  →  not said\n"))
    }

    @Test func changesItsOwnFieldsOneByOne() throws {
        let ledger = try EvidenceLedger()
        #expect(try ledger.run("correct", "9", "--x", "rank=3", "--x", "grade=A").status == 0)
        #expect(try ledger.run("correct", "9", "--x", "rank=4").status == 0)
        #expect(try SmallLedger.export(ledger.folder).contains(#""x":{"grade":"A","rank":4}"#))
        #expect(try ledger.run("correct", "9", "--unset", "x.grade").status == 0)
        #expect(try SmallLedger.export(ledger.folder).contains(#""x":{"rank":4}"#))
    }

    @Test func correctsIntroductionsSourcesAndOwnTypes() throws {
        let ledger = try EvidenceLedger()
        let name = try ledger.run("correct", "2", "--name", "Ada Lovelace")
        #expect(name.output.contains("ada  Ada Byron, 艾达  →  Ada Lovelace, 艾达"), "\(name.output)\(name.errors)")
        let source = try ledger.run("correct", "1", "--published", "2021", "--author", "Ann", "--batch-author", "Eve")
        #expect(source.output.contains("author     not said    →  Ann"), "\(source.output)\(source.errors)")
        #expect(try ledger.run("log", "-n", "1").output.contains("Z  Eve"))
        #expect(try ledger.run("append", "x.visit", "--date", "2001", "--who", "ada", "--at", "noon").status == 0)
        let own = try ledger.run("correct", "12", "--who", "bob", "--unset", "at").output
        #expect(own.contains("who  ada   →  bob") && own.contains("at   noon  →  not said"), "\(own)")
        #expect(own.contains("no tenure and no name changes"))
    }

    @Test func previewsWithoutTouchingTheFile() throws {
        let ledger = try EvidenceLedger()
        let preview = try ledger.preview("correct", "7", "--date", "2002", "--at", "2001-05-20")
        #expect(
            preview == """
                would correct #7: Ada Byron became Chief at Acme Works
                  date  2001-05  →  2002

                Acme Works (acme)
                -  Ada Byron  Chief  since May 2001, until 2010
                +  Ada Byron  Chief  since 2002, until 2010      start changed

                Acme Works (acme) at 2001-05-20
                -  Chief  possibly Ada Byron  since May 2001, until 2010
                +  Chief  vacant

                nothing was recorded (--dry-run)

                """)
        let plain = try ledger.preview("correct", "7", "--date", "2002")
        #expect(!plain.contains("at 2001") && plain.contains("start changed"))
    }

    @Test func answersInJSON() throws {
        let ledger = try EvidenceLedger()
        let preview = try ledger.preview(
            "correct", "7", "--date", "2002", "--at", "2001-05-20", "--format", "json")
        for part in [
            #""dry_run": true, "batch": null"#, #""status": "would_record""#, #""corrects": {"seq": 7, "event": ""#,
            #""fields": [{"field": "date", "old": "2001-05", "new": "2002"}]"#,
            #""changes": ["start_changed"], "before": {"#, #""names": [], "at": "2001-05-20", "charts": [{"#,
            #""after": [{"position": "Chief""#, #""undo": null"#,
        ] {
            #expect(preview.contains(part), "\(part) in \(preview)")
        }
        let done = try ledger.run("correct", "7", "--date", "2002", "--format", "json").output
        #expect(done.contains(#""batch": 2"#) && done.contains(#""undo": "annals retract 10""#))
        #expect(try JSONSerialization.jsonObject(with: Data(done.utf8)) is [String: Any])
        let id = done.components(separatedBy: #""event": ""#)[1].prefix(64)
        // The dry run names the same event, also where it stands behind what it changes.
        #expect(preview.contains(id) && preview.components(separatedBy: id).count == 3)
    }

    @Test func isTakenBackAsItSays() throws {
        let ledger = try EvidenceLedger()
        let before = try ledger.answers()
        #expect(try ledger.run("correct", "7", "--date", "2002", "--person", "bob-2").status == 0)
        #expect(try ledger.answers() != before)
        #expect(try ledger.run("retract", "10", "--reason", "it was right").status == 0)
        #expect(try ledger.answers() == before)
    }

    @Test func saysWhereDistrustKeepsACorrectionFromCounting() throws {
        let ledger = try EvidenceLedger()
        _ = try ledger.run("distrust", "gazette", "--reason", "made up")
        _ = try ledger.run("append", "source.added", "--source", "copy", "--title", "A copy")
        let idle = try ledger.preview("correct", "7", "--date", "2002")
        #expect(idle.contains("no tenure and no name changes"))
        #expect(idle.contains("\nnot in effect: distrusted by #10, for it rests on no source that is trusted"))
        let json = try ledger.preview("correct", "7", "--date", "2002", "--format", "json")
        #expect(json.contains(#""set_aside": {"reason": "distrusted", "by_seq": 10, "by": ""#))
        let cited = try ledger.run("correct", "7", "--date", "2002", "--source", "copy").output
        #expect(cited.contains("+  Ada Byron  Chief  since 2002, until 2010") && !cited.contains("not in effect"))
    }

    @Test func refusesWhatCannotBeCorrected() throws {
        let ledger = try EvidenceLedger()
        _ = try ledger.run("retract", "9", "--reason", "a typo")
        try ledger.expectRefusal(
            ["correct", "9", "--date", "2001"], "#9 was retracted by #10", "annals retract 10 --reason")
        try ledger.expectRefusal(
            ["correct", "10", "--reason", "x"], "#10 is an event.retracted and cannot be corrected", "annals retract 10"
        )
        try ledger.expectRefusal(["correct", "7", "--date", "2001-05"], "#7 says that already: nothing would change")
        try ledger.expectRefusal(
            ["correct", "7", "--source", "gazette", "--locator", "page 3", "--quote", "She took over."],
            "says that already")
        try ledger.expectRefusal(["correct", "2", "--person", "eve"], "#2 introduces ada", "annals merge")
        try ledger.expectRefusal(["correct", "99", "--date", "2001"], "no event is \"99\"")
        try ledger.expectRefusal(["correct", "7", "--unset", "note"], "--unset note: the event has no such field")
        try ledger.expectRefusal(
            ["correct", "7", "--drop-source", "nix"], "--drop-source: no source is called \"nix\"")
        try ledger.expectRefusal(
            ["correct", "8", "--drop-source", "gazette"],
            "--drop-source: the event does not cite gazette; it cites none")
        try ledger.expectRefusal(
            ["correct", "7", "--person", "adda"], "--person: no person is called \"adda\"; did you mean \"ada\"")
        try ledger.expectRefusal(
            ["correct", "7", "--date", "31 April 2001"], "--date: \"31 April 2001\" is not a date")
        try ledger.expectRefusal(["correct", "7", "--succeeds", "ada"], "--succeeds: is the person itself")
        try ledger.expectRefusal(
            ["correct", "7", "--date", "2002", "--expect", "9"], "the ledger is at event 10, not 9")
        _ = try ledger.run("correct", "7", "--date", "2002")
        try ledger.expectRefusal(
            ["correct", "7", "--date", "2001-05"], "that is what #7 said before #11 corrected it", "annals retract 11")
        _ = try ledger.run("retract", "11", "--reason", "x")
        try ledger.expectRefusal(
            ["correct", "11", "--date", "2003"], "#11 was retracted by #12", "annals correct 7")
    }

    @Test(arguments: [
        (["correct"], "correct needs an event: annals correct EVENT"),
        (["correct", "7"], "nothing is to change"),
        (["correct", "7", "ada"], "\"ada\" stands alone"),
        (["correct", "7", "--dte", "2001"], "there is no --dte here; did you mean --date? See annals correct EVENT"),
        (["correct", "7", "--date"], "--date needs a value"),
        (["correct", "7", "--unset", "nte"], "--unset: position.started has no field \"nte\"; did you mean note?"),
        (["correct", "7", "--unset", "date"], "--unset: position.started needs its date"),
        (["correct", "7", "--unset", "note", "--note", "x"], "--unset note and --note contradict each other"),
        (["correct", "7", "--replace-sources"], "--replace-sources needs a --source"),
        (["correct", "7", "--locator", "p"], "--locator belongs behind the --source"),
        (["correct", "7", "--date", "2002", "--at", "2001"], "--at is the date of the charts that --dry-run compares"),
        (["correct", "7", "--date", "2002", "--format", "csv"], "--format: \"csv\" is none of text, json"),
        (["correct", "7", "--date", "2002", "--batch", "x"], "there is no --batch here"),
        (["corect", "7"], "did you mean correct?"),
    ])
    func explainsItsUsage(_ arguments: [String], _ message: String) throws {
        try EvidenceLedger().expectRefusal(arguments, status: 2, message)
    }

    @Test func printsHelpForTheEvent() throws {
        let ledger = try EvidenceLedger()
        let general = try ledger.run("correct", "--help")
        #expect(general.status == 0 && general.output.contains("--unset FIELD"))
        let page = try ledger.run("correct", "7", "--help").output
        #expect(
            page.contains("--reports-to SUPERIOR") && page.contains("--drop-source") && !page.contains("(required)"))
        let source = try ledger.run("correct", "1", "--help").output
        #expect(source.contains("--cite SOURCE") && source.contains("--batch-author NAME"))
    }

    @Test func takesTheOptionsOfAllCommandsAnywhere() throws {
        let ledger = try EvidenceLedger()
        for (index, arguments) in [
            ["--ledger", "annals.db", "--quiet", "correct", "7"], ["correct", "7", "--ledger=annals.db", "--quiet"],
        ].enumerated() {
            let result = try Program.run(arguments + ["--date", "in \(2002 + index)"], in: ledger.folder)
            #expect(result.status == 0 && result.errors == "", "\(result.errors)")
        }
    }
}
