import Annals
import Foundation

/// What a ledger's life asked of the disk, and what had been acknowledged when.
struct PowerRecording {
    /// One command of that life.
    struct Step {
        let program: String
        let arguments: [String]
        var input: String?
        /// What `strace` does to the command; it then dies, and acknowledges nothing by its end.
        var fault: String?
        /// Whether the command says a line for each batch; else what it says last acknowledges all it did.
        var saysEachBatch = false
        /// Whether the command commits all it records at once, whatever batches that is.
        var isOneWrite = false
        /// The files in the ledger's folder that are there, and whole, once the command has said so.
        var makes: [String] = []
    }

    /// The operations of all commands, one after another.
    private(set) var operations: [PowerOperation] = []
    /// Every export of the ledger that is not the beginning of another: the last one, and those before erasures.
    private(set) var versions: [[String]] = []
    /// The numbers of events after each batch, none included.
    private(set) var wholes: Set<Int> = [0]
    /// From which operation on how many events are acknowledged; none where the ledger itself is.
    private(set) var acknowledged: [(operation: Int, events: Int)] = []
    /// From which operation on what else is there, besides events.
    private(set) var promises: [(operation: Int, promise: PowerPromise)] = []

    /// Lives that life in a folder of its own.
    init(_ steps: (String) -> [Step]) throws {
        let folder = try TemporaryFolder()
        // The system knows the folder by its name without links.
        guard let name = realpath(folder.path, nil) else { throw CannotRun(program: "realpath", reason: folder.path) }
        defer { free(name) }
        let trace = PowerTrace(folder: String(cString: name))
        let path = trace.folder + "/annals.db"
        for step in steps(path) {
            let before = versions.last ?? []
            let recorded = try trace.record(step.program, step.arguments, input: step.input, fault: step.fault)
            let spoken = recorded.indices.filter { recorded[$0] == .speak }
            let (lines, checkpoints) = try Self.contents(of: trace.folder)
            if !versions.isEmpty && lines.starts(with: before) { versions.removeLast() }
            versions.append(lines)
            let batches = try lines.map(Self.batch)
            let ended = batches.indices.filter { $0 + 1 == batches.count || batches[$0] != batches[$0 + 1] }
            wholes.formUnion(step.isOneWrite ? [lines.count] : ended.map { $0 + 1 })
            let ends = wholes.filter { $0 > before.count }.sorted()
            let acknowledging =
                step.saysEachBatch ? zip(spoken, ends).map { ($0, $1) } : spoken.suffix(1).map { ($0, lines.count) }
            acknowledged += acknowledging.map { (operations.count + $0, $1) }
            if let end = spoken.last {
                var made = try step.makes.map { try PowerPromise.file($0, in: trace.folder) }
                made += checkpoints.dropFirst(self.checkpoints.count).map { .checkpoint($0) }
                promises += made.map { (operations.count + end, $0) }
            }
            operations += recorded
        }
    }

    /// The checkpoints that were promised, in order.
    var checkpoints: [String] {
        promises.compactMap { if case .checkpoint(let note) = $0.promise { note } else { nil } }
    }

    /// What was promised by then.
    func promises(after count: Int) -> [PowerPromise] {
        promises.filter { $0.operation < count }.map(\.promise)
    }

    /// How many events are acknowledged after some operations; nil before the ledger itself is.
    func acknowledged(after count: Int) -> Int? {
        acknowledged.last { $0.operation < count }?.events
    }

    /// Whether the erasure is acknowledged with so many events: nothing of what was erased is left then.
    func isErased(with events: Int) -> Bool { versions.count > 1 && events > versions[0].count }

    /// What the erased event alone says.
    static let erased = "She took over."

    /// What the ledger in a folder exports, and its checkpoints, asked of a copy: asking leaves no trace in what is
    /// recorded.
    private static func contents(of folder: String) throws -> (lines: [String], checkpoints: [String]) {
        let copy = try TemporaryFolder()
        let result = try Program.shell("cp \(folder)/annals.db* . && $ANNALS export", in: copy)
        guard result.status == 0 else { throw CannotRun(program: "annals export", reason: result.errors) }
        return (result.lines, try Ledger.notes(in: copy.file("annals.db")))
    }

    private static func batch(_ line: String) throws -> Int {
        let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return event?["batch"] as? Int ?? 0
    }
}

extension PowerRecording {
    /// A ledger from its making through appends, evidence, killed writers, a replay and an erasure.
    static func life() throws -> PowerRecording {
        try PowerRecording { path in
            let people = (1...40).map { "imported-\($0)" }
            return [
                annals(path, "init"),
                annals(path, "append", "-", input: SmallLedger.lines.joined(separator: "\n") + "\n"),
                annals(path, "append", "-", input: KillTrial.lines(["somebody"])),
                // Its third wait for the disk is that of the commit, after those of the log's header and its name.
                annals(
                    path, "append", "-", input: KillTrial.lines(["killed-1"]), fault: "fdatasync:signal=KILL:when=3"),
                // What the one who died has written is there, and nobody has waited for the disk.
                annals(path, "append", "-", input: KillTrial.lines(["killed-1"])),
                annals(path, "append", "-", input: KillTrial.lines(["after-1"])),
                annals(path, "retract", "#9", "--reason", "It was somebody else."),
                writer(path, "steady", 4),
                writer(path, "killed", 9, fault: "pwrite64:signal=KILL:when=90"),
                annals(path, "append", "-", input: KillTrial.lines(["after-2"])),
                // Dies when everything is in the one file, and the log is about to be cut.
                annals(
                    path, "append", "-", input: KillTrial.lines(["killed-2"]), fault: "ftruncate:signal=KILL:when=3"),
                annals(path, "replay"),
                annals(path, "import", "-", input: KillTrial.lines(people)),
                annals(path, "redact", "#7", "--reason", "It was private.", "--yes"),
                annals(path, "append", "-", input: KillTrial.lines(["last"])),
            ]
        }
    }

    /// A ledger and an import of two batches, so large that the log is moved into the file between them.
    static func largeImport() throws -> PowerRecording {
        try PowerRecording { path in
            let people = (1...1_001).map { "imported-\($0)" }
            return [annals(path, "init"), annals(path, "import", "-", input: KillTrial.lines(people))]
        }
    }

    /// A ledger that is restored, signed, and copied while it grows, with the key that signs it.
    static func keeping() throws -> PowerRecording {
        let export = try SmallLedger.export(SmallLedger.folder())
        return try PowerRecording { path in
            let folder = String(path.dropLast("annals.db".count))
            let key = folder + "key"
            return [
                annals(path, "restore", "-", input: export, isOneWrite: true),
                annals(path, "key", "new", "example.com/kept", "--file", key, makes: ["key", "key.pub"]),
                annals(path, "checkpoint", "--key", key),
                annals(path, "backup", folder + "first.db", makes: ["first.db"]),
                annals(path, "append", "-", "--checkpoint", "--key", key, input: KillTrial.lines(["signed"])),
                annals(path, "append", "-", input: KillTrial.lines(["unsigned"])),
                // Dies before the copy has its name, and the next takes away what it left.
                annals(path, "backup", folder + "second.db", fault: "link:signal=KILL:when=1"),
                annals(path, "backup", folder + "second.db", makes: ["second.db"]),
                annals(path, "checkpoint", "--key", key),
                annals(path, "append", "-", input: KillTrial.lines(["last"])),
            ]
        }
    }

    private static func annals(
        _ path: String, _ arguments: String..., input: String? = nil, fault: String? = nil, isOneWrite: Bool = false,
        makes: [String] = []
    ) -> Step {
        Step(
            program: Program.path, arguments: arguments + ["--ledger", path], input: input, fault: fault,
            isOneWrite: isOneWrite, makes: makes)
    }

    private static func writer(_ path: String, _ name: String, _ batches: Int, fault: String? = nil) -> Step {
        Step(
            program: KillableProcess.writer, arguments: ["append", path, name, "\(batches)", "2"], input: nil,
            fault: fault, saysEachBatch: true)
    }
}
