/// One way it can have been: a start and an end for every stint, in world order.
struct World: Sendable {
    /// The end of a stint that has not ended.
    static let open = Int.max

    var tenures: [(start: Int, end: Int)] = []

    func isHeld(on day: Int) -> Bool {
        tenures.contains { $0.start <= day && day < $0.end }
    }
}

/// R4 and R6 by brute force: every world that stints and limits leave, sightings not yet looked at.
///
/// Only for claims that lie within a few days of one another: the number of worlds grows with a power of the days.
struct WorldEnumeration: Sendable {
    let stints: [WorldStint]
    let limits: [WorldLimit]
    /// Whether a stint with an undated side lasts at least a day.
    let undatedStintsLast: Bool
    /// The days that are tried: every day named, and some on both sides that stand for all others.
    let days: ClosedRange<Int>

    /// `span` holds every day that a claim, a limit or the question names.
    init(stints: [WorldStint], limits: [WorldLimit], undatedStintsLast: Bool, span: ClosedRange<Int>) {
        self.stints = stints
        self.limits = limits
        self.undatedStintsLast = undatedStintsLast
        // Stints that lie wholly outside need distinct days only where they must last a day.
        let flank = 1 + stints.count(where: \.hasUndatedSide)
        days = span.lowerBound - flank...span.upperBound + flank
    }

    var worlds: [World] { continuations(of: World()) }

    /// All worlds that begin with the tenures of `world`.
    private func continuations(of world: World) -> [World] {
        guard world.tenures.count < stints.count else { return [world] }
        let stint = stints[world.tenures.count]
        let previousEnd = world.tenures.last?.end ?? .min
        return days.filter { $0 >= previousEnd && stint.startBounds.allow($0) && isAfterEarlyLimits($0) }
            .flatMap { start in
                ends(of: stint, startingOn: start).flatMap { end in
                    continuations(of: World(tenures: world.tenures + [(start, end)]))
                }
            }
    }

    private func ends(of stint: WorldStint, startingOn start: Int) -> [Int] {
        let shortest = undatedStintsLast && stint.hasUndatedSide ? 1 : 0
        guard let bounds = stint.endBounds else {
            if !limits.contains(where: \.endsTenures) { return [World.open] }
            return days.filter { $0 >= start + shortest && isFirstLateLimit($0) }
        }
        return days.filter { $0 >= start + shortest && bounds.allow($0) && isBeforeLateLimits($0) }
    }

    // MARK: Limits: each has one day within its bounds

    private func isAfterEarlyLimits(_ start: Int) -> Bool {
        limits.allSatisfy { limit in limit.endsTenures || days.contains { limit.allows($0) && $0 <= start } }
    }

    private func isBeforeLateLimits(_ end: Int) -> Bool {
        limits.allSatisfy { limit in !limit.endsTenures || days.contains { limit.allows($0) && $0 >= end } }
    }

    /// Whether the first of the late limits can be on `end`: it closes what is open.
    private func isFirstLateLimit(_ end: Int) -> Bool {
        isBeforeLateLimits(end) && limits.contains { $0.endsTenures && $0.allows(end) }
    }
}

extension WorldBounds {
    fileprivate func allow(_ day: Int) -> Bool { first <= day && day <= last }
}

extension WorldLimit {
    fileprivate func allows(_ day: Int) -> Bool { first <= day && day <= last }
}
