/// R2 as a recursive definition: the stints that a set of claims describes.
///
/// Each step names one row of the rule's table, moves some claims into a stint, and is the grouping of what is left.
struct WorldGrouping: Sendable {
    let waiting: [WorldClaim]
    let stints: [WorldStint]
    /// Undated ends that no stint has used.
    let undatedEnds: Int

    /// The stints of `claims`, sightings left aside, in world order.
    static func stints(of claims: [WorldClaim]) -> [WorldStint] {
        let undatedStarts = claims.filter { $0.kind == .undatedStart }
        let grouped = WorldGrouping(
            waiting: claims.filter { $0.isDatedStart || $0.isDatedEnd }, stints: [],
            undatedEnds: claims.count { $0.kind == .undatedEnd }
        ).placingAll()

        if !grouped.stints.isEmpty { return handOut(grouped.undatedEnds, to: grouped.stints[...]) }
        if !undatedStarts.isEmpty {
            let tone: WorldStint.Tone = undatedStarts.allSatisfy(\.acting) ? .acting : .permanent
            return handOut(grouped.undatedEnds, to: [WorldStint(starts: [], tone: tone)])
        }
        return grouped.undatedEnds > 0 ? [WorldStint(starts: [], end: .init(unknown: true))] : []
    }

    private func placingAll() -> WorldGrouping {
        guard let now = waiting.map(\.last).min() else { return self }
        let ready = waiting.filter { $0.first <= now && !isHeldBack($0) }
        let starts = ready.filter(\.isDatedStart)
        let ends = ready.filter(\.isDatedEnd)
        let step =
            if let current = stints.last, current.end == nil {
                ends.isEmpty ? startingAgain(starts, in: current) : closing(current, with: ends)
            } else {
                starts.isEmpty ? endingAgain(ends) : opening(with: starts)
            }
        return step.placingAll()
    }

    /// Of claims with the same date and an explicit order, the higher waits for the lower.
    private func isHeldBack(_ claim: WorldClaim) -> Bool {
        guard let order = claim.order else { return false }
        return waiting.contains {
            $0.earliest == claim.earliest && $0.latest == claim.latest && $0.order ?? .max < order
        }
    }

    // MARK: Nobody in post

    private func opening(with starts: [WorldClaim]) -> WorldGrouping {
        if stints.isEmpty && starts.allSatisfy(\.reinstated) {
            return adding(WorldStint(starts: []))
        }
        // Where both kinds could open, the one that has to come first does.
        guard
            let opener = starts.min(by: {
                ($0.last, $0.first, $0.acting ? 0 : 1) < ($1.last, $1.first, $1.acting ? 0 : 1)
            })
        else { return self }
        let own = starts.filter { $0.acting == opener.acting }
        return adding(WorldStint(starts: own, tone: opener.tone), placing: own)
    }

    private func endingAgain(_ ends: [WorldClaim]) -> WorldGrouping {
        if let last = stints.last, let end = last.end {
            return replacing(last, end: end.adding(ends), placing: ends)
        }
        let recorded = ends.filter { $0.kind == .end }
        if recorded.isEmpty { return adding(nil, placing: ends) }
        return adding(WorldStint(starts: [], end: .init(recorded: recorded)), placing: ends)
    }

    // MARK: In post

    private func closing(_ current: WorldStint, with ends: [WorldClaim]) -> WorldGrouping {
        replacing(current, end: WorldStint.End().adding(ends), placing: ends)
    }

    /// Starts while in post are further claims of the start, unless an end lay between.
    private func startingAgain(_ starts: [WorldClaim], in current: WorldStint) -> WorldGrouping {
        let own = starts.filter { current.tone == nil || $0.tone == current.tone }
        if own.isEmpty {
            return replacing(current, end: .init(inferred: starts))
        }
        if undatedEnds > 0 {
            return replacing(current, end: .init(unknown: true), usingUndatedEnds: 1)
        }
        if current.startsWithUnknownEnd || own.allSatisfy(\.reinstated) {
            return replacing(current, end: .init(unknown: true))
        }
        return replacing(current, starts: current.starts + own, placing: own)
    }

    // MARK: Steps

    private func adding(_ stint: WorldStint?, placing placed: [WorldClaim] = []) -> WorldGrouping {
        WorldGrouping(
            waiting: waiting.without(placed), stints: stints + (stint.map { [$0] } ?? []), undatedEnds: undatedEnds)
    }

    /// The same with the last stint, `old`, given another start or end.
    private func replacing(
        _ old: WorldStint, starts: [WorldClaim]? = nil, end: WorldStint.End? = nil, placing placed: [WorldClaim] = [],
        usingUndatedEnds used: Int = 0
    ) -> WorldGrouping {
        let new = WorldStint(starts: starts ?? old.starts, tone: old.tone, end: end ?? old.end)
        return WorldGrouping(
            waiting: waiting.without(placed), stints: stints.dropLast() + [new], undatedEnds: undatedEnds - used)
    }

    /// The unknown end that came with a start goes to its stint; every undated end left over to the next stint that
    /// no source ends.
    private static func handOut(_ undatedEnds: Int, to stints: ArraySlice<WorldStint>) -> [WorldStint] {
        guard var stint = stints.first else { return [] }
        let takesOne = !stint.hasRecordedEnd && !stint.startsWithUnknownEnd && undatedEnds > 0
        if !stint.hasRecordedEnd && (stint.startsWithUnknownEnd || takesOne) {
            stint.end = .init(inferred: stint.end?.inferred ?? [], unknown: true)
        }
        return [stint] + handOut(undatedEnds - (takesOne ? 1 : 0), to: stints.dropFirst())
    }
}

extension WorldStint.End {
    fileprivate func adding(_ claims: [WorldClaim]) -> Self {
        Self(
            recorded: recorded + claims.filter { $0.kind == .end },
            inferred: inferred + claims.filter { $0.kind == .inferredEnd }, unknown: unknown)
    }
}

extension [WorldClaim] {
    /// Equal claims are one claim more than once, and go together.
    fileprivate func without(_ placed: [WorldClaim]) -> [WorldClaim] {
        filter { !placed.contains($0) }
    }
}
