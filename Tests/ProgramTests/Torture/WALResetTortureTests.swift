import Foundation
import SQLite
import Testing

/// SQLite before 3.51.3 forgets commits when one process begins the write-ahead log anew while another is about to
/// move it into the file (<https://sqlite.org/wal.html#walresetbug>). The ledger's lock keeps the two apart.
@Suite("Torture: commits beside checkpoints", .serialized)
struct WALResetTortureTests {
    private static let runs = Effort.times(1, full: 8)
    private static let seconds = Effort.times(3, full: 30)
    private static let processes = 3

    /// Whether the library in use has the mistake.
    static let isNeeded = Connection.losesCommitsBesideCheckpoints

    @Test("under the lock nothing that was acknowledged is lost, whoever moves the write-ahead log")
    func underTheLock() throws {
        var total = Outcome()
        for _ in 0..<Self.runs { total.add(try Self.outcome("held")) }
        #expect(total.complaints == [] && total.lost == 0)
        #expect(total.acknowledged > Self.runs * Self.seconds)
        Effort.record(
            "commits beside checkpoints, under the lock", tried: total.acknowledged,
            "in \(Self.runs) runs, worst \(total.worst / 1_000) ms", lost: total.lost + total.complaints.count)
    }

    @Test("under the lock nobody commits while a checkpoint is stopped where it does most harm")
    func notOvertaken() throws {
        let outcome = try Self.overtaken("held")
        #expect(outcome.acknowledged == 3)
        #expect(outcome.complaints == [] && outcome.lost == 0)
    }

    @Test(
        "without the lock the same commits are lost or the file is damaged",
        .enabled(if: Self.isNeeded, "SQLite \(Connection.libraryVersion) has the mistake no more"))
    func overtaken() throws {
        let outcome = try Self.overtaken("bare")
        #expect(outcome.acknowledged >= 2)
        #expect(outcome.lost > 0 || !outcome.complaints.isEmpty, "the trial does not show what the lock is for")
    }

    @Test(
        "without the lock processes that run as they like lose commits or damage the file",
        .enabled(if: Self.isNeeded, "SQLite \(Connection.libraryVersion) has the mistake no more"),
        .enabled(if: Effort.isFull, "a short run may be lucky: make torture tries long"))
    func withoutTheLock() throws {
        let outcomes = try (0..<Self.runs).map { _ in try Self.outcome("bare") }
        let damaged = outcomes.filter { $0.lost > 0 || !$0.complaints.isEmpty }
        #expect(!damaged.isEmpty, "the trial does not show what the lock is for")
        let worst = outcomes.map(\.worst).max() ?? 0
        Effort.record(
            "the same without the lock: damaged \(damaged.count) of \(outcomes.count) runs",
            tried: outcomes.map(\.acknowledged).reduce(0, +), "commits, worst \(worst / 1_000) ms", lost: 0)
    }

    /// What one run or several came to.
    private struct Outcome {
        var acknowledged = 0
        var lost = 0
        /// The longest that a commit took, in microseconds.
        var worst = 0
        var complaints: [String] = []

        mutating func add(_ other: Outcome) {
            acknowledged += other.acknowledged
            lost += other.lost
            worst = max(worst, other.worst)
            complaints += other.complaints
        }
    }

    /// Lets some processes commit and as many move the write-ahead log, and looks what is there afterwards.
    private static func outcome(_ manner: String) throws -> Outcome {
        let folder = try TemporaryFolder()
        let path = folder.file("annals.db")
        guard try Program.run(["init"], in: folder).status == 0 else { throw CannotRun(program: "init", reason: "") }
        let committers = try (1...processes).map {
            ("writer-\($0)", try KillableProcess.writer("commit", path, "writer-\($0)", "\(seconds)", manner))
        }
        let movers = try (1...processes).map { _ in
            try KillableProcess.writer("checkpoint", path, "mover", "\(seconds)", manner)
        }
        return try outcome(of: committers, beside: movers, of: path, in: folder)
    }

    /// Has one checkpoint be stopped while somebody else commits, and looks what is there afterwards.
    private static func overtaken(_ manner: String) throws -> Outcome {
        let folder = try TemporaryFolder()
        let path = folder.file("annals.db")
        guard try Program.run(["init"], in: folder).status == 0 else { throw CannotRun(program: "init", reason: "") }
        let process = try KillableProcess.writer("overtake", path, "writer", "500", manner)
        return try outcome(of: [("writer", process)], beside: [], of: path, in: folder)
    }

    private static func outcome(
        of committers: [(String, KillableProcess)], beside movers: [KillableProcess], of path: String,
        in folder: TemporaryFolder
    ) throws -> Outcome {
        var outcome = Outcome()
        var acknowledged: [String] = []
        for (name, process) in committers {
            let end = try process.wait()
            if end.status != 0 { outcome.complaints.append(end.errors) }
            for line in end.lines.map({ $0.split(separator: " ") }) where line.count == 2 {
                acknowledged.append("\(name)-\(line[0])-1")
                outcome.worst = max(outcome.worst, Int(line[1]) ?? 0)
            }
        }
        for mover in movers {
            let end = try mover.wait()
            if end.status != 0 { outcome.complaints.append(end.errors) }
        }
        let found = try FoundLedger(path, in: folder)
        outcome.acknowledged = acknowledged.count
        outcome.lost = Set(acknowledged).subtracting(found.people.map(\.id)).count
        outcome.complaints += found.complaints
        return outcome
    }
}
