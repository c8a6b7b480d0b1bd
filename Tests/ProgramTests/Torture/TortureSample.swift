import Chance
import Foundation

/// What is picked of all that can be tried where not all of it is: at random, from a seed that can be given.
///
/// `ANNALS_SEED=N` tries the same again.
struct TortureSample: CustomStringConvertible {
    private let seed: UInt64
    private var state: UInt64

    init() {
        let given = ProcessInfo.processInfo.environment["ANNALS_SEED"].flatMap { UInt64($0) }
        seed = given ?? UInt64.random(in: 1...999_999)
        state = seed
    }

    var description: String { Effort.isFull ? "all" : "ANNALS_SEED=\(seed)" }

    /// All of the things under `make torture`, else a few of them.
    mutating func some<Thing>(_ count: Int, of things: [Thing]) -> [Thing] {
        guard !Effort.isFull else { return things }
        return (0..<min(count, things.count)).map { _ in things[Int(next() % UInt64(things.count))] }
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
