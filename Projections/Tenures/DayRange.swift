import Chronology

/// The days on which a moment may have fallen, both ends included.
///
/// Days are counted as ``CivilDay/number``; ``past`` and ``future`` stand for a side that nothing bounds and absorb
/// arithmetic, so that no rule has to ask whether a bound exists before it uses it.
public struct DayRange: Hashable, Sendable {
    /// Earlier than every day that a date can name.
    public static let past = Int.min / 4
    /// Later than every day that a date can name.
    public static let future = Int.max / 4
    /// Every day: what is known of a moment that nothing dates.
    public static let anyDay = DayRange(past, future)

    /// The first possible day.
    public var earliest: Int
    /// The last possible day.
    public var latest: Int

    /// Creates the range from its first to its last possible day.
    public init(_ earliest: Int, _ latest: Int) {
        self.earliest = earliest
        self.latest = latest
    }

    /// Creates the range that a date's bounds leave open.
    public init(_ bounds: DayBounds) {
        self.init(bounds.earliest?.number ?? Self.past, bounds.latest?.number ?? Self.future)
    }

    /// Whether no day is left.
    public var isEmpty: Bool { earliest > latest }

    /// Whether exactly one day is left.
    public var isOneDay: Bool { earliest == latest }

    /// The bounds as civil days, nil where nothing bounds a side.
    public var bounds: DayBounds {
        DayBounds(
            earliest: earliest <= Self.past ? nil : CivilDay(number: earliest),
            latest: latest >= Self.future ? nil : CivilDay(number: latest))
    }

    /// The day `days` after `day`; an unbounded side stays unbounded.
    static func day(_ day: Int, plus days: Int) -> Int {
        day <= past || day >= future ? day : day + days
    }
}
