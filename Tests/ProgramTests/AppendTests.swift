import Foundation
import Testing

@Suite struct AppendTests {
    private static let start = ["append", "position.started", "--organization", "Acme Works", "--position", "Clerk"]

    @Test func recordsAnEventGivenByFlags() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(
            Self.start + [
                "--person", "ada byron", "--date", "late 2015", "--kind", "employee", "--source", "gazette",
                "--locator", "page 4", "--quote", "A clerk.", "--note", "seen", "--x", "rank=3", "--x", "grade=SCS1",
                "--message", "a clerk", "--author", "Eve",
            ], in: folder)
        #expect(result.status == 0)
        #expect(
            result.errors == """
                --person: ada byron = ada (Ada Byron)
                --date: "late 2015" is read as [2015-09..2015-12]

                """)
        #expect(result.output.hasPrefix("recorded 1 event in batch 2\n  #10  "))
        #expect(result.output.hasSuffix("  [2015-09..2015-12]  Ada Byron became Clerk at Acme Works\n"))
        let stored = try SmallLedger.export(folder).split(separator: "\n").last.map(String.init) ?? ""
        for part in [
            #""author":"Eve""#, #""message":"a clerk""#, #""x":{"grade":"SCS1","rank":3}"#, #""kind":"employee""#,
            #""sources":[{"locator":"page 4","quote":"A clerk.","source":"gazette"}]"#, #""note":"seen""#,
        ] {
            #expect(stored.contains(part))
        }
    }

    @Test func takesTheAuthorFromTheEnvironment() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(
            Self.start + ["--person", "ada", "--date", "2015", "--quiet"], in: folder,
            environment: ["ANNALS_AUTHOR": "Desk"])
        #expect(result.status == 0 && result.errors == "")
        #expect(try SmallLedger.export(folder).contains(#""author":"Desk""#))
    }

    @Test func takesTheOptionsOfAllCommandsAnywhere() throws {
        let folder = try SmallLedger.folder()
        _ = try Program.run(["init", "other.db"], in: folder)
        let event = ["person.introduced", "--name", "Eve"]
        for (index, arguments) in [
            ["--ledger", "other.db", "append"] + event, ["append", "--ledger", "other.db"] + event,
            ["append"] + event + ["--ledger=other.db", "--quiet"], ["--quiet", "--ledger=other.db", "append"] + event,
        ].enumerated() {
            let result = try Program.run(arguments, in: folder)
            #expect(result.status == 0 && result.output.hasPrefix(index == 0 ? "recorded" : "nothing to record"))
            #expect(result.errors == (index < 2 ? "--person: eve\n" : ""))
        }
        let refused = try Program.run(["append"] + event + ["--color", "blue"], in: folder)
        #expect(refused.status == 2 && refused.errors.contains("'blue'"))
    }

    @Test func saysThatAnEventIsThereAlready() throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let result = try Program.run(
            [
                "append", "position.started", "--person", "bob", "--organization", "acme", "--position", "Chief",
                "--date", "2010",
            ], in: folder)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("nothing to record: this is recorded already and in effect\n  #9  "))
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test func refusesWhatWasRetractedAndNamesTheWayBack() throws {
        let folder = try SmallLedger.folder()
        let retract = try Program.run(["append", "event.retracted", "--event", "9", "--reason", "a typo"], in: folder)
        #expect(retract.status == 0)
        let again = [
            "append", "position.started", "--person", "bob", "--organization", "acme", "--position", "Chief",
            "--date", "2010",
        ]
        let refused = try Program.run(again, in: folder)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("was retracted by"))
        #expect(refused.errors.contains("to bring it back, retract that: annals retract "))
        #expect(
            try Program.run(
                ["append", "event.retracted", "--event", "10", "--reason", "it was right"], in: folder
            ).status == 0)
        #expect(try Program.run(again, in: folder).output.hasPrefix("nothing to record"))
    }

    @Test func introducesSomebodyOnTheWay() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(
            [
                "append", "position.started", "--new", "Zoë O'Neill", "--new", "organization:zed=Zed & Co",
                "--new", "source:post=A post", "--person", "Zoë O'Neill", "--organization", "Zed & Co",
                "--position", "Clerk", "--date", "2015", "--source", "post", "--format", "json",
            ], in: folder)
        #expect(result.status == 0)
        let export = try SmallLedger.export(folder)
        #expect(export.contains(#""name":"Zoë O'Neill","person":"zoe-oneill""#))
        #expect(export.contains(#""name":"Zed & Co","organization":"zed""#))
        #expect(export.contains(#""organization":"zed","person":"zoe-oneill","position":"Clerk""#))
        #expect(result.output.contains(#""batch": 2"#))
    }

    @Test func doesNotIntroduceSomebodyWhoIsKnown() throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let result = try Program.run(
            Self.start + ["--new", "ada=Ada Lovelace", "--person", "ada", "--date", "2015"], in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("the id ada is taken by the person Ada Byron"))
        let derived = try Program.run(["append", "person.introduced", "--name", "Bob"], in: folder)
        #expect(derived.status == 1 && derived.errors.contains("the id bob is taken by the person Bob Smith"))
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test func makesAnIDOfTheNameWhereItCan() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(["append", "person.introduced", "--name", "Łukasz Kaiser"], in: folder)
        #expect(result.errors == "--person: lukasz-kaiser\n" && result.status == 0)
        let refused = try Program.run(["append", "person.introduced", "--name", "伊尔亚"], in: folder)
        #expect(refused.status == 1)
        #expect(
            refused.errors == "annals: --person: is missing, and no id can be made of \"伊尔亚\"; "
                + "give one of a–z, 0–9 and hyphens\n")
    }

    @Test func listsThoseWhoFitAName() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(Self.start + ["--person", "Bob Smith", "--date", "2015"], in: folder)
        #expect(result.status == 1)
        #expect(
            result.errors == """
                annals: --person: "Bob Smith" fits several; give one of these ids:
                  bob  Bob Smith (person)
                  bob-2  Bob Smith (person)

                """)
    }

    @Test func findsAPersonByAnySpelling() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(Self.start + ["--person", "艾达", "--date", "2015"], in: folder)
        #expect(result.errors == "--person: 艾达 = ada (Ada Byron)\n" && result.status == 0)
    }

    @Test func keepsTextWhereNothingHasTheName() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(
            [
                "append", "statement.made", "--speaker", "Bob", "--about", "GPT-4", "--about", "Ada Byron", "--summary",
                "Hello.", "--date", "2015-05-05",
            ], in: folder)
        #expect(result.status == 0)
        #expect(result.errors.contains("--speaker: \"Bob\" is kept as text"))
        #expect(try SmallLedger.export(folder).contains(#""about":["GPT-4","ada"]"#))
    }

    @Test func takesListsNamesIdentifiersAndValues() throws {
        let folder = try SmallLedger.folder()
        for arguments in [
            [
                "append", "person.introduced", "--name", "Eve", "--names", "Eva;de;birth", "--names", "Evie",
                "--identifiers", "wikidata:Q1", "--identifiers", "url:https://e.example/1",
            ],
            [
                "append", "attribute.set", "--subject", "ada", "--attribute", "salary", "--value", "-1500.5", "--date",
                "2001",
            ],
            [
                "append", "attribute.set", "--subject", "ada", "--attribute", "nationality", "--value", "GB", "--value",
                "FR", "--date", "2001",
            ],
            [
                "append", "position.started", "--person", "nobody", "--organization", "acme", "--position", "Chief",
                "--acting", "--date", "1999",
            ],
            ["append", "x.visit", "--date", "2001", "--who", "ada", "--guests", "3", "--places", "[1,2]"],
        ] {
            let result = try Program.run(arguments, in: folder)
            #expect(result.status == 0, "\(arguments): \(result.errors)")
        }
        let export = try SmallLedger.export(folder)
        for part in [
            #""names":[{"kind":"birth","language":"de","name":"Eva"},{"name":"Evie"}]"#,
            #"{"identifier":"https://e.example/1","scheme":"url"}"#, #""value":-1500.5"#, #""value":["GB","FR"]"#,
            #""acting":true"#, #""guests":3"#, #""places":[1,2]"#,
        ] {
            #expect(export.contains(part), "\(part)")
        }
    }

    @Test func namesTheSourceOfASourceAndItsAuthor() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(
            [
                "append", "source.added", "--source", "copy", "--title", "A copy", "--author", "Ann", "--cite",
                "gazette",
                "--batch-author", "Desk", "--published", "5 May 2001",
            ], in: folder)
        #expect(result.status == 0)
        let stored = try SmallLedger.export(folder)
        #expect(stored.contains(#""author":"Ann","batch":2,"batch_author":"Desk""#))
        #expect(stored.contains(#""sources":[{"source":"gazette"}]"#))
    }

    @Test func namesAnEventByItsFirstDigits() throws {
        let folder = try SmallLedger.folder()
        let shown = try Program.run(["show", "9", "--format", "json"], in: folder).output
        let id = shown.split(separator: "\"id\": \"").last?.prefix(10) ?? ""
        let result = try Program.run(
            ["append", "event.retracted", "--event", String(id), "--reason", "wrong"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func recordsNothingInADryRun() throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let result = try Program.run(Self.start + ["--person", "ada", "--date", "2015", "--dry-run"], in: folder)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("would record 1 event; nothing was recorded (--dry-run)\n"))
        let json = try Program.run(
            Self.start + ["--person", "ada", "--date", "2015", "--dry-run", "--format", "json"], in: folder)
        #expect(json.output.contains(#""status": "would_record""#), "\(json.output)")
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test(arguments: [">&-", "> /dev/full"])
    func saysWhatWasRecordedWhereItsAnswerCannotBeWritten(redirection: String) throws {
        guard redirection == ">&-" || FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let folder = try SmallLedger.folder()
        let result = try Program.shell(
            #""$ANNALS" append person.introduced --name Eve \#(redirection)"#, in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("annals: recorded #10 in batch 2; the answer could not be written: "))
        #expect(try SmallLedger.export(folder).split(separator: "\n").count == 10)
        let dry = try Program.shell(
            #""$ANNALS" append person.introduced --name Bo --dry-run \#(redirection)"#, in: folder)
        #expect(dry.status == 1 && !dry.errors.contains("recorded #"), "\(dry.errors)")
    }

    @Test func saysByWhichMergeTwoIdsAreOneAlready() throws {
        let folder = try SmallLedger.folder()
        let merge = ["append", "entity.merged", "--from", "bob-2", "--into", "bob"]
        #expect(try Program.run(merge, in: folder).status == 0)
        let id = try Program.run(["log", "--type", "entity.merged"], in: folder).lines[1]
            .split(separator: " ")[1]
        let again = try Program.run(["append", "entity.merged", "--from", "bob", "--into", "bob-2"], in: folder)
        #expect(again.status == 1)
        #expect(
            again.errors.contains("bob and bob-2 are one already (bob) by event \(id), bob-2 merged into bob"),
            "\(again.errors)")
    }

    @Test func refusesWhereSomebodyElseCameFirst() throws {
        let folder = try SmallLedger.folder()
        let arguments = Self.start + ["--person", "ada", "--date", "2015", "--expect"]
        let refused = try Program.run(arguments + ["8"], in: folder)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("the ledger is at event 9, not 8: somebody else appended"))
        #expect(try Program.run(arguments + ["9"], in: folder).status == 0)
    }

    @Test func recordsLinesFromStandardInputAsOneBatch() throws {
        let folder = try SmallLedger.folder()
        let lines = [
            #"{"type":"position.started","person":"zed","organization":"acme","position":"Clerk","date":"2001"}"#, "",
            #"{"type":"person.introduced","person":"zed","name":"Zed"}"#,
        ]
        let result = try Program.run(
            ["append", "-", "--source", "gazette"], in: folder, input: lines.joined(separator: "\r\n"))
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("recorded 2 events (#10 to #11) in batch 2\n"))
        let export = try SmallLedger.export(folder)
        #expect(export.split(separator: "\n").suffix(2).allSatisfy { $0.contains(#"[{"source":"gazette"}]"#) })
        let again = try Program.run(
            ["append", "-", "--source", "gazette"], in: folder, input: lines.joined(separator: "\n"))
        #expect(again.output.hasPrefix("nothing to record: all 2 are recorded already and in effect\n"))
    }

    @Test func refusesAllLinesWhereOneIsWrong() throws {
        let folder = try SmallLedger.folder()
        let before = try SmallLedger.export(folder)
        let result = try Program.run(
            ["append", "-"], in: folder,
            input: SmallLedger.lines[0].replacing("gazette", with: "other") + "\n\n"
                + #"{"type":"person.born","person":"nobody-knows","date":"1950"}"# + "\n")
        #expect(result.status == 1)
        #expect(result.errors.contains("line 3: person: nothing introduces \"nobody-knows\""))
        #expect(try SmallLedger.export(folder) == before)
    }

    @Test func printsHelpForEveryType() throws {
        let folder = try TemporaryFolder()
        let overview = try Program.run(["append", "--help"], in: folder)
        #expect(overview.status == 0)
        for type in ["person.introduced", "post.changed", "relation.held", "event.retracted", "x.NAME"] {
            #expect(overview.output.contains("  \(type) "))
            guard type != "x.NAME" else { continue }
            let page = try Program.run(["append", type, "--help"], in: folder)
            #expect(page.status == 0 && page.output.contains("annals append \(type)"))
            #expect(page.output.contains("--source") || page.output.contains("--cite"))
        }
        let page = try Program.run(["append", "position.started", "--help"], in: folder).output
        #expect(page.contains("--reports-to SUPERIOR"))
        #expect(page.contains("how it started: appointed, elected, hired"))
    }

    @Test(arguments: [
        (["append"], "append needs the type of the event"),
        (["append", "position.strated"], "did you mean position.started or position.ended?"),
        (["append", "person.born", "--persn", "ada"], "there is no --persn here; did you mean --person?"),
        (["append", "person.born", "ada"], "\"ada\" stands alone"),
        (["append", "person.born", "--person"], "--person needs a value"),
        (["append", "person.born", "--locator", "p"], "--locator belongs behind the --source"),
        (["append", "--persn", "ada"], "give the type of the event first"),
        (["append", "person.born", "--expect", "x"], "--expect: \"x\" is no position"),
        (["append", "person.born", "--format", "xml"], "--format: \"xml\" is none of text, json"),
        (["append", "-", "--new", "Ada"], "--new goes with flags"),
    ])
    func explainsItsUsage(_ arguments: [String], _ message: String) throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(arguments, in: folder, input: "")
        #expect(result.status == 2)
        #expect(result.errors.contains(message))
        #expect(result.output == "")
    }

    @Test func recordsWithoutAnybodyToTell() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.shell(
            #""$ANNALS" append person.introduced --name Zed 2>&-"#, in: folder)
        #expect(result.status == 0)
        #expect(result.output.contains("Zed introduced"))
    }
}
