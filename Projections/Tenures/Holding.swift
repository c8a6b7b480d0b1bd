import Chronology

/// How surely somebody held a seat.
public enum Certainty: String, Hashable, Sendable, Comparable, CaseIterable {
    /// Possible only because a side of the tenure has no date at all.
    case undated
    /// Held in some worlds that the evidence allows.
    case possible
    /// Held in every world that the evidence allows.
    case certain

    private var rank: Int {
        switch self {
        case .undated: 0
        case .possible: 1
        case .certain: 2
        }
    }

    /// Orders by how much is known.
    public static func < (first: Certainty, second: Certainty) -> Bool { first.rank < second.rank }
}

/// Whether and how surely a key holds at a moment (rule R7), and on which of its stints that rests.
public struct Holding: Hashable, Sendable {
    /// How surely.
    public var certainty: Certainty
    /// The stint that is certain then, else the first possible one; nil where only a disputed interval covers the day.
    public var stint: Int?
    /// Whether the evidence disagrees.
    public var isDisputed: Bool
}

extension SeatTenures {
    /// Whether the key holds at a world time; nil where it does not.
    ///
    /// After `today` nothing is more than possible: nobody can vouch for it yet.
    public func holding(at time: WorldTime, today: CivilDay) -> Holding? {
        var holding: Holding?
        switch time {
        case .day(let day):
            holding = self.holding(on: day.number)
        case .period(let days):
            holding = self.holding(during: days.lowerBound.number...days.upperBound.number)
        case .instant(let day, let second):
            holding = self.holding(on: day.number, atSecond: second)
        }
        if time.lastDay > today && holding?.certainty == .certain { holding?.certainty = .possible }
        return holding
    }

    /// Whether the key holds at the end of a civil day; nil where it does not. O(stints).
    public func holding(on day: Int) -> Holding? {
        let doubts = stints.map { stint in
            Doubt(
                isPossible: stint.isPossible(on: day), startIsInDoubt: day < stint.start.latest,
                endIsInDoubt: day >= stint.end.earliest)
        }
        return holding(on: day, doubts)
    }

    /// Whether the key holds at a clock reading; an untimed event on that day leaves the answer possible.
    func holding(on day: Int, atSecond second: Int) -> Holding? {
        let doubts = stints.map { stint in
            let start = stint.startClock.map { ($0.earliestSecond, $0.latestSecond) } ?? (0, Self.secondsPerDay)
            let end = stint.endClock.map { ($0.earliestSecond, $0.latestSecond) } ?? (0, Self.secondsPerDay)
            let now = (day, second)
            return Doubt(
                isPossible: (stint.start.earliest, start.0) <= now && now < (stint.end.latest, end.1),
                startIsInDoubt: now < (stint.start.latest, start.1),
                endIsInDoubt: now >= (stint.end.earliest, end.0))
        }
        // Somebody seen in post on that day was so at some time of it, not at each.
        return holding(on: day, doubts, sightingsCount: false)
    }

    private static let secondsPerDay = 86_400

    /// What keeps a stint from holding certainly at one moment.
    private struct Doubt {
        let isPossible: Bool
        let startIsInDoubt: Bool
        let endIsInDoubt: Bool

        var isCertain: Bool { isPossible && !startIsInDoubt && !endIsInDoubt }

        /// Whether a side without any date is all that is in doubt.
        ///
        /// Beside it, a doubt of the other side counts only where a claim dates that: what a neighbour bounds from afar
        /// would make an undated holder possible ever since.
        func isOnlyUndated(_ stint: Stint) -> Bool {
            if startIsInDoubt && !stint.isStartDated { return !endIsInDoubt || !stint.isEndClaimed }
            if endIsInDoubt && !stint.isEndDated { return !startIsInDoubt || !stint.isStartClaimed }
            return false
        }
    }

    private func holding(on day: Int, _ doubts: [Doubt], sightingsCount: Bool = true) -> Holding? {
        let certain = doubts.firstIndex(where: \.isCertain)
        let possible = doubts.indices.first { doubts[$0].isPossible && !doubts[$0].isOnlyUndated(stints[$0]) }
        let undated = doubts.firstIndex(where: \.isPossible)
        guard let stint = certain ?? possible ?? undated else {
            let isCovered = intervals.contains { $0.surelyCovers(day) }
            return isCovered ? Holding(certainty: .possible, stint: nil, isDisputed: true) : nil
        }
        let isDisputed = stints[stint].isDisputed
        if certain != nil || (sightingsCount && seenDays.contains(day)) {
            return Holding(certainty: .certain, stint: stint, isDisputed: isDisputed)
        }
        if intervals.contains(where: { $0.surelyCovers(day) }) {
            let undisputed = doubts.indices.first { doubts[$0].isPossible && !stints[$0].isDisputed }
            return undisputed.map { Holding(certainty: .certain, stint: $0, isDisputed: false) }
                ?? Holding(certainty: .possible, stint: stint, isDisputed: true)
        }
        return Holding(certainty: possible == nil ? .undated : .possible, stint: stint, isDisputed: isDisputed)
    }

    /// Whether the key holds in a period: certain if on every day of it, possible if on any.
    ///
    /// Only the days at which an answer can change are looked at: O(s²) in the stints, whatever the period's length.
    public func holding(during period: ClosedRange<Int>) -> Holding? {
        let answers = turningPoints.union([period.lowerBound, period.upperBound])
            .filter(period.contains).sorted().map { holding(on: $0) }
        let held = answers.compactMap(\.self)
        guard let best = held.map(\.certainty).max() else { return nil }
        let isThroughout = answers.allSatisfy { $0?.certainty == .certain }
        return Holding(
            certainty: best == .certain && !isThroughout ? .possible : best,
            stint: held.first { $0.certainty == best }?.stint,
            isDisputed: held.contains(where: \.isDisputed))
    }

    /// The days on which the answer can differ from the day before, and those before them.
    private var turningPoints: Set<Int> {
        var bounds: [Int] = []
        for stint in stints {
            bounds += [stint.start.earliest, stint.start.latest, stint.end.earliest, stint.end.latest]
        }
        for day in seenDays { bounds += [day, day + 1] }
        for interval in intervals { bounds += [interval.start.latest, interval.end.earliest] }
        return Set(bounds.flatMap { [DayRange.day($0, plus: -1), $0] })
    }
}
