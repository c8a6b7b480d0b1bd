import Projections

/// The oracle's questions as the fold's claims: the only place where the two meet.
extension WorldQuestion {
    /// The claims of the key, each with its place in the question as its event.
    var seatClaims: SeatClaims {
        var seat = SeatClaims()
        for (place, claim) in claims.enumerated() { claim.add(to: &seat, event: place + 1) }
        for (place, cover) in covers.enumerated() {
            let until = cover.until ?? DayRange.future
            seat.intervals.append(
                HeldInterval(
                    start: DayRange(cover.from, cover.from), end: DayRange(until, until),
                    event: claims.count + place + 1))
        }
        return seat
    }

    var tenureLimits: [TenureLimit] {
        limits.map { limit in
            TenureLimit(limit.kind.tenureKind, DayRange(earliest: limit.earliest, latest: limit.latest))
        }
    }
}

extension WorldClaim {
    fileprivate func add(to seat: inout SeatClaims, event: Int) {
        let range = DayRange(earliest: earliest, latest: latest)
        switch kind {
        case .start, .startWithUnknownEnd:
            seat.starts.append(
                MomentClaim(
                    range, isActing: acting, isReinstatement: reinstated, endsUnknown: kind == .startWithUnknownEnd,
                    order: order, event: event))
        case .end, .inferredEnd:
            seat.ends.append(MomentClaim(range, isInferred: kind == .inferredEnd, order: order, event: event))
        case .undatedStart:
            seat.undatedStarts.append(.init(isActing: acting, event: event))
        case .undatedEnd:
            seat.undatedEnds.append(event)
        case .sighting:
            seat.sightings.append(Sighting(range, isActing: acting, event: event))
        }
    }
}

extension DayRange {
    init(earliest: Int?, latest: Int?) {
        self.init(earliest ?? DayRange.past, latest ?? DayRange.future)
    }
}

extension WorldLimit.Kind {
    fileprivate var tenureKind: TenureLimit.Kind {
        switch self {
        case .birth: .birth
        case .founding: .founding
        case .creation: .creation
        case .death: .death
        case .dissolution: .dissolution
        case .abolition: .abolition
        }
    }
}

/// What the fold answers, in the oracle's words.
extension WorldAnswer {
    init(_ tenures: SeatTenures, to question: WorldQuestion) {
        let holdings = question.window.map { tenures.holding(on: $0) }
        let refused = Set(tenures.contradictedLimits.map(\.kind))
        self.init(
            days: holdings.map { holding in
                switch holding?.certainty {
                case nil: .no
                case .undated, .possible: .possible
                case .certain: .certain
                }
            },
            stints: tenures.stints.count,
            disputed: tenures.stints.contains(where: \.isDisputed)
                || holdings.contains { $0?.isDisputed ?? false },
            refusedLimits: question.limits.filter { refused.contains($0.kind.tenureKind) }
                .sorted { $0.kind.rawValue < $1.kind.rawValue })
    }
}
