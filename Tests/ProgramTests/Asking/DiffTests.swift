import Events
import Testing

@Suite("annals diff")
struct DiffTests {
    /// A company in which people move, posts change and names change in 2021.
    private static func company() throws -> AskedLedger {
        try AskedLedger(
            #"{"type":"organization.introduced","organization":"acme","name":"Acme"}"#,
            #"{"type":"organization.introduced","organization":"labs","name":"Acme Labs"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"person.introduced","person":"bo","name":"李小龙"}"#,
            #"{"type":"person.introduced","person":"cy","name":"Cy"}"#,
            #"{"type":"person.introduced","person":"dee","name":"Dee"}"#,
            #"{"type":"source.added","source":"paper","title":"Paper","published":"2021-06-20"}"#,
            #"{"type":"organization.renamed","date":"2021-03-01","organization":"acme","name":"Acme Group"}"#,
            #"{"type":"person.renamed","date":"2021-05-01","person":"ann","name":"Ann Miller"}"#,
            #"{"type":"organization.transferred","date":"2021-04-01","organization":"labs","parent":"acme"}"#,
            #"{"type":"post.created","date":"2019","post":"cto","organization":"acme","position":"Head of Technology","reports_to":"Chair"}"#,
            #"{"type":"post.changed","date":"2021-02-01","post":"cto","organization":"acme","position":"CTO","reports_to":"ann"}"#,
            #"{"type":"position.started","date":"2020-01-01","person":"ann","organization":"acme","position":"Chief Executive Officer","kind":"executive"}"#,
            #"{"type":"position.held","date":"2020-01-01/2021-06-15","person":"cy","organization":"acme","position":"Board member","kind":"board","sources":["paper"]}"#,
            #"{"type":"position.held","date":"2020-01-01/2021-06-30","person":"bo","organization":"acme","post":"cto"}"#,
            #"{"type":"position.started","date":"2021-06-15","person":"cy","organization":"acme","position":"Clerk","kind":"employee","sources":["paper"]}"#,
            #"{"type":"position.started","date":"2021-06-15","person":"dee","organization":"labs","position":"Head","acting":true}"#
        )
    }

    @Test("tells by kind who left, moved and joined, what was renamed and reorganized, and which events did it")
    func text() throws {
        let result = try Self.company().ask("diff", "acme", "31 December 2020", "2022-01-01", "--depth", "1")
        #expect(result.errors == "")
        #expect(
            result.output == """
                Acme Group (acme), from 2020-12-31 to 2022-01-01

                joined       Dee         Head (acting), Acme Labs               since 15 June 2021  #17
                left         李小龙      Head of Technology                     until 30 June 2021  #15
                moved        Cy          Clerk, was Board member                since 15 June 2021  #14 paper, #16 paper
                vacant                   CTO                                                        #15
                renamed                  Acme Group, was Acme                                       #8
                renamed      Ann Miller  was Ann                                                    #9
                renamed                  CTO, was Head of Technology                                #12
                reorganized              Acme Labs under it                                         #10
                reorganized              CTO: reports to Ann Miller, was Chair                      #12

                """)
    }

    @Test("backward in time, it tells what was still and not yet so, and remarks it")
    func backward() throws {
        let ledger = try Self.company()
        let remark = "the dates run backwards: told is what was still, or not yet, so at the earlier one\n"
        let result = try ledger.ask("diff", "acme", "2022-01-01", "2020-12-31", "--depth", "1")
        #expect(result.errors == remark)
        #expect(
            result.output == """
                Acme (acme), from 2022-01-01 to 2020-12-31

                still there    李小龙  Head of Technology                               until 30 June 2021  #15
                not yet there  Dee     Head (acting), Acme Labs                         since 15 June 2021  #17
                elsewhere      Cy      Board member, later Clerk                        until 15 June 2021  #14 paper, #16 paper
                not vacant             Head of Technology                                                   #15
                other name             Acme, later Acme Group                                               #8
                other name     Ann     later Ann Miller                                                     #9
                other name             Head of Technology, later CTO                                        #12
                otherwise              Acme Labs not yet under it                                           #10
                otherwise              Head of Technology: reports to Chair, later Ann                      #12

                """)
        let posts = try ledger.ask("diff", "acme", "2022-01-01", "2018", "--quiet")
        #expect(posts.errors == "")
        #expect(posts.output.contains("CTO: post not yet created"), "\(posts.output)")
        let json = try ledger.json("diff", "acme", "2022-01-01", "2018")
        #expect(json.objects("changes").contains { $0.text("change") == "left" })
        let beliefs = try ledger.ask("diff", "acme", "2022-01-01", "--known", "@1..@0")
        #expect(beliefs.errors.hasPrefix("the beliefs run backwards: "))
        #expect(try ledger.ask("diff", "acme", "2022-01-01", "--known", "@0..@1").errors == "")
        let published = try ledger.ask("diff", "acme", "2022-01-01", "--published", "2021-06-20..2021-06-19")
        #expect(published.errors.hasPrefix("the beliefs run backwards: "))
    }

    @Test("says of a day to come that nobody can vouch for it")
    func dayToCome() throws {
        let ledger = try Self.company()
        let forth = try ledger.json("diff", "acme", "2022-01-01", "2999-01-01").objects("changes")
        #expect(!forth.isEmpty && forth.allSatisfy { $0.text("change") == "became_possible" })
        #expect(forth.allSatisfy { $0.objects("because").map { $0.text("reason") } == ["after_today"] })
        let back = try ledger.json("diff", "acme", "2999-01-01", "2022-01-01").objects("changes")
        #expect(back.count == forth.count && back.allSatisfy { $0.objects("because").count == 1 })
        let text = try ledger.ask("diff", "acme", "2022-01-01", "2999-01-01").output
        #expect(text.contains("nobody can vouch"), "\(text)")
        let past = try ledger.json("diff", "acme", "2020-12-31", "2022-01-01").objects("changes")
        #expect(past.allSatisfy { $0.objects("because").isEmpty })
    }

    @Test("the second date is today, and equal charts are no failure")
    func equal() throws {
        let ledger = try Self.company()
        let result = try ledger.ask("diff", "acme", "2022-01-01")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("Acme Group (acme), from 2022-01-01 to today, 20"))
        #expect(result.output.hasSuffix("\n\nNothing differs.\n"))
        let json = try ledger.json("diff", "acme", "2022-01-01")
        #expect(json.objects("changes").isEmpty)
        #expect(json.object("from").text("at") == "2022-01-01")
    }

    @Test("between two beliefs of one date, what is gone is told with what set it aside")
    func beliefs() throws {
        let ledger = try Self.company()
        for arguments in [
            ["event.retracted", "--event", "16", "--reason", "wrong"],
            [
                "position.ended", "--date", "2021-08-01", "--person", "ann", "--organization", "acme", "--position",
                "Chief Executive Officer",
            ],
            ["entity.merged", "--from", "dee", "--into", "cy"],
        ] {
            #expect(try Program.run(["append"] + arguments, in: ledger.folder).status == 0)
        }
        let known = try ledger.ask("diff", "acme", "2022-01-01", "--known", "@1..", "--depth", "1")
        let lines = known.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "Acme Group (acme), at 2022-01-01")
        #expect(lines[1].hasPrefix("from  as known on 20") && lines[1].hasSuffix("(batch 1)"))
        #expect(lines[2] == "to    what is recorded now")
        #expect(
            Array(lines[3...])
                == [
                    "left   Ann Miller  Chief Executive Officer                            since 1 January 2020  #19",
                    "left   Dee         Head (acting), Acme Labs                           since 15 June 2021    #17 merged by #20",
                    "moved  Cy          Head (acting), Acme Labs, was Clerk at Acme Group  since 15 June 2021    #17, #16 retracted by #18",
                ], "\(known.output)")
        let first = try ledger.ask("diff", "acme", "2022-01-01", "--known", "@0..@1")
        #expect(first.output.contains("Acme Group, was acme"), "an id that stands for a name is told as it was")
        let back = try ledger.ask("diff", "acme", "2022-01-01", "--known", "..@1")
        #expect(back.output.contains("joined  Ann Miller"))
        #expect(try ledger.ask("diff", "acme", "2022-01-01", "--known", "@2..@2").output.contains("Nothing differs."))
    }

    @Test("between two days of publication, with a choice of sources on both sides")
    func published() throws {
        let ledger = try Self.company()
        let result = try ledger.ask("diff", "acme", "2021-06-20", "--published", "2021-06-19..2021-06-20")
        #expect(result.output.contains("from  as published by 2021-06-19\nto    as published by 2021-06-20\n"))
        #expect(result.output.contains("joined  Cy  Clerk  since 15 June 2021  #16 paper"))
        let without = try ledger.ask(
            "diff", "acme", "2021-06-20", "--published", "2021-06-19..2021-06-20", "--without", "paper")
        #expect(without.output.hasSuffix("Nothing differs.\n"))
    }

    @Test("JSON has both sides of a line, the events by their ids, and both moments")
    func json() throws {
        let ledger = try Self.company()
        let json = try ledger.json("diff", "acme", "2020-12-31", "2022-01-01", "--depth", "1")
        let changes = json.objects("changes")
        #expect(
            changes.map { $0.text("change") } == [
                "joined", "left", "moved", "became_vacant", "renamed", "renamed", "renamed", "reorganized",
                "reorganized",
            ])
        let moved = try #require(changes.first { $0.text("change") == "moved" })
        #expect(moved.object("person").text("id") == "cy")
        #expect(moved.object("before").text("position") == "Board member")
        #expect(moved.object("after").text("start") == "2021-06-15")
        guard case .array(let events)? = moved["events"] else { throw AskedLedger.Unanswered(result: try ledger.ask()) }
        #expect(events.count == 2)
        let superior = try #require(changes.last?.object("value"))
        #expect(superior.text("of") == "reports_to")
        #expect(json.object("to").text("at") == "2022-01-01")
        let lines = try ledger.ask("diff", "acme", "2020-12-31", "2022-01-01", "--format", "jsonl").lines
        #expect(lines.count == 7)
        let table = try ledger.ask("diff", "acme", "2020-12-31", "2022-01-01", "--format", "csv").output
        #expect(table.hasPrefix("change,also,organization_id,organization,position,person_id,person,before_position,"))
        #expect(table.split(separator: "\r\n").count == 8)
    }

    @Test(
        "a wrong question is one clear error",
        arguments: [
            (["diff", "acme"], 2, "annals: give two dates to compare"),
            (["diff", "acme", "2020", "2021", "--known", "@1.."], 2, "annals: two dates and a range of --known"),
            (["diff", "acme", "nonsense"], 2, "annals: first date: \"nonsense\" is not a date: "),
            (["diff", "acme", "2020", "since 2015"], 2, "annals: second date: 2015/.. has no first or no last day"),
            (["diff", "acme", "2020", "2021", "2022"], 2, "Error: Give an organization and at most two dates"),
            (["diff", "acmee", "2020"], 1, "annals: no organization is called \"acmee\"; did you mean"),
            (["diff", "acme", "--known", "@1..@99"], 1, "annals: there is no batch 99; the last is 1\n"),
            (["diff", "acme", "--known", "@x.."], 2, "annals: --known: \"@x\" is no batch"),
        ])
    func errors(arguments: [String], status: Int32, message: String) throws {
        let result = try Program.run(arguments, in: try Self.company().folder)
        #expect(result.status == status)
        #expect(result.errors.hasPrefix(message), "\(result.errors)")
        #expect(result.output == "")
    }

    @Test("asks for quotes where a name of several words may be meant")
    func quotes() throws {
        let folder = try SmallLedger.folder()
        for words in [["Acme", "Works", "2001"], ["Acme", "Works", "2001", "2010"]] {
            let result = try Program.run(["diff"] + words, in: folder)
            #expect(result.status == 2 && result.errors.contains("stands in quotes"), "\(result.errors)")
        }
        #expect(try Program.run(["diff", "Acme Works", "2001", "2010"], in: folder).status == 0)
    }
}
