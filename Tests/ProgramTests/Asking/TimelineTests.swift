import Events
import Foundation
import Testing

@Suite("annals timeline")
struct TimelineTests {
    private static func ledger() throws -> AskedLedger {
        try AskedLedger(
            #"{"type":"organization.introduced","organization":"acme","name":"Acme & <Works>"}"#,
            #"{"type":"organization.founded","organization":"acme","date":"1999-05-01"}"#,
            #"{"type":"person.introduced","person":"ada","name":"Ada"}"#,
            #"{"type":"person.introduced","person":"bob","name":"Bob"}"#,
            #"{"type":"source.added","source":"one","title":"One","published":"2005"}"#,
            #"{"type":"position.held","person":"ada","organization":"acme","position":"CEO","date":"2000-01-01/2005-06-01"}"#,
            #"{"type":"position.held","person":"bob","organization":"acme","position":"CEO","acting":true,"#
                + #""date":"2005-06-01/2006-01-01","sources":["one"]}"#,
            #"{"type":"position.started","person":"bob","organization":"acme","kind":"board","date":"2003"}"#)
    }

    @Test("draws bars in groups with marks, an axis and a legend, within the width")
    func text() throws {
        let result = try Self.ledger().ask(
            "timeline", "acme", "--to", "2010", environment: ["COLUMNS": "80"])
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0] == "Acme & <Works> (acme), 1 May 1999 to 31 December 2010")
        #expect(lines.contains { $0.contains("◆ founded 1 May 1999") })
        let rows = lines.filter { $0.contains("█") || $0.contains("▄") }
        #expect(rows.count == 4)
        #expect(rows[0].hasPrefix("  Bob") && rows[0].contains("▒█") && rows[0].hasSuffix("▶"))
        #expect(rows[1].hasPrefix("    Ada"))
        #expect(rows[2].hasPrefix("    Bob (acting)") && rows[2].contains("▄"))
        #expect(rows[3].contains("█ certain  ▄ acting  ▒ possible  ▶ ongoing  ◆ event"))
        #expect(lines.allSatisfy { $0.count <= 80 })
        let plain = try Self.ledger().ask("timeline", "bob", environment: ["LC_ALL": "C"])
        #expect(plain.output.contains("CEO (acting)") && plain.output.contains("+ acting"))
        #expect(plain.output.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("writes a picture whose format the file's name picks, and a spreadsheet likewise")
    func files() throws {
        let ledger = try Self.ledger()
        let written = try ledger.ask("timeline", "acme", "--output", "acme.svg")
        #expect(written.output == "" && written.errors == "wrote acme.svg\n")
        #expect(try ledger.ask("timeline", "acme", "--output", "acme.svg", "--quiet").errors == "")
        let homeless = try ledger.ask("timeline", "acme", "--output", "nowhere/x.svg")
        #expect(homeless.status == 1)
        #expect(homeless.errors.hasPrefix("annals: nowhere/x.svg: cannot be written: "), "\(homeless.errors)")
        let svg = try ledger.folder.text("acme.svg")
        #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
        #expect(svg.contains("<title id=\"title\">Acme &amp; &lt;Works&gt;</title>"))
        #expect(svg == (try ledger.ask("timeline", "acme", "--format", "svg").output))
        _ = try ledger.ask("timeline", "acme", "--output", "acme.csv")
        #expect(try ledger.folder.text("acme.csv").hasPrefix("person_id,person,organization_id,"))
        #expect(try ledger.folder.text("acme.csv") == ledger.ask("timeline", "acme", "--format", "csv").output)
        _ = try ledger.ask("timeline", "acme", "--output", "acme.txt")
        #expect(try ledger.folder.text("acme.txt").contains("Bob (acting)"))
        _ = try ledger.ask("timeline", "acme", "--output", "odd.name", "--format", "jsonl")
        #expect(try ledger.folder.text("odd.name").hasPrefix("{\"person\""))
    }

    @Test("gives the days of each row as JSON, cut to those asked for")
    func json() throws {
        let answer = try Self.ledger().json("timeline", "acme", "--from", "2004", "--to", "2005-12-31")
        #expect(answer.text("from") == "2004-01-01")
        #expect(answer.text("to") == "2005-12-31")
        #expect(answer["known"] == .null)
        let groups = answer.objects("groups")
        #expect(groups.map { $0.text("group") } == ["board", "executive"])
        let ada = groups[1].objects("seats")[0].objects("rows")[0]
        let spans = ada.objects("spans")
        #expect(spans.map { $0.text("first_day") } == ["2004-01-01"])
        #expect(spans.map { $0.text("last_day") } == ["2005-05-31"])
        #expect(ada.objects("tenures").map { $0.text("start") } == ["2000-01-01"])
    }

    @Test("takes a belief, and says so")
    func belief() throws {
        let ledger = try Self.ledger()
        let without = try ledger.ask("timeline", "acme", "--without", "one").output
        #expect(without.contains("without one"))
        #expect(!without.contains("Bob (acting)"))
        let before = try ledger.ask("timeline", "acme", "--known", "@0").output
        #expect(before.contains("as known before the first batch"))
        #expect(before.contains("Nobody is known to have held anything then."))
    }

    @Test("says what is wrong with a question")
    func errors() throws {
        let ledger = try Self.ledger()
        let unknown = try ledger.ask("timeline", "acne")
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("no organization or person is called \"acne\"; did you mean \"acme\""))
        let reversed = try ledger.ask("timeline", "acme", "--from", "2010", "--to", "2005")
        #expect(reversed.status == 2)
        #expect(reversed.errors.contains("--from 2010-01-01 is later than --to 2005-12-31"))
        let nameless = try ledger.ask("timeline", "acme", "--output", "picture.png")
        #expect(nameless.status == 2)
        #expect(nameless.errors.contains(".svg"))
        #expect(try ledger.ask("timeline", "acme", "--output", "annals.db", "--format", "svg").status == 2)
        #expect(try ledger.ask("timeline", "acme").status == 0)
    }
}
