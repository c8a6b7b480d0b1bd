import Events
import Projections

/// The position records of a log by whose tenure they speak of.
struct PairIndex: Sendable {
    /// Places of records; those of one person together, in order of the log.
    private let places: [UInt32]
    /// By term, where those of a person begin.
    private let starts: [UInt32]

    /// Brings the records into order by counting. O(records + terms).
    init(_ log: DecodedLog, by terms: (PositionRecord) -> (UInt32, UInt32)) {
        var starts = [UInt32](repeating: 0, count: log.terms.count + 2)
        for record in log.positions {
            let (one, other) = terms(record)
            starts[Int(one) + 1] += 1
            if other > 0, other != one { starts[Int(other) + 1] += 1 }
        }
        for term in starts.indices.dropFirst() { starts[term] += starts[term - 1] }
        var places = [UInt32](repeating: 0, count: Int(starts[starts.count - 1]))
        var next = starts
        for (place, record) in log.positions.enumerated() {
            let (one, other) = terms(record)
            places[Int(next[Int(one)])] = UInt32(place)
            next[Int(one)] += 1
            if other > 0, other != one {
                places[Int(next[Int(other)])] = UInt32(place)
                next[Int(other)] += 1
            }
        }
        (self.places, self.starts) = (places, starts)
    }

    /// By the person whose tenure a record speaks of, and by the predecessor's.
    static func byPerson(_ log: DecodedLog) -> PairIndex { PairIndex(log) { ($0.person, $0.succeeds) } }

    /// By organisation.
    static func byOrganization(_ log: DecodedLog) -> PairIndex { PairIndex(log) { ($0.organization, 0) } }

    /// The places of the records of a term.
    func records(of term: Int) -> ArraySlice<UInt32> { places[Int(starts[term])..<Int(starts[term + 1])] }

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

/// Somebody in an organisation, as numbers.
struct NumberedPair: Hashable, Comparable {
    let person: UInt32
    let organization: UInt32

    static func < (first: NumberedPair, second: NumberedPair) -> Bool {
        (first.person, first.organization) < (second.person, second.organization)
    }
}
