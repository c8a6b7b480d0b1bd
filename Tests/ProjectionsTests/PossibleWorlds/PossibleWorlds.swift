/// The answer about one key, by looking at every world that its claims allow: an oracle to test a fold against.
///
/// Written from the rules R2 to R7 alone. A day is certain when it is held in every world, possible when it is held in
/// some. Slow on purpose: nothing is concluded from bounds that could be counted instead.
struct PossibleWorlds: Sendable {
    let stints: [WorldStint]
    let sightings: [WorldClaim]
    let span: ClosedRange<Int>

    /// The stints that the claims describe, those that only sightings speak of included; limits are not looked at.
    init(reading question: WorldQuestion) {
        let said = PossibleWorlds(
            stints: WorldGrouping.stints(of: question.claims),
            sightings: question.claims.filter { $0.kind == .sighting }, span: question.span)
        self = said.addingStintsForSightings()
    }

    private init(stints: [WorldStint], sightings: [WorldClaim], span: ClosedRange<Int>) {
        self.stints = stints
        self.sightings = sightings
        self.span = span
    }

    /// The answer to `question`; nil when no world satisfies its own dates and sightings.
    static func answer(_ question: WorldQuestion) -> WorldAnswer? {
        let seen = PossibleWorlds(reading: question)
        let inOrder = question.limits.sorted { $0.kind.rawValue < $1.kind.rawValue }
        let limits = inOrder.reduce(into: [WorldLimit]()) { kept, limit in
            if !seen.worlds(within: kept + [limit]).isEmpty { kept.append(limit) }
        }
        let worlds = seen.worlds(within: limits)
        guard !worlds.isEmpty else { return nil }
        let covered = seen.answer(on: question.window, covers: question.covers, in: worlds)
        return WorldAnswer(
            days: covered.days, stints: seen.stints.count,
            disputed: covered.disputed || seen.stints.contains(where: \.isDisputed),
            refusedLimits: inOrder.filter { !limits.contains($0) })
    }

    // MARK: R5 Sightings

    /// The stints, and one more in every gap in which somebody was seen.
    private func addingStintsForSightings() -> PossibleWorlds {
        guard let worlds = [true, false].lazy.map({ enumerate(undatedStintsLast: $0) }).first(where: { !$0.isEmpty })
        else { return self }
        let homeless = sightings.filter { !isInPost($0, in: worlds) && !isLastDay($0, in: worlds) }
        if homeless.isEmpty { return self }
        let byGap = Dictionary(grouping: homeless) { sighting in
            stints.indices.count { index in latestEnd(index, in: worlds) <= sighting.first }
        }
        let withGaps = (0...stints.count).flatMap { gap in
            (byGap[gap].map { [WorldStint(sightings: $0)] } ?? []) + (stints.dropFirst(gap).prefix(1))
        }
        return PossibleWorlds(stints: withGaps, sightings: sightings, span: span).addingStintsForSightings()
    }

    /// Whether some stint can start by the sighting's last day and end after its first.
    private func isInPost(_ sighting: WorldClaim, in worlds: [World]) -> Bool {
        stints.indices.contains { index in
            earliestStart(index, in: worlds) <= sighting.last && latestEnd(index, in: worlds) > sighting.first
        }
    }

    /// Whether some stint can end on the sighting's first day and no later.
    private func isLastDay(_ sighting: WorldClaim, in worlds: [World]) -> Bool {
        stints.indices.contains { index in
            earliestStart(index, in: worlds) <= sighting.last && latestEnd(index, in: worlds) == sighting.first
        }
    }

    private func earliestStart(_ index: Int, in worlds: [World]) -> Int {
        worlds.map { $0.tenures[index].start }.min() ?? .max
    }

    private func latestEnd(_ index: Int, in worlds: [World]) -> Int {
        worlds.map { $0.tenures[index].end }.max() ?? .min
    }

    // MARK: The law

    /// The worlds within `limits` in which every sighting is covered.
    ///
    /// Stints with an undated side last a day in all of them, or, where that leaves no world, need not in any.
    func worlds(within limits: [WorldLimit]) -> [World] {
        let lasting = sighted(enumerate(limits, undatedStintsLast: true))
        return lasting.isEmpty ? sighted(enumerate(limits, undatedStintsLast: false)) : lasting
    }

    private func sighted(_ worlds: [World]) -> [World] {
        let onLastDay = sightings.map { !isInPost($0, in: worlds) }
        return worlds.filter { world in
            zip(sightings, onLastDay).allSatisfy { sighting, onLastDay in
                world.tenures.contains { tenure in
                    tenure.start <= sighting.last
                        && (tenure.end > sighting.first || onLastDay && tenure.end == sighting.first)
                }
            }
        }
    }

    private func enumerate(_ limits: [WorldLimit] = [], undatedStintsLast: Bool) -> [World] {
        WorldEnumeration(stints: stints, limits: limits, undatedStintsLast: undatedStintsLast, span: span).worlds
    }

    // MARK: R7 Answer

    private func certainty(of day: Int, in worlds: [World]) -> WorldAnswer.Certainty {
        if worlds.allSatisfy({ $0.isHeld(on: day) }) { return .certain }
        return worlds.contains { $0.isHeld(on: day) } ? .possible : .no
    }

    /// A covered day is certain where an undisputed stint can hold, and at least possible, and disputed, elsewhere.
    private func answer(
        on window: ClosedRange<Int>, covers: [WorldCover], in worlds: [World]
    ) -> (days: [WorldAnswer.Certainty], disputed: Bool) {
        let undisputed = stints.indices.filter { !stints[$0].isDisputed }
        let judged = window.map { day -> (WorldAnswer.Certainty, disputed: Bool) in
            let alone = certainty(of: day, in: worlds)
            guard covers.contains(where: { $0.includes(day) }) else { return (alone, false) }
            let canHold = worlds.contains { world in
                undisputed.contains { world.tenures[$0].start <= day && day < world.tenures[$0].end }
            }
            if canHold { return (.certain, false) }
            return (alone == .no ? .possible : alone, true)
        }
        return (judged.map(\.0), judged.contains { $0.disputed })
    }
}

extension WorldStint {
    /// The stint that only sightings speak of.
    fileprivate init(sightings: [WorldClaim]) {
        self.init(
            starts: [], tone: sightings.allSatisfy(\.acting) ? .acting : .permanent, end: End(unknown: true))
    }
}
