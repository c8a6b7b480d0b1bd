import Foundation
import SQLite
import Testing

@Suite("The doctor")
struct DoctorTests {
    /// A ledger that somebody has changed with SQL.
    private func tampered(_ sql: [String]) throws -> TemporaryFolder {
        let folder = try SmallLedger.folder()
        let connection = try Connection(path: folder.file("annals.db"))
        for statement in sql { try connection.execute(statement) }
        try connection.close()
        return folder
    }

    @Test("a sound ledger is said to be sound, with how it is kept")
    func sound() throws {
        let folder = try SmallLedger.folder()
        let run = try Program.run(["doctor"], in: folder)
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.lines.last == "sound: nothing is damaged")
        #expect(run.output.contains("  SQLite    \(Connection.libraryVersion)"))
        let isOld = Connection.libraryVersionNumber < 3_051_003
        #expect(run.output.contains("can lose commits while a checkpoint runs") == isOld)
        #expect(run.output.contains("journal_mode wal") && run.output.contains("annals.db-lock, 0 bytes"))
        #expect(run.output.contains("9 events in 1 batch"))
        let json = try Program.run(["doctor", "--format", "json"], in: folder)
        let answer = try #require(try JSONSerialization.jsonObject(with: json.bytes) as? [String: Any])
        #expect(answer["sound"] as? Bool == true && answer["locked"] as? Bool == false)
        let settings = try #require(answer["settings"] as? [String: Any])
        #expect(settings["application_id"] as? Int == 1_097_756_268)
        #expect(settings["journal_mode"] as? String == "wal" && settings["synchronous"] as? String == "full")
    }

    @Test(
        "what can be made from what is sound is mended, and the log says what it said",
        arguments: [
            ["DROP TRIGGER events_stay"],
            ["DROP TRIGGER tree_is_kept", "CREATE TRIGGER tree_is_kept BEFORE DELETE ON tree BEGIN SELECT 1; END"],
            ["CREATE VIEW \"a \"\"view\" AS SELECT 1", "CREATE INDEX slow ON events (hex(body))"],
            ["CREATE VIRTUAL TABLE notes USING fts5(text)"],
            ["DROP TABLE event_ids"],
            ["UPDATE event_ids SET seq = 5 WHERE seq = 4", "DELETE FROM event_ids WHERE seq = 7"],
            ["DROP TRIGGER batches_are_kept", "DELETE FROM batches"], ["DROP TABLE batches"],
            ["DROP TRIGGER tiles_are_kept", "DELETE FROM tiles"], ["DROP TABLE tiles"],
            [
                "DROP TRIGGER batches_are_kept", "DELETE FROM batches", "DROP TRIGGER tiles_are_kept",
                "DELETE FROM tiles",
            ],
            ["DROP TABLE batches", "DROP TABLE tiles"],
            ["DROP TRIGGER tiles_only_grow", "UPDATE tiles SET hashes = zeroblob(length(hashes))"],
            ["DROP TABLE stints", "UPDATE known_names SET name = 'nobody'"],
            ["PRAGMA application_id = 5"],
        ])
    func mendable(sql: [String]) throws {
        let export = try SmallLedger.export(SmallLedger.folder()).replacing(/"(salt|recorded)":"[^"]*"/, with: "")
        let folder = try tampered(sql)
        let found = try Program.run(["doctor"], in: folder)
        #expect(found.status == 1, "\(found.output)\(found.errors)")
        #expect(found.output.contains("can be mended:") && !found.output.contains("lost:"))
        let mended = try Program.run(["doctor", "--mend"], in: folder)
        #expect(mended.status == 0 && mended.output.contains("mended:"), "\(mended.output)\(mended.errors)")
        #expect(mended.lines.last == "sound: nothing is damaged any more")
        let verified = try Program.run(["verify"], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try SmallLedger.export(folder).replacing(/"(salt|recorded)":"[^"]*"/, with: "") == export)
        #expect(try Program.run(["doctor"], in: folder).status == 0)
    }

    @Test(
        "what nothing is left to make from is named, and left as it is",
        arguments: [
            (
                [
                    "DROP TRIGGER events_stay",
                    "UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'Ada', 'Eda') AS BLOB) WHERE seq = 2",
                ], "event 2: "
            ),
            (["DROP TRIGGER events_are_kept", "DELETE FROM events WHERE seq = 9"], "event 9 is missing"),
            (["DROP TABLE checkpoints"], "the table checkpoints is missing"),
            (["DROP TABLE tree", "DROP TABLE tiles"], "the table tiles is missing"),
            (["DROP TABLE tree"], "the table tree is missing"),
            (["DROP TRIGGER tree_only_grows", "UPDATE tree SET size = 4, peaks = x''"], "the tree's row: says that"),
            (["INSERT INTO event_ids VALUES (7, 10)"], "index event_ids: rows of events"),
            (["INSERT INTO batches VALUES (2, 10, 1900000000000000)"], "batch 2: begins behind the last event"),
            (["ALTER TABLE events ADD COLUMN more TEXT"], "the table events was changed"),
        ])
    func lost(sql: [String], what: String) throws {
        let folder = try tampered(sql)
        for arguments in [["doctor"], ["doctor", "--mend"]] {
            let run = try Program.run(arguments, in: folder)
            #expect(run.status == 3, "\(run.output)\(run.errors)")
            let lost = run.output.components(separatedBy: "lost:\n").last ?? ""
            #expect(lost.contains("  " + what) && lost.contains("restore the ledger from a backup"), "\(run.output)")
        }
    }

    @Test("bytes and hashes that were both changed are not made to agree")
    func neverBlesses() throws {
        let folder = try tampered([
            "DROP TRIGGER events_stay", "DROP TRIGGER tiles_are_kept", "DELETE FROM tiles",
            "UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'Ada', 'Eda') AS BLOB) WHERE seq = 2",
        ])
        let run = try Program.run(["doctor", "--mend"], in: folder)
        #expect(run.status == 3, "\(run.output)\(run.errors)")
        #expect(try Program.run(["verify"], in: folder).status == 3)
    }

    @Test("a ledger of a later version is left alone")
    func later() throws {
        let folder = try tampered(["PRAGMA user_version = 99"])
        let before = try folder.read("annals.db")
        let run = try Program.run(["doctor", "--mend"], in: folder)
        #expect(run.status == 1 && run.output.contains("this program knows up to"), "\(run.output)")
        #expect(try folder.read("annals.db") == before)
    }

    @Test("there has to be something to look at")
    func missing() throws {
        let folder = try TemporaryFolder()
        let run = try Program.run(["doctor"], in: folder)
        #expect(run.status == 1 && run.errors.contains("there is no ledger here"))
        try folder.write("a note", to: "note.txt")
        let note = try Program.run(["--ledger", "note.txt", "doctor", "--mend"], in: folder)
        #expect(note.status == 3, "\(note.output)\(note.errors)")
        #expect(try folder.text("note.txt") == "a note")
    }
}
