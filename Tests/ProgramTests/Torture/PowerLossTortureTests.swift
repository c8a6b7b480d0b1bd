import Foundation
import Testing

/// The power goes at any moment of a ledger's life, and the disk keeps for certain only what was synced.
@Suite(
    "Torture: loss of power", .serialized,
    .enabled(if: PowerTrace.obstacle == nil, "\(PowerTrace.obstacle ?? "strace can watch")"))
struct PowerLossTortureTests {
    private static let recording = Result { try PowerRecording.life() }
    private static let seed = ProcessInfo.processInfo.environment["ANNALS_SEED"].flatMap { UInt64($0) }

    @Test("no acknowledged event is lost, whatever of the unsynced writes is, and the ledger goes on")
    func powerLoss() throws {
        let tally = try Self.cut(Self.recording.get(), times: Effort.times(40, full: 3_000))
        Effort.record("states after a loss of power", tried: tally.states.count, "states", lost: tally.lost)
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
        let seed = seed ?? .random(in: 0...UInt64(UInt32.max))
        var random = PowerRandom(seed: seed)
        let count = recording.operations.count
        let cuts = (0..<times).map { _ in (after: Int.random(in: 0...count, using: &random), seed: random.next()) }
        var tally = PowerTally()
        var disk = PowerDisk()
        var done = 0
        for cut in cuts.sorted(by: { $0.after < $1.after }) {
            for operation in recording.operations[done..<cut.after] { try disk.apply(operation) }
            done = cut.after
            var power = PowerCut(seed: cut.seed)
            try tally.check(power.files(on: disk), recording, done, "ANNALS_SEED=\(seed), operation \(done)")
        }
        return tally
    }

    @Test("where few changes are unsynced, no acknowledged event is lost whichever of them are there")
    func everySubset() throws {
        let recording = try Self.recording.get()
        var tally = PowerTally()
        var disk = PowerDisk()
        var budget = Effort.times(20, full: 1_500)
        for (index, operation) in recording.operations.enumerated() where budget > 0 {
            try disk.apply(operation)
            guard disk.uncertainties <= Effort.times(2, full: 6) else { continue }
            for bits in 0..<(1 << disk.uncertainties) where budget > 0 {
                var power = PowerCut(keeping: bits)
                let before = tally.states.count
                let place = "operation \(index + 1), changes \(String(bits, radix: 2))"
                try tally.check(power.files(on: disk), recording, index + 1, "\(place)")
                budget -= tally.states.count - before
            }
        }
        Effort.record("states with few unsynced changes", tried: tally.states.count, "states", lost: tally.lost)
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
            if let file = operation.changedFile { #expect(isHeld, "\(file), operation \(index)") }
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
