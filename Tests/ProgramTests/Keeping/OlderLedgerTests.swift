import Foundation
import SQLite
import Tampering
import Testing

/// Ledgers whose log or tables are of an earlier version: no damage, but for what is missing in them.
@Suite("Ledgers of earlier versions")
struct OlderLedgerTests {
    /// Tables that say something else than the log, and are called those of the version before.
    private static let falsifiedTables = [
        "UPDATE known_names SET name = 'Nobody' WHERE entity = (SELECT number FROM terms WHERE text = 'ada')",
        "UPDATE stints SET person = 999 WHERE person = (SELECT number FROM terms WHERE text = 'ada')",
        "UPDATE projections SET version = 3",
    ]

    private func folder(_ sql: [String], past: [String] = [], version: Int? = nil) throws -> TemporaryFolder {
        let folder = try SmallLedger.folder()
        if let version { try OlderLedger.make(version: version, at: folder.file("annals.db")) }
        let connection = try Connection(path: folder.file("annals.db"))
        for statement in sql { try connection.execute(statement) }
        try connection.close()
        if !past.isEmpty { for statement in past { try VerifyTests.tamper(folder, statement) } }
        return folder
    }

    private func number(_ sql: String, in folder: TemporaryFolder) throws -> Int {
        let connection = try Connection(path: folder.file("annals.db"))
        defer { try? connection.close() }
        return try #require(try connection.statement(sql).first { Int($0.integer(0)) })
    }

    private func root(_ folder: TemporaryFolder) throws -> String? {
        try Program.run(["verify"], in: folder).lines.first { $0.hasPrefix("root ") }
    }

    @Test(
        "a log of an earlier version is held against what it has, and is no damage",
        arguments: [
            (1, "note: made by an earlier version (format 1), it has no tree until"),
            (2, "note: made by an earlier version (format 2), it has indices that no command reads any more"),
        ])
    func sound(version: Int, note: String) throws {
        let folder = try SmallLedger.folder()
        let root = try root(folder)
        try OlderLedger.make(version: version, at: folder.file("annals.db"))
        let connection = try Connection(path: folder.file("annals.db"))
        for statement in Self.falsifiedTables { try connection.execute(statement) }
        // Tables that call themselves current are not believed either: nothing has read them with this log.
        try connection.execute("UPDATE projections SET version = 4")
        try connection.close()
        let before = try folder.read("annals.db")
        let verified = try Program.run(["verify"], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
        #expect(verified.output.contains(note))
        #expect(verified.lines.first { $0.hasPrefix("root ") } == (version == 1 ? nil : root))
        let json = try Program.run(["verify", "--format", "json"], in: folder).output
        #expect(json.contains(#""projections": "outdated", "damage": []"#), "\(json)")
        #expect(json.contains(#""root": null"#) == (version == 1), "\(json)")
        let doctor = try Program.run(["doctor"], in: folder)
        #expect(doctor.status == 0 && doctor.output.contains("note: made by an earlier version"), "\(doctor.output)")
        #expect(try folder.read("annals.db") == before)
        try FileManager.default.copyItem(atPath: folder.file("annals.db"), toPath: folder.file("other.db"))
        let asked = try Program.run(["--ledger", "other.db", "person", "ada"], in: folder)
        #expect(asked.status == 0 && asked.output.contains("Ada Byron"), "\(asked.output)\(asked.errors)")
        let mended = try Program.run(["doctor", "--mend"], in: folder)
        #expect(mended.status == 0 && !mended.output.contains("note: "), "\(mended.output)\(mended.errors)")
        #expect(try self.root(folder) == root && root != nil)
        #expect(try Program.run(["person", "ada"], in: folder).output.contains("Ada Byron"))
        #expect(try Program.run(["verify"], in: folder).status == 0)
    }

    @Test("what is wrong with a log without a tree is found as in any")
    func damaged() throws {
        let folder = try folder(
            [],
            past: ["UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'Ada', 'Eda') AS BLOB) WHERE seq = 2"],
            version: 1)
        let verified = try Program.run(["verify"], in: folder)
        #expect(verified.status == 3 && verified.output.contains("event 2: its id is not"), "\(verified.output)")
        #expect(verified.lines.first == "not verified: one thing is wrong")
        let before = try folder.read("annals.db")
        let doctor = try Program.run(["doctor", "--mend"], in: folder)
        #expect(doctor.status == 3 && doctor.output.contains("restore the ledger from a backup"), "\(doctor.output)")
        #expect(!doctor.output.contains("can be mended"))
        #expect(try folder.read("annals.db") == before)
        let json = try Program.run(["doctor", "--mend", "--format", "json"], in: folder).output
        #expect(json.contains("is brought up to date only where it is whole"))
    }

    @Test("an event that is not the one of the tree keeps a log of version 2 as it is, with the indices that it has")
    func altered() throws {
        let folder = try folder(
            [],
            past: ["UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'Ada', 'Eda') AS BLOB) WHERE seq = 2"],
            version: 2)
        let before = try folder.read("annals.db")
        let verified = try Program.run(["verify"], in: folder)
        #expect(verified.status == 3 && verified.output.contains("event 2: altered"), "\(verified.output)")
        let doctor = try Program.run(["doctor", "--mend"], in: folder)
        #expect(doctor.status == 3 && doctor.output.contains("restore the ledger from a backup"), "\(doctor.output)")
        for command in [["log"], ["person", "ada"], ["append", "person.introduced", "--person", "z", "--name", "Z"]] {
            let run = try Program.run(command, in: folder)
            #expect(run.status != 0 && run.output.isEmpty)
            #expect(run.errors.contains("event 2 is not the one whose hash is in the tree"), "\(run.errors)")
        }
        #expect(try folder.read("annals.db") == before)
    }

    @Test("what of a log of version 2 can be mended is mended, and brought up to date")
    func mended() throws {
        for sql in ["DROP TRIGGER events_stay", "DROP TABLE event_types", "DROP TABLE stints"] {
            let folder = try folder([sql], version: 2)
            let mended = try Program.run(["doctor", "--mend"], in: folder)
            #expect(mended.status == 0, "\(mended.output)\(mended.errors)")
            #expect(try number("PRAGMA user_version", in: folder) == 4)
            #expect(try Program.run(["verify"], in: folder).output.contains("the tables say what the log says"))
        }
    }

    @Test("a checkpoint that was kept cannot be held against a log without a tree")
    func pinned() throws {
        let folder = try VerifyTests.folder()
        try OlderLedger.make(version: 1, at: folder.file("annals.db"))
        let verified = try Program.run(["verify", "--since", "kept.note"], in: folder)
        #expect(verified.status == 3 && !verified.output.contains("removed"), "\(verified.output)")
    }

    @Test(
        "no tree is made over a log that is not whole, whoever opens it",
        arguments: [
            (["DELETE FROM events WHERE seq = 4"], "event 4 is missing"),
            (["UPDATE events SET body = NULL WHERE seq = 5"], "event 5 has no bytes"),
            (["DELETE FROM events WHERE seq > 7"], "event 8 is missing: event_ids has event 9"),
            (
                [
                    "DELETE FROM events WHERE seq > 8", "DELETE FROM event_ids WHERE seq > 8",
                    "DELETE FROM event_types WHERE seq > 8",
                ], "event 9 is missing: event_subjects has event 9"
            ),
            (["INSERT INTO batches VALUES (2, 10, 4000000000000000)"], "event 10 is missing: batches has event 10"),
            (["UPDATE events SET seq = -1 WHERE seq = 1"], "a row of events stands at -1"),
            (["UPDATE events SET seq = 12 WHERE seq = 9"], "event 9 is missing"),
        ])
    func gaps(sql: [String], what: String) throws {
        let folder = try folder([], past: sql, version: 1)
        let before = try folder.read("annals.db")
        #expect(try Program.run(["verify"], in: folder).status == 3)
        let doctor = try Program.run(["doctor", "--mend"], in: folder)
        #expect(doctor.status == 3 && !doctor.output.contains("can be mended"), "\(doctor.output)\(doctor.errors)")
        #expect(try folder.read("annals.db") == before)
        for command in [["log"], ["person", "ada"], ["append", "person.introduced", "--person", "z", "--name", "Z"]] {
            let run = try Program.run(command, in: folder)
            #expect(run.status != 0 && run.output.isEmpty)
            #expect(run.errors.contains(what) && run.errors.contains("`annals verify`"), "\(run.errors)")
        }
        #expect(try number("PRAGMA user_version", in: folder) == 1)
        #expect(try number("SELECT count(*) FROM sqlite_schema WHERE name = 'tree'", in: folder) == 0)
    }

    @Test("no file is called one of this version that has not all its tables")
    func mark() throws {
        let folder = try folder(["DROP TABLE checkpoints", "DROP TRIGGER tree_is_kept", "PRAGMA user_version = 1"])
        let run = try Program.run(["doctor", "--mend"], in: folder)
        #expect(run.status == 3, "\(run.output)\(run.errors)")
        #expect(try number("PRAGMA user_version", in: folder) == 1)
        #expect(try number("SELECT count(*) FROM sqlite_schema WHERE name = 'tree_is_kept'", in: folder) == 0)
    }

    @Test("a mark of the version that was changed is set right where all tables are there", arguments: [1, 2])
    func changedMark(version: Int) throws {
        let folder = try folder(["PRAGMA user_version = \(version)"])
        let run = try Program.run(["doctor", "--mend"], in: folder)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try number("PRAGMA user_version", in: folder) == 4)
    }

    @Test("tables of another version are a note, and never read", arguments: [3, 99])
    func tables(version: Int) throws {
        let questions = [["person", "ada"], ["org", "acme", "--at", "2005"], ["search", "Ada"]]
        let sound = try SmallLedger.folder()
        let answers = try questions.map { try Program.run($0, in: sound).output }
        let sql = Self.falsifiedTables + ["UPDATE projections SET version = \(version)"]
        for (question, answer) in zip(questions, answers) {
            let folder = try folder(sql)
            let verified = try Program.run(["verify"], in: folder)
            #expect(verified.status == 0, "\(verified.output)")
            #expect(
                verified.output.contains("note: the tables are of version \(version), not 6, and were not compared"))
            let json = try Program.run(["verify", "--format", "json"], in: folder).output
            #expect(json.contains(#""projections": "outdated", "damage": []"#))
            let copied = try Program.run(["backup", "copy.db"], in: folder)
            #expect(copied.status == 0 && copied.lines.last?.hasPrefix("note: the tables are of") == true)
            for ledger in ["annals.db", "copy.db"] {
                let asked = try Program.run(["--ledger", ledger] + question, in: folder)
                #expect(asked.output == answer && asked.status == 0, "\(asked.output)\(asked.errors)")
                let after = try Program.run(["--ledger", ledger, "verify"], in: folder).output
                #expect(after.contains("the tables say what the log says"))
            }
        }
        let folder = try folder(sql)
        #expect(try Program.run(["doctor", "--mend"], in: folder).status == 0)
        let after = try Program.run(["verify"], in: folder).output
        #expect(after.contains("the tables say what the log says"))
    }

    @Test("tables of this version are compared, whatever else is wrong with them")
    func ownTables() throws {
        let folder = try folder([
            "UPDATE known_names SET name = 'Nobody' WHERE entity = (SELECT number FROM terms WHERE text = 'ada')"
        ])
        let verified = try Program.run(["verify"], in: folder)
        #expect(verified.status == 3 && verified.output.contains("projection known_names"), "\(verified.output)")
    }

    @Test(
        "on a disk that can only be read, tables of another version give no answer",
        .enabled(if: OwnDisk.isPossible, "no disk can be mounted here: unshare and mount are not allowed"))
    func readOnlyDisk() throws {
        let folder = try folder(Self.falsifiedTables)
        try folder.write(
            """
            mkdir disk && mount -t tmpfs -o size=2m none disk && cp annals.db disk/ || exit 77
            mount -o remount,ro disk
            "$ANNALS" --ledger disk/annals.db person ada >answer 2>refused
            "$ANNALS" --ledger disk/annals.db verify >verified
            exit 0
            """, to: "script.sh")
        let script = try Program.shell("exec unshare -m sh script.sh", in: folder)
        #expect(script.status == 0, "\(script.errors)")
        #expect(try folder.text("answer").isEmpty)
        #expect(try folder.text("refused").contains("they are not current, and the file may not be written to"))
        #expect(try folder.text("verified").contains("note: the tables are of version 3"))
    }

    @Test("somebody's table under a name that a projection needs is named, and has to be given another")
    func tableInTheWay() throws {
        let folder = try folder(["DROP INDEX names_by_folded", "CREATE TABLE Names_By_Folded (x)"])
        let asked = try Program.run(["person", "ada"], in: folder)
        #expect(asked.status != 0 && asked.output.isEmpty)
        #expect(asked.errors.contains("the table Names_By_Folded is not the ledger's"), "\(asked.errors)")
        let found = try Program.run(["doctor"], in: folder)
        #expect(found.status == 1 && found.output.contains("the table Names_By_Folded is not the ledger's"))
        #expect(found.output.contains("needs another name before anything is made"), "\(found.output)")
        let mended = try Program.run(["doctor", "--mend"], in: folder)
        #expect(mended.status == 1, "\(mended.output)")
        #expect(mended.lines.last?.contains("ALTER TABLE Names_By_Folded RENAME TO") == true, "\(mended.output)")
        let connection = try Connection(path: folder.file("annals.db"))
        try connection.execute("ALTER TABLE Names_By_Folded RENAME TO mine")
        try connection.close()
        #expect(try Program.run(["doctor", "--mend"], in: folder).status == 0)
        #expect(try Program.run(["verify"], in: folder).status == 0)
        #expect(try number("SELECT count(*) FROM mine", in: folder) == 0)
    }

    @Test(
        "somebody's index under a name that a projection needs is named, and taken away",
        arguments: [
            ["DROP INDEX names_by_folded", "CREATE TABLE mine (x)", "CREATE INDEX names_by_folded ON mine (x)"],
            ["DROP TABLE stints", "CREATE TABLE mine (x)", "CREATE INDEX Stints ON mine (x)"],
        ])
    func indexInTheWay(sql: [String]) throws {
        let folder = try folder(sql)
        let asked = try Program.run(["person", "ada"], in: folder)
        #expect(asked.status != 0 && asked.errors.contains("`annals doctor --mend` takes it away"), "\(asked.errors)")
        let found = try Program.run(["doctor"], in: folder)
        #expect(found.status == 1 && found.output.contains("has a name that a projection needs: is taken away"))
        let mended = try Program.run(["doctor", "--mend"], in: folder)
        #expect(mended.status == 0, "\(mended.output)\(mended.errors)")
        #expect(try Program.run(["person", "ada"], in: folder).output.contains("Ada Byron"))
        #expect(try number("SELECT count(*) FROM mine", in: folder) == 0)
    }
}
