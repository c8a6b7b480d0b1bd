import Events
import Projections

/// The position records of a log by whose tenure they speak of.
struct PairIndex: Sendable {
    /// Places of records; those of one person together, in order of the log.
    private let places: [RecordPlace]
    /// By term, where those of a person begin.
    private let starts: [UInt32]

    /// Brings the records into order by counting. O(records + terms).
    init(_ log: DecodedLog, _ standings: EventStandings, by terms: (PositionRecord) -> (UInt32, UInt32)) {
        var starts = [UInt32](repeating: 0, count: log.terms.count + 2)
        for record in log.positions {
            let (one, other) = terms(record)
            starts[Int(one) + 1] += 1
            if other > 0, other != one { starts[Int(other) + 1] += 1 }
        }
        for term in starts.indices.dropFirst() { starts[term] += starts[term - 1] }
        var places = [RecordPlace](
            repeating: RecordPlace(rawValue: 0), count: Int(starts[starts.count - 1]))
        var next = starts
        for (index, record) in log.positions.enumerated() {
            let (one, other) = terms(record)
            let isReplacement = log.origins[index] > 0
            let place = RecordPlace(
                index, isReplacement: isReplacement, stands: !isReplacement && standings.standing(record.seq) == .stands
            )
            places[Int(next[Int(one)])] = place
            next[Int(one)] += 1
            if other > 0, other != one {
                places[Int(next[Int(other)])] = place
                next[Int(other)] += 1
            }
        }
        (self.places, self.starts) = (places, starts)
    }

    /// By the person whose tenure a record speaks of, and by the predecessor's.
    static func byPerson(_ log: DecodedLog, _ standings: EventStandings) -> PairIndex {
        PairIndex(log, standings) { ($0.person, $0.succeeds) }
    }

    /// By organisation.
    static func byOrganization(_ log: DecodedLog, _ standings: EventStandings) -> PairIndex {
        PairIndex(log, standings) { ($0.organization, 0) }
    }

    /// The places of the records of a term.
    func records(of term: Int) -> ArraySlice<RecordPlace> { places[Int(starts[term])..<Int(starts[term + 1])] }

    /// How many terms there are.
    var termCount: Int { starts.count - 2 }

    /// All terms from 1 on, in ranges of about as many records each.
    var ranges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var first = 1
        for term in 1...max(termCount, 1) where term <= termCount {
            let isFull = Int(starts[term + 1] - starts[first]) >= Self.recordsTogether
            guard isFull || term == termCount else { continue }
            ranges.append(first..<term + 1)
            first = term + 1
        }
        return ranges
    }

    /// Enough for a thread to work on for some milliseconds, and few enough that what it makes of them stays small.
    private static var recordsTogether: Int { 8_192 }
}

/// Where a position record stands among those of a log, and what is asked of nearly every one: without another look into
/// memory, since records lie anywhere.
struct RecordPlace: Sendable, BitwiseCopyable {
    /// In the order of the places.
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// - Parameter index: Below 2³⁰.
    init(_ index: Int, isReplacement: Bool, stands: Bool) {
        precondition(index <= Int(UInt32.max >> 2), "there are more position records than can be numbered")
        rawValue = UInt32(index) << 2 | (isReplacement ? 2 : 0) | (stands ? 1 : 0)
    }

    var index: Int { Int(rawValue >> 2) }
    /// Whether a correction puts it there.
    var isReplacement: Bool { rawValue & 2 > 0 }
    /// Whether it is what an event says by itself, and that event stands.
    var stands: Bool { rawValue & 1 > 0 }
}

/// Somebody in an organisation, as numbers.
struct NumberedPair: Hashable, Comparable {
    let person: UInt32
    let organization: UInt32

    static func < (first: NumberedPair, second: NumberedPair) -> Bool {
        (first.person, first.organization) < (second.person, second.organization)
    }
}
