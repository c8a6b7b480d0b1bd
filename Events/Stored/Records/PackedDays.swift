import Chronology

/// The days on which something may have fallen, both ends included, in 64 bits.
///
/// Days are counted as ``CivilDay/number``; ``past`` and ``future`` stand for a side that nothing bounds.
public struct PackedDays: Hashable, Sendable, BitwiseCopyable {
    /// Stands for a first day that nothing bounds.
    public static var past: Int32 { .min }
    /// Stands for a last day that nothing bounds.
    public static var future: Int32 { .max }
    /// Every day.
    public static var anyDay: PackedDays { PackedDays(past, future) }

    /// The first possible day.
    public let earliest: Int32
    /// The last possible day.
    public let latest: Int32

    /// Creates the span from its first to its last possible day.
    public init(_ earliest: Int32, _ latest: Int32) {
        self.earliest = earliest
        self.latest = latest
    }

    /// The bounds as they are; nil where a day's number has more than 32 bits, as in the year 6,000,000.
    public init?(_ bounds: DayBounds) {
        self.init(earliest: bounds.earliest?.number, latest: bounds.latest?.number)
    }

    init?(earliest: Int?, latest: Int?) {
        let within = Int(Self.past) + 1...Int(Self.future) - 1
        guard earliest.map(within.contains) ?? true, latest.map(within.contains) ?? true else { return nil }
        self.init(earliest.map { Int32($0) } ?? Self.past, latest.map { Int32($0) } ?? Self.future)
    }

    /// The bounds as civil days, nil where nothing bounds a side.
    public var bounds: DayBounds {
        DayBounds(
            earliest: earliest == Self.past ? nil : CivilDay(number: Int(earliest)),
            latest: latest == Self.future ? nil : CivilDay(number: Int(latest)))
    }
}
