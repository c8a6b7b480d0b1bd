import Events
import Testing

@testable import EventLog

@Suite("The batch and the time of erased events")
struct ErasedBatchTests {
    /// An erased event at an edge of its batch, and the neighbouring batch that it is moved to.
    struct Move: Sendable {
        let seq: Int
        let from: Int
        let to: Int

        /// Its row and those of the batches, so that all of them fit.
        var sql: [String] {
            [
                "UPDATE events SET batch = \(to) WHERE seq = \(seq)",
                to < from
                    ? "UPDATE batches SET first_seq = \(seq + 1) WHERE batch = \(from)"
                    : "UPDATE batches SET first_seq = \(seq) WHERE batch = \(to)",
            ]
        }

        var damage: [Damage] {
            [
                .event(seq: seq, .erasedFromOtherBatch(row: to, kept: from)),
                .batch(max(from, to), .wrongFirst),
            ]
        }
    }

    /// At the log's start, in its middle and at its end; events 1 and 2 are all of batch 1.
    static let moves = [
        Move(seq: 2, from: 1, to: 2), Move(seq: 4, from: 2, to: 3), Move(seq: 6, from: 4, to: 3),
        Move(seq: 10, from: 6, to: 5),
    ]

    @Test("a ledger in which much is erased, redactions too, is sound and has no remark")
    func untouched() throws {
        let ledger = try ErasedLedger()
        let found = try ledger.verify()
        #expect(found.damage == [] && found.remarks == [])
        #expect(found.redacted == ErasedLedger.erased.count)
        let left = try ledger.rows().filter { if case .redacted = $0 { false } else { true } }
        #expect(Set(1...16).subtracting(left.map(\.batch)) == Set(ErasedLedger.emptied))
        for case .redacted(let redacted) in try ledger.rows() {
            #expect(redacted.kept?.stamp == EventRemains.Stamp(batch: redacted.batch, recorded: redacted.recorded))
        }
    }

    @Test(
        "another time of a batch of which no event is left, or not the first",
        arguments: ErasedLedger.emptied + [4], [-1, 1])
    func time(batch: Int, microseconds: Int) throws {
        let ledger = try ErasedLedger()
        let before = try ledger.batches()
        try ledger.change(["UPDATE batches SET recorded = recorded + \(microseconds) WHERE batch = \(batch)"])
        #expect(try ledger.verify().damage == [.batch(batch, .wrongRecorded)])
        try ledger.fixture.log.close()
        try EventLog.mend(ledger.path, [.batches])
        #expect(try ledger.batches() == before)
        #expect(try ledger.verify().damage == [])
    }

    @Test("an erased event moved to the batch beside its own", arguments: moves)
    func moved(move: Move) throws {
        let ledger = try ErasedLedger()
        let before = try ledger.batches()
        try ledger.change(move.sql)
        #expect(try ledger.verify().damage == move.damage)
        let prognoses = try EventLog.prognoses(of: move.damage, hidesDoubt: false, in: ledger.path)
        #expect(prognoses.map(\.cure) == [.batches, .batches])
        try ledger.fixture.log.close()
        try EventLog.mend(ledger.path, [.batches])
        #expect(try ledger.batches() == before)
        #expect(try ledger.verify().damage == [])
    }

    @Test("a row that only the batches' rows disagree with is wrong in the one or in the other")
    func oneOfTheTables() throws {
        let (row, batch) = (try ErasedLedger(), try ErasedLedger())
        try row.change(["UPDATE events SET batch = 3 WHERE seq = 6"])
        #expect(try row.verify().damage == [.event(seq: 6, .erasedFromOtherBatch(row: 3, kept: 4))])
        try batch.change(["UPDATE batches SET first_seq = 7 WHERE batch = 4"])
        #expect(try batch.verify().damage == [.batch(4, .wrongFirst)])
    }

    @Test("what is said later of an event that is erased already counts for nothing", arguments: [2, 4, 12])
    func saidLater(seq: Int) throws {
        let ledger = try ErasedLedger()
        guard case .redacted(let redacted)? = try ledger.fixture.log.row(at: seq) else {
            Issue.record("#\(seq) is there")
            return
        }
        let time = RecordedTime(microseconds: redacted.recorded.microseconds + 1)
        let stamp = EventRemains.Stamp(batch: redacted.batch, recorded: time)
        let event = redacted.kept?.event ?? LogFixture.named("a", "b")
        try ledger.say(seq, kept: EventRemains(of: event, id: nil, stamp: stamp))
        #expect(try ledger.verify().damage == [])
        try ledger.change(["UPDATE batches SET recorded = recorded + 1 WHERE batch = \(redacted.batch)"])
        // Events that are left tell the time of their batch as well.
        #expect(try ledger.verify().damage == [.batch(redacted.batch, .wrongRecorded)])
    }

    @Test("where redactions kept neither, a remark says of how many, and only the neighbours speak")
    func older() throws {
        let ledger = try ErasedLedger(keepsStamps: false)
        let found = try ledger.verify()
        #expect(found.damage == [] && found.remarks == [.erasedWithoutBatch(ErasedLedger.erased.count)])
        #expect(found.remarks.first?.description.hasPrefix("of 10 erased events nothing but what stands") == true)
        try ledger.change(["UPDATE events SET batch = 3 WHERE seq = 6"])
        #expect(try ledger.verify().damage == [.event(seq: 6, .erasedInOtherBatch(row: 3, batches: 4))])
        #expect(
            try ledger.rows().allSatisfy { if case .redacted(let row) = $0 { row.kept?.stamp == nil } else { true } })
    }

    @Test("an export is restored, and refused where an erased event's line has another batch or time")
    func restoring() throws {
        let ledger = try ErasedLedger()
        let rows = try ledger.rows().map { row in
            guard case .redacted(let redacted) = row else { return row }
            return .redacted(try #require(try RedactedEvent(exportedLine: redacted.bytes)))
        }
        func restore(_ rows: [LogRow]) throws -> LogFixture {
            let fixture = try LogFixture()
            try fixture.log.write {
                var restoration = try Restoration(fixture.log)
                try restoration.add(rows)
                try restoration.finish()
            }
            return fixture
        }
        let restored = try restore(rows)
        #expect(try restored.log.root(at: rows.count) == ledger.fixture.log.root(at: rows.count))
        #expect(try EventLog.verify(restored.folder.file(), VerificationRequest()) { _, _ in }.damage == [])
        // All of a batch a microsecond later; an event at an edge in the batch before.
        for batch in ErasedLedger.emptied {
            let changed = rows.map { row in
                guard case .redacted(let redacted) = row, redacted.batch == batch else { return row }
                return row.with(
                    batch, RecordedTime(microseconds: redacted.recorded.microseconds + 1))
            }
            #expect(throws: LogError.self, "batch \(batch)") { try restore(changed) }
        }
        var moved = rows
        moved[5] = rows[5].with(rows[4].batch, rows[4].recorded)
        let error = #expect(throws: LogError.self) { try restore(moved) }
        #expect(error.map { "\($0)".contains("it kept another batch or time of event 6") } == true)
    }
}

extension LogRow {
    /// The row of an erased event in another batch.
    fileprivate func with(_ batch: Int, _ recorded: RecordedTime) -> LogRow {
        guard case .redacted(let redacted) = self else { return self }
        return .redacted(
            RedactedEvent(
                seq: redacted.seq, recorded: recorded, batch: batch, leaf: redacted.leaf, by: redacted.by,
                kept: redacted.kept))
    }
}
