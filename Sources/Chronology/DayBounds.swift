/// The earliest and the latest day that something can have happened on.
public struct DayBounds: Hashable, Sendable {
    /// The first possible day; nil where nothing bounds that side.
    public let earliest: CivilDay?

    /// The last possible day; nil where nothing bounds that side.
    public let latest: CivilDay?

    /// Bounds nothing where both sides are nil.
    public init(earliest: CivilDay?, latest: CivilDay?) {
        self.earliest = earliest
        self.latest = latest
    }
}

extension DayBounds {
    /// Bounded on neither side.
    static let none = DayBounds(earliest: nil, latest: nil)

    /// The smallest bounds that hold both; a side that either leaves open stays open.
    func envelope(with other: DayBounds) -> DayBounds {
        var earliest: CivilDay?
        if let mine = self.earliest, let theirs = other.earliest { earliest = min(mine, theirs) }
        var latest: CivilDay?
        if let mine = self.latest, let theirs = other.latest { latest = max(mine, theirs) }
        return DayBounds(earliest: earliest, latest: latest)
    }
}
