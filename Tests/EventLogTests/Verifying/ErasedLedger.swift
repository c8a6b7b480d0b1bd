import Chance
import Events
import Proofs
import SQLite

@testable import EventLog

/// A signed ledger in which much is erased, redactions among it, to be damaged where nothing but they vouches.
struct ErasedLedger {
    /// How many events each batch has before anything is erased.
    static let batchSizes = [2, 2, 1, 3, 1, 2]
    /// What is erased, each by the next event: all of the first batch, of the third and of the fifth, an edge of the
    /// second, the fourth and the sixth; then three of these redactions (#12 to #19), one of them twice over.
    static let erased = [1, 2, 4, 5, 6, 9, 10, 12, 14, 19]
    /// The batches of which no event is left.
    static let emptied = [1, 3, 5, 7, 9, 14]

    let fixture: LogFixture
    private(set) var key: NoteVerifier

    var path: String { fixture.folder.file() }

    /// - Parameter keepsStamps: Whether redactions keep batch and time, as they did not always.
    init(keepsStamps: Bool = true) throws {
        fixture = try LogFixture()
        var random = SplitMix64(seed: 5)
        let signer = try NoteSigner.generate(name: "example.org/erased", random: &random)
        key = signer.verifier
        for (index, size) in Self.batchSizes.enumerated() {
            let names = (0..<size).map { "Name \(index) \($0)" }
            try fixture.append(names.map { LogFixture.named("a", $0) }, second: Int64(10 * index))
        }
        for seq in Self.erased {
            guard let stored = try fixture.log.event(at: seq) else { continue }
            let kept = EventRemains(of: stored.event, id: nil, stamp: stored.stamp)
            try say(seq, kept: keepsStamps ? kept : kept.unstamped) { try fixture.log.erase(seq, by: $0) }
        }
        _ = try fixture.log.finishErasures(waitingMilliseconds: 0)
        try fixture.log.write { _ = try fixture.log.addCheckpoint(signer, origin: nil) }
    }

    /// Appends an event that says that another is erased.
    func say(_ seq: Int, kept: EventRemains?, _ body: (StoredEvent) throws -> Void = { _ in }) throws {
        var random = SplitMix64(seed: UInt64(seq))
        let redaction = Event(.eventRedacted(EventRedacted(seq: seq, reason: "Private \(seq).", kept: kept)))
        let stamp = BatchStamp(now: LogFixture.time(1_000 + Int64(seq)))
        try fixture.log.write {
            for stored in try fixture.log.append([redaction], stamp, random: &random) { try body(stored) }
        }
    }

    /// Changes rows past the triggers, which are there again afterwards.
    func change(_ sql: [String]) throws {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        let triggers = LogSchema.objects.filter { $0.type == "trigger" }
        for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
        for statement in sql { try connection.execute(statement) }
        for trigger in triggers { try connection.execute(trigger.sql) }
    }

    func verify() throws -> LogVerification {
        var request = VerificationRequest()
        request.keys = [key]
        return try EventLog.verify(path, request) { _, _ in }
    }

    /// Every event's batch and every batch, as the tables have them.
    func batches() throws -> [[Int64]] {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        var rows: [[Int64]] = []
        for sql in ["SELECT seq, batch, 0 FROM events", "SELECT batch, first_seq, recorded FROM batches"] {
            try connection.statement(sql).forEach { rows.append((0..<3).map($0.integer)) }
        }
        return rows
    }

    func rows() throws -> [LogRow] {
        var rows: [LogRow] = []
        try fixture.log.forEachRow { row in
            rows.append(row)
            return true
        }
        return rows
    }
}
