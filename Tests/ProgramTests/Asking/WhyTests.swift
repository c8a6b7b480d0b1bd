import Events
import Testing

@Suite("annals why")
struct WhyTests {
    private static func openAI() throws -> AskedLedger {
        try AskedLedger(examples: "article.jsonl", "announcements.jsonl")
    }

    /// "who certainty" of every holder.
    private static func holders(_ answer: JSONObject) -> [String] {
        answer.objects("holders").map { "\($0.object("person").text("id")) \($0.text("certainty"))" }
    }

    /// Every event of the moments of the stints that answer, with what it did.
    private static func claims(_ answer: JSONObject, _ moment: String) -> [String] {
        answer.objects("holders").flatMap { holder in
            holder.objects("stints").filter { $0["answers"] == .bool(true) }.flatMap { stint in
                stint.object(moment).objects("claims").map { "\($0.number("seq")) \($0.text("contributed"))" }
            }
        }
    }

    private static func reasons(_ answer: JSONObject) -> [String: String] {
        Dictionary(answer.objects("set_aside").map { ("\($0.number("seq"))", $0.text("reason")) }) { first, _ in first }
    }

    @Test("a tenure of another time is told as not held then")
    func notHeldThen() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"position.started","date":"2001","person":"ann","organization":"o","position":"Chief"}"#)
        let result = try ledger.ask("why", "ann", "o", "chief", "--at", "2000")
        #expect(result.output.contains("\n\nNot held then\n└─ since 2001 (not yet then)\n"), "\(result.output)")
        let other = try ledger.ask("why", "o", "o", "chief")
        #expect(other.output.hasPrefix("O (o), Chief at O (o)"), "\(other.output)")
    }

    @Test("tells the 18th of November from three angles, and each difference is one of its reasons")
    func november() throws {
        let ledger = try Self.openAI()
        let question = ["why", "openai", "ceo", "--at", "2023-11-18"]
        let now = try ledger.json(question)
        #expect(Self.holders(now) == ["mira-murati certain"])
        #expect(Self.claims(now, "start") == ["69 agrees", "117 opened"])
        #expect(Self.claims(now, "end") == ["73 inferred", "127 inferred"])

        let published = try ledger.json(question + ["--published", "2023-11-18"])
        #expect(published.text("published") == "2023-11-18")
        #expect(Self.holders(published) == ["mira-murati certain"])
        #expect(Self.claims(published, "start") == ["117 opened"])
        #expect(Self.claims(published, "end") == [])
        #expect(Self.reasons(published)["127"] == "published_later")
        #expect(Self.reasons(published)["69"] == "published_later")

        let article = try ledger.json(question + ["--only", "gptnb-2024-05-16"])
        #expect(Self.holders(article) == ["mira-murati possible", "sam-altman possible"].sorted(by: >))
        #expect(Self.reasons(article)["117"] == "other_source" && Self.reasons(article)["115"] == "other_source")
        let mira = article.objects("holders").first { $0.object("person").text("id") == "mira-murati" }
        #expect(
            mira?.objects("because").map { $0.text("reason") } == ["start_may_be_later", "end_may_be_earlier"])
    }

    @Test("every event of the answer can be shown by its id, and its sources have their place and words")
    func followed() throws {
        let ledger = try Self.openAI()
        let answer = try ledger.json(["why", "mira-murati", "openai", "ceo"])
        let claims = answer.objects("stints").flatMap { $0.object("start").objects("claims") }
        #expect(claims.count == 2)
        for claim in claims {
            let shown = try ledger.json(["show", claim.text("event")])
            #expect(shown.object("event").number("seq") == claim.number("seq"))
        }
        let source = claims[0].objects("sources").first
        #expect(claims.allSatisfy { $0["bounds_without"] != nil && $0["without"] == nil })
        #expect(source?.text("source") == "gptnb-2024-05-16" && source?.text("locator") == "paragraph 21")
        #expect(source?.text("quote") == "临时 CEO")
    }

    @Test("prints a tree that fits a page")
    func text() throws {
        let result = try Self.openAI().ask("why", "openai", "ceo", "--at", "2023-11-20", "--published", "2023-11-20")
        #expect(result.errors == "" && result.status == 0)
        #expect(
            result.output.hasPrefix(
                """
                Chief Executive Officer at OpenAI (openai), at 2023-11-20, as published by 2023-11-20

                Emmett Shear (acting), certainly: the date lies after every possible start and before every possible end
                └─ since 19 or 20 November 2023, acting
                   ├─ start: 19 or 20 November 2023
                   │  └─ #127 8f1b56ff3543  [2023-11-19..2023-11-20]  opened
                   │       Emmett Shear became acting Chief Executive Officer at OpenAI, succeeding Mira Murati
                   │       shear-2023-11-20
                   └─ end: none recorded

                At other times
                ├─ Sam Altman, by 11 March 2019, until 17 November 2023: over by then
                │    #106
                """))
    }

    @Test("says what is known of a seat that nobody holds")
    func nobody() throws {
        let result = try Self.openAI().ask("why", "openai", "ceo", "--at", "2014")
        #expect(result.status == 0)
        #expect(result.output.contains("Nobody is known to have held it then"))
        #expect(result.output.contains("Sam Altman, by 11 March 2019, until 17 November 2023: not yet then"))
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"post.created","date":"2001","organization":"o","post":"chief","position":"Chief"}"#,
            #"{"type":"post.abolished","date":"2005","organization":"o","post":"chief"}"#)
        #expect(try ledger.ask("why", "o", "chief", "--at", "2007").output.contains("the post was abolished, 2005"))
        #expect(try ledger.ask("why", "o", "chief", "--at", "1999").output.contains("not created before 2001"))
    }

    @Test("names corrections, retractions, distrust and what was recorded later with the event that did it")
    func setAside() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"source.added","source":"paper","title":"Paper"}"#,
            #"{"type":"position.started","date":"2001","person":"ann","organization":"o","position":"Chief"}"#,
            #"{"type":"position.started","date":"2003","person":"ann","organization":"o","position":"Chief","sources":["paper"]}"#,
            #"{"type":"position.ended","date":"2005","person":"ann","organization":"o","position":"Chief"}"#)
        for arguments in [
            [
                "event.corrected", "--event", "4", "--replacement",
                #"{"type":"position.started","date":"2002","person":"ann","organization":"o","position":"Chief"}"#,
            ],
            ["event.retracted", "--event", "6", "--reason", "a misprint"],
            ["source.distrusted", "--source", "paper", "--reason", "forged"],
        ] {
            let result = try Program.run(["append"] + arguments, in: ledger.folder)
            #expect(result.status == 0, "\(result.errors)")
        }
        let answer = try ledger.json(["why", "ann", "o", "chief"])
        #expect(Self.reasons(answer) == ["4": "corrected", "5": "distrusted", "6": "retracted"])
        #expect(answer.objects("set_aside").map { $0.objects("by").map { $0.number("seq") } } == [[7], [9], [8]])
        let text = try ledger.ask("why", "ann", "o", "chief")
        #expect(text.output.contains("opened, corrects #4"))
        #expect(text.output.contains("retracted by #8 (a misprint)"))
        #expect(text.output.contains("distrusted by #9 (forged)"))
        let before = try ledger.json(["why", "ann", "o", "chief", "--known", "@1"])
        #expect(Self.reasons(before) == ["7": "recorded_later"])
        #expect(before.objects("stints").first?.object("start").objects("claims").count == 2)
        let text2 = try ledger.ask("why", "ann", "o", "chief", "--known", "@1")
        #expect(text2.output.contains("since retracted by #8"))
    }

    @Test("names every source that leaves an event outside the belief, and how")
    func outside() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"source.added","source":"gazette","title":"Gazette","published":"2010"}"#,
            #"{"type":"source.added","source":"paper","title":"Paper","published":"2001"}"#,
            #"{"type":"source.added","source":"blog","title":"Blog","published":"2001"}"#,
            #"{"type":"position.started","date":"2001","person":"ann","organization":"o","position":"Chief","#
                + #""sources":["gazette","paper","blog"]}"#)
        for arguments in [
            ["retract", "4", "--reason", "a misprint"], ["distrust", "blog", "--reason", "forged"],
        ] {
            let result = try Program.run(arguments, in: ledger.folder)
            #expect(result.status == 0, "\(result.errors)")
        }
        let question = ["why", "ann", "o", "chief"]
        let text = try Program.run(question + ["--published", "2005"], in: ledger.folder).output
        #expect(text.contains("gazette was published later (#3 "), "\(text)")
        #expect(text.contains("; nobody says when paper was published: what was said of it is retracted by #7 (a misp"))
        #expect(text.contains("; blog is distrusted by #8 (forged)"), "\(text)")
        let json = try ledger.json(question + ["--published", "2005"]).objects("set_aside").first { $0["also"] != nil }
        #expect(json?.text("source") == "gazette")
        #expect(json?.objects("also").map { $0.text("reason") } == ["undated_source", "distrusted"])
        let without = try Program.run(
            question + ["--without", "gazette", "--only", "blog"], in: ledger.folder
        ).output
        #expect(
            without.contains("gazette is left out; paper is not among the sources asked for; blog is distr"),
            "\(without)")
        let only = try Program.run(question + ["--only", "blog"], in: ledger.folder).output
        #expect(only.contains("gazette is not among the sources asked for"), "\(only)")
    }

    @Test("tells the merge that an event of another id rests on, for people, organizations and posts")
    func merged() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"acme","name":"Acme"}"#,
            #"{"type":"organization.introduced","organization":"acme-inc","name":"Acme Inc."}"#,
            #"{"type":"person.introduced","person":"ada","name":"Ada"}"#,
            #"{"type":"person.introduced","person":"ada-l","name":"Ada L."}"#,
            #"{"type":"post.created","date":"2001","post":"cfo","organization":"acme","position":"CFO"}"#,
            #"{"type":"post.created","date":"2001","post":"cfo-2","organization":"acme","position":"Finance chief"}"#,
            #"{"type":"position.started","date":"2003","person":"ada-l","organization":"acme","post":"cfo"}"#,
            #"{"type":"position.held","date":"2005-05-05","person":"ada","organization":"acme-inc","post":"cfo"}"#,
            #"{"type":"position.held","date":"2006-05-05","person":"ada","organization":"acme","post":"cfo-2"}"#,
            #"{"type":"entity.merged","from":"ada-l","into":"ada"}"#,
            #"{"type":"entity.merged","from":"acme-inc","into":"acme"}"#,
            #"{"type":"entity.merged","from":"cfo-2","into":"cfo"}"#)
        let readings = try ledger.json(["why", "ada", "acme", "cfo"]).objects("readings")
            .filter { $0.text("read_as") == "merged" }
        #expect(
            readings.map { "\($0.text("from")) \($0.text("into"))" }
                == ["cfo-2 cfo", "ada-l ada", "acme-inc acme", "cfo-2 cfo"])
        let merges = try readings.map { reading in
            guard case .array(let ids)? = reading["named_by"], case .string(let id)? = ids.first else { return 0 }
            return try ledger.json(["show", id]).object("event").number("seq")
        }
        #expect(merges == [12, 10, 11, 12])
        let text = try ledger.ask("why", "acme", "cfo", "--at", "2004").output
        #expect(text.contains("#7 read as of ada, since ada-l is one with it by #10 "), "\(text)")
    }

    @Test("reads a person before the organization, and refuses what it does not know")
    func subjects() throws {
        let ledger = try Self.openAI()
        let words = try ledger.ask("why", "openai", "Chief", "Executive", "Officer", "--at", "2023-11-18")
        #expect(words.output.hasPrefix("Chief Executive Officer at OpenAI (openai), at 2023-11-18"))
        let person = try ledger.ask("why", "Mira Murati", "OpenAI", "ceo")
        #expect(person.output.hasPrefix("Mira Murati (mira-murati), Chief Executive Officer at OpenAI (openai)"))
        let unknown = try ledger.ask("why", "openai", "ceoo")
        #expect(unknown.status == 1 && unknown.errors.contains("nobody is known to have been \"ceoo\" at openai"))
        let nobody = try ledger.ask("why", "mira-muratti", "openai", "ceo")
        #expect(nobody.status == 1 && nobody.errors.contains("did you mean"))
        #expect(try ledger.ask("why", "openai").status == 2)
        #expect(try ledger.ask("why", "openai", "ceo", "--format", "csv").status == 2)
    }

    @Test("says that a certainty rests on how far a qualifier reaches")
    func qualifier() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"position.started","date":"2001~","person":"ann","organization":"o","position":"Chief"}"#)
        let text = try ledger.ask("why", "o", "chief", "--at", "2010")
        #expect(text.output.contains("certain as far as the qualifier of 2001~ (#3"))
        let answer = try ledger.json(["why", "o", "chief", "--at", "2010"])
        let holder = answer.objects("holders").first
        #expect(holder?["rests_on_qualifiers"] != .array([]) && holder?.text("certainty") == "certain")
    }
}

extension JSONObject {
    /// The whole number at a key; 0 where there is none.
    fileprivate func number(_ key: String) -> Int {
        if case .number(let number)? = self[key] { return Int(number) }
        return 0
    }
}

extension AskedLedger {
    fileprivate func json(_ arguments: [String]) throws -> JSONObject {
        let result = try Program.run(arguments + ["--format", "json"], in: folder)
        guard result.status == 0, case .object(let object) = try JSONReader.parse(Array(result.bytes)) else {
            throw Unanswered(result: result)
        }
        return object
    }

    @Test("asks for quotes where a name of several words may be meant")
    func quotes() throws {
        let folder = try SmallLedger.folder()
        for words in [["Ada", "Byron", "acme", "Chief"], ["Nobody", "Known", "acme", "Chief"]] {
            let result = try Program.run(["why"] + words, in: folder)
            #expect(result.status == 1 && result.errors.contains("stands in quotes"), "\(result.errors)")
        }
        #expect(try Program.run(["why", "Ada Byron", "acme", "Chief"], in: folder).status == 0)
    }
}
