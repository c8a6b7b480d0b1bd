import Foundation
import SQLite
import Testing

/// `annals verify` on a ledger: what it says, and how it ends.
@Suite struct VerifyTests {
    /// The small ledger with a key and a checkpoint over its nine events, and a tenth event behind it.
    static func folder() throws -> TemporaryFolder {
        let folder = try SmallLedger.folder()
        for arguments in [
            ["key", "new", "example.org/ledger", "--file", "key", "--quiet"],
            ["checkpoint", "--key", "key", "--quiet"],
        ] {
            let result = try Program.run(arguments, in: folder)
            guard result.status == 0 else { throw CannotRun(program: "annals", reason: result.errors) }
            if arguments[0] == "checkpoint" { try folder.write(result.output, to: "kept.note") }
        }
        _ = try Program.run(["append", "person.introduced", "--person", "eve", "--name", "Eve"], in: folder)
        return folder
    }

    /// Runs SQL past the triggers, which are there again afterwards.
    static func tamper(_ folder: TemporaryFolder, _ sql: String...) throws {
        let connection = try Connection(path: folder.file("annals.db"))
        var triggers: [(name: String, sql: String)] = []
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").forEach {
            triggers.append(($0.text(0), $0.text(1)))
        }
        for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
        for statement in sql { try connection.execute(statement) }
        for trigger in triggers { try connection.execute(trigger.sql) }
        try connection.close()
    }

    private static let alteration =
        "UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'Bob', 'Rob') AS BLOB) WHERE seq = 3"

    @Test func saysThatALedgerIsSoundAndWhatRestsOnTheFileAlone() throws {
        let folder = try Self.folder()
        let before = try folder.read("annals.db")
        let result = try Program.run(["verify", "--key", "key.pub", "--since", "kept.note"], in: folder)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.lines.first == "verified: everything in the ledger fits together")
        #expect(result.lines.contains("10 events in 2 batches; 1 checkpoint, the last that holds over 9 events"))
        #expect(result.lines.contains("the tables say what the log says"))
        #expect(result.lines.contains("note: event 10 is behind the last checkpoint, vouched for by the file alone"))
        #expect(try folder.read("annals.db") == before)
        let json = try Program.run(["verify", "--no-projections", "--format", "json"], in: folder).output
        #expect(json.hasPrefix(#"{"verified": true, "events": 10, "redacted": 0, "batches": 2, "checkpoints": 1, "#))
        #expect(json.contains(#""projections": "left_out", "damage": [], "damage_count": 0"#))
    }

    @Test func namesAnAlteredEventFirstAndEndsWithThree() throws {
        let folder = try Self.folder()
        try Self.tamper(folder, Self.alteration)
        let result = try Program.run(["verify"], in: folder)
        #expect(result.status == 3)
        #expect(result.lines.first == "not verified: one thing is wrong")
        #expect(
            result.lines.dropFirst().first
                == "  event 3: altered: its bytes are not those whose hash is in the tree"
        )
        let json = try Program.run(["verify", "--format", "json"], in: folder)
        #expect(json.status == 3)
        #expect(json.output.contains(#""damage": [{"kind": "event_altered", "seq": 3, "text": "event 3: altered: "#))
    }

    @Test func listsTwentyAndCountsTheRest() throws {
        let folder = try Self.folder()
        try Self.tamper(
            folder,
            "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 150) "
                + "INSERT INTO tiles SELECT 3, i, x'' FROM n")
        let result = try Program.run(["verify"], in: folder)
        #expect(result.status == 3 && result.lines.first == "not verified: 51 things are wrong")
        #expect(result.lines.contains("  and 31 more") && result.lines.count { $0.hasPrefix("  tile ") } == 20)
    }

    @Test(arguments: [
        (
            "UPDATE known_names SET name = 'Eve' WHERE entity = (SELECT number FROM terms WHERE text = 'ada') AND position = 0",
            "  projection known_names: 1 row too many, 1 row missing"
        ),
        ("DROP TABLE known_names", "  projection known_names: is missing, or is not as a ledger has it"),
    ])
    func comparesTheTablesWithAReplay(sql: String, line: String) throws {
        let folder = try Self.folder()
        try Self.tamper(folder, sql)
        let result = try Program.run(["verify"], in: folder)
        #expect(result.status == 3 && result.lines.contains(line), "\(result.output)")
        #expect(result.lines.last == "the log is sound: rebuild the tables with `annals replay`")
        #expect(try Program.run(["verify", "--no-projections"], in: folder).status == 0)
    }

    @Test func opensALedgerThatNothingElseOpensAndSaysWhy() throws {
        let folder = try Self.folder()
        let connection = try Connection(path: folder.file("annals.db"))
        try connection.execute("DROP TRIGGER events_stay; CREATE VIEW mine AS SELECT 1")
        try connection.close()
        #expect(try Program.run(["list", "people"], in: folder).status == 1)
        let result = try Program.run(["verify"], in: folder)
        #expect(result.status == 3)
        #expect(result.lines.contains("  the trigger events_stay is missing"))
        #expect(result.lines.contains("  the view mine is not one of a ledger's"))
        #expect(result.lines.contains { $0.hasPrefix("10 events in 2 batches") })
    }

    @Test func anOlderFilePutBackIsShorterThanTheCheckpointThatWasKept() throws {
        let folder = try TemporaryFolder()
        try SmallLedger.make(in: folder)
        let older = try folder.read("annals.db")
        for arguments in [
            ["append", "person.introduced", "--person", "eve", "--name", "Eve"],
            ["key", "new", "k", "--file", "key"], ["checkpoint", "--key", "key"],
        ] {
            let result = try Program.run(arguments, in: folder)
            if arguments[0] == "checkpoint" { try folder.write(result.output, to: "kept.note") }
        }
        try older.write(to: URL(fileURLWithPath: folder.file("annals.db")))
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: folder.file("annals.db" + suffix))
        }
        let result = try Program.run(["verify", "--since", "kept.note", "--key", "key.pub"], in: folder)
        #expect(result.status == 3)
        #expect(result.lines.contains { $0.hasPrefix("  kept.note: covers 10 events, and the log has 9") })
    }

    @Test func damagedFilesEndWithThreeAndMissingOnesWithOne() throws {
        let folder = try Self.folder()
        let whole = try folder.read("annals.db")
        var random = SystemRandomNumberGenerator()
        let files: [(String, Data)] = [
            ("empty", Data()), ("short", whole.prefix(700)), ("cut", whole.prefix(whole.count / 2)),
            ("garbage", Data((0..<9_000).map { _ in UInt8.random(in: 0...255, using: &random) })),
            ("zeros", Data(count: 50_000)),
            ("page", whole.prefix(8_192) + Data(repeating: 0xFF, count: 4_096) + whole.dropFirst(12_288)),
        ]
        for (name, bytes) in files {
            try bytes.write(to: URL(fileURLWithPath: folder.file(name)))
            let result = try Program.run(["--ledger", name, "verify"], in: folder)
            #expect(result.status == 3, "\(name): \(result.status) \(result.output)\(result.errors)")
            #expect(result.lines.count > 1 && result.lines[0].hasPrefix("not verified: "), "\(name): \(result.output)")
        }
        for name in ["nothing.db", "."] {
            let result = try Program.run(["--ledger", name, "verify"], in: folder)
            #expect(result.status == 1 && result.output.isEmpty && result.errors.hasPrefix("annals: "), "\(name)")
        }
    }

    @Test func refusesWhatIsNoKeyAndNoCheckpoint() throws {
        let folder = try Self.folder()
        for (arguments, words) in [
            (["--key", "no+key"], "neither a key (NAME+HASH+BASE64) nor a file"),
            (["--key", "key"], "it is a private key; give the public one"),
            (["--since", "key.pub"], "key.pub is no checkpoint"), (["--since", "none"], "cannot be read"),
        ] {
            let result = try Program.run(["verify"] + arguments, in: folder)
            #expect(result.status == 1 && result.errors.contains(words), "\(result.errors)")
        }
        #expect(try Program.run(["verify", "--event", "x"], in: folder).status == 2)
    }

    @Test func aKeyThatDidNotSignIsNoProof() throws {
        let folder = try Self.folder()
        _ = try Program.run(["key", "new", "example.org/ledger", "--file", "other"], in: folder)
        let result = try Program.run(["verify", "--key", "other.pub"], in: folder)
        #expect(result.status == 3)
        #expect(result.lines.contains("  checkpoint 1: signed by example.org/ledger, and by none of the keys given"))
    }
}
