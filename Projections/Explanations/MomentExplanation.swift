/// How a moment of a stint came to be what it is: its claims, then what narrowed them.
public struct MomentExplanation: Hashable, Sendable {
    /// What its claims alone come to (rule R3); nil where none dates it.
    public let claimed: DayRange?
    /// What it is after all the rules.
    public let range: DayRange
    /// Whether its claims disagree.
    public let isDisputed: Bool
    /// Its claims, in order of the log.
    public let claims: [ClaimEffect]
    /// What narrowed it, in the order in which it did.
    public let steps: [NarrowingStep]
    /// The events that its first possible day rests on.
    public let earliestGrounds: [Int]
    /// The events that its last possible day rests on.
    public let latestGrounds: [Int]

    /// Every event that it names.
    public var events: Set<Int> {
        Set(claims.map(\.event) + steps.flatMap(\.events) + earliestGrounds + latestGrounds)
    }
}

/// What moved the bounds of a moment, from what to what (rules R4 to R6).
public struct NarrowingStep: Hashable, Sendable {
    /// What moved them.
    public enum Cause: Hashable, Sendable {
        /// A moment beside it: of the stint at this place in the key's order of time, which can be its own.
        case neighbour(stint: Int, StintSide)
        /// Somebody saw the holder in post.
        case sighting
        /// A birth, a dissolution or another limit.
        case limit(TenureLimit.Kind)
    }

    /// What moved them.
    public let cause: Cause
    /// The bounds before.
    public let from: DayRange
    /// The bounds after.
    public fileprivate(set) var to: DayRange
    /// The events behind it.
    public fileprivate(set) var events: [Int]
}

extension NarrowingTrace {
    /// The moves of one moment, those of one cause that follow each other as one.
    ///
    /// - Parameter place: Where a stint stands among those of the key.
    func steps(of side: StintSide, from claimed: DayRange, place: (StintEntry.Origin) -> Int) -> [NarrowingStep] {
        var range = claimed
        var result: [NarrowingStep] = []
        for step in steps where step.bound.side == side {
            let before = range
            switch step.bound {
            case .startEarliest, .endEarliest: range.earliest = step.day
            case .startLatest, .endLatest: range.latest = step.day
            }
            let cause: NarrowingStep.Cause =
                switch step.reason.cause {
                case .neighbour(let origin, let side): .neighbour(stint: place(origin), side)
                case .sighting: .sighting
                case .limit(let kind): .limit(kind)
                }
            if let last = result.last, last.cause == cause, cause != .sighting || last.events == step.reason.events {
                result[result.count - 1].to = range
                result[result.count - 1].events = Set(last.events + step.reason.events).sorted()
            } else {
                result.append(
                    NarrowingStep(cause: cause, from: before, to: range, events: Set(step.reason.events).sorted()))
            }
        }
        return result
    }
}
