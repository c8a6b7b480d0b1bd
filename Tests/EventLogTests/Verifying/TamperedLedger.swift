import Chance
import Events
import Foundation
import Proofs
import SQLite

@testable import EventLog

/// A ledger of 1,000 events in seven batches with four checkpoints and one erasure, to be damaged in every way.
///
/// It is made once, in one closed file; every test damages a copy of its own.
struct TamperedLedger {
    static let events = 1_000
    static let batchSizes = [1, 5, 200, 300, 1, 93, 400]
    static let checkpointSizes = [6, 506, 600, 1_000]
    /// The event whose bytes were erased, and the one that says so.
    static let erased = (seq: 42, by: 600)
    static let original = Result { try make() }

    let folder: TemporaryFolder
    /// Two copies of one ledger may be changed without another's seeing it.
    var path: String { folder.file() }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.original.get().folder.file(), toPath: path)
    }

    struct Original: Sendable {
        let folder: TemporaryFolder
        let key: NoteVerifier
        let notes: [SignedNote]
    }

    static func key() throws -> NoteVerifier { try original.get().key }

    private static func make() throws -> Original {
        let fixture = try LogFixture()
        var random = SplitMix64(seed: 11)
        let signer = try NoteSigner.generate(name: "example.org/ledger", random: &random)
        var notes: [SignedNote] = []
        var ids: [EventID] = []
        for (index, size) in batchSizes.enumerated() {
            let stored = try fixture.log.write {
                let events = try (0..<size).map { try event(ids.count + $0, naming: ids) }
                let stamp = BatchStamp(
                    now: LogFixture.time(Int64(index)), author: index == 1 ? "Zoë" : nil,
                    message: index.isMultiple(of: 2) ? "Batch\n\(index)" : nil)
                return try fixture.log.append(events, stamp, random: &random)
            }
            ids += stored.map(\.id)
            guard checkpointSizes.contains(ids.count) else { continue }
            let checkpoint = try Checkpoint(
                origin: signer.verifier.name, size: ids.count, root: fixture.log.root(at: ids.count))
            let note = try signer.sign(checkpoint.body)
            notes.append(note)
            try fixture.log.write {
                try fixture.log.connection.statement("INSERT INTO checkpoints VALUES (?, ?, ?, ?)")
                    .bind(notes.count, ids.count, note.encoded, signer.verifier.encoded).run()
            }
        }
        try fixture.log.write {
            let connection = fixture.log.connection
            try connection.statement("INSERT INTO redactions VALUES (?, ?, 1)").bind(erased.seq, erased.by).run()
            try connection.statement("UPDATE events SET body = NULL WHERE seq = ?").bind(erased.seq).run()
            try connection.statement("DELETE FROM event_ids WHERE seq = ?").bind(erased.seq).run()
        }
        try fixture.log.close()
        return Original(folder: fixture.folder, key: signer.verifier, notes: notes)
    }

    private static func event(_ index: Int, naming ids: [EventID]) throws -> Event {
        switch index {
        case erased.by - 1:
            let kept = try EventRemains(
                of: event(erased.seq - 1, naming: ids), id: nil,
                stamp: EventRemains.Stamp(batch: 3, recorded: LogFixture.time(2)))
            return Event(.eventRedacted(EventRedacted(seq: erased.seq, reason: "Private.", kept: kept)))
        case 100, 700:
            return Event(.eventRetracted(EventRetracted(event: ids[index / 100], reason: "Wrong \(index).")))
        case 550:
            let replacement = try LogFixture.born("p-550", "1999")
            return Event(.eventCorrected(EventCorrected(event: ids[3], replacement: replacement)))
        case let index where index % 7 == 3:
            return Event(
                .sourceAdded(
                    SourceAdded(source: EntityID("s-\(index)") ?? "s", title: "重磅消息 \(index)", author: "A. Writer")))
        default:
            return try LogFixture.born(EntityID("p-\(index)") ?? "p", "\(1_900 + index % 100)", note: "Né le \(index)")
        }
    }

    // MARK: - Damage

    /// Changes rows past the triggers, which are there again afterwards.
    func change(_ body: (Connection) throws -> Void) throws {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        _ = try connection.setPragma("synchronous", to: "off")
        let triggers = LogSchema.objects.filter { $0.type == "trigger" }
        try connection.transaction(.immediate) {
            for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
            try body(connection)
            for trigger in triggers { try connection.execute(trigger.sql) }
        }
    }

    /// Changes rows past the triggers by SQL.
    func change(_ sql: String...) throws {
        try change { connection in for statement in sql { try connection.execute(statement) } }
    }

    /// Changes the bytes of one column in the rows that a condition picks; texts stay texts.
    func changeBytes(of column: String, in table: String, where condition: String, _ change: (inout [UInt8]) -> Void)
        throws
    {
        try self.change { connection in
            let rows = try connection.statement("SELECT \(column) FROM \(table) WHERE \(condition)")
            guard var bytes = try rows.first({ $0.blob(0) }) else { return }
            change(&bytes)
            let value = table == "checkpoints" ? "CAST(? AS TEXT)" : "?"
            try connection.statement("UPDATE \(table) SET \(column) = \(value) WHERE \(condition)").bind(bytes).run()
        }
    }

    // MARK: - Verification

    func verify(
        keys: [NoteVerifier] = [], pinned: [SignedNote] = []
    ) throws -> LogVerification {
        var request = VerificationRequest()
        request.keys = keys
        request.pinned = pinned.map { ("kept.note", $0) }
        return try EventLog.verify(path, request) { _, _ in }
    }

    /// What is found to be wrong, the first first.
    func damage() throws -> [Damage] { try verify().damage }

    func int(_ sql: String) throws -> Int {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        return try connection.statement(sql).first { Int($0.integer(0)) } ?? 0
    }
}
