import Events
import Projections

/// The pairs of a log one after another, those that are plain folded.
struct PlainPairs {
    private let log: DecodedLog
    private let standings: EventStandings
    private let context: PlainContext
    private let index: PairIndex
    private var history = PlainHistory()
    private var claims: [PlainHistory.Claim] = []

    init(_ log: DecodedLog, _ standings: EventStandings, _ context: PlainContext, _ index: PairIndex) {
        (self.log, self.standings, self.context, self.index) = (log, standings, context, index)
    }

    /// Goes through the pairs in order of person and organisation.
    ///
    /// - Parameters:
    ///   - isGeneral: Whether a pair is known not to be plain.
    ///   - general: Called with each that is not plain.
    ///   - plain: Called with the tenures of each that is.
    mutating func forEach(
        isGeneral: (NumberedPair) -> Bool, general: (NumberedPair) throws -> Void,
        plain: (PlainHistory) throws -> Void
    ) rethrows {
        for person in 1...max(index.termCount, 1) where person <= index.termCount {
            let places = index.records(of: person)
            guard let first = places.first else { continue }
            let organization = log.positions[Int(first)].organization
            if places.allSatisfy({ log.positions[Int($0)].organization == organization }) {
                try visit(
                    NumberedPair(person: UInt32(person), organization: organization), places, isGeneral, general, plain)
                continue
            }
            let sorted = places.sorted {
                (log.positions[Int($0)].organization, $0) < (log.positions[Int($1)].organization, $1)
            }
            var rest = sorted[...]
            while let first = rest.first {
                let organization = log.positions[Int(first)].organization
                let ofPair = rest.prefix { log.positions[Int($0)].organization == organization }
                rest = rest.dropFirst(ofPair.count)
                try visit(
                    NumberedPair(person: UInt32(person), organization: organization), ofPair, isGeneral, general, plain)
            }
        }
    }

    private mutating func visit(
        _ pair: NumberedPair, _ places: ArraySlice<UInt32>, _ isGeneral: (NumberedPair) -> Bool,
        _ general: (NumberedPair) throws -> Void, _ plain: (PlainHistory) throws -> Void
    ) rethrows {
        if !isGeneral(pair), fold(pair, places) { try plain(history) } else { try general(pair) }
    }

    /// Whether the pair is plain; ``history`` then has its tenures.
    private mutating func fold(_ pair: NumberedPair, _ places: ArraySlice<UInt32>) -> Bool {
        if context.isWeighed[Int(pair.person)] || context.isWeighed[Int(pair.organization)] { return false }
        claims.removeAll(keepingCapacity: true)
        for place in places {
            let record = log.positions[Int(place)]
            guard !context.isTouched(record) else { return false }
            let fact = standings.fact(Int(place))
            // What corrects an erased event puts nothing in its place.
            guard fact > 0 else { continue }
            switch (standings.standing(fact), log.origins[Int(place)]) {
            case (.weighed, _): return false
            case (.stands, 0): claims.append(PlainHistory.Claim(record, since: record.batch))
            case (.corrected, 0):
                guard let correction = standings.correction(of: fact) else { return false }
                let until = log.batch(log.evidence[correction].seq)
                // Within one batch it never counted.
                if until > record.batch { claims.append(PlainHistory.Claim(record, since: record.batch, until: until)) }
            default: claims.append(PlainHistory.Claim(record, since: record.batch))
            }
        }
        // Lent for the call, so that the history can be changed meanwhile.
        let titles = context.titles
        var claims: [PlainHistory.Claim] = []
        swap(&claims, &self.claims)
        let isFolded = history.fold(
            person: pair.person, organization: pair.organization, claims.span, titles: titles.span,
            firstStart: context.firstStart)
        swap(&claims, &self.claims)
        return isFolded && !history.versions.contains { context.mayBound($0.row) }
    }
}
