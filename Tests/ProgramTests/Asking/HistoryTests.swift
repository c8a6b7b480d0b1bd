import Testing

@Suite("annals person and annals organization")
struct HistoryTests {
    private static func openAI() throws -> AskedLedger {
        try AskedLedger(examples: "article.jsonl", "announcements.jsonl")
    }

    @Test("a person's page has names, tenures and events with sources and ids, in world order")
    func person() throws {
        let ledger = try Self.openAI()
        let page = try ledger.ask("person", "jakub-pachocki").output
        #expect(page.hasPrefix("Jakub Pachocki (jakub-pachocki), today, "))
        #expect(page.contains("\nalso Jakub (en, short)\n"))
        let lines = page.split(separator: "\n").map(String.init)
        let tenures = lines.drop { $0 != "Tenures" }.dropFirst().prefix { $0 != "Events" }
        #expect(tenures.map { String($0.prefix { $0 != " " }) } == ["employee", "Director", "Chief"])
        let first = try #require(lines.first { $0.contains("became employee at OpenAI") })
        #expect(first.hasPrefix("2017 "))
        #expect(first.hasSuffix("[gptnb-2024-05-16, paragraph 28]"))
        let id = try ledger.json("person", "jakub-pachocki").objects("events")[0].text("event")
        #expect(first.contains(id.prefix(12)))
    }

    @Test("marks what was held on a date, in JSON only where one is asked for")
    func certainty() throws {
        let ledger = try Self.openAI()
        let text = try ledger.ask("person", "mira-murati", "--at", "2023-11-18").output
        #expect(text.contains("since 17 November 2023, until 19 or 20 November 2023 (inferred)"))
        #expect(text.contains("held then"))
        #expect(text.contains("possibly held then"))
        let dated = try ledger.json("person", "mira-murati", "--at", "2023-11-18").objects("tenures")
        #expect(Set(dated.map { $0.text("certainty") }) == ["certain", "possible", ""])
        let undated = try ledger.json("person", "mira-murati")
        #expect(undated["at"] == .null)
        #expect(undated.objects("tenures").allSatisfy { $0["certainty"] == nil })
    }

    @Test("a person's JSON keeps the fields of the contract")
    func contract() throws {
        let history = try Self.openAI().json("person", "sam-altman", "--at", "2023-11-16")
        #expect(history.object("person") == ["id": "sam-altman", "name": "Sam Altman"])
        let tenure = try #require(history.objects("tenures").first { $0.text("position") == "Chief Executive Officer" })
        for key in [
            "organization", "position", "kind", "start", "end", "end_state", "certainty", "disputed", "inferred",
        ] {
            #expect(tenure[key] != nil, "\(key)")
        }
        #expect(tenure.text("certainty") == "certain")
        let event = try #require(history.objects("events").first)
        #expect(event.keys == ["date", "type", "summary", "event", "events", "sources"])
    }

    @Test("names in any script and of several words find the person")
    func names() throws {
        let ledger = try Self.openAI()
        for words in [["Ilya", "Sutskever"], ["伊尔亚·苏茨克维"], ["ilya-sutskever"], ["SUTSKEVER"]] {
            let result = try Program.run(["person"] + words, in: ledger.folder)
            #expect(result.output.hasPrefix("Ilya Sutskever (ilya-sutskever)"), "\(words) \(result.errors)")
        }
    }

    @Test("an organization's page has its names, parents and posts, and who came and went")
    func organization() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"group","name":"Group"}"#,
            #"{"type":"organization.introduced","organization":"o","name":"Old","parent":"group"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"organization.renamed","date":"2015-03","organization":"o","name":"New"}"#,
            #"{"type":"post.created","date":"2010","post":"head","organization":"o","position":"Head","seats":1}"#,
            #"{"type":"position.started","date":"2011","person":"ann","organization":"o","post":"head"}"#)
        let page = try ledger.ask("organization", "Old").output
        #expect(page.hasPrefix("New (o), today, "))
        #expect(page.contains("\nNames\nOld at first\nNew since March 2015\n"))
        #expect(page.contains("\nPart of\nGroup (group)\n"))
        #expect(page.contains("\nPosts\nHead (head) 1 seat since 2010\n"))
        #expect(page.contains("\nTenures\nAnn  Head  since 2011\n"))
        #expect(page.contains("Ann became Head at Old"))
        #expect(page.contains("Old took the name New"))
        #expect(!page.contains("introduced"))
        #expect(try ledger.ask("organization", "o", "--at", "2012").output.hasPrefix("Old (o), at 2012"))
        let json = try ledger.json("organization", "o")
        #expect(json.objects("tenures").first?.object("person").text("name") == "Ann")
        #expect(json.objects("parents").first?.text("parent") == "group")
    }

    @Test("an id of which only the name is known says so")
    func onlyAName() throws {
        let ledger = try AskedLedger(#"{"type":"person.introduced","person":"ann","name":"Ann"}"#)
        #expect(try ledger.ask("person", "Ann").output.hasSuffix("\nNothing is known of Ann but the name.\n"))
    }

    @Test("a merged person is found by either id")
    func merged() throws {
        let ledger = try AskedLedger(
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"person.introduced","person":"anna","name":"Anna"}"#,
            #"{"type":"person.born","date":"1970","person":"anna"}"#,
            #"{"type":"entity.merged","from":"anna","into":"ann"}"#)
        for name in ["ann", "anna", "Anna"] {
            let page = try ledger.ask("person", name).output
            #expect(page.contains("(ann)"), "\(page)")
            #expect(page.contains("born"), "\(page)")
        }
    }

    @Test("without a ledger there is one error with the way on")
    func noLedger() throws {
        let folder = try TemporaryFolder()
        let result = try Program.run(["person", "ann"], in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("annals.db"))
        #expect(result.errors.split(separator: "\n").count == 1)
    }
}
