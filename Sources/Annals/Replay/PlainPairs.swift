import Events
import Projections

/// Folds the pairs of a log, those that are plain, one after another: by person, or by organisation.
///
/// A copy is what a thread of its own folds with.
struct PlainPairs: Sendable {
    private var log: DecodedLog
    private let standings: EventStandings
    private let context: PlainContext
    private let people: PairIndex
    private let organizations: PairIndex
    private var history = PlainHistory()
    private var claims: [PlainHistory.Claim] = []
    /// The other party of each record of the one that is gone through, with the record's place behind it.
    private var places: [UInt64] = []

    init(
        _ log: DecodedLog, _ standings: EventStandings, _ context: PlainContext, people: PairIndex,
        organizations: PairIndex
    ) {
        (self.log, self.standings, self.context) = (log, standings, context)
        (self.people, self.organizations) = (people, organizations)
        self.log.forgetNames()
    }

    /// Goes through the pairs of a person in order of the organisations.
    ///
    /// - Parameters:
    ///   - general: Called with each that is not plain.
    ///   - plain: Called with the tenures of each that is.
    mutating func forEach(
        ofPerson person: Int, general: (NumberedPair) throws -> Void, plain: (PlainHistory) throws -> Void
    ) rethrows {
        places.removeAll(keepingCapacity: true)
        for place in people.records(of: person) { add(log.positions[place.index].organization, place) }
        try forEachGroup({ NumberedPair(person: UInt32(person), organization: $0) }, general, plain)
    }

    /// Goes through the plain pairs of an organisation in order of the persons.
    mutating func forEachPlain(inOrganization organization: Int, _ body: (PlainHistory) throws -> Void) rethrows {
        places.removeAll(keepingCapacity: true)
        for place in organizations.records(of: organization) {
            let record = log.positions[place.index]
            add(record.person, place)
            if record.succeeds != record.person { add(record.succeeds, place) }
        }
        try forEachGroup({ NumberedPair(person: $0, organization: UInt32(organization)) }, { _ in }, body)
    }

    private mutating func add(_ other: UInt32, _ place: RecordPlace) {
        if other > 0 { places.append(UInt64(other) << 32 | UInt64(place.rawValue)) }
    }

    private mutating func forEachGroup(
        _ pair: (UInt32) -> NumberedPair, _ general: (NumberedPair) throws -> Void,
        _ plain: (PlainHistory) throws -> Void
    ) rethrows {
        // Lent for the call, so that the rest can be changed meanwhile.
        var places: [UInt64] = []
        swap(&places, &self.places)
        defer { swap(&places, &self.places) }
        places.sort()
        var start = 0
        while start < places.count {
            let other = places[start] >> 32
            var end = start + 1
            while end < places.count, places[end] >> 32 == other { end += 1 }
            let pair = pair(UInt32(other))
            if fold(pair, places[start..<end]) { try plain(history) } else { try general(pair) }
            start = end
        }
    }

    /// Whether the pair is plain; ``history`` then has its tenures.
    private mutating func fold(_ pair: NumberedPair, _ places: ArraySlice<UInt64>) -> Bool {
        if context.isWeighed[Int(pair.person)] || context.isWeighed[Int(pair.organization)] { return false }
        claims.removeAll(keepingCapacity: true)
        for numbered in places {
            let place = RecordPlace(rawValue: UInt32(truncatingIfNeeded: numbered))
            let record = log.positions[place.index]
            guard !context.isTouched(record) else { return false }
            if place.stands {
                claims.append(PlainHistory.Claim(record, since: record.batch))
                continue
            }
            let fact = place.isReplacement ? standings.fact(place.index) : record.seq
            // What corrects an erased event puts nothing in its place.
            guard fact > 0 else { continue }
            switch standings.standing(fact) {
            case .weighed: return false
            case .corrected where !place.isReplacement:
                guard let correction = standings.correction(of: fact) else { return false }
                let until = log.batch(log.evidence[correction].seq)
                // Within one batch it never counted.
                if until > record.batch { claims.append(PlainHistory.Claim(record, since: record.batch, until: until)) }
            default: claims.append(PlainHistory.Claim(record, since: record.batch))
            }
        }
        // Lent for the call, so that the history can be changed meanwhile.
        var claims: [PlainHistory.Claim] = []
        swap(&claims, &self.claims)
        defer { swap(&claims, &self.claims) }
        let context = context
        let isFolded = history.fold(
            person: pair.person, organization: pair.organization, claims.span, titles: context.titles.span,
            firstStart: { context.firstStart($0) })
        return isFolded && !history.versions.contains { context.mayBound($0.row) }
    }
}
