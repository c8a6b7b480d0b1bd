import Chance
import Events
import Projections
import Testing

@testable import Annals

/// What a replay keeps in memory of a log, in fewer bytes than it says.
@Suite("Numbers of a decoded log")
struct DecodedNumbersTests {
    @Test("places that follow each other and places of an excerpt are found by index, and indices by place")
    func places() {
        for all in [[1, 2, 3], [2, 3, 4], [1, 2, 7, 8, 20], [], [9]] as [[UInt32]] {
            var places = EventPlaces()
            for place in all { places.append(place) }
            #expect(places.count == all.count)
            #expect((0...all.count).map { places[$0] } == [0] + all)
            for place in 0...25 as ClosedRange<UInt32> {
                #expect(places.index(of: place) == (all.firstIndex(of: place) ?? -1) + 1, "\(place) in \(all)")
            }
        }
    }

    @Test(
        "lists that grow as a log is read are those that are made of all postings at once",
        arguments: 1...4 as ClosedRange<UInt64>)
    func growingPostings(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var growing = GrowingPostings(.citations)
        var seqs: [UInt32: [Int]] = [:]
        var seq = 0
        for _ in 0..<20_000 {
            seq += Int.random(in: 0...300, using: &random)
            let subject = UInt32.random(in: 0...9, using: &random) * 1_000
            growing.add(Posting(seq, .custom), of: subject)
            seqs[subject, default: []].append(seq)
        }
        for subject in 0...9 as ClosedRange<UInt32> {
            let all = seqs[subject * 1_000] ?? []
            var lists: [PostingList] = []
            for seq in all {
                if lists.last?.isFull ?? true { lists.append(PostingList(first: seq)) }
                lists[lists.count - 1].add(Posting(seq, .custom), of: .citations)
            }
            #expect(growing.lists(of: Int(subject) * 1_000) == lists)
            #expect(growing.seqs(of: Int(subject) * 1_000) == all)
            #expect(lists.count > 1)
        }
        for absent in [1, 999, 9_001, 1_000_000] { #expect(growing.lists(of: absent).isEmpty) }
    }

    @Test("a record's place keeps its order and what is asked of it")
    func recordPlaces() {
        let indices = [0, 1, 2, 1 << 20, 1 << 30 - 1]
        for (index, next) in zip(indices, indices.dropFirst()) {
            let greatest = RecordPlace(index, isReplacement: true, stands: false)
            #expect(greatest.rawValue < RecordPlace(next, isReplacement: false, stands: false).rawValue)
        }
        for index in indices {
            for (isReplacement, stands) in [(false, false), (false, true), (true, false)] {
                let place = RecordPlace(index, isReplacement: isReplacement, stands: stands)
                #expect(place.index == index && place.isReplacement == isReplacement && place.stands == stands)
            }
        }
    }
}
