import Foundation
import Testing

/// Ledgers through random appends, crashes, reopenings and replays, compared with what they acknowledged.
@Suite("Torture: the simulator")
struct SimulatorTortureTests {
    /// One seed alone, where somebody wants to see it again.
    private static let only = ProcessInfo.processInfo.environment["ANNALS_SIMULATE"].flatMap(UInt64.init)

    @Test("no sequence of steps loses, doubles or changes what was acknowledged")
    func simulate() throws {
        let first = Effort.isFull ? UInt64.random(in: 1...999_999) : 1
        let seeds = Self.only.map { $0...$0 } ?? first...(first + UInt64(Effort.times(20, full: 2_000)) - 1)
        var lost = 0
        for seed in seeds {
            let simulation = try Simulation(seed: seed)
            try simulation.run(steps: Self.steps)
            if !simulation.faults.isEmpty {
                lost += 1
                Issue.record(
                    """
                    seed \(seed): \(simulation.faults.joined(separator: "\n"))
                    again: ANNALS_SIMULATE=\(seed) swift test --filter SimulatorTortureTests
                    """)
            }
            if Self.only != nil { print(simulation.history.joined(separator: "\n")) }
        }
        Effort.record(
            "simulated ledgers of \(Self.steps) steps", tried: seeds.count, "seeds from \(seeds.lowerBound)", lost: lost
        )
    }

    private static let steps = 24

    @Test("a ledger that goes back to an earlier state is noticed")
    func notices() throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            let simulation = try Simulation(seed: seed)
            try simulation.run(steps: 5)
            try simulation.putAnOldFileBack()
            #expect(simulation.faults.count >= 1, "seed \(seed): \(simulation.history)")
        }
    }
}
