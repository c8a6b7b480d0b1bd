import Events
import Testing

@Suite("annals overlap")
struct OverlapTests {
    private static func ledger() throws -> AskedLedger {
        try AskedLedger(
            #"{"type":"organization.introduced","organization":"acme","name":"Acme"}"#,
            #"{"type":"person.introduced","person":"ada","name":"Ada"}"#,
            #"{"type":"person.introduced","person":"bob","name":"Bob"}"#,
            #"{"type":"person.introduced","person":"cy","name":"Cy"}"#,
            #"{"type":"source.added","source":"one","title":"One","published":"2005"}"#,
            #"{"type":"position.held","person":"ada","organization":"acme","position":"CEO","date":"2000-02-10/2004-06-01"}"#,
            #"{"type":"position.started","person":"ada","organization":"acme","position":"Chair","date":"2010-01-01"}"#,
            #"{"type":"position.held","person":"bob","organization":"acme","position":"CTO","date":"2001/2003-05-01"}"#,
            #"{"type":"position.started","person":"bob","organization":"acme","position":"CFO","date":"2012-01-01","#
                + #""sources":["one"]}"#,
            #"{"type":"position.held","person":"cy","organization":"acme","position":"Cook","date":"1990/1995"}"#)
    }

    @Test("shows the days that two people certainly and possibly had together, pair by pair")
    func text() throws {
        let text = try Self.ledger().ask("overlap", "Ada", "Bob").output
        #expect(text.hasPrefix("Ada (ada) and Bob (bob)\n\nAcme (acme)\n"), "\(text)")
        #expect(text.contains("CEO     CTO  31 December 2001 to 30 April 2003"), "\(text)")
        #expect(text.contains("1 January 2001 to 30 April 2003"), "\(text)")
        #expect(text.contains("Chair   CFO  since 1 January 2012"), "\(text)")
        #expect(text.contains("in all"), "\(text)")
    }

    @Test("gives ranges of days as JSON and as lines")
    func data() throws {
        let ledger = try Self.ledger()
        let answer = try ledger.json("overlap", "ada", "bob")
        let together = answer.objects("organizations")
        #expect(together.count == 1)
        #expect(together[0].objects("pairs").count == 2)
        #expect(together[0].objects("possible").map { $0.text("first_day") } == ["2001-01-01", "2012-01-01"])
        #expect(together[0].objects("possible").last?["last_day"] == .null)
        let lines = try ledger.ask("overlap", "ada", "bob", "--format", "csv").output
            .split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(lines[1][8...10].joined(separator: " ") == "2001-12-31 2003-04-30 certain")
        #expect(lines[2][8...10].joined(separator: " ") == "2001-01-01 2001-12-30 possible")
    }

    @Test("says that there is nothing, takes a belief, and refuses one person twice")
    func others() throws {
        let ledger = try Self.ledger()
        let nothing = try ledger.ask("overlap", "ada", "cy")
        #expect(nothing.status == 0)
        #expect(nothing.output.contains("Nothing says that both held anything in one organization at the same time."))
        #expect(try ledger.ask("overlap", "ada", "cy", "--format", "jsonl").output == "")
        let without = try ledger.ask("overlap", "ada", "bob", "--without", "one").output
        #expect(without.hasPrefix("Ada (ada) and Bob (bob), without one\n"))
        #expect(!without.contains("CFO"))
        let same = try ledger.ask("overlap", "ada", "Ada")
        #expect(same.status == 2)
        #expect(same.errors.contains("give two people"))
        for people in [["ada"], ["Ada", "Byron", "Bob"]] {
            let result = try Program.run(["overlap"] + people, in: ledger.folder)
            #expect(result.status == 2 && result.errors.contains("a name of several words stands in quotes"))
        }
        #expect(try ledger.ask("overlap", "ada", "zoe").status == 1)
    }
}
