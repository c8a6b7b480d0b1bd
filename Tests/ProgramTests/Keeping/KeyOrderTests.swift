import SQLite
import Tampering
import Testing

@Suite("Rows out of order, for whoever runs the program")
struct KeyOrderTests {
    @Test(
        "verify, replay --check and doctor name the table, and doctor --mend makes it anew",
        arguments: [
            ("postings", "projection postings"), ("known_names", "projection known_names"),
            ("event_ids", "the table event_ids does not stand in the order of its keys"),
        ])
    func named(table: String, words: String) throws {
        let folder = try SmallLedger.folder()
        let export = try SmallLedger.export(folder)
        #expect(try LedgerFile.reverseRows(of: table, in: folder.file("annals.db")) > 1)
        let verified = try Program.run(["verify"], in: folder)
        #expect(verified.status == 3 && verified.output.contains(words), "\(verified.output)")
        let checked = try Program.run(["replay", "--check"], in: folder)
        #expect(checked.status == 1 && checked.output.contains("  \(table)  "), "\(checked.output)\(checked.errors)")
        let found = try Program.run(["doctor"], in: folder)
        #expect(found.status == 1 && found.output.contains(words), "\(found.output)")
        #expect(try Program.run(["doctor", "--mend"], in: folder).status == 0)
        #expect(try Program.run(["verify"], in: folder).status == 0)
        #expect(try Program.run(["replay", "--check"], in: folder).status == 0)
        #expect(try SmallLedger.export(folder) == export)
    }

    @Test("a trigger that swallows checkpoints lets none be promised, whatever its name")
    func swallowedCheckpoint() throws {
        let signed = try SignedLedger()
        let path = signed.folder.file("annals.db")
        let connection = try Connection(path: path)
        var schema: [String] = []
        try connection.statement("SELECT sql FROM sqlite_schema WHERE tbl_name = 'redactions' ORDER BY rowid")
            .forEach { schema.append($0.text(0)) }
        try connection.execute("DROP TABLE redactions")
        try connection.execute(
            "CREATE TRIGGER redactions BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(IGNORE); END")
        for sql in schema { try connection.execute(sql) }
        try connection.close()
        let run = try signed.introduce("new", "--checkpoint")
        #expect(run.status == 1 && run.errors.contains("the trigger redactions is not one of a ledger's"))
        #expect(run.output.isEmpty)
        let verified = try signed.run("verify")
        #expect(verified.status == 3 && verified.output.contains("the trigger redactions"), "\(verified.output)")
        #expect(try signed.run("doctor", "--mend").status == 0)
        #expect(try signed.introduce("new", "--checkpoint").status == 0)
        #expect(try signed.run("checkpoint", "--list").lines.count == 2)
    }
}
