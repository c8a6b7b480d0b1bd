import Chance
import Foundation
import Testing

/// The power goes at any moment of a ledger's life, and the disk keeps for certain only what was synced.
@Suite(
    "Torture: loss of power", .serialized,
    .enabled(if: PowerTrace.obstacle == nil, "\(PowerTrace.obstacle ?? "strace can watch")"))
struct PowerLossTortureTests {
    private static let recording = Result { try PowerRecording.life() }

    @Test("no acknowledged event is lost, whatever of the unsynced writes is, and the ledger goes on")
    func powerLoss() throws {
        let tally = try Self.cut(Self.recording.get(), times: Effort.times(40, full: 3_000))
        Effort.record("states after a loss of power", tried: tally.states.count, "states", lost: tally.lost)
    }

    @Test("what was restored, signed and copied is there, and a copy that has its name is whole")
    func keeping() throws {
        let recording = try PowerRecording.keeping()
        let tally = try Self.cut(recording, times: Effort.times(40, full: 2_000))
        Effort.record(
            "the same of restores, backups, checkpoints, keys", tried: tally.states.count, "states", lost: tally.lost)
        #expect(recording.checkpoints.count == 3 && recording.promises.count == 7)
        for case .file(let name, let bytes) in recording.promises.map(\.promise) where name.hasSuffix(".db") {
            let folder = try TemporaryFolder()
            try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
            #expect(try Program.run(["verify", "--ledger", name], in: folder).status == 0)
        }
    }

    @Test("on a disk that does not do as it is told, the same trial sees that copies, keys and checkpoints are lost")
    func disobedientDiskOfKept() throws {
        let recording = try PowerRecording.keeping()
        let folderless = try Self.complaints(about: recording) { $0 != .syncFolder }
        #expect(folderless.contains { $0.contains("key was promised") || $0.contains("first.db was promised") })
        let fileless = try Self.complaints(about: recording) { $0 != .sync("first.db.partial") }
        #expect(fileless.contains { $0.hasPrefix("first.db has its name and is not whole") })
        let logless = try Self.complaints(about: recording) { $0 != .sync("annals.db-wal") && $0 != .sync("annals.db") }
        #expect(logless.contains { $0.contains("checkpoints of") })
    }

    /// What is wrong where everything unsynced is lost at the end, on a disk that passes over some operations.
    private static func complaints(
        about recording: PowerRecording, _ isDone: (PowerOperation) -> Bool
    ) throws -> [String] {
        var (disk, tally) = (PowerDisk(), PowerTally())
        for operation in recording.operations where isDone(operation) { try disk.apply(operation) }
        var power = PowerCut(keeping: 0)
        return try tally.complaints(about: power.files(on: disk), after: recording.operations.count, of: recording)
    }

    @Test(
        "no batch of a large import is lost or torn",
        .enabled(if: Effort.isFull, "each state takes long: make torture tries them"))
    func largeImport() throws {
        let tally = try Self.cut(PowerRecording.largeImport(), times: 100)
        Effort.record("the same in a large import", tried: tally.states.count, "states", lost: tally.lost)
    }

    /// Cuts the power at moments of a recording, and looks what is there.
    private static func cut(_ recording: PowerRecording, times: Int) throws -> PowerTally {
        let seed = Effort.givenSeed ?? .random(in: 0...UInt64(UInt32.max))
        var random = SplitMix64(seed: seed)
        let count = recording.operations.count
        let cuts = (0..<times).map { _ in (after: Int.random(in: 0...count, using: &random), seed: random.next()) }
        var tally = PowerTally()
        var disk = PowerDisk()
        var done = 0
        for cut in cuts.sorted(by: { $0.after < $1.after }) {
            for operation in recording.operations[done..<cut.after] { try disk.apply(operation) }
            done = cut.after
            var power = PowerCut(seed: cut.seed)
            let complaints = try tally.complaints(about: power.files(on: disk), after: done, of: recording)
            #expect(complaints == [], "ANNALS_SEED=\(seed), operation \(done)")
        }
        return tally
    }

    @Test("where few changes are unsynced, no acknowledged event is lost whichever of them are there")
    func everySubset() throws {
        let recording = try Self.recording.get()
        let most = Effort.times(2, full: 6)
        var counts: [Int] = []
        var disk = PowerDisk()
        for operation in recording.operations {
            try disk.apply(operation)
            counts.append(disk.uncertainties <= most ? 1 << disk.uncertainties : 0)
        }
        // Of all moments so many that about so many states are tried, wherever in the ledger's life they are.
        let share = Double(Effort.times(20, full: 1_500)) / Double(max(counts.reduce(0, +), 1))
        let seed = Effort.givenSeed ?? .random(in: 0...UInt64(UInt32.max))
        var random = SplitMix64(seed: seed)
        var tally = PowerTally()
        disk = PowerDisk()
        for (index, operation) in recording.operations.enumerated() {
            try disk.apply(operation)
            guard counts[index] > 0, random.fraction() < share else { continue }
            for bits in 0..<counts[index] {
                var power = PowerCut(keeping: bits)
                let complaints = try tally.complaints(about: power.files(on: disk), after: index + 1, of: recording)
                #expect(complaints == [], "ANNALS_SEED=\(seed), operation \(index + 1), changes \(bits)")
            }
        }
        Effort.record("states with few unsynced changes", tried: tally.states.count, "states", lost: tally.lost)
    }

    @Test("on a disk that does not do as it is told, the same trial sees that acknowledged events are lost")
    func disobedientDisk() throws {
        let recording = try Self.recording.get()
        for (place, _) in recording.acknowledged.dropFirst().prefix(3) {
            var (disk, tally) = (PowerDisk(), PowerTally())
            for operation in recording.operations[...place] where operation != .sync("annals.db-wal") {
                try disk.apply(operation)
            }
            var power = PowerCut(keeping: 0)
            #expect(try tally.complaints(about: power.files(on: disk), after: place + 1, of: recording) != [])
        }
    }

    @Test("everything that is written to a ledger is written under its lock")
    func everythingUnderTheLock() throws {
        let recording = try Self.recording.get()
        var isHeld = false
        var (commits, checkpoints) = (0, 0)
        for (index, operation) in recording.operations.enumerated() {
            switch operation {
            case .lock: isHeld = true
            case .unlock, .exit: isHeld = false
            case .sync("annals.db-wal"): commits += 1
            case .sync("annals.db"): checkpoints += 1
            default: break
            }
            // The turn of imports and replays is a lock itself: an empty file that is taken away by whoever held it.
            if let file = operation.changedFile, operation != .unlink("annals.db-import") {
                #expect(isHeld, "\(file), operation \(index)")
            }
        }
        #expect(commits > 10 && checkpoints > 5)
    }

    @Test("what is acknowledged has been synced: an append says nothing before its commit is on disk")
    func syncedBeforeItSpeaks() throws {
        let recording = try Self.recording.get()
        var unsynced: Set<String> = []
        for (index, operation) in recording.operations.enumerated() {
            switch operation {
            case .write(let name, _, _): unsynced.insert(name)
            case .sync(let name): unsynced.remove(name)
            case .speak: #expect(!unsynced.contains("annals.db-wal"), "operation \(index)")
            default: break
            }
        }
    }
}
