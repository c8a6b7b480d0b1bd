/// A small generator whose sequence a seed fixes, so that a failing case comes back (Steele, Lea and Flood 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence of a seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// Starts some sequence, where no test looks at what comes.
    ///
    /// The system's own generator has no size, and so one address wherever it is used: the thread sanitizer takes two
    /// tests that use it at once for a race.
    public init() {
        state = .random(in: .min ... .max)
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 to below 1.
    public mutating func fraction() -> Double { .random(in: 0..<1, using: &self) }
}
