import Testing

@Suite("annals list and annals search")
struct ListTests {
    private static func openAI() throws -> AskedLedger {
        try AskedLedger(examples: "article.jsonl", "announcements.jsonl")
    }

    @Test("lists people and organizations with all their names")
    func people() throws {
        let ledger = try Self.openAI()
        let people = try ledger.ask("list", "people").output
        #expect(people.hasPrefix("17 people, today, "))
        #expect(people.contains("andrew-ng        Andrew Ng        吴恩达\n"))
        let organizations = try ledger.ask("list", "organizations").output
        #expect(organizations.contains("microsoft"))
        let json = try ledger.json("list", "people")
        #expect(json.objects("people").count == 17)
        #expect(
            try ledger.ask("list", "people", "--format", "csv").output.hasPrefix(
                "id,kind,name,names\r\nadam-dangelo,person,"))
    }

    @Test("lists posts with who holds them on a date, of one organization or of all")
    func posts() throws {
        let ledger = try Self.openAI()
        let posts = try ledger.ask("list", "posts", "openai", "--at", "2023-11-18").output
        #expect(posts.hasPrefix("9 posts of openai, at 2023-11-18\n"))
        #expect(posts.contains("executive  Mira Murati (acting)"))
        let all = try ledger.json("list", "posts").objects("posts")
        #expect(all.contains { $0.object("organization").text("id") == "google-brain" })
        let chief = all.first { $0.text("position") == "Chief Executive Officer" }
        #expect(chief?["held_by"] == .number(3))
    }

    @Test("lists sources with what rests on them, and one source's events")
    func sources() throws {
        let ledger = try Self.openAI()
        let sources = try ledger.json("list", "sources").objects("sources")
        #expect(sources.count == 5)
        let article = try #require(sources.first { $0.text("id") == "gptnb-2024-05-16" })
        #expect(article.text("publisher") == "GPTNB")
        #expect(article.text("published") == "2024-05-16")
        #expect(article["cited_by"] == .number(91))
        #expect(article["in_effect"] == .number(91))
        let one = try ledger.ask("list", "sources", "shear-2023-11-20").output
        #expect(
            one.hasPrefix("3 events citing Post by Emmett Shear on X, 20 November 2023 (shear-2023-11-20), 3 in effect")
        )
        #expect(one.contains("Emmett Shear became acting Chief Executive Officer at OpenAI"))
    }

    @Test("a retracted event still counts as citing its source, and no longer as in effect")
    func setAside() throws {
        let born = #"{"type":"person.born","date":"1970","person":"ann","sources":["book"]}"#
        let base = [
            #"{"type":"source.added","source":"book","title":"A book"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#, born,
        ].joined(separator: "\n")
        let id = try AskedLedger(base).json("person", "ann").objects("events")[0].text("event")
        let ledger = try AskedLedger(
            base, #"{"type":"event.retracted","event":"\#(id)","reason":"a misprint"}"#)
        let book = try ledger.json("list", "sources").objects("sources")[0]
        #expect(book["cited_by"] == .number(1))
        #expect(book["in_effect"] == .number(0))
        #expect(try ledger.ask("list", "sources", "book").output.contains("Ann born (retracted) [book]"))
    }

    @Test("a distrusted source is marked, and is no longer where the distrust is retracted")
    func distrusted() throws {
        let base = #"""
            {"type":"source.added","source":"book","title":"A Book"}
            {"type":"source.added","source":"paper","title":"A Paper"}
            {"type":"source.distrusted","source":"book","reason":"a hoax"}
            """#
        let ledger = try AskedLedger(base)
        let lines = try ledger.ask("list", "sources").lines
        #expect(lines.filter { $0.hasSuffix("  distrusted") }.map { $0.prefix(4) } == ["book"], "\(lines)")
        let sources = try ledger.json("list", "sources").objects("sources")
        #expect(sources.map { $0["distrusted"] } == [.bool(true), .bool(false)])
        let id = try ledger.json("log").objects("batches")[0].objects("events")[2].text("event")
        let retracted = try AskedLedger(base, #"{"type":"event.retracted","event":"\#(id)","reason":"it is none"}"#)
        #expect(!(try retracted.ask("list", "sources").output.contains("distrusted")))
    }

    @Test("people, organizations and posts are listed as a belief knows and calls them, and sources are not")
    func beliefs() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"source.added","source":"paper","title":"Paper","published":"2001"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann","sources":["paper"]}"#,
            #"{"type":"person.renamed","date":"2002","person":"ann","name":"Anne Misprint"}"#,
            #"{"type":"position.started","date":"2003","person":"ann","organization":"o","position":"Chief"}"#)
        for arguments in [
            ["correct", "4", "--name", "Anne Right"],
            ["append", "person.introduced", "--person", "bo", "--name", "Bo"],
            ["append", "organization.introduced", "--organization", "p", "--name", "P"],
            [
                "append", "position.started", "--date", "2005", "--person", "bo", "--organization", "p", "--position",
                "Clerk",
            ],
        ] {
            #expect(try Program.run(arguments, in: ledger.folder).status == 0)
        }
        #expect(try ledger.json("list", "people").objects("people").map { $0.text("name") } == ["Anne Right", "Bo"])
        let then = try ledger.json("list", "people", "--known", "@1")
        #expect(then.objects("people").map { $0.text("name") } == ["Anne Misprint"])
        #expect(then.object("known")["batch"] == .number(1))
        let organizations = try ledger.json("list", "organizations", "--known", "@1").objects("organizations")
        #expect(organizations.map { $0.text("id") } == ["o"])
        let posts = try ledger.ask("list", "posts", "--known", "@1").output
        #expect(posts.hasPrefix("1 post, today, ") && posts.contains("(batch 1)"), "\(posts)")
        #expect(posts.contains("Anne Misprint") && !posts.contains("Clerk"), "\(posts)")
        #expect(try ledger.json("list", "posts").objects("posts").count == 2)
        let nothing = try ledger.ask("list", "people", "--known", "@0")
        #expect(nothing.status == 0 && nothing.output.hasPrefix("0 people, today, "))
        #expect(nothing.output.hasSuffix("\n\nNone was known then.\n"), "\(nothing.output)")
        let sources = try ledger.ask("list", "sources", "--known", "@1")
        #expect(sources.status == 2 && sources.output == "")
        #expect(sources.errors.hasPrefix("Error: `list sources` takes no --known"), "\(sources.errors)")
    }

    @Test("an empty list says how to begin")
    func empty() throws {
        let ledger = try AskedLedger("")
        for kind in ["people", "organizations", "posts", "sources"] {
            let result = try ledger.ask("list", kind)
            #expect(result.status == 0)
            #expect(result.output.contains("annals append"), "\(result.output)\(result.errors)")
        }
        #expect(try ledger.ask("list", "people", "ann").status == 2)
        #expect(try ledger.ask("list", "peple").status == 2)
    }

    @Test("search finds any script without case and accents, and exits 1 with suggestions where it finds nothing")
    func search() throws {
        let ledger = try Self.openAI()
        #expect(try ledger.json("search", "奥尔特曼").objects("hits").map { $0.text("id") }.contains("sam-altman"))
        #expect(try ledger.json("search", "MURATI").objects("hits").map { $0.text("id") } == ["mira-murati"])
        let nothing = try ledger.ask("search", "altmann")
        #expect(nothing.status == 1)
        #expect(nothing.output == "")
        #expect(nothing.errors.hasPrefix(#"annals: nothing is called "altmann"; did you mean "sam-altman""#))
        let json = try ledger.ask("search", "altmann", "--format", "json")
        #expect(json.status == 1)
        #expect(json.output.contains(#""hits": []"#))
        let few = try ledger.ask("search", "o", "--limit", "2")
        #expect(few.errors == "there are more than 2; --limit shows them\n")
        #expect(try ledger.ask("search", "o", "--limit", "2", "--quiet").errors == "")
    }
}
