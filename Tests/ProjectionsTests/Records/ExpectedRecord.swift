import Chronology
import Events

@testable import Projections

/// What decoding a whole event and reading it with the fold's own functions gives, to be compared with its record.
enum Expected {
    /// The terms that an event names, in the order in which they get their numbers, repetitions included.
    static func terms(of event: Event) -> [String] {
        var terms: [String] = []
        if case .eventCorrected(let correction) = event.fact, let replacement = correction.replacement {
            terms += self.terms(of: replacement)
        }
        let description = EventCatalog.description(of: event.type)
        let json = event.json
        for field in description?.ownFields ?? [] {
            guard let value = json[field.name] else { continue }
            terms += self.terms(in: value, field.kind, isPosition: description?.family == .position)
        }
        if description?.family == .custom { terms += event.with(fact: event.fact).factSubjects }
        terms += event.sources.map(\.source.text)
        if case .entity(let id) = event.attributedTo { terms.append(id.text) }
        return terms
    }

    private static func terms(in value: JSONValue, _ kind: FieldKind, isPosition: Bool) -> [String] {
        switch (kind, value) {
        case (.entity, .string(let text)): return [text]
        case (.entityOrText, .string(let text)): return EntityID(text) == nil ? [] : [text]
        case (.reportsTo, .string(let text)): return isPosition || EntityID(text) != nil ? [text] : []
        case (.text, .string(let text)): return isPosition ? [text] : []
        case (.list(let element), .array(let values)):
            return values.flatMap { terms(in: $0, element, isPosition: isPosition) }
        default: return []
        }
    }

    /// The claims of an event's own holder.
    static func claims(of effective: EffectiveEvent) -> SeatClaims {
        var claims = SeatClaims()
        switch effective.event.fact {
        case .positionStarted(let started): ClaimReading.add(started, effective, to: &claims)
        case .positionHeld(let held): ClaimReading.add(held, effective, to: &claims)
        case .positionEnded: ClaimReading.addEnd(effective, to: &claims)
        default: break
        }
        return claims
    }

    /// The end that an event implies for the predecessor that it names.
    static func inferredEnd(of effective: EffectiveEvent) -> MomentClaim? {
        switch effective.event.fact {
        case .positionStarted(let started) where started.succeeds != nil: ClaimReading.inferredEnd(effective)
        case .positionHeld(let held) where held.succeeds != nil: ClaimReading.inferredEnd(effective)
        default: nil
        }
    }

    /// Whether an event says what no record can carry.
    static func isBeyondRecords(_ event: Event, seq: Int, batch: Int) -> Bool {
        let dates = [event.date].compactMap(\.self)
        let sides = dates.flatMap { date -> [EDTF] in
            guard let interval = date.interval else { return [date] }
            return [interval.start, interval.end].compactMap { if case .date(let date) = $0 { date } else { nil } }
        }
        let days = sides.flatMap { [$0.widened.earliest, $0.widened.latest].compactMap { $0?.number } }
        return event.order != 0 || event.date?.time != nil || days.contains { abs($0) > 2_000_000_000 }
            || seq > Int(UInt32.max) || batch > Int(UInt32.max)
    }
}

extension Event {
    /// The ids in what it says, whoever is said to have said so left out.
    fileprivate var factSubjects: [String] {
        Event(fact, date: date, order: order, sources: sources, note: note, extra: extra).subjects.map(\.text)
    }
}

extension PositionRecord {
    /// The claims that the record keeps, as the fold takes them.
    var seatClaims: SeatClaims {
        var result = SeatClaims()
        let place = Int(seq)
        let (start, end) = (DayRange(self.start.bounds), DayRange(self.end.bounds))
        if claims.contains(.start) {
            result.starts.append(
                MomentClaim(
                    start, isActing: isActing, isReinstatement: howStarted == .reinstated,
                    endsUnknown: claims.contains(.endUnknown), event: place))
        }
        if claims.contains(.end) { result.ends.append(MomentClaim(end, event: place)) }
        if claims.isSuperset(of: [.start, .end]) {
            result.intervals.append(HeldInterval(start: start, end: end, event: place))
        }
        if claims.contains(.undatedStart) { result.undatedStarts.append(.init(isActing: isActing, event: place)) }
        if claims.contains(.undatedEnd) { result.undatedEnds.append(place) }
        if claims.contains(.sighting) { result.sightings.append(Sighting(start, isActing: isActing, event: place)) }
        return result
    }
}
