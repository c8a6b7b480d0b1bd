import Chronology

/// Why somebody holds a seat at a moment as surely or unsurely as they do (rule R7).
public enum HoldingReason: Hashable, Sendable {
    /// The moment lies after every day on which the stint may have started, and before every day of its end.
    case withinDates
    /// Somebody saw the holder in post on that day.
    case seen(events: [Int])
    /// An interval surely covers the day.
    case covered(events: [Int])
    /// The stint may have started later.
    case startMayBeLater
    /// The stint may have ended by then.
    case endMayBeEarlier
    /// Nothing dates the start.
    case startUndated
    /// Nothing dates the end.
    case endUndated
    /// The moment is after the last day that anybody can vouch for.
    case afterToday
    /// It holds on some days of the period, or not on each of them surely.
    case partOfPeriod
}

extension KeyExplanation {
    /// Why the key holds at a world time as it does; none where it does not.
    public func reasons(at time: WorldTime, today: CivilDay) -> [HoldingReason] {
        guard let holding = tenures.tenures.holding(at: time, today: today) else { return [] }
        let late: [HoldingReason] = time.lastDay > today ? [.afterToday] : []
        guard let stint = holding.stint.map({ tenures.tenures.stints[$0] }) else {
            return covering(time.lastDay.number) + late
        }
        if case .period = time {
            return late + [holding.certainty == .certain || !late.isEmpty ? .withinDates : .partOfPeriod]
        }
        let day = time.lastDay.number
        var isInstant = false
        if case .instant = time { isInstant = true }
        let startIsInDoubt = stint.start.latest > day || (isInstant && stint.start.latest == day)
        let endIsInDoubt = stint.end.earliest <= day
        if holding.certainty == .certain || !late.isEmpty {
            if !startIsInDoubt && !endIsInDoubt { return late + [.withinDates] }
            let seen = holding.stint.map { index in
                seat.stints[index].sightings.filter { $0.makesDayCertain && $0.range.earliest == day }.map(\.event)
            }
            if let seen, !seen.isEmpty { return late + [.seen(events: seen)] }
            let covering = covering(day)
            if !covering.isEmpty { return late + covering }
            if holding.certainty == .certain { return late + [.withinDates] }
        }
        var reasons: [HoldingReason] = []
        if startIsInDoubt { reasons.append(stint.isStartDated ? .startMayBeLater : .startUndated) }
        if endIsInDoubt { reasons.append(stint.isEndDated ? .endMayBeEarlier : .endUndated) }
        return late + reasons
    }

    private func covering(_ day: Int) -> [HoldingReason] {
        let events = tenures.tenures.intervals.filter { $0.surelyCovers(day) }.map(\.event)
        return events.isEmpty ? [] : [.covered(events: events)]
    }

    /// The events that a stint's certainty rests on: those behind the last day of its start and the first of its end.
    public func groundsOfCertainty(_ stint: Int) -> [Int] {
        Set(seat.stints[stint].start.latestGrounds + seat.stints[stint].end.earliestGrounds).sorted()
    }
}
