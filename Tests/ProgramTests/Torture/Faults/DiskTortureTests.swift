import Foundation
import Testing

/// Disks that are full, files that may not grow, writes that take a part: real ones, not pretended.
@Suite("Torture: disks that give out")
struct DiskTortureTests {
    private static let canLimit: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        return (try? Program.shell("exec prlimit --fsize=8192 true", in: folder).status) == 0
    }()

    private static let commands = FaultedCommand.all.filter {
        ["append", "import", "replay", "backup"].contains($0.name)
    }

    @Test(
        "a full disk",
        .enabled(if: OwnDisk.isPossible, "no disk can be mounted here: unshare and mount are not allowed"))
    func fullDisk() throws {
        let template = try FaultedCommand.Template()
        var sample = TortureSample()
        let rooms = stride(from: 0, through: 320, by: 8).flatMap { room in Self.commands.map { (room, $0) } }
        let picked = sample.some(6, of: rooms)
        var failed = 0
        for (room, command) in picked {
            let folder = try template.copy(for: command)
            let words = command.arguments.map { "'\($0)'" }.joined(separator: " ")
            // The disk goes with the script, so what it held is copied beside it, as it was when there was room again.
            try folder.write(
                """
                set -e
                mkdir disk && mount -t tmpfs -o size=2m none disk
                cp annals.db more.jsonl disk/ && cd disk
                free=$(df --output=avail -k . | tail -n 1)
                dd if=/dev/zero of=fill bs=1k count=$((free - \(room))) 2>../dd
                set +e
                "$ANNALS" \(words) >../out 2>../errors
                echo $? >../status
                set -e
                rm fill && cp -p annals.db* .. && for copy in copy*; do test ! -e $copy || cp -p $copy ..; done
                """, to: "script.sh")
            let script = try Program.shell("exec unshare -m sh script.sh", in: folder)
            #expect(script.status == 0, "\(script.errors)")
            let run = Program.Result(
                output: try folder.text("out"), errors: try folder.text("errors"),
                status: Int32(try folder.text("status").trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1,
                bytes: Data())
            // Shared memory is made anew: a copy of it is of another file.
            try? FileManager.default.removeItem(atPath: folder.file("annals.db-shm"))
            let failures = try command.failures(of: run, in: folder, from: template)
            if !failures.isEmpty { failed += 1 }
            #expect(failures == [], "\(command) with \(room) KiB free, \(sample)")
        }
        Effort.record("full disk", tried: picked.count, "disks", lost: failed)
    }

    @Test("a limit on the size of files", .enabled(if: canLimit, "prlimit is not installed"))
    func fileSize() throws {
        let template = try FaultedCommand.Template()
        var sample = TortureSample()
        // Odd numbers: the last write of a page takes a part of it.
        let limits = stride(from: 4_097, through: 300_000, by: 2_731).flatMap { limit in
            Self.commands.map { (limit, $0) }
        }
        let picked = sample.some(6, of: limits)
        var failed = 0
        for (limit, command) in picked {
            let folder = try template.copy(for: command)
            let words = command.arguments(in: folder).map { "'\($0)'" }.joined(separator: " ")
            let run = try Program.shell("exec prlimit --fsize=\(limit) \"$ANNALS\" \(words)", in: folder)
            let failures = try command.failures(of: run, in: folder, from: template)
            if !failures.isEmpty { failed += 1 }
            #expect(failures == [], "\(command) with files of \(limit) bytes, \(sample)")
        }
        Effort.record("limits on file size", tried: picked.count, "limits", lost: failed)
    }

    @Test(
        "writes of which only half is taken, each time", .enabled(if: Interposed.isPossible, "there is no C compiler"))
    func shortWrites() throws {
        let template = try FaultedCommand.Template()
        var failed = 0
        for command in FaultedCommand.all {
            let folder = try template.copy(for: command)
            let library = try Interposed.shortWrites(in: folder)
            let run = try Program.run(
                command.arguments, in: folder, environment: ["LD_PRELOAD": library])
            #expect(run.status == 0, "\(command): \(run.errors)")
            let failures = try command.failures(of: run, in: folder, from: template)
            if run.status != 0 || !failures.isEmpty { failed += 1 }
            #expect(failures == [], "\(command)")
        }
        let folder = try template.copy(for: FaultedCommand.all[0])
        let library = try Interposed.shortWrites(in: folder)
        let run = try Program.run(["export", "half.jsonl"], in: folder, environment: ["LD_PRELOAD": library])
        let isWhole = try run.status == 0 && folder.text("half.jsonl") == template.export
        if !isWhole { failed += 1 }
        #expect(isWhole, "\(run.errors)")
        Effort.record("writes cut in half", tried: FaultedCommand.all.count + 1, "commands", lost: failed)
    }
}

/// A disk in memory that only the script sees that mounts it.
enum OwnDisk {
    /// Whether one can be mounted here.
    static let isPossible: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        return (try? Program.shell("mkdir disk && exec unshare -m mount -t tmpfs none disk", in: folder).status) == 0
    }()
}
