import Events
import Projections

/// The position records of a log by whose tenure they speak of.
struct PairIndex: Sendable {
    /// Places of records; those of one person together, in order of the log.
    private let places: [RecordPlace]
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
        var places = [RecordPlace](
            repeating: RecordPlace(0, isReplacement: false), count: Int(starts[starts.count - 1]))
        var next = starts
        for (index, record) in log.positions.enumerated() {
            let (one, other) = terms(record)
            let place = RecordPlace(index, isReplacement: log.origins[index] > 0)
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
    static func byPerson(_ log: DecodedLog) -> PairIndex { PairIndex(log) { ($0.person, $0.succeeds) } }

    /// By organisation.
    static func byOrganization(_ log: DecodedLog) -> PairIndex { PairIndex(log) { ($0.organization, 0) } }

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

/// Where a position record stands among those of a log, and whether a correction puts it there: what is asked of nearly
/// every record would be another look into memory otherwise.
struct RecordPlace: Sendable, BitwiseCopyable {
    /// In the order of the places.
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// - Parameter index: Below 2³¹, as a log of so many records is not replayed.
    init(_ index: Int, isReplacement: Bool) {
        precondition(index <= Int(UInt32.max >> 1), "there are more position records than can be numbered")
        rawValue = UInt32(index) << 1 | (isReplacement ? 1 : 0)
    }

    var index: Int { Int(rawValue >> 1) }
    var isReplacement: Bool { rawValue & 1 > 0 }
}

/// Somebody in an organisation, as numbers.
struct NumberedPair: Hashable, Comparable {
    let person: UInt32
    let organization: UInt32

    static func < (first: NumberedPair, second: NumberedPair) -> Bool {
        (first.person, first.organization) < (second.person, second.organization)
    }
}
