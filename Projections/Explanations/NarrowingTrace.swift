/// What narrowed a stint, step by step, and the events that each of its bounds rests on.
struct NarrowingTrace {
    /// Why a bound moved.
    enum Cause: Hashable, Sendable {
        /// A moment beside it, of the same stint or of another.
        case neighbour(StintEntry.Origin, StintSide)
        /// Somebody saw the holder in post.
        case sighting
        /// A birth, a dissolution or another limit.
        case limit(TenureLimit.Kind)
    }

    /// Why a bound moved, and the events behind that.
    struct Reason {
        let cause: Cause
        let events: [Int]
    }

    /// One move of one bound.
    struct Step {
        let bound: StintBound
        let day: Int
        let reason: Reason
    }

    /// The moves in order.
    private(set) var steps: [Step] = []
    /// The events that a bound rests on.
    private(set) var grounds: [StintBound: [Int]]
    private let claimed: [StintBound: [Int]]
    /// The sightings that made the stint.
    let madeBy: [Int]

    /// The trace of a stint that is as its own claims have it.
    init(_ draft: Moments.Draft, _ stint: Stint) {
        let ends = draft.countedEnds.isEmpty ? draft.replacedEnds : draft.countedEnds
        func events(_ claims: [MomentClaim], where fits: (MomentClaim) -> Bool) -> [Int] {
            Set(claims.filter(fits).map(\.event)).sorted()
        }
        claimed = [
            .startEarliest: events(draft.starts) { $0.range.earliest == stint.start.earliest },
            .startLatest: events(draft.starts) { $0.range.latest == stint.start.latest },
            .endEarliest: events(ends) { $0.range.earliest == stint.end.earliest },
            .endLatest: events(ends) { $0.range.latest == stint.end.latest },
        ]
        grounds = claimed
        madeBy = []
    }

    /// The trace of a stint of which only sightings tell.
    init(seenBy sightings: [Sighting], _ stint: Stint) {
        claimed = [:]
        grounds = [:]
        madeBy = Set(sightings.map(\.event)).sorted()
    }

    /// Notes that a bound moved.
    mutating func note(_ bound: StintBound, _ day: Int, _ reason: Reason) {
        steps.append(Step(bound: bound, day: day, reason: reason))
        grounds[bound] = reason.events
    }

    /// Forgets every move.
    mutating func reset() {
        steps = []
        grounds = claimed
    }
}
