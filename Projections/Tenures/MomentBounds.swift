import Chronology

/// What the claims of one moment add up to (rule R3): agreement narrows, disagreement widens and is marked.
struct MomentBounds {
    /// The days on which the moment may have fallen.
    let range: DayRange
    /// Whether no one day satisfies all claims.
    let isDisputed: Bool
    /// The clock reading of the moment, where the claims give exactly one.
    let clock: ClockTime?

    /// Weighs the claims of a moment; nil where there are none. O(n log n) in the claims.
    init?(_ claims: [MomentClaim]) {
        guard let smallestLatest = claims.map(\.range.latest).min(),
            let largestEarliest = claims.map(\.range.earliest).max()
        else { return nil }
        let earliest = claims.map(\.range.earliest).filter { $0 <= smallestLatest }.max() ?? DayRange.past
        let latest = claims.map(\.range.latest).filter { $0 >= largestEarliest }.min() ?? DayRange.future
        range = DayRange(earliest, latest)
        isDisputed = largestEarliest > smallestLatest && !Self.isOneMomentSomewhere(claims)
        let clocks = Set(claims.compactMap(\.clock))
        clock = clocks.count == 1 && earliest == latest ? clocks.first : nil
    }

    /// Whether claims on neighbouring days can be the same moment in different places on Earth.
    ///
    /// Offsets in use run from −12:00 to +14:00. A claim without an offset may have been written anywhere.
    private static func isOneMomentSomewhere(_ claims: [MomentClaim]) -> Bool {
        guard claims.contains(where: { $0.clock?.offsetMinutes != nil && $0.range.isOneDay }) else { return false }
        var earliest = Int.min
        var latest = Int.max
        for claim in claims {
            let window = instants(of: claim)
            earliest = max(earliest, window.earliest)
            latest = min(latest, window.latest)
        }
        return earliest <= latest
    }

    /// The instants that a claim can mean, in minutes of universal time since 1970.
    private static func instants(of claim: MomentClaim) -> (earliest: Int, latest: Int) {
        let minutesPerDay = 1_440
        func minutes(_ day: Int) -> Int {
            day <= DayRange.past || day >= DayRange.future ? day : day * minutesPerDay
        }
        let first = minutes(claim.range.earliest)
        let last = minutes(claim.range.latest)
        if let clock = claim.clock, let offset = clock.offsetMinutes, claim.range.isOneDay {
            return (first + clock.earliestSecond / 60 - offset, last + clock.latestSecond / 60 - offset)
        }
        let farthestEast = 14 * 60
        let farthestWest = 12 * 60
        return (first - farthestEast, last + minutesPerDay - 1 + farthestWest)
    }
}
