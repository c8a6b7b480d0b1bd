import SQLite
import Testing

/// Integers in a ledger's tables that no ledger writes: an error says where to look, and nothing is counted on from them.
@Suite("Numbers that somebody else wrote")
struct HostileNumberTests {
    private static let largest = "9223372036854775807"

    /// The small ledger with one redaction in a batch of its own, changed with SQL.
    private func tampered(_ sql: String...) throws -> TemporaryFolder {
        let folder = try SmallLedger.folder()
        let redacted = try Program.run(["redact", "9", "--reason", "x", "--yes"], in: folder)
        guard redacted.status == 0 else { throw CannotRun(program: "annals redact", reason: redacted.errors) }
        for statement in sql { try VerifyTests.tamper(folder, statement) }
        return folder
    }

    private func logged(_ folder: TemporaryFolder) throws -> [String] {
        let connection = try Connection(path: folder.file("annals.db"))
        defer { try? connection.close() }
        var rows: [String] = []
        for table in ["events", "batches", "redactions", "tree"] {
            try connection.statement("SELECT * FROM \(table)").forEach { row in
                rows.append((0..<row.columnCount).map { "\(row.blob($0))" }.joined(separator: "|"))
            }
        }
        return rows
    }

    @Test(
        "whatever would count on from where the log ends is refused, and points to verify",
        arguments: [
            "UPDATE batches SET recorded = \(largest) WHERE batch = 2",
            "UPDATE batches SET recorded = -\(largest)",
            "UPDATE batches SET recorded = 253402300799999999 WHERE batch = 2",
            "INSERT INTO batches VALUES (\(largest), 9, 9223372036854775000)",
            "UPDATE batches SET batch = \(largest) WHERE batch = 2; UPDATE events SET batch = \(largest) WHERE seq = 10",
            "INSERT INTO events VALUES (\(largest), 2, x'00')",
            "DELETE FROM events WHERE seq > 1; UPDATE events SET seq = -4",
        ])
    func ends(sql: String) throws {
        let folder = try tampered(sql)
        let before = try logged(folder)
        for command in [
            ["append", "person.introduced", "--person", "eve", "--name", "Eve"],
            ["redact", "8", "--reason", "privacy", "--yes"],
            ["import", "more.jsonl"],
        ] {
            try folder.write(#"{"type":"person.introduced","person":"eve","name":"Eve"}"# + "\n", to: "more.jsonl")
            let run = try Program.run(command, in: folder)
            #expect(run.status == 1, "\(command): \(run.errors)")
            #expect(run.errors.contains("`annals verify` says what is damaged"), "\(command): \(run.errors)")
            #expect(try logged(folder) == before)
        }
        let verified = try Program.run(["verify"], in: folder)
        #expect(verified.status == 3 || sql.contains("253402300799999999"), "\(verified.output)\(verified.errors)")
        #expect(verified.status < 128)
        #expect(try Program.run(["doctor"], in: folder).status < 128)
    }

    @Test(
        "postings that stand behind the log's end, or before its beginning, are damage to whoever adds to them",
        arguments: ["first = \(largest)", "first = -\(largest)", "first = 1000"])
    func postings(sql: String) throws {
        let folder = try tampered("UPDATE postings SET \(sql) WHERE family = 4 OR first > 1")
        let run = try Program.run(["append", "person.introduced", "--person", "eve", "--name", "Eve"], in: folder)
        #expect(run.status == 1 && run.errors.contains("tables are damaged"), "\(run.status) \(run.errors)")
    }

    @Test(
        "a time or a batch that cannot be shown is an error of what shows it",
        arguments: [
            ("UPDATE batches SET recorded = \(largest) WHERE batch = 1", ["log"]),
            ("UPDATE batches SET recorded = \(largest) WHERE batch = 1", ["log", "--format", "jsonl"]),
            ("UPDATE batches SET recorded = -\(largest) WHERE batch = 1", ["log"]),
            ("UPDATE batches SET recorded = \(largest) WHERE batch = 1", ["show", "9"]),
            ("UPDATE batches SET recorded = \(largest) WHERE batch = 1", ["export"]),
            ("UPDATE batches SET first_seq = -\(largest) - 1 WHERE batch = 2", ["log"]),
            ("UPDATE batches SET first_seq = -\(largest) - 1 WHERE batch = 2", ["log", "--until", "1990"]),
            (
                "UPDATE batches SET batch = \(largest) WHERE batch = 1; UPDATE events SET batch = \(largest) WHERE seq = 9",
                ["show", "9"]
            ),
        ])
    func shown(sql: String, command: [String]) throws {
        let run = try Program.run(command, in: tampered(sql))
        #expect(run.status == 1, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("`annals verify` says what is damaged"), "\(run.errors)")
    }

    @Test("the log of a number that no batch has is empty, however large the number is")
    func unknownBatch() throws {
        let run = try Program.run(["log", "--batch", Self.largest], in: SmallLedger.folder())
        #expect(run.status == 1 && run.errors.contains("there is no batch"), "\(run.errors)")
    }

    @Test(
        "a number in the tables that nothing can be made of is said to be damage, and a replay mends it",
        arguments: [
            "start_clock = 1152921504606846976", "end_clock = -1", "start_earliest = \(largest)",
            "start_latest = \(largest)", "end_earliest = -\(largest) - 1", "end_latest = \(largest)",
        ])
    func tables(assignment: String) throws {
        let folder = try SmallLedger.folder()
        try VerifyTests.tamper(folder, "UPDATE stints SET \(assignment)")
        for command in [
            ["person", "ada"], ["org", "acme"], ["timeline", "acme"], ["headcount", "acme"], ["check"],
            ["post", "acme-chief"], ["overlap", "ada", "bob"],
        ] {
            let run = try Program.run(command, in: folder)
            #expect(run.status < 128, "\(command): \(run.errors)")
        }
        let run = try Program.run(["person", "ada"], in: folder)
        #expect(run.status == 1 && run.errors.contains("rebuild them with `annals replay`"), "\(run.errors)")
        #expect(try Program.run(["replay"], in: folder).status == 0)
        #expect(try Program.run(["person", "ada"], in: folder).status == 0)
    }

    @Test("days of sightings and of names are held to the same bounds")
    func otherDays() throws {
        let folder = try SmallLedger.folder()
        let renamed = #"{"type":"person.renamed","person":"ada","name":"Ada King","date":"2005"}"#
        #expect(try Program.run(["append", "-"], in: folder, input: renamed + "\n").status == 0)
        try VerifyTests.tamper(
            folder,
            """
            INSERT OR IGNORE INTO sure_days (organization, person, seat, seq, start_earliest, start_latest, since)
            SELECT organization, person, seat, 0, 0, \(Self.largest), 1 FROM stints
            """)
        #expect(try Program.run(["person", "ada"], in: folder).errors.contains("annals replay"))
        try VerifyTests.tamper(folder, "DELETE FROM sure_days", "UPDATE name_changes SET earliest = \(Self.largest)")
        let run = try Program.run(["org", "acme", "--date", "2006"], in: folder)
        #expect(run.status < 128, "\(run.errors)")
    }

    @Test("sizes and numbers of checkpoints that nothing can follow are said to be damage")
    func checkpoints() throws {
        for assignment in ["number = \(Self.largest)", "size = \(Self.largest)", "size = -1"] {
            let signed = try SignedLedger()
            #expect(try signed.run("checkpoint").status == 0)
            try VerifyTests.tamper(signed.folder, "UPDATE checkpoints SET \(assignment)")
            let listed = try signed.run("checkpoint", "--list")
            #expect(listed.status == 1 && listed.errors.contains("annals verify"), "\(listed.errors)")
            #expect(try signed.run("prove", "3").status == 1)
            #expect(try signed.introduce("eve", "--checkpoint").status == 1)
            #expect(try signed.run("verify").status == 3)
        }
        let signed = try SignedLedger()
        try VerifyTests.tamper(
            signed.folder, "UPDATE tree SET size = \(Self.largest), peaks = zeroblob(63 * 32)")
        #expect(try signed.introduce("eve").errors.contains("annals verify"))
    }
}
