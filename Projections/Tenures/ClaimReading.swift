import Chronology
import Events

/// What one event claims of the tenures of one person in one organisation (rule R1).
enum ClaimReading {
    /// The claim that a date makes of a moment; nil where it dates nothing.
    static func moment(
        _ date: EDTF, of effective: EffectiveEvent, isActing: Bool = false, isReinstatement: Bool = false,
        endsUnknown: Bool = false, isInferred: Bool = false
    ) -> MomentClaim? {
        let range = DayRange(date.widened)
        if date.isUndated || range == .anyDay { return nil }
        let order = effective.event.order
        return MomentClaim(
            range, isActing: isActing, isReinstatement: isReinstatement, endsUnknown: endsUnknown,
            isInferred: isInferred, order: order == 0 ? nil : order, clock: date.time, event: effective.seq)
    }

    /// Adds what `position.started` claims.
    static func add(_ started: PositionStarted, _ effective: EffectiveEvent, to claims: inout SeatClaims) {
        guard let date = effective.event.date else { return }
        let start = moment(
            date, of: effective, isActing: started.acting, isReinstatement: started.how == .reinstated)
        if let start {
            claims.starts.append(start)
        } else {
            claims.undatedStarts.append(.init(isActing: started.acting, event: effective.seq))
        }
    }

    /// Adds an end, dated or not.
    static func addEnd(_ effective: EffectiveEvent, to claims: inout SeatClaims) {
        guard let date = effective.event.date else { return }
        if let end = moment(date, of: effective) {
            claims.ends.append(end)
        } else {
            claims.undatedEnds.append(effective.seq)
        }
    }

    /// Adds what `position.held` claims: both moments, one of them, or a sighting.
    static func add(_ held: PositionHeld, _ effective: EffectiveEvent, to claims: inout SeatClaims) {
        guard let date = effective.event.date else { return }
        guard let interval = date.interval else {
            claims.sightings.append(
                Sighting(DayRange(date.widened), isActing: held.acting, event: effective.seq))
            return
        }
        let end = self.date(interval.end).flatMap { moment($0, of: effective) }
        let isEndUnknown = end == nil && interval.end != .open
        let start = self.date(interval.start).flatMap {
            moment(
                $0, of: effective, isActing: held.acting, isReinstatement: held.howStarted == .reinstated,
                endsUnknown: isEndUnknown)
        }
        if let start { claims.starts.append(start) }
        if let end { claims.ends.append(end) }
        if let start, let end {
            claims.intervals.append(HeldInterval(start: start.range, end: end.range, event: effective.seq))
        }
        if start == nil && end == nil {
            claims.undatedStarts.append(.init(isActing: held.acting, event: effective.seq))
            if isEndUnknown { claims.undatedEnds.append(effective.seq) }
        }
    }

    /// The end that a successor's own start implies for whoever it succeeds.
    static func inferredEnd(_ effective: EffectiveEvent) -> MomentClaim? {
        guard let date = effective.event.date else { return nil }
        switch effective.event.fact {
        case .positionStarted:
            return moment(date, of: effective, isInferred: true)
        case .positionHeld:
            if let interval = date.interval {
                return self.date(interval.start).flatMap { moment($0, of: effective, isInferred: true) }
            }
            // Seen in post, the successor had taken over by then.
            let latest = DayRange(date.widened).latest
            guard latest < DayRange.future else { return nil }
            return MomentClaim(DayRange(DayRange.past, latest), isInferred: true, event: effective.seq)
        default:
            return nil
        }
    }

    private static func date(_ endpoint: EDTF.Endpoint) -> EDTF? {
        if case .date(let date) = endpoint { return date }
        return nil
    }
}
