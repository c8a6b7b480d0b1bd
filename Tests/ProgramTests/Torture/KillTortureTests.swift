import Foundation
import Testing

/// Writers that are killed where they stand, again and again.
@Suite("Torture: killed writers", .serialized)
struct KillTortureTests {
    @Test("of writers that are killed in the middle of it nothing acknowledged is lost", arguments: [1, 4, 16])
    func killedWriters(count: Int) throws {
        let trial = try KillTrial()
        let rounds = Effort.times(2, full: 60)
        var (lost, batches) = (0, 0)
        for round in 1...rounds {
            let names = (1...count).map { "round-\(round)-writer-\($0)" }
            let processes = try names.map { try KillableProcess.writer("append", trial.path, $0, "1000000", "2") }
            KillTrial.rest(upTo: .milliseconds(400))
            for process in processes { process.strike() }
            for (name, process) in zip(names, processes) {
                let end = try process.wait()
                #expect(end.status == 128 + SIGKILL && end.errors == "")
                // Of the last line perhaps only a part was written.
                for line in end.lines.map({ $0.split(separator: " ") }) where line.count == 2 {
                    trial.acknowledge((1...2).map { "\(name)-\(line[0])-\($0)" })
                    batches += 1
                }
            }
            try trial.goesOn(["after-\(round)-1", "after-\(round)-2"], "round \(round)")
            if round == rounds || round.isMultiple(of: 10) { lost += try trial.lost(batchesOf: 2, "round \(round)") }
        }
        Effort.record("\(count) writers killed in \(rounds) rounds", tried: batches, "batches", lost: lost)
    }

    @Test("programs that are killed at any moment of an append leave all of it or nothing", arguments: [1, 4, 16])
    func killedPrograms(count: Int) throws {
        let trial = try KillTrial()
        let rounds = Effort.times(2, full: 60)
        let whole = try KillTrial.duration { try trial.goesOn(["first-1", "first-2"], "the first") }
        var (lost, killed) = (0, 0)
        for round in 1...rounds {
            let batches = (1...count).map { writer in (1...2).map { "round-\(round)-\(writer)-\($0)" } }
            let processes = try batches.map {
                try KillableProcess.annals(["append", "-", "--ledger", trial.path], input: KillTrial.lines($0))
            }
            for process in processes {
                KillTrial.rest(upTo: whole * 1.2 / count)
                process.strike()
            }
            for (ids, process) in zip(batches, processes) {
                let end = try process.wait()
                if end.status != 0 { killed += 1 }
                if !end.lines.isEmpty { trial.acknowledge(ids) }
            }
            try trial.goesOn(["after-\(round)-1", "after-\(round)-2"], "round \(round)")
            if round == rounds || round.isMultiple(of: 10) { lost += try trial.lost(batchesOf: 2, "round \(round)") }
        }
        Effort.record("\(count) programs at a time killed in an append", tried: killed, "kills", lost: lost)
    }

    @Test("a program that is killed as it closes the ledger has kept what it said")
    func killedAtTheClose() throws {
        let trial = try KillTrial()
        let rounds = Effort.times(5, full: 200)
        var (lost, killed) = (0, 0)
        for round in 1...rounds {
            let ids = ["round-\(round)-1", "round-\(round)-2"]
            let process = try KillableProcess.annals(
                ["append", "-", "--ledger", trial.path], input: KillTrial.lines(ids))
            try process.strikeOnceItSpeaks()
            let end = try process.wait()
            if end.status != 0 { killed += 1 }
            #expect(!end.lines.isEmpty)
            trial.acknowledge(ids)
            if round == rounds || round.isMultiple(of: 20) { lost += try trial.lost(batchesOf: 2, "round \(round)") }
        }
        Effort.record("programs killed at the close", tried: killed, "kills", lost: lost)
    }

    @Test("a replay that is killed leaves tables that say what the log says")
    func killedReplay() throws {
        let trial = try KillTrial()
        let rounds = Effort.times(3, full: 60)
        for batch in 1...20 { try trial.goesOn(["batch-\(batch)-1", "batch-\(batch)-2"], "batch \(batch)") }
        let whole = try KillTrial.duration { _ = try Program.run(["replay"], in: trial.folder) }
        var (lost, killed) = (0, 0)
        for round in 1...rounds {
            let process = try KillableProcess.annals(["replay", "--ledger", trial.path])
            KillTrial.rest(upTo: whole)
            process.strike()
            if try process.wait().status != 0 { killed += 1 }
            lost += try trial.lost(batchesOf: 2, "round \(round)")
            let asked = try Program.run(["person", "batch-7-1"], in: trial.folder)
            #expect(asked.status == 0 && asked.output.contains("Nobody in particular"), "round \(round)")
        }
        Effort.record("replays killed", tried: killed, "kills", lost: lost)
    }

    @Test("an import that is killed has kept whole batches, and the same import again records the rest")
    func killedImport() throws {
        let rounds = Effort.times(1, full: 15)
        let ids = (1...2_500).map { "line-\($0)" }
        var (lost, killed) = (0, 0)
        var whole = Duration.seconds(2)
        for round in 1...rounds {
            let trial = try KillTrial()
            try trial.folder.write(KillTrial.lines(ids), to: "lines.jsonl")
            let arguments = ["import", trial.folder.file("lines.jsonl"), "--ledger", trial.path]
            let process = try KillableProcess.annals(arguments)
            KillTrial.rest(upTo: whole)
            process.strike()
            if try process.wait().status != 0 { killed += 1 }
            let kept = try FoundLedger(trial.path, in: trial.folder)
            #expect(kept.complaints == [] && (kept.people.count % 1_000 == 0 || kept.people.count == ids.count))
            whole = try KillTrial.duration {
                let again = try Program.run(arguments, in: trial.folder)
                #expect(again.status == 0, "round \(round)")
            }
            let found = try FoundLedger(trial.path, in: trial.folder)
            #expect(found.complaints == [] && found.people.map(\.id) == ids, "round \(round)")
            lost += found.people.map(\.id) == ids ? 0 : 1
        }
        Effort.record("imports killed and done again", tried: killed, "kills", lost: lost)
    }

    @Test("a ledger whose making was killed is made by the next that tries", arguments: ["init", "restore"])
    func killedMaking(command: String) throws {
        let rounds = Effort.times(5, full: 100)
        let source = try SmallLedger.folder()
        let export = try SmallLedger.export(source)
        try source.write(export, to: "export.jsonl")
        let file = source.file("export.jsonl")
        let whole = try KillTrial.duration { _ = try Program.run(["init", "timed.db"], in: source) }
        var (lost, killed) = (0, 0)
        for round in 1...rounds {
            let folder = try TemporaryFolder()
            let path = folder.file("annals.db")
            let arguments = command == "init" ? ["init", path] : ["restore", file, "--ledger", path]
            let process = try KillableProcess.annals(arguments)
            KillTrial.rest(upTo: whole * 1.2)
            process.strike()
            let end = try process.wait()
            if end.status != 0 { killed += 1 }
            let again = try Program.run(arguments, in: folder)
            let isThere = again.errors.contains("file here already") || again.errors.contains("needs an empty ledger")
            #expect(again.status == 0 || isThere, "round \(round): \(again.errors)")
            if !end.lines.isEmpty { #expect(isThere, "round \(round)") }
            let found = try Program.run(["export"], in: folder)
            #expect(found.status == 0 && found.output == (command == "init" ? "" : export), "round \(round)")
            if found.status != 0 || !(again.status == 0 || isThere) { lost += 1 }
        }
        Effort.record("ledgers whose making was killed (\(command))", tried: killed, "kills", lost: lost)
    }
}
