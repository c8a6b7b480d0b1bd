import SQLite
import Testing

@Suite struct ReplayTests {
    @Test func rebuildsTheTablesAndSaysHowFast() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(["replay"], in: folder)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("replayed 9 events in "))
        #expect(result.output.hasSuffix(" events a second\n"))
        let json = try Program.run(["replay", "--format", "json"], in: folder).output
        #expect(json.hasPrefix(#"{"events": 9, "seconds": "#) && json.contains(#""differences": []"#))
    }

    @Test func comparesWithoutWriting() throws {
        let folder = try SmallLedger.folder()
        let before = try folder.read("annals.db")
        let result = try Program.run(["replay", "--check"], in: folder)
        #expect(result.status == 0 && result.output.hasPrefix("the tables say what the log says: 9 events"))
        #expect(try folder.read("annals.db") == before)
    }

    @Test(arguments: [
        ("DELETE FROM stints", "  stints  2 rows missing"),
        (
            "UPDATE known_names SET name = 'Eve' WHERE entity = (SELECT number FROM terms WHERE text = 'ada') AND position = 0",
            "  known_names  1 row too many, 1 row missing"
        ),
        ("DROP TABLE known_names", "  known_names  is missing or has other columns"),
        ("INSERT INTO set_aside VALUES (3, 'retracted', 2)", "  set_aside  1 row too many"),
    ])
    func namesTheTablesThatDiffer(_ damage: String, _ line: String) throws {
        let folder = try SmallLedger.folder()
        let connection = try Connection(path: folder.file("annals.db"))
        try connection.execute(damage)
        try connection.close()
        let check = try Program.run(["replay", "--check"], in: folder)
        #expect(check.status == 1)
        #expect(check.lines.contains(line), "\(check.output)\(check.errors)")
        #expect(try Program.run(["replay"], in: folder).status == 0)
        #expect(try Program.run(["replay", "--check"], in: folder).status == 0)
    }
}
