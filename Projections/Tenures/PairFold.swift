import Chronology
import Events

/// The tenures of one person in one organisation: the smallest part of a ledger that can be folded by itself.
///
/// A seat's claims depend on the pair's events only, but for the names of the organisation's posts and the limits, and
/// `position.ended` without a seat depends on all seats of the pair.
public enum PairFold {
    /// Folds a pair's live events. A pure function of the set: their order does not matter.
    ///
    /// - Parameters:
    ///   - events: Position events of the pair, and those that name the person as predecessor there.
    ///   - seats: The names of the organisation's posts.
    ///   - limits: The limits of a key, as ``Milestones/limits(of:)`` gives them.
    /// - Returns: One entry a key that has a tenure, in order of seats.
    public static func tenures(
        of person: EntityID, in organization: EntityID, _ events: [EffectiveEvent], seats: SeatNames,
        limits: (TenureKey) -> [TenureLimit]
    ) -> [KeyTenures] {
        let claims = claims(of: person, in: organization, events, seats: seats, limits: limits)
        let bySeq = Dictionary(events.map { ($0.seq, $0.event) }, uniquingKeysWith: { first, _ in first })
        return claims.bySeat.keys.sorted().compactMap { seat in
            let key = TenureKey(person: person, organization: organization, seat: seat)
            guard let tenures = claims.fold(key, limits) else { return nil }
            let details = tenures.stints.map { stint in
                stint.events.reduce(into: StintDetails()) { details, seq in
                    guard let event = bySeq[seq], claims.makesOwnClaim(event) else { return }
                    details.add(event)
                }
            }
            return KeyTenures(key: key, tenures: tenures, details: details)
        }
    }

    /// The claims of a pair by seat, ends without a seat among them.
    static func claims(
        of person: EntityID, in organization: EntityID, _ events: [EffectiveEvent], seats: SeatNames,
        limits: (TenureKey) -> [TenureLimit]
    ) -> PairClaims {
        var claims = PairClaims(person: person, organization: organization, events, seats)
        // Only an end without a seat depends on what the other seats' claims come to.
        guard claims.hasSeatlessEnds else { return claims }
        let base = Dictionary(
            uniqueKeysWithValues: claims.bySeat.keys.map { seat in
                (seat, claims.fold(TenureKey(person: person, organization: organization, seat: seat), limits))
            })
        claims.placeSeatlessEnds(amid: base.compactMapValues(\.self))
        return claims
    }
}

/// The claims of one pair, sorted by seat.
struct PairClaims {
    let person: EntityID
    let organization: EntityID
    private(set) var bySeat: [Seat: SeatClaims] = [:]
    private var kinds: [Seat: Set<PositionKind>] = [:]
    private var seatlessEnds: [(end: PositionEnded, effective: EffectiveEvent)] = []

    init(person: EntityID, organization: EntityID, _ events: [EffectiveEvent], _ seats: SeatNames) {
        self.person = person
        self.organization = organization
        for effective in events.sorted(by: { $0.seq < $1.seq }) { add(effective, seats) }
        for seat in bySeat.keys { kinds[seat, default: []].formUnion(seats.kinds(of: seat)) }
    }

    /// Whether somebody is said to have left without a word on which seat.
    var hasSeatlessEnds: Bool { !seatlessEnds.isEmpty }

    /// The tenures of a key; nil where nothing makes one.
    func fold(_ key: TenureKey, _ limits: (TenureKey) -> [TenureLimit]) -> SeatTenures? {
        guard let claims = bySeat[key.seat], !claims.isEmpty else { return nil }
        return SeatTenures(claims, limits: limits(key))
    }

    private mutating func add(_ effective: EffectiveEvent, _ seats: SeatNames) {
        switch effective.event.fact {
        case .positionStarted(let started) where started.organization == organization:
            let seat = seats.seat(post: started.post, position: started.position, kind: started.kind)
            if started.person == person {
                note(seat, started.kind)
                ClaimReading.add(started, effective, to: &bySeat[seat, default: SeatClaims()])
            }
            if started.succeeds == person && started.person != person { addInferredEnd(effective, seat) }
        case .positionHeld(let held) where held.organization == organization:
            let seat = seats.seat(post: held.post, position: held.position, kind: held.kind)
            if held.person == person {
                note(seat, held.kind)
                ClaimReading.add(held, effective, to: &bySeat[seat, default: SeatClaims()])
            }
            if held.succeeds == person && held.person != person { addInferredEnd(effective, seat) }
        case .positionEnded(let ended) where ended.organization == organization && ended.person == person:
            if ended.post == nil && ended.position == nil {
                seatlessEnds.append((ended, effective))
            } else {
                let seat = seats.seat(post: ended.post, position: ended.position, kind: ended.kind)
                note(seat, ended.kind)
                ClaimReading.addEnd(effective, to: &bySeat[seat, default: SeatClaims()])
            }
        default:
            break
        }
    }

    private mutating func note(_ seat: Seat, _ kind: PositionKind?) {
        if let kind { kinds[seat, default: []].insert(kind) }
    }

    private mutating func addInferredEnd(_ effective: EffectiveEvent, _ seat: Seat) {
        guard let end = ClaimReading.inferredEnd(effective) else { return }
        bySeat[seat, default: SeatClaims()].ends.append(end)
    }

    /// Adds each end without a seat to every seat that the others leave possible just before it.
    mutating func placeSeatlessEnds(amid base: [Seat: SeatTenures]) {
        for (ended, effective) in seatlessEnds {
            guard let date = effective.event.date else { continue }
            let end = ClaimReading.moment(date, of: effective)
            let matching = base.filter { seat, tenures in
                (ended.kind.map { kinds[seat, default: []].contains($0) || seat == .membership($0) } ?? true)
                    && tenures.isPossible(justBefore: end)
            }
            let seats = matching.isEmpty ? [Seat.membership(ended.kind)] : Array(matching.keys)
            for seat in seats {
                ClaimReading.addEnd(effective, to: &bySeat[seat, default: SeatClaims()])
            }
        }
    }

    /// Whether an event speaks of this pair's holder itself, not of a successor.
    func makesOwnClaim(_ event: Event) -> Bool {
        switch event.fact {
        case .positionStarted(let started): started.person == person
        case .positionHeld(let held): held.person == person
        case .positionEnded(let ended): ended.person == person
        default: false
        }
    }
}

extension SeatTenures {
    /// Whether a stint can hold on the day before an end; for an undated end, whether one has no dated end.
    fileprivate func isPossible(justBefore end: MomentClaim?) -> Bool {
        guard let end else { return stints.contains { $0.endState != .ended } }
        let first = DayRange.day(end.range.earliest, plus: -1)
        let last = DayRange.day(end.range.latest, plus: -1)
        return stints.contains { max($0.start.earliest, first) <= min(DayRange.day($0.end.latest, plus: -1), last) }
    }
}
