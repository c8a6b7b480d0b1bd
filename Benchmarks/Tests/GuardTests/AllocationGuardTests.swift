import Annals
import Counters
import Testing
import Workload

/// What must not grow, whatever machine it is tried on: counts, no times.
///
/// Without optimisation everything asks for memory: these count in a release build only.
@Suite("Memory that is asked for", .serialized, .enabled(if: allocations_are_counted() && isOptimized))
struct AllocationGuardTests {
    @Test("none for a stored event that is read in one pass and names nothing new")
    func decoding() throws {
        let bodies = try GuardedLedger(Workload(events: 3_000)).storedBytes()
        #expect(bodies.count == 3_000)
        var decoder = StoredDecoder()
        for body in bodies { try decoder.decode(body.span.bytes) }
        // Hardly any event of a workload has something that is rare.
        #expect(decoder.wholeCount * 50 <= bodies.count)
        var allocating: [Int] = []
        var ofCorrections: [Int] = []
        for body in bodies {
            let (whole, before) = (decoder.wholeCount, counted_allocations())
            try decoder.decode(body.span.bytes)
            let taken = Int(counted_allocations() - before)
            guard decoder.wholeCount == whole, taken > 0 else { continue }
            if decoder.record.replacement == nil {
                allocating.append(decoder.record.seq)
            } else {
                ofCorrections.append(taken)
            }
        }
        #expect(allocating.isEmpty, "\(allocating.count) events, the first of them \(allocating.first ?? 0)")
        #expect(ofCorrections.allSatisfy { $0 <= 3 }, "\(ofCorrections.max() ?? 0)")
        withKnownIssue(
            "a correction's replacement is hashed, to see that it is not the event itself: that asks for memory"
        ) {
            #expect(ofCorrections.isEmpty)
        }
    }

    @Test("for an appended event, no more once the ledger has many")
    func appending() throws {
        let ledger = try GuardedLedger(Workload(events: 12_000))
        // Not the first batches: they introduce people and organisations, which is another matter than tenures.
        let (early, late) = (ledger.allocationsPerEvent(3..<6), ledger.allocationsPerEvent(9..<12))
        #expect(early > 0)
        #expect(late <= early * 1.25, "\(late) for each event, and \(early) before")
    }
}

/// Whether this was built for release.
private let isOptimized: Bool = {
    #if DEBUG
        false
    #else
        true
    #endif
}()
