import Foundation
import SQLite

/// A command whose system calls are made to fail, on a small ledger that is made anew each time.
struct FaultedCommand: CustomStringConvertible, Sendable {
    let name: String
    let arguments: [String]
    /// How many events it adds where it succeeds.
    var adds = 0
    /// Whether there is a ledger before.
    var hasLedger = true
    /// How many lines of an export, from its end, it changes where it succeeds.
    var changes = 0
    /// The file that it makes.
    var makes: String?
    /// What was done to the ledger before, which the command mends.
    var damage: String?
    /// Whether its answer says what cannot be read or mended, with the exit code of something that is not sound.
    var isReport = false

    var description: String { name }

    /// The files whose system calls fail.
    static let files =
        ["annals.db", "annals.db-wal", "annals.db-shm", "annals.db-lock", "annals.db-journal"]
        + ["copy.db", "copy.db.partial", "copy.db.partial-wal", "copy.db.partial-shm", "copy.db.partial-journal"]

    static let all = [
        FaultedCommand(
            name: "append", arguments: ["append", "person.introduced", "--person", "zed", "--name", "Zed"], adds: 1),
        FaultedCommand(
            name: "append --checkpoint",
            arguments: [
                "append", "person.introduced", "--person", "zed", "--name", "Zed", "--checkpoint", "--key", "me.key",
            ], adds: 1),
        FaultedCommand(name: "checkpoint", arguments: ["checkpoint", "--key", "me.key"]),
        FaultedCommand(
            name: "correct", arguments: ["correct", "9", "--note", "as found", "--source", "gazette"], adds: 1),
        FaultedCommand(
            name: "doctor --mend", arguments: ["doctor", "--mend"],
            damage: "DELETE FROM event_ids WHERE seq = 9", isReport: true),
        FaultedCommand(name: "verify", arguments: ["verify"], isReport: true),
        FaultedCommand(name: "import", arguments: ["import", "more.jsonl"], adds: 40),
        FaultedCommand(name: "replay", arguments: ["replay"]),
        FaultedCommand(
            name: "redact", arguments: ["redact", "9", "--reason", "asked for", "--yes"], adds: 1, changes: 1),
        FaultedCommand(name: "backup", arguments: ["backup", "copy.db"], makes: "copy.db"),
        FaultedCommand(name: "person", arguments: ["person", "ada"]),
        FaultedCommand(name: "init", arguments: ["init"], hasLedger: false),
        FaultedCommand(name: "restore", arguments: ["restore", "all.jsonl"], adds: 9, hasLedger: false),
    ]

    /// What the command needs, made once: the ledger, its export, and lines to import.
    struct Template {
        let folder: TemporaryFolder
        let export: String

        init() throws {
            folder = try SmallLedger.folder()
            export = try SmallLedger.export(folder)
            try folder.write(export, to: "all.jsonl")
            _ = try Program.run(["key", "new", "example.org/faults", "--file", "me.key", "--quiet"], in: folder)
            let lines = (1...40).map { #"{"type":"person.introduced","person":"p\#($0)","name":"P \#($0)"}"# }
            try folder.write(lines.joined(separator: "\n"), to: "more.jsonl")
        }

        /// The export but for its last lines.
        func kept(_ changes: Int) -> String {
            let lines = export.split(separator: "\n", omittingEmptySubsequences: false)
            return changes == 0 ? export : lines.dropLast(changes + 1).joined(separator: "\n") + "\n"
        }

        /// A folder with what a command finds.
        func copy(for command: FaultedCommand) throws -> TemporaryFolder {
            let copy = try TemporaryFolder()
            for file in ["all.jsonl", "more.jsonl", "me.key"] + (command.hasLedger ? ["annals.db"] : []) {
                try FileManager.default.copyItem(atPath: folder.file(file), toPath: copy.file(file))
            }
            if let damage = command.damage {
                let connection = try Connection(path: copy.file("annals.db"))
                try connection.execute(damage)
                try connection.close()
            }
            return copy
        }
    }

    /// The arguments with the ledger's whole path, by which the tracer knows it.
    func arguments(in folder: TemporaryFolder) -> [String] {
        ["--ledger", folder.file("annals.db")] + arguments.map { $0 == makes ? folder.file($0) : $0 }
    }

    /// Everything that is wrong with how a run ended and with what it left: nothing, if all is well.
    func failures(
        of run: Program.Result, in folder: TemporaryFolder, from template: Template, fault: SystemCallFault? = nil
    ) throws -> [String] {
        let killed = fault?.effect == .killed
        // What cannot be removed is left.
        let mayLeave = killed || fault?.call == "unlink"
        let says = isReport && [1, 3].contains(run.status) && run.errors.isEmpty && run.output.contains("  ")
        var failures = says && !killed ? [] : Self.complaints(about: run, killed: killed)
        var acknowledged = hasLedger ? template.kept(changes) : ""
        failures += try self.failures(ofCopyBy: run, in: folder, mayLeave: mayLeave)
        if !hasLedger {
            // Whatever is left is a whole ledger, or nothing that is in the way of the next attempt.
            let exported = try Program.run(["export"], in: folder)
            if exported.status != 0 {
                if run.status == 0 { failures.append("acknowledged, and there is no ledger: \(exported.errors)") }
                let again = try Program.run(arguments, in: folder)
                if again.status != 0 { failures.append("the next attempt fails: \(again.errors)") }
                acknowledged = adds > 0 ? template.export : ""
            }
        }
        if damage != nil, run.status != 0 {
            let again = try Program.run(arguments, in: folder)
            if again.status != 0 { failures.append("the next attempt fails: \(again.output)\(again.errors)") }
        }
        let left = try Program.shell(
            """
            "$ANNALS" export > left.jsonl && "$ANNALS" verify &&
            "$ANNALS" append person.introduced --person next --name Next
            """, in: folder)
        if left.status != 0 { failures.append("work does not resume: \(left.output)\(left.errors)") }
        let export = try folder.text("left.jsonl")
        if !export.hasPrefix(acknowledged) { failures.append("acknowledged events are lost") }
        let added = export.split(separator: "\n").count - acknowledged.split(separator: "\n").count - changes
        let whole = acknowledged == template.export && !hasLedger ? 0 : adds
        if added != whole && (run.status == 0 || added != 0) {
            failures.append("\(added) of \(whole) events are there")
        }
        return failures
    }

    /// What is wrong with the file that a run made, or did not.
    private func failures(ofCopyBy run: Program.Result, in folder: TemporaryFolder, mayLeave: Bool) throws -> [String] {
        guard let makes else { return [] }
        var failures: [String] = []
        let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        if run.status == 0 {
            let verified = try Program.run(["--ledger", makes, "verify"], in: folder)
            if verified.status != 0 {
                failures.append("the copy does not verify: \(verified.output)\(verified.errors)")
            }
            if try Program.run(["--ledger", makes, "export"], in: folder).output != (try SmallLedger.export(folder)) {
                failures.append("the copy has other events")
            }
        } else if files.contains(makes) && !mayLeave {
            failures.append("it failed, and left \(makes)")
        }
        if !mayLeave, let left = files.first(where: { $0.hasPrefix(makes + ".partial") }) {
            failures.append("it left \(left)")
        }
        if !files.contains(makes) {
            let again = try Program.run(arguments, in: folder)
            if again.status != 0 { failures.append("the next attempt fails: \(again.errors)") }
        }
        return failures
    }

    /// What is wrong with what a run said.
    static func complaints(about run: Program.Result, killed: Bool = false) -> [String] {
        if killed { return [128 + 9, 0].contains(run.status) ? [] : ["it was not killed: \(run.status)"] }
        switch run.status {
        case 0: return run.errors.isEmpty ? [] : ["it succeeded with a complaint: \(run.errors)"]
        case 1:
            let isClear =
                run.errors.hasPrefix("annals: ") && run.errors.split(separator: "\n").count == 1
                && ["annals.db", "copy.db", "recorded #"].contains { run.errors.contains($0) } && run.errors.count < 800
            return isClear ? [] : ["the error is not clear: \(run.errors)"]
        case 3:
            // What cannot be read back does not verify.
            return run.errors.contains("the copy does not verify, and no backup was made") ? [] : ["\(run.errors)"]
        default: return ["it ended with \(run.status): \(run.errors)"]
        }
    }
}
