import Testing

@Suite("annals post")
struct PostTests {
    private static func openAI() throws -> AskedLedger {
        try AskedLedger(examples: "article.jsonl", "announcements.jsonl")
    }

    @Test("shows everyone who held a position in order, found by its initials")
    func inOrder() throws {
        let result = try Self.openAI().ask("post", "openai", "ceo", "--at", "2023-11-18")
        #expect(result.errors == "")
        #expect(
            result.output == """
                Chief Executive Officer at OpenAI (openai), at 2023-11-18

                Sam Altman             by 11 March 2019, until 17 November 2023                         removed
                Mira Murati (acting)   since 17 November 2023, until 19 or 20 November 2023 (inferred)  appointed   held then
                Emmett Shear (acting)  since 19 or 20 November 2023, until 29 November 2023 (inferred)
                Sam Altman             since 29 November 2023                                           reinstated

                """)
    }

    @Test("finds a title by its initials where sources spell it in several ways")
    func initialsOfOneSeat() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"person.introduced","person":"bo","name":"Bo"}"#,
            #"{"type":"position.started","date":"2001","person":"ann","organization":"o","position":"Managing Director"}"#,
            #"{"type":"position.started","date":"2005","person":"bo","organization":"o","position":"managing director"}"#
        )
        let result = try ledger.ask("post", "o", "md")
        #expect(result.errors == "")
        #expect(result.output.contains("Ann") && result.output.contains("Bo"), "\(result.output)")
    }

    @Test("finds plain membership by what a chart calls it")
    func plainMembership() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"position.ended","date":"2001","person":"ann","organization":"o"}"#)
        #expect(try ledger.ask("org", "o", "--at", "2000").output.contains("member  Ann"))
        for command in ["post", "why"] {
            let result = try ledger.ask(command, "o", "member", "--at", "2000")
            #expect(result.errors == "")
            #expect(result.output.contains("Ann"), "\(result.output)")
        }
    }

    @Test("says when nobody held it, between holders and since the last one")
    func gaps() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"person.introduced","person":"bo","name":"Bo"}"#,
            #"{"type":"post.created","date":"2010","post":"head","organization":"o","position":"Head"}"#,
            #"{"type":"position.held","date":"2011-02-03/2012-03-04","person":"ann","organization":"o","post":"head"}"#,
            #"{"type":"position.held","date":"2014-05/2015-06","person":"bo","organization":"o","post":"head"}"#)
        let result = try ledger.ask("post", "o", "head")
        #expect(
            result.output.hasSuffix(
                """

                Ann           since 3 February 2011, until 4 March 2012
                nobody known  since 4 March 2012, until May 2014
                Bo            since May 2014, until June 2015
                nobody known  since June 2015

                """), "\(result.output)")
        let lines = try ledger.json("post", "o", "head").objects("lines")
        #expect(lines.map { $0["vacant"] == .bool(true) } == [false, true, false, true])
        #expect(lines[1]["inferred"] == .bool(true))
        #expect(lines[1].text("start") == "2012-03-04")
        #expect(lines[1].text("end") == "2014-05")
        #expect(lines[3]["end"] == .null)
        #expect(try ledger.ask("post", "o", "head", "--format", "jsonl").lines.count == 4)
    }

    @Test("a stated vacancy is a line of its own")
    func vacancy() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"position.held","date":"2012/2013","person":"nobody","organization":"o","position":"Head"}"#)
        #expect(try ledger.ask("post", "o", "Head").output.contains("vacant  since 2012, until 2013"))
    }

    @Test("draws bars where asked, never into a pipe by itself")
    func bars() throws {
        let ledger = try Self.openAI()
        #expect(!(try ledger.ask("post", "openai", "ceo").output.contains("█")))
        let drawn = try ledger.ask("post", "openai", "ceo", "--bars", "always", environment: ["COLUMNS": "100"])
        #expect(drawn.output.contains("Mira Murati"))
        #expect(drawn.output.contains("█ certain"))
        let ascii = try ledger.ask("post", "openai", "ceo", "--bars", "always", environment: ["LC_ALL": "C"])
        #expect(ascii.output.contains("# certain"))
    }

    @Test("an unknown position suggests the nearest")
    func unknown() throws {
        let result = try Self.openAI().ask("post", "openai", "Chief Sientist")
        #expect(result.status == 1)
        #expect(
            result.errors == """
                annals: nobody is known to have been "Chief Sientist" at openai; did you mean "Chief Scientist"?

                """)
    }
}
