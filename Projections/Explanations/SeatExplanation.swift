/// How the claims of one key came to be its tenures.
///
/// Made by the fold itself, which keeps what it does when asked: the tenures are those that it gives without.
public struct SeatExplanation: Hashable, Sendable {
    /// What the claims add up to.
    public let tenures: SeatTenures
    /// The stints in order of time, each as it came to be.
    public let stints: [StintExplanation]
    /// The claims that count for nothing.
    public let leftOut: [LeftOutClaim]
    /// What the limits did, in the order in which they are taken.
    public let limits: [LimitEffect]
    /// Whether some order of the moments satisfies all dates; where none does, they stand as claimed.
    public let isOrderly: Bool

    /// Folds claims and keeps what each did. O(n²) in the claims, as the fold.
    public init(_ claims: SeatClaims, limits: [TenureLimit] = []) {
        let fold = TenureFold(claims, limits: limits, isTraced: true)
        let entries = fold.sequence.entries
        let places = Dictionary(entries.enumerated().map { ($1.origin, $0) }) { first, _ in first }
        tenures = fold.tenures
        isOrderly = fold.isOrderly
        let stints = entries.indices.map { index in
            Self.stint(index, of: fold, claims) { places[$0] ?? index }
        }
        self.stints = stints
        self.limits =
            fold.acceptedLimits.map { LimitEffect(limit: $0, outcome: Self.outcome($0, in: stints)) }
            + fold.tenures.contradictedLimits.map { LimitEffect(limit: $0, outcome: .contradicts) }
        leftOut = Self.leftOut(claims, fold)
    }

    /// Every event that it names.
    public var events: Set<Int> {
        stints.reduce(into: Set(leftOut.flatMap { [$0.event] + $0.by } + limits.flatMap(\.limit.events))) {
            $0.formUnion($1.events)
        }
    }

    // MARK: - Stints

    private static func stint(
        _ index: Int, of fold: TenureFold, _ claims: SeatClaims, place: (StintEntry.Origin) -> Int
    ) -> StintExplanation {
        let entry = fold.sequence.entries[index]
        let stint = fold.tenures.stints[index]
        var draft: Moments.Draft?
        if case .draft(let place) = entry.origin { draft = fold.drafts[place] }
        func moment(_ side: StintSide, _ range: DayRange, _ claimed: Stint, _ effects: [ClaimEffect])
            -> MomentExplanation
        {
            let bounds = side == .start ? claimed.start : claimed.end
            let isDated =
                side == .start ? claimed.isStartClaimed : claimed.isEndClaimed || bounds.latest < DayRange.future
            return MomentExplanation(
                claimed: isDated ? bounds : nil, range: range,
                isDisputed: side == .start ? stint.isStartDisputed : stint.isEndDisputed, claims: effects,
                steps: entry.trace?.steps(of: side, from: bounds, place: place) ?? [],
                earliestGrounds: entry.trace?.grounds[side == .start ? .startEarliest : .endEarliest] ?? [],
                latestGrounds: entry.trace?.grounds[side == .start ? .startLatest : .endLatest] ?? [])
        }
        return StintExplanation(
            stint: stint,
            start: moment(.start, stint.start, entry.claimed, draft.map(startEffects) ?? []),
            end: moment(.end, stint.end, entry.claimed, draft.map(endEffects) ?? []),
            sightings: sightings(of: index, fold, claims))
    }

    private static func startEffects(_ draft: Moments.Draft) -> [ClaimEffect] {
        let undated = Set(draft.undatedStarts).sorted()
        return ClaimEffect.effects(of: draft.starts, first: .opened)
            + undated.enumerated().map { ClaimEffect($1, $0 == 0 ? .opened : .agrees) }
            + Set(draft.impliedBy).sorted().map { ClaimEffect($0, .inferred) }
    }

    private static func endEffects(_ draft: Moments.Draft) -> [ClaimEffect] {
        var effects = ClaimEffect.effects(of: draft.countedEnds, first: .closed)
        guard draft.end == .unknown else { return effects }
        let statements =
            draft.undatedEnds + (draft.startEndsUnknown ? draft.starts.filter(\.endsUnknown).map(\.event) : [])
        effects += Set(statements).sorted().map { ClaimEffect($0, .leftOpen) }
        if statements.isEmpty { effects += Set(draft.returns).sorted().map { ClaimEffect($0, .inferred) } }
        // What an unknown end replaced still says by when the stint was over.
        return effects + ClaimEffect.effects(of: draft.replacedEnds, first: .inferred)
    }

    private static func sightings(
        of index: Int, _ fold: TenureFold, _ claims: SeatClaims
    ) -> [SightingEffect] {
        let entry = fold.sequence.entries[index]
        return claims.sightings.compactMap { sighting in
            let (indices, isLastDay) = fold.sequence.holders(of: sighting)
            guard indices.contains(index) else { return nil }
            let moved = (entry.trace?.steps ?? []).filter {
                $0.reason.cause == .sighting && $0.reason.events == [sighting.event]
            }
            return SightingEffect(
                event: sighting.event, range: sighting.range,
                narrowed: StintSide.allCases.filter { side in moved.contains { $0.bound.side == side } },
                madeStint: entry.trace?.madeBy.contains(sighting.event) ?? false, isLastDay: isLastDay,
                makesDayCertain: sighting.range.isOneDay && !isLastDay, fitsOthers: indices.count > 1)
        }
        .sorted { $0.event < $1.event }
    }

    // MARK: - Limits and what is left out

    private static func outcome(_ limit: TenureLimit, in stints: [StintExplanation]) -> LimitEffect.Outcome {
        let steps = stints.flatMap { $0.start.steps + $0.end.steps }.filter { $0.cause == .limit(limit.kind) }
        if steps.isEmpty { return .agrees }
        return steps.contains { $0.from.earliest >= DayRange.future } ? .closed : .limited
    }

    private static func leftOut(_ claims: SeatClaims, _ fold: TenureFold) -> [LeftOutClaim] {
        var leftOut: [LeftOutClaim] = []
        var placedEnds: [MomentClaim] = []
        var placedUndated: Set<Int> = []
        for draft in fold.drafts {
            placedEnds += draft.ends + draft.replacedEnds
            placedUndated.formUnion(draft.undatedStarts + draft.undatedEnds)
            let counted = Set(draft.countedEnds.map(\.event))
            // What closed a stint otherwise also stands against an end that is inferred for it.
            let closing = draft.countedEnds.isEmpty ? draft.undatedEnds : draft.countedEnds.map(\.event)
            for end in draft.ends where !counted.contains(end.event) {
                leftOut.append(LeftOutClaim(event: end.event, reason: .endRecorded, by: Set(closing).sorted()))
            }
        }
        let placed = Set(placedEnds.map(\.event))
        for end in claims.ends where !placed.contains(end.event) {
            // Ends that make the first stint leave no room for one that is inferred at that time.
            let recorded = fold.drafts.first?.countedEnds.filter {
                $0.range.earliest <= end.range.latest && end.range.earliest <= $0.range.latest
            }
            let by = Set((recorded ?? []).map(\.event)).sorted()
            leftOut.append(
                LeftOutClaim(event: end.event, reason: by.isEmpty ? .nothingToEnd : .endRecorded, by: by))
        }
        for event in claims.undatedEnds where !placedUndated.contains(event) {
            leftOut.append(LeftOutClaim(event: event, reason: .nothingToEnd, by: []))
        }
        let dated = fold.drafts.flatMap { $0.starts.map(\.event) + $0.ends.map(\.event) }
        for start in claims.undatedStarts where !placedUndated.contains(start.event) {
            leftOut.append(LeftOutClaim(event: start.event, reason: .datedElsewhere, by: Set(dated).sorted()))
        }
        for sighting in claims.sightings where fold.sequence.holders(of: sighting).indices.isEmpty {
            leftOut.append(LeftOutClaim(event: sighting.event, reason: .fitsNoStint, by: []))
        }
        for limit in fold.tenures.contradictedLimits {
            leftOut += limit.events.map { LeftOutClaim(event: $0, reason: .contradictsDates, by: []) }
        }
        return leftOut.sorted { ($0.event, $0.reason.rawValue) < ($1.event, $1.reason.rawValue) }
    }
}
