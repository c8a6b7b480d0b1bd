import Foundation
import Testing

/// Ledgers in places where something is in the way.
@Suite("Places where a ledger cannot be kept, and odd ones where it can")
struct PlaceTests {
    /// How a command is run by somebody whom permissions bind; nil where that is not possible.
    private static let asNobody: String? = {
        guard geteuid() == 0 else { return "" }
        let prefix = "setpriv --reuid=65534 --regid=65534 --clear-groups "
        guard let folder = try? TemporaryFolder() else { return nil }
        return (try? Program.shell("exec \(prefix) \"$ANNALS\" --version", in: folder).status) == 0 ? prefix : nil
    }()

    private func expectClear(_ run: Program.Result, _ what: String) {
        #expect(FaultedCommand.complaints(about: run) == [] && run.status == 1, "\(what): \(run.errors)")
    }

    @Test(
        "a path of odd characters names one file, and that file only",
        arguments: ["a b", "a#b", "a?mode=memory", "100%25", "a'b\"c", "line\nbreak", "\u{202E}", "file:x", "-x", "ü💡"])
    func oddNames(name: String) throws {
        let folder = try TemporaryFolder()
        let path = "./" + name
        #expect(try Program.run(["init", path], in: folder).status == 0)
        let run = try Program.run(
            ["--ledger", path, "append", "person.introduced", "--person", "x", "--name", "X"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try Program.run(["--ledger", path, "export"], in: folder).lines.count == 1)
        let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        #expect(files == [name, name + "-lock", name + "-shm", name + "-wal"])
    }

    @Test("an argument that is no text is refused, not taken for another name")
    func invalidName() throws {
        let folder = try TemporaryFolder()
        let run = try Program.shell(#"exec "$ANNALS" init "$(printf 'x\377.db')""#, in: folder)
        #expect(run.status == 2 && run.errors == "annals: argument 2 is not UTF-8\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("a lock file that cannot be made is an error before anything is recorded")
    func noLock() throws {
        let folder = try SmallLedger.folder()
        let export = try SmallLedger.export(folder)
        let lock = folder.file("annals.db-lock")
        try FileManager.default.removeItem(atPath: lock)
        try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
        let run = try Program.run(FaultedCommand.all[0].arguments, in: folder)
        expectClear(run, "append")
        #expect(run.errors.contains("-lock: the lock file cannot be opened (Is a directory)"))
        #expect(try SmallLedger.export(folder) == export)
        try FileManager.default.removeItem(atPath: lock)
        #expect(try Program.run(FaultedCommand.all[0].arguments, in: folder).status == 0)
    }

    @Test("a creation that was cut off is taken up by the next, and what is something is not")
    func cutOff() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "empty.db")
        #expect(try Program.run(["init", "empty.db"], in: folder).status == 0)
        #expect(try Program.run(["--ledger", "empty.db", "replay", "--check"], in: folder).status == 0)
        try folder.write("a note", to: "note.txt")
        expectClear(
            try Program.run(["--ledger", "annals.db", "init", "annals.db"], in: try SmallLedger.folder()), "ledger")
        let refused = try Program.run(["init", "note.txt"], in: folder)
        #expect(refused.status == 1 && refused.errors.contains("there is a file here already"))
        #expect(try folder.text("note.txt") == "a note")
        #expect(!FileManager.default.fileExists(atPath: folder.file("note.txt-lock")))
    }

    @Test(
        "a folder and a file that may only be read answer, and refuse what is new in one clear sentence",
        .enabled(if: asNobody != nil, "there is nobody to run it as whom permissions bind"))
    func unwritable() throws {
        let prefix = try #require(Self.asNobody)
        for (file, mode) in [("annals.db", 0o444), (".", 0o555)] {
            let folder = try SmallLedger.folder()
            for name in ["annals.db-wal", "annals.db-shm", "annals.db-lock"] {
                try? FileManager.default.removeItem(atPath: folder.file(name))
            }
            // Somebody else's folder, open to all, but for what is tested.
            for (path, mode) in [(folder.path, 0o777), (folder.file("annals.db"), 0o666), (folder.file(file), mode)] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            }
            defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
            let person = try Program.shell("exec \(prefix) \"$ANNALS\" person ada", in: folder)
            #expect(person.status == 0 && person.output.contains("Ada Byron"), "\(person.errors)")
            for command in FaultedCommand.all.filter({ ["append", "replay"].contains($0.name) }) {
                let words = command.arguments.joined(separator: " ")
                expectClear(try Program.shell("exec \(prefix) \"$ANNALS\" \(words)", in: folder), "\(command) \(file)")
            }
            if file == "." {
                let made = try Program.shell("exec \(prefix) \"$ANNALS\" init new.db", in: folder)
                #expect(made.status == 1 && made.errors.contains("new.db: the file cannot be made (Permission denied)"))
            }
        }
    }

    @Test(
        "a disk that can only be read answers, with everything that was recorded or a reason why not",
        .enabled(if: OwnDisk.isPossible, "no disk can be mounted here: unshare and mount are not allowed"))
    func readOnlyDisk() throws {
        let folder = try SmallLedger.folder()
        try folder.write(
            """
            mkdir disk && mount -t tmpfs -o size=2m none disk && cp annals.db disk/ || exit 77
            mount -o remount,ro disk
            "$ANNALS" --ledger disk/annals.db export >plain.jsonl
            "$ANNALS" --ledger disk/annals.db append person.introduced --person q --name Q 2>refused
            echo $? >status
            mount -o remount,rw disk && : >disk/annals.db-wal && mount -o remount,ro disk
            "$ANNALS" --ledger disk/annals.db export >empty-wal.jsonl
            mount -o remount,rw disk && echo frames >disk/annals.db-wal && mount -o remount,ro disk
            "$ANNALS" --ledger disk/annals.db export 2>wal
            exit 0
            """, to: "script.sh")
        let script = try Program.shell("exec unshare -m sh script.sh", in: folder)
        #expect(script.status == 0, "\(script.errors)")
        let export = try SmallLedger.export(folder)
        #expect(try folder.text("plain.jsonl") == export)
        #expect(try folder.text("empty-wal.jsonl") == export)
        #expect(try folder.text("status") == "1\n")
        #expect(
            try folder.text("refused")
                == "annals: disk/annals.db: the ledger cannot be written to; check the permissions of the file and its folder\n"
        )
        #expect(try folder.text("wal").contains("its newest events are in disk/annals.db-wal"))
    }
}
