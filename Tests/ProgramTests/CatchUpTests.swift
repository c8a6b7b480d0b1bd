import SQLite
import Testing

@Suite("Tables that lag behind the log")
struct CatchUpTests {
    @Test(
        "whatever of the tables is missing or behind, the next who asks gets the whole answer",
        arguments: [
            ["DROP TABLE stints"], ["DROP TABLE projections"], ["DELETE FROM projections"],
            ["DELETE FROM stints", "DELETE FROM known_names", "UPDATE projections SET through_seq = 5"],
            ["UPDATE projections SET version = version - 1", "DELETE FROM postings"],
        ])
    func asking(sql: [String]) throws {
        let folder = try SmallLedger.folder()
        let questions = [["person", "ada"], ["org", "acme", "--at", "2005"], ["search", "Ada"]]
        let before = try questions.map { try Program.run($0, in: folder).output }
        #expect(before.allSatisfy { $0.contains("Ada Byron") })
        let connection = try Connection(path: folder.file("annals.db"))
        for statement in sql { try connection.execute(statement) }
        try connection.close()
        for (question, answer) in zip(questions, before) {
            let asked = try Program.run(question, in: folder)
            #expect(asked.output == answer && asked.errors == "" && asked.status == 0, "\(question)")
        }
        #expect(try Program.run(["verify"], in: folder).status == 0)
    }

    @Test("a writer finds the tables caught up, with everybody whom the log introduces")
    func writing() throws {
        let folder = try SmallLedger.folder()
        let connection = try Connection(path: folder.file("annals.db"))
        for table in ["known_entities", "known_names", "stints"] { try connection.execute("DELETE FROM \(table)") }
        try connection.execute("UPDATE projections SET through_seq = 0")
        try connection.close()
        // Who is not introduced is refused, and what introduces people stands in the log alone now.
        let line = #"{"type":"position.started","person":"ada","organization":"acme","position":"Clerk","date":"2012"}"#
        let added = try Program.run(["append", "-"], in: folder, input: line + "\n")
        #expect(added.status == 0 && added.errors == "")
        #expect(try Program.run(["verify"], in: folder).status == 0)
    }
}
