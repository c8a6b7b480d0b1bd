/// What the claim of one event did to a moment of a stint.
public struct ClaimEffect: Hashable, Sendable {
    /// What a claim did.
    public enum Contribution: String, Hashable, Sendable, CaseIterable {
        /// It is the start: the one that the stint opens with, or the only one.
        case opened
        /// It is the end: the one that the stint closes with, or the only one.
        case closed
        /// The moment would be wider without it.
        case narrowed
        /// It disagrees: the moment would be narrower without it, or not disputed.
        case widened
        /// The moment would be the same without it.
        case agrees
        /// No source states the moment; it follows from this start of somebody else, of another kind, or after a return.
        case inferred
        /// It says that the stint has ended and not when, or that the end is not known.
        case leftOpen = "left_open"
    }

    /// The event: its place in the log.
    public let event: Int
    /// What its claim did.
    public let contribution: Contribution
    /// The days on which the moment may have fallen by this claim alone; nil where it gives no date.
    public let range: DayRange?
    /// What the claims of the moment come to; nil where this one gives no date.
    public let with: DayRange?
    /// What they come to without this one; nil where no other dates the moment.
    public let without: DayRange?

    init(
        _ event: Int, _ contribution: Contribution, range: DayRange? = nil, with: DayRange? = nil,
        without: DayRange? = nil
    ) {
        self.event = event
        self.contribution = contribution
        self.range = range
        self.with = with
        self.without = without
    }
}

extension ClaimEffect {
    /// Weighs each claim of a moment by leaving it out: the claims that the others would not replace change the bounds.
    ///
    /// - Parameter first: What the claim did that the moment begins with: the one with the smallest latest bound, then
    ///   the smallest earliest, then the first recorded.
    static func effects(of claims: [MomentClaim], first: Contribution) -> [ClaimEffect] {
        let bounds = MomentBounds(claims)
        let leading = claims.indices.min { key(claims[$0]) < key(claims[$1]) }
        return claims.indices.map { index in
            var others = claims
            let claim = others.remove(at: index)
            let without = MomentBounds(others)
            let contribution: Contribution =
                claim.isInferred ? .inferred : index == leading ? first : change(from: without, to: bounds)
            return ClaimEffect(
                claim.event, contribution, range: claim.range, with: bounds?.range, without: without?.range)
        }
        .sorted { $0.event < $1.event }
    }

    private static func key(_ claim: MomentClaim) -> (Int, Int, Int) {
        (claim.range.latest, claim.range.earliest, claim.event)
    }

    /// What a claim did, by the bounds without it and with it.
    private static func change(from without: MomentBounds?, to bounds: MomentBounds?) -> Contribution {
        guard let without, let bounds else { return .agrees }
        if without.isDisputed != bounds.isDisputed { return bounds.isDisputed ? .widened : .narrowed }
        if without.range != bounds.range {
            let isInside =
                bounds.range.earliest <= without.range.earliest && without.range.latest <= bounds.range.latest
            return isInside ? .widened : .narrowed
        }
        if without.clock == bounds.clock { return .agrees }
        return without.clock == nil ? .narrowed : .widened
    }
}
