import Foundation
import SQLite
import Testing

@Suite("Backups")
struct BackupTests {
    private func files(_ folder: TemporaryFolder) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    }

    @Test("a backup is the ledger as it was: its events, its tables, its permissions, and nothing beside it")
    func copies() throws {
        let folder = try SmallLedger.folder()
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.file("annals.db"))
        let before = try files(folder)
        let run = try Program.run(["backup", "copy.db"], in: folder)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(run.lines.first == "backed up 9 events to copy.db, verified")
        #expect(try files(folder) == before.union(["copy.db"]))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("copy.db"))
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(try Program.run(["--ledger", "copy.db", "export"], in: folder).output == SmallLedger.export(folder))
        #expect(try Program.run(["--ledger", "copy.db", "verify"], in: folder).status == 0)
        let appended = try Program.run(
            ["--ledger", "copy.db", "append", "person.introduced", "--person", "zed", "--name", "Zed"], in: folder)
        #expect(appended.status == 0 && appended.output.contains("#10"))
    }

    @Test("the answer for programs names the root and the checkpoint")
    func json() throws {
        let folder = try SmallLedger.folder()
        let root = try #require(
            try Program.run(["verify"], in: folder).lines.first { $0.hasPrefix("root ") }?.dropFirst(5))
        let run = try Program.run(["backup", "copy.db", "--format", "json"], in: folder)
        let answer = try #require(try JSONSerialization.jsonObject(with: run.bytes) as? [String: Any])
        #expect(answer["events"] as? Int == 9 && answer["root"] as? String == String(root))
        #expect(answer["checkpoint"] is NSNull)
        #expect(answer["bytes"] as? Int == (try folder.read("copy.db")).count)
    }

    @Test("what is there is never written over", arguments: ["annals.db", "other.txt", "."])
    func keepsWhatIsThere(name: String) throws {
        let folder = try SmallLedger.folder()
        try folder.write("mine", to: "other.txt")
        let before = try SmallLedger.export(folder)
        let run = try Program.run(["backup", name], in: folder)
        #expect(run.status == 1 && run.errors.contains("there is a file here already"))
        #expect(try folder.text("other.txt") == "mine" && SmallLedger.export(folder) == before)
        #expect(try files(folder).allSatisfy { !$0.contains(".partial") })
    }

    @Test(
        "what is left of an earlier ledger of its name would damage it: it is refused, by name, before anything is made",
        arguments: ["-wal", "-journal", "-shm"])
    func companions(suffix: String) throws {
        let folder = try SmallLedger.folder()
        try LeftoverFiles.leave(beside: "copy.db", suffix, in: folder)
        let (before, left) = (try files(folder), try folder.read("copy.db" + suffix))
        let run = try Program.run(["backup", "copy.db"], in: folder)
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(run.errors.contains("would damage the backup: copy.db\(suffix); remove it"), "\(run.errors)")
        #expect(try files(folder) == before && folder.read("copy.db" + suffix) == left)
        try FileManager.default.removeItem(atPath: folder.file("copy.db" + suffix))
        #expect(try Program.run(["backup", "copy.db"], in: folder).status == 0)
        #expect(try Program.run(["--ledger", "copy.db", "verify"], in: folder).status == 0)
    }

    @Test("what a backup that was killed has left is in nobody's way")
    func leftovers() throws {
        let folder = try SmallLedger.folder()
        try folder.write(String(repeating: "x", count: 1_000_000), to: "copy.db.partial")
        #expect(try Program.run(["backup", "copy.db"], in: folder).status == 0)
        #expect(try !files(folder).contains("copy.db.partial"))
        #expect(try Program.run(["--ledger", "copy.db", "verify"], in: folder).status == 0)
    }

    @Test("a leftover that is another backup's second name is let go of, not written to")
    func secondName() throws {
        let folder = try SmallLedger.folder()
        #expect(try Program.run(["backup", "copy.db"], in: folder).status == 0)
        try FileManager.default.linkItem(atPath: folder.file("copy.db"), toPath: folder.file("copy.db.partial"))
        try FileManager.default.moveItem(atPath: folder.file("copy.db"), toPath: folder.file("friday.db"))
        let friday = try folder.read("friday.db")
        #expect(try Program.run(["backup", "copy.db"], in: folder).status == 0)
        #expect(try folder.read("friday.db") == friday)
        #expect(try Program.run(["--ledger", "copy.db", "verify"], in: folder).status == 0)
    }

    @Test("a ledger whose events were altered gives no backup, and says which")
    func damaged() throws {
        let folder = try SmallLedger.folder()
        let connection = try Connection(path: folder.file("annals.db"))
        let trigger = try connection.statement("SELECT sql FROM sqlite_schema WHERE name = 'events_stay'")
            .first { $0.text(0) }
        try connection.execute("DROP TRIGGER events_stay")
        try connection.execute(
            "UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'Ada', 'Eda') AS BLOB) WHERE seq = 2")
        try connection.execute(try #require(trigger))
        try connection.close()
        let run = try Program.run(["backup", "copy.db"], in: folder)
        #expect(run.status == 3 && run.errors.contains("event 2: "), "\(run.errors)")
        #expect(try files(folder).allSatisfy { !$0.hasPrefix("copy.db") })
    }

    @Test("a backup beside writers is of one state of theirs")
    func live() throws {
        let folder = try SmallLedger.folder()
        let run = try Program.shell(
            """
            for writer in a b; do
                (for number in 1 2 3 4 5 6 7 8; do
                    "$ANNALS" append person.introduced --person $writer$number --name $writer >/dev/null || echo failed
                done) &
            done
            for copy in 1 2 3; do "$ANNALS" backup copy$copy.db || echo failed; done
            wait
            """, in: folder)
        #expect(run.errors.isEmpty && !run.output.contains("failed"), "\(run.output)\(run.errors)")
        let export = try SmallLedger.export(folder)
        #expect(export.split(separator: "\n").count == 25)
        for copy in 1...3 {
            let copied = try Program.run(["--ledger", "copy\(copy).db", "export"], in: folder).output
            #expect(export.hasPrefix(copied) && copied.split(separator: "\n").count >= 9)
        }
    }

    @Test("a signal ends it at once, and leaves no part of a file")
    func ended() throws {
        let folder = try SmallLedger.folder()
        try folder.write(
            (1...3_000).map { #"{"type":"person.introduced","person":"p\#($0)","name":"P"}"# + "\n" }.joined(),
            to: "more.jsonl")
        #expect(try Program.run(["import", "more.jsonl"], in: folder).status == 0)
        let run = try Program.shell(
            """
            "$ANNALS" backup copy.db 2>errors & backup=$!
            for try in $(seq 500); do test -s copy.db.partial && break; sleep 0.01; done
            kill -TERM $backup; wait $backup
            """, in: folder)
        #expect(try run.status == 128 + 15 && folder.text("errors") == "", "\(run.status)")
        #expect(try files(folder).allSatisfy { !$0.hasPrefix("copy.db") })
    }

    @Test("interrupted, it leaves no part of a file", .enabled(if: Tracer.isThere, "strace is not installed"))
    func interrupted() throws {
        for write in [1, 5, 30] {
            let folder = try SmallLedger.folder()
            let target = folder.file("copy.db")
            let run = try Program.shell(
                "exec strace -f -o trace -P '\(target).partial' -e inject=pwrite64:signal=SIGINT:when=\(write) "
                    + "\"$ANNALS\" backup '\(target)'", in: folder)
            let left = try files(folder).filter { $0.hasPrefix("copy.db") }
            // The last word of a backup may come before the signal is seen: then there is all of it.
            #expect(run.status == 130 ? left.isSubset(of: ["copy.db"]) : left == ["copy.db"], "\(run.status) \(left)")
            if !left.isEmpty {
                #expect(try Program.run(["--ledger", "copy.db", "verify"], in: folder).status == 0)
            }
        }
    }
}
