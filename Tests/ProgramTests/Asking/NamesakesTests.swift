import Testing

@Suite("Namesakes")
struct NamesakesTests {
    private static func ledger() throws -> AskedLedger {
        try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"wang-wei","name":"王伟"}"#,
            #"{"type":"person.introduced","person":"wang-wei-2","name":"王伟"}"#,
            #"{"type":"person.introduced","person":"bo","name":"Bo"}"#,
            #"{"type":"position.held","date":"2011/2012","person":"wang-wei","organization":"o","position":"Head"}"#,
            #"{"type":"position.started","date":"2014","person":"wang-wei-2","organization":"o","position":"Head","#
                + #""succeeds":"wang-wei"}"#,
            #"{"type":"position.started","date":"2013","person":"wang-wei","organization":"o","position":"Clerk"}"#,
            #"{"type":"position.started","date":"2013","person":"bo","organization":"o","position":"Guard"}"#)
    }

    @Test("of one answer have their ids behind their names, and nobody else has")
    func together() throws {
        let ledger = try Self.ledger()
        let chart = try ledger.ask("org", "o").output
        #expect(chart.contains("Clerk         王伟 (wang-wei)    since 2013"), "\(chart)")
        #expect(chart.contains("Head          王伟 (wang-wei-2)  since 2014"), "\(chart)")
        #expect(chart.contains("Guard         Bo                 since 2013"), "\(chart)")
        let post = try ledger.ask("post", "o", "Head", "--bars", "always").output
        #expect(post.contains("王伟 (wang-wei)    ▒"), "\(post)")
        #expect(post.contains("\n王伟 (wang-wei-2)  since 2014\n"), "\(post)")
        let organization = try ledger.ask("organization", "o").output
        #expect(organization.contains("  王伟 (wang-wei-2) became Head at O, succeeding 王伟 (wang-wei)\n"))
        #expect(organization.contains("\n王伟 (wang-wei)    Clerk  since 2013\n"), "\(organization)")
        let posts = try ledger.ask("list", "posts", "--at", "2015").output
        #expect(posts.contains("王伟 (wang-wei-2)  "), "\(posts)")
    }

    @Test("are told apart in the charts of a dry run, where posts reported to have their names")
    func dryRun() throws {
        let ledger = try AskedLedger(
            #"{"type":"organization.introduced","organization":"o","name":"O"}"#,
            #"{"type":"person.introduced","person":"wang-wei","name":"王伟"}"#,
            #"{"type":"person.introduced","person":"wang-wei-2","name":"王伟"}"#,
            #"{"type":"post.created","date":"2010","post":"president","organization":"o","position":"President"}"#,
            #"{"type":"post.created","date":"2010","post":"head","organization":"o","position":"Head","#
                + #""reports_to":"president"}"#,
            #"{"type":"position.started","date":"2011","person":"wang-wei","organization":"o","post":"head"}"#)
        let result = try ledger.ask("correct", "6", "--person", "wang-wei-2", "--dry-run", "--at", "2015")
        let chart = result.output.split(separator: "O (o) at 2015\n").last ?? ""
        #expect(chart.contains("-  Head       王伟 (wang-wei)    since 2011  reports to President\n"), "\(result)")
        #expect(chart.contains("+  Head       王伟 (wang-wei-2)  since 2011  reports to President\n"), "\(result)")
    }

    @Test("are told apart in the log where they are introduced")
    func log() throws {
        let log = try Self.ledger().ask("log").output
        #expect(log.contains("  王伟 (wang-wei) introduced\n") && log.contains("  王伟 (wang-wei-2) introduced\n"))
        #expect(log.contains("  Bo introduced\n"))
    }

    @Test("that the answer does not show are no reason for an id, and JSON keeps the name alone")
    func alone() throws {
        let ledger = try Self.ledger()
        let early = try ledger.ask("org", "o", "--at", "2011-06-01").output
        #expect(early.contains("王伟 ") && !early.contains("王伟 ("), "\(early)")
        #expect(
            try ledger.json("org", "o").objects("positions").allSatisfy { position in
                position.objects("holders").allSatisfy { !$0.object("person").text("name").contains("(") }
            })
        #expect(!(try ledger.ask("log", "--format", "jsonl").output.contains("王伟 (")))
    }
}
