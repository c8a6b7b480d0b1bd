import Events
import Testing

@Suite("annals headcount")
struct HeadcountTests {
    private static func ledger() throws -> AskedLedger {
        try AskedLedger(
            #"{"type":"organization.introduced","organization":"acme","name":"Acme"}"#,
            #"{"type":"organization.introduced","organization":"lab","name":"Lab"}"#,
            #"{"type":"person.introduced","person":"ada","name":"Ada"}"#,
            #"{"type":"person.introduced","person":"bob","name":"Bob"}"#,
            #"{"type":"person.introduced","person":"cy","name":"Cy"}"#,
            #"{"type":"source.added","source":"one","title":"One","published":"2005"}"#,
            #"{"type":"position.held","person":"ada","organization":"acme","position":"CEO","date":"2000-02-10/2001-06-01"}"#,
            #"{"type":"position.started","person":"ada","organization":"acme","kind":"board","date":"2000-05"}"#,
            #"{"type":"position.held","person":"bob","organization":"acme","position":"CTO","date":"2000/2003","#
                + #""sources":["one"]}"#,
            #"{"type":"position.started","person":"unnamed","organization":"acme","position":"Clerk","date":"2001-01-01"}"#,
            #"{"type":"position.started","person":"nobody","organization":"acme","position":"Guard","date":"2001-01-01"}"#,
            #"{"type":"position.ended","person":"cy","organization":"acme","position":"Cook","date":"2002-01-01"}"#,
            #"{"type":"organization.transferred","organization":"lab","parent":"acme","date":"2002-07-01"}"#,
            #"{"type":"position.started","person":"ada","organization":"lab","position":"Head","date":"2000"}"#,
            #"{"type":"position.started","person":"cy","organization":"lab","position":"Head","date":"2000-01-01"}"#)
    }

    private static func rows(_ arguments: String...) throws -> [String] {
        let result = try Program.run(
            ["headcount", "acme", "--format", "csv"] + arguments, in: try ledger().folder)
        guard result.status == 0 else { throw AskedLedger.Unanswered(result: result) }
        return result.output.split(whereSeparator: \.isNewline).dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).dropFirst(2).joined(separator: " ")
        }
    }

    @Test("gives a lower and an upper bound for each period's last day, the undated apart")
    func bounds() throws {
        #expect(
            try Self.rows("--by", "quarter", "--to", "2001-03-15") == [
                "2000-33 2000-03-31 1 2 1", "2000-34 2000-06-30 1 2 1", "2000-35 2000-09-30 1 2 1",
                "2000-36 2000-12-31 2 2 1", "2001-33 2001-03-15 3 3 1",
            ])
    }

    @Test("counts one kind, and organizations under it while they are there")
    func kindAndDepth() throws {
        #expect(
            try Self.rows("--kind", "board", "--to", "2001-12-31") == [
                "2000 2000-12-31 1 1 0", "2001 2001-12-31 1 1 0",
            ])
        let ledger = try Self.ledger()
        _ = try ledger.ask(
            "append", "position.started", "--person", "bob", "--organization", "acme", "--position", "COO", "--kind",
            "executive", "--date", "2000-01-01")
        for (kinds, count) in [(["board"], 1.0), (["executive"], 1), (["board", "executive"], 2)] {
            let flags = kinds.flatMap { ["--kind", $0] }
            let asked = ["headcount", "acme", "--from", "2001", "--to", "2001-01-31", "--format", "jsonl"]
            let line = try Program.run(asked + flags, in: ledger.folder).output
            #expect(line.contains("\"lower\": \(Int(count)),"), "\(kinds): \(line)")
        }
        let answer = try ledger.json("headcount", "acme", "--kind", "board", "--kind", "executive")
        #expect(answer["kinds"] == .array([.string("executive"), .string("board")]), "\(answer)")
        #expect(
            try Self.rows("--depth", "1", "--from", "2001", "--to", "2002-12-31") == [
                "2001 2001-12-31 4 4 0", "2002 2002-12-31 4 4 0",
            ])
    }

    @Test("draws a bar for each period, and says what was asked")
    func text() throws {
        let ledger = try Self.ledger()
        let text = try ledger.ask("headcount", "acme", "--by", "year", "--to", "2003-12-31", "--without", "one").output
        #expect(text.hasPrefix("Acme (acme), people by year, without one\n"), "\(text)")
        #expect(text.contains("\n2000         1        1        1  █\n"), "\(text)")
        #expect(text.contains("\n2002         2        2        0  ██\n"), "\(text)")
        #expect(text.contains("█ certainly there  ▒ possibly"))
        let answer = try ledger.json("headcount", "acme", "--by", "year", "--from", "2002", "--to", "2002-03-01")
        #expect(answer.text("by") == "year")
        #expect(answer.objects("periods").map { $0.text("day") } == ["2002-03-01"])
        #expect(answer.objects("periods").map { $0["upper"] } == [.number(3)])
    }

    @Test("says that nobody is known, and what is wrong with a question")
    func errors() throws {
        let ledger = try Self.ledger()
        let nobody = try ledger.ask("headcount", "acme", "--known", "@0")
        #expect(nobody.status == 0)
        #expect(nobody.output.contains("Nobody is known"))
        #expect(try ledger.ask("headcount", "acme", "--by", "week").status == 2)
        #expect(try ledger.ask("headcount", "acme", "--kind", "boss").status == 2)
        #expect(try ledger.ask("headcount", "acme", "--depth", "-1").status == 2)
        let many = try ledger.ask("headcount", "acme", "--by", "day", "--from=-4000")
        #expect(many.status == 1)
        #expect(many.errors.contains("give --from and --to, or a longer --by"))
    }
}
