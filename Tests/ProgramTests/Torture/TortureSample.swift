import Chance

/// What is picked of all that can be tried where not all of it is: at random, from a seed that can be given.
///
/// `ANNALS_SEED=N` tries the same again.
struct TortureSample: CustomStringConvertible {
    private let seed: UInt64
    private var random: SplitMix64

    init() {
        seed = Effort.givenSeed ?? .random(in: 1...999_999)
        random = SplitMix64(seed: seed)
    }

    var description: String { Effort.isFull ? "all" : "ANNALS_SEED=\(seed)" }

    /// All of the things under `make torture`, else a few of them.
    mutating func some<Thing>(_ count: Int, of things: [Thing]) -> [Thing] {
        guard !Effort.isFull else { return things }
        return (0..<min(count, things.count)).compactMap { _ in things.randomElement(using: &random) }
    }
}
