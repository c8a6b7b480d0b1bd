import Foundation
import Testing

/// Many processes that append to one ledger at once.
@Suite("Torture: many writers", .serialized)
struct WritersTortureTests {
    private static let writers = 16

    @Test("sixteen writers: nobody is turned away, batches are whole and contiguous, recorded time strictly increases")
    func sixteenWriters() throws {
        let (batches, events) = (Effort.times(6, full: 100), 3)
        let folder = try SmallLedger.folder()
        let path = folder.file("annals.db")
        let before = try FoundLedger(path, in: folder).people.count
        let processes = try (1...Self.writers).map {
            try KillableProcess.writer("append", path, "writer-\($0)", "\(batches)", "\(events)")
        }
        var waits: [Int] = []
        for process in processes {
            let end = try process.wait()
            #expect(end.status == 0 && end.errors == "")
            waits += end.lines.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        }
        let found = try FoundLedger(path, in: folder)
        #expect(found.complaints == [])
        var lost = 0
        let people = found.people.dropFirst(before)
        #expect(people.count == Self.writers * batches * events && Set(people.map(\.id)).count == people.count)
        lost += Self.writers * batches * events - Set(people.map(\.id)).count
        lost += Self.disorder(Array(people), events)
        #expect(lost == 0)
        waits.sort()
        let p99 = waits[min(waits.count * 99 / 100, waits.count - 1)]
        // Some 200 ms in a build for development on an idle machine; a writer that starves waits for longer than this.
        #expect(p99 < 5_000_000)
        Effort.record(
            "16 writers at once", tried: waits.count,
            "batches, p99 \(p99 / 1_000) ms, worst \((waits.last ?? 0) / 1_000) ms", lost: lost)
    }

    /// How many batches are torn apart, mixed up or recorded out of order.
    private static func disorder(_ people: [(id: String, batch: Int, recorded: String)], _ size: Int) -> Int {
        var disorder = 0
        var last: (batch: Int, recorded: String)?
        for start in stride(from: 0, to: people.count, by: size) {
            let batch = people[start..<min(start + size, people.count)]
            guard let first = batch.first else { continue }
            let stem = first.id.dropLast(2)
            let isWhole =
                batch.map(\.id) == (1...size).map { "\(stem)-\($0)" }
                && batch.allSatisfy { $0.batch == first.batch && $0.recorded == first.recorded }
            // Recorded times are written with all their digits, so they sort as text.
            let follows = last.map { $0.batch + 1 == first.batch && $0.recorded < first.recorded } ?? true
            if !isWhole || !follows { disorder += 1 }
            last = (first.batch, first.recorded)
        }
        return disorder
    }

    @Test(
        "thirty-two tasks of one process share what is put on disk: 25 events and more each time",
        .enabled(if: Tracer.isThere, "strace is not installed, or may not trace here"))
    func sharedCommits() throws {
        let (batches, writers) = (Effort.times(30, full: 200), 32)
        let folder = try SmallLedger.folder()
        let path = folder.file("annals.db")
        let before = try FoundLedger(path, in: folder).people.count
        let traced = try KillableProcess(
            "/usr/bin/env",
            [
                "strace", "-f", "-qq", "-o", folder.file("trace"), "-e", "trace=fdatasync,fsync",
                KillableProcess.writer, "share", path, "shared", "\(batches)", "\(writers)",
            ])
        let end = try traced.wait()
        #expect(end.status == 0 && end.errors == "", "\(end.errors)")
        let found = try FoundLedger(path, in: folder)
        let people = Array(found.people.dropFirst(before))
        #expect(found.complaints == [] && people.count == batches * writers)
        #expect(Set(people.map(\.id)).count == people.count)
        let disorder = zip(people, people.dropFirst()).count {
            $0.batch + 1 != $1.batch || $0.recorded >= $1.recorded
        }
        #expect(disorder == 0)
        // Opening and closing put things on disk too, and so does moving the write-ahead log into the file: three times
        // for 32 megabytes.
        let trace = try String(contentsOfFile: folder.file("trace"), encoding: .utf8)
        let syncs = trace.split(separator: "\n").count { $0.contains("fdatasync(") || $0.contains("fsync(") }
        let allowance = 16
        #expect((syncs - allowance) * 25 <= people.count, "\(syncs) times for \(people.count) events")
        Effort.record(
            "32 tasks that share commits", tried: people.count, "events, put on disk in \(syncs) goes",
            lost: batches * writers - Set(people.map(\.id)).count + disorder)
    }

    @Test("sixteen people who run the program at once are all served")
    func sixteenPrograms() throws {
        let rounds = Effort.times(2, full: 25)
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        let path = folder.file("annals.db")
        var turnedAway = 0
        for round in 1...rounds {
            let processes = try (1...Self.writers).map { writer in
                try KillableProcess.annals(
                    ["append", "-", "--ledger", path],
                    input: KillTrial.lines(["person-\(round)-\(writer)-1", "person-\(round)-\(writer)-2"]))
            }
            for process in processes {
                let end = try process.wait()
                if end.status != 0 || end.errors != "" { turnedAway += 1 }
            }
        }
        let found = try FoundLedger(path, in: folder)
        #expect(found.complaints == [] && turnedAway == 0)
        #expect(found.people.count == rounds * Self.writers * 2)
        let disorder = Self.disorder(found.people, 2)
        #expect(disorder == 0)
        Effort.record(
            "16 programs at once", tried: rounds * Self.writers, "appends",
            lost: rounds * Self.writers * 2 - found.people.count + turnedAway + disorder)
    }

    @Test("of two writers that expect the same position exactly one wins")
    func sameExpectation() throws {
        let rounds = Effort.times(10, full: 100)
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        let path = folder.file("annals.db")
        var winners = 0
        for round in 0..<rounds {
            let processes = try ["left", "right"].map { side in
                try KillableProcess.annals(
                    ["append", "-", "--expect", "\(round)", "--ledger", path],
                    input: KillTrial.lines(["\(side)-\(round)"]))
            }
            let ends = try processes.map { try $0.wait() }
            #expect(ends.map(\.status).sorted() == [0, 1], "round \(round)")
            #expect(ends.filter { $0.status == 1 }.allSatisfy { $0.errors.contains("somebody else appended") })
            winners += ends.filter { $0.status == 0 }.count
        }
        let found = try FoundLedger(path, in: folder)
        #expect(found.complaints == [] && found.people.count == rounds && winners == rounds)
        Effort.record(
            "two writers that expect the same", tried: rounds, "races", lost: abs(rounds - found.people.count))
    }
}
