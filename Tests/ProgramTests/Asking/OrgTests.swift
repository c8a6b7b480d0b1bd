import Events
import Testing

@Suite("annals org")
struct OrgTests {
    /// A company with reports by post, title and person, a vacant post, a circle and a superior nobody knows.
    private static func company() throws -> AskedLedger {
        try AskedLedger(
            #"{"type":"organization.introduced","organization":"acme","name":"Acme","parent":"holding"}"#,
            #"{"type":"organization.introduced","organization":"holding","name":"Holding"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"person.introduced","person":"bo","name":"李小龙"}"#,
            #"{"type":"person.introduced","person":"cy","name":"Cy"}"#,
            #"{"type":"person.introduced","person":"dee","name":"Dee"}"#,
            #"{"type":"post.created","date":"2019","post":"cto","organization":"acme","position":"Head of Technology","kind":"executive","reports_to":"Chief Executive Officer"}"#,
            #"{"type":"position.started","date":"2020","person":"ann","organization":"acme","position":"Chief Executive Officer","kind":"executive"}"#,
            #"{"type":"position.started","date":"2020","person":"ann","organization":"acme","position":"Chair of the Board","kind":"board"}"#,
            #"{"type":"position.started","date":"2020","person":"cy","organization":"acme","position":"Board member","kind":"board"}"#,
            #"{"type":"position.started","date":"2020","person":"bo","organization":"acme","position":"Architect","kind":"employee","reports_to":"cto"}"#,
            #"{"type":"position.started","date":"2021-06","person":"cy","organization":"acme","position":"Clerk","kind":"employee","reports_to":"bo"}"#,
            #"{"type":"position.started","date":"2020","person":"dee","organization":"acme","position":"East","kind":"office","reports_to":"West"}"#,
            #"{"type":"position.started","date":"2020","person":"dee","organization":"acme","position":"West","kind":"office","reports_to":"East"}"#,
            #"{"type":"position.started","date":"2020","person":"dee","organization":"acme","position":"Counsel","kind":"advisor","reports_to":"Office of Nowhere"}"#
        )
    }

    @Test("names the events of vacant posts and of parents")
    func eventsOfPosts() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"group","name":"Group"}"#,
            #"{"type":"organization.introduced","organization":"o","name":"O","parent":"group"}"#,
            #"{"type":"post.created","date":"2001","organization":"o","post":"chief","position":"Chief"}"#,
            #"{"type":"post.changed","date":"2002","organization":"o","post":"chief","reports_to":"group"}"#)
        let chart = try ledger.json("org", "o", "--at", "2003")
        func ids(_ object: JSONObject?) -> [String] {
            guard case .array(let values)? = object?["events"] else { return [] }
            return values.compactMap { if case .string(let id) = $0 { id } else { nil } }
        }
        func sequence(_ id: String) throws -> JSONValue? { try ledger.json("show", id).object("event")["seq"] }
        let (post, parent) = (ids(chart.objects("positions").first), ids(chart.objects("parents").first))
        #expect(try post.map(sequence) == [.number(3), .number(4)])
        #expect(try parent.map(sequence) == [.number(2)])
        #expect(try ids(ledger.json("post", "o", "chief")) == post)

        func shown(_ arguments: String...) throws -> String {
            try Program.run(arguments + ["--ids"], in: ledger.folder, environment: ["COLUMNS": "200"]).output
        }
        let text = try shown("org", "o", "--at", "2003")
        #expect((post + parent).allSatisfy { text.contains($0.prefix(12)) }, "\(text)")
        #expect(try !ledger.ask("org", "o", "--at", "2003").output.contains(post[0].prefix(12)))
        let history = try shown("post", "o", "chief")
        #expect(post.allSatisfy { history.contains($0.prefix(12)) }, "\(history)")
    }

    @Test("draws board, chief, reports, vacant posts, circles and unknown superiors, and lines wide names up")
    func tree() throws {
        let result = try Self.company().ask("org", "Acme", "--at", "late 2021")
        #expect(result.errors == "")
        #expect(
            result.output == """
                Acme (acme), at [2021-09..2021-12] (certain: on every day of it)
                part of Holding (holding)

                Board
                ├─ Chair of the Board    Ann     since 2020
                └─ Board member          Cy      since 2020
                Chief Executive Officer  Ann     since 2020
                └─ Head of Technology    vacant
                   └─ Architect          李小龙  since 2020
                      └─ Clerk           Cy      since June 2021
                Offices
                └─ East                  Dee     since 2020       reports to West
                   └─ West               Dee     since 2020
                Advisors
                └─ Counsel               Dee     since 2020       reports to Office of Nowhere

                """)
    }

    @Test("shows the organizations under it as deep as asked")
    func depth() throws {
        let ledger = try Self.company()
        let flat = try ledger.ask("org", "holding", "--at", "2022-01-01")
        #expect(!flat.output.contains("Architect"))
        let deep = try ledger.ask("org", "holding", "--at", "2022-01-01", "--depth", "1")
        #expect(deep.output.contains("\nAcme (acme)\n├─ Board\n│  ├─ Chair of the Board"))
        #expect(deep.output.contains("Architect"))
        #expect(try ledger.ask("org", "holding", "--depth", "-1").status == 2)
    }

    @Test("folds undated holders beyond ten to a count, and unfolds them")
    func undated() throws {
        var lines = [#"{"type":"organization.introduced","organization":"o","name":"O"}"#]
        for index in 10..<23 {
            lines.append(#"{"type":"person.introduced","person":"p\#(index)","name":"Person \#(index)"}"#)
            lines.append(
                #"{"type":"position.started","date":"XXXX","person":"p\#(index)","organization":"o","kind":"member"}"#)
        }
        let ledger = try AskedLedger(lines.joined(separator: "\n"))
        let folded = try ledger.ask("org", "o", "--at", "2020-01-01")
        #expect(folded.output.contains("Undated\n├─ member"))
        #expect(folded.output.contains("and 3 more (--all)"))
        #expect(!folded.output.contains("Person 22"))
        let whole = try ledger.ask("org", "o", "--at", "2020-01-01", "--all")
        #expect(whole.output.contains("Person 22"))
        let holders = try ledger.json("org", "o", "--at", "2020-01-01").objects("positions").flatMap {
            $0.objects("holders")
        }
        #expect(holders.count == 13)
        #expect(holders.allSatisfy { $0.text("certainty") == "undated" })
    }

    @Test("spells out what is possible, acting and disputed")
    func uncertain() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"ann","name":"Ann"}"#,
            #"{"type":"position.started","date":"2020-03-01","person":"ann","organization":"o","position":"Chief","acting":true}"#,
            #"{"type":"position.started","date":"2020-05-01","person":"ann","organization":"o","position":"Chief","acting":true}"#
        )
        let result = try ledger.ask("org", "o", "--at", "2020-04-01")
        #expect(result.output.contains("possibly Ann (acting)  since [2020-03..2020-05-01]  disputed"))
    }

    @Test("without --at asks for today, and says so")
    func today() throws {
        let result = try Self.company().ask("org", "acme", "--format", "json")
        let text = try Self.company().ask("org", "acme")
        #expect(text.output.hasPrefix("Acme (acme), today, 20"))
        #expect(result.output.contains(#""at": "20"#))
    }

    @Test("prints one holder a line as JSON Lines and as CSV, vacant posts too")
    func lines() throws {
        let ledger = try Self.company()
        let lines = try ledger.ask("org", "acme", "--at", "2022-01-01", "--format", "jsonl").lines
        #expect(lines.count == 9)
        #expect(lines.filter { $0.contains(#""vacant": true"#) }.count == 1)
        let table = try ledger.ask("org", "acme", "--at", "2022-01-01", "--format", "csv").output
        let records = table.split(separator: "\r\n").map(String.init)
        #expect(records.count == 10)
        #expect(records[0].hasPrefix("organization_id,organization,at,position,post,kind,reports_to,person_id,person,"))
        #expect(
            records.contains { $0.contains("Architect,,employee,cto,bo,李小龙,false,,2020,,open,certain,false,false,") })
    }

    @Test("shows the events behind a line, in full in JSON")
    func ids() throws {
        let ledger = try Self.company()
        let text = try ledger.ask("org", "acme", "--at", "2022-01-01", "--ids").output
        let json = try ledger.json("org", "acme", "--at", "2022-01-01")
        for holder in json.objects("positions").flatMap({ $0.objects("holders") }) {
            guard case .array(let ids)? = holder["events"], case .string(let id)? = ids.first else {
                Issue.record("a holder without events")
                continue
            }
            #expect(text.contains(id.prefix(12)))
        }
    }

    @Test("cuts nothing where no terminal reads, even where COLUMNS is set")
    func uncut() throws {
        let result = try Self.company().ask("org", "acme", "--at", "2022-01-01", environment: ["COLUMNS": "20"])
        #expect(result.output.contains("since 2020       reports to Office of Nowhere"))
        #expect(!result.output.contains("…"))
    }

    @Test(
        "a wrong question is one clear error",
        arguments: [
            (["org", "acmee"], 1, "annals: no organization is called \"acmee\"; did you mean \"Acme\" or \"acme\"?\n"),
            (["org", "acme", "--at", "nonsense"], 2, "annals: --at: \"nonsense\" is not a date: "),
            (["org", "acme", "--at", "since 2015"], 2, "annals: --at: 2015/.. has no first or no last day"),
            (["org", "acme", "--know", "2015"], 2, "Error: Unknown option '--know'"),
            (["org", "acme", "--publish", "2015"], 2, "Error: Unknown option '--publish'"),
            (["org", "acme", "--format", "xml"], 2, "Error: The value 'xml' is invalid for '--format <format>'"),
        ])
    func errors(arguments: [String], status: Int32, message: String) throws {
        let result = try Program.run(arguments, in: try Self.company().folder)
        #expect(result.status == status)
        #expect(result.errors.hasPrefix(message), "\(result.errors)")
        #expect(result.output == "")
    }

    @Test("an ambiguous name lists those that it fits")
    func ambiguous() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"acme-us","name":"Acme"}"#,
            #"{"type":"organization.introduced","organization":"acme-uk","name":"Acme"}"#)
        let result = try ledger.ask("org", "Acme")
        #expect(result.status == 1)
        #expect(result.errors.contains("fits several"))
        #expect(result.errors.contains("acme-uk  Acme (organization)"))
        #expect(result.errors.contains("acme-us  Acme (organization)"))
    }

    @Test("a name with terminal controls cannot reach the terminal")
    func controls() throws {
        let ledger = try AskedLedger(#"{"type":"organization.introduced","organization":"o","name":"O"}"#)
        let result = try ledger.ask("org", "o\u{1B}[31m\u{202E}")
        #expect(result.status == 1)
        #expect(!result.errors.contains("\u{1B}"))
        #expect(!result.errors.contains("\u{202E}"))
    }
}
