import Annals
import Testing
import Workload

@Suite("What is put on disk", .serialized)
struct SyncGuardTests {
    @Test("once for a batch, however many events it has", arguments: [1, 10, 1_000])
    func batches(size: Int) throws {
        let ledger = try GuardedLedger(Workload(events: 1_000), further: Array(repeating: size, count: 8))
        let syncs = ledger.further.map(\.syncs)
        // A batch with which the write-ahead log comes to 32 megabytes has it moved: that puts the log, the file and the
        // log's new beginning on disk. Small batches never come to that, large ones not twice in a row.
        #expect(syncs.allSatisfy { $0 >= 1 && $0 <= 4 }, "\(syncs)")
        #expect(syncs.count { $0 > 1 } <= (size == 1_000 ? syncs.count / 2 : 0), "\(syncs)")
    }
}
