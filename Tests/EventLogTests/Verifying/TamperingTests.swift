import Chance
import Events
import Proofs
import SQLite
import Tampering
import Testing

@testable import EventLog

/// Rows changed, removed, slipped in and moved, past the triggers.
@Suite("What somebody may do to a ledger")
struct TamperingTests {
    private func found(_ sql: String...) throws -> [Damage] {
        let ledger = try TamperedLedger()
        try ledger.change { connection in for statement in sql { try connection.execute(statement) } }
        return try ledger.damage()
    }

    @Test("an event that was removed is missing at its place")
    func removed() throws {
        let damage = try found("DELETE FROM events WHERE seq = 300")
        #expect(damage.first == .missing(300...300))
    }

    @Test("the last events removed with their batch are missing, and the checkpoints say so")
    func truncated() throws {
        let damage = try found("DELETE FROM events WHERE seq > 600", "DELETE FROM batches WHERE first_seq > 600")
        #expect(damage.first == .missing(601...1_000))
    }

    @Test("two events that changed places are both altered")
    func swapped() throws {
        let damage = try found(
            "UPDATE events SET seq = -1 WHERE seq = 10", "UPDATE events SET seq = 10 WHERE seq = 20",
            "UPDATE events SET seq = 20 WHERE seq = -1")
        guard case .event(10, .altered)? = damage.first else {
            Issue.record("\(damage)")
            return
        }
        #expect(damage.contains { if case .event(20, .altered) = $0 { true } else { false } })
    }

    @Test("an event that was slipped in moves all behind it, and the first is named")
    func insertedBetween() throws {
        let damage = try found(
            "UPDATE events SET seq = -seq - 1 WHERE seq >= 500", "UPDATE events SET seq = -seq WHERE seq < 0",
            "INSERT INTO events SELECT 500, batch, body FROM events WHERE seq = 499")
        guard case .event(500, .altered)? = damage.first else {
            Issue.record("\(damage)")
            return
        }
    }

    @Test("an event put behind the last one is not in the tree")
    func appendedPastTheTree() throws {
        let damage = try found("INSERT INTO events SELECT 1001, batch, body FROM events WHERE seq = 1000")
        #expect(damage.contains(.unproven(1_001...1_001)))
        #expect(damage.first?.position == 1_001)
    }

    @Test(
        "an altered event whose row has a batch below nothing is told, and ends nobody",
        arguments: [-1, Int.min])
    func batchBelowNothing(batch: Int) throws {
        let damage = try found(
            "UPDATE events SET batch = \(batch), body = CAST(replace(CAST(body AS TEXT), 'Né', 'Ne') AS BLOB) WHERE seq = 500"
        )
        #expect(damage.contains { if case .event(500, .altered) = $0 { true } else { false } }, "\(damage)")
    }

    @Test("a row far behind all others is found and not searched for")
    func farAway() throws {
        let damage = try found("UPDATE events SET seq = 1 << 60 WHERE seq = 1000")
        #expect(damage.first == .missing(1_000...1_000))
        #expect(damage.contains(.unproven((1 << 60)...(1 << 60))))
    }

    @Test(
        "numbers beyond what there is are damage, and nothing is counted up to them",
        .timeLimit(.minutes(1)),
        arguments: [
            [
                "INSERT INTO events VALUES (9223372036854775807, 1, NULL)",
                "UPDATE tree SET size = 9223372036854775807, peaks = zeroblob(2016)",
            ],
            [
                "INSERT INTO events VALUES (-9223372036854775808, 1, NULL)", "INSERT INTO events VALUES (0, 1, NULL)",
            ],
            [
                "INSERT INTO events VALUES (1152921504606846976, 1, NULL)",
                "UPDATE tree SET size = 1152921504606846976, peaks = zeroblob(32)",
            ],
            [
                "DELETE FROM tiles", "INSERT INTO tiles VALUES (0, 1099511627775, zeroblob(8160))",
                "UPDATE tree SET size = 281474976710655",
            ],
            ["INSERT INTO batches VALUES (9223372036854775807, 9, 9223372036854775000)"],
        ])
    func beyondAll(statements: [String]) throws {
        let ledger = try TamperedLedger()
        try ledger.change { connection in for sql in statements { try connection.execute(sql) } }
        let result = try ledger.verify()
        #expect(!result.damage.isEmpty && result.events <= 1_001)
        #expect(result.damage.allSatisfy { !$0.description.isEmpty })
        _ = try EventLog.prognoses(of: result.damage, hidesDoubt: result.hidesDoubt, in: ledger.path)
    }

    @Test("an event altered together with its hash is named by what is above it")
    func alteredWithItsHash() throws {
        let ledger = try TamperedLedger()
        try ledger.change { connection in
            let body = Array(#"{"a":1}"#.utf8)
            try connection.statement("UPDATE events SET body = ? WHERE seq = 300").bind(body).run()
            try Self.rehash(300, body, connection)
        }
        #expect(try ledger.damage().contains(.rewritten(257...512, erased: [])))
    }

    @Test("an event altered together with all hashes over it is caught by the first checkpoint that covers it")
    func rewritten() throws {
        let ledger = try TamperedLedger()
        try ledger.forge(event: 300)
        let damage = try ledger.damage()
        #expect(
            damage.filter { if case .checkpoint = $0 { true } else { false } } == [
                .checkpoint(2, .otherRoot(size: 506, goodThrough: 6)),
                .checkpoint(3, .otherRoot(size: 600, goodThrough: 6)),
                .checkpoint(4, .otherRoot(size: 1_000, goodThrough: 6)),
            ])
        #expect(damage.first?.position == 7)
    }

    @Test(
        "batches",
        arguments: [
            ("UPDATE batches SET recorded = recorded + 5 WHERE batch = 3", Damage.batch(3, .wrongRecorded)),
            ("UPDATE batches SET recorded = 0 WHERE batch = 3", .batch(3, .outOfOrder)),
            ("UPDATE batches SET first_seq = first_seq + 1 WHERE batch = 3", .batch(3, .wrongFirst)),
            ("DELETE FROM batches WHERE batch = 3", .batch(4, .outOfOrder)),
            ("INSERT INTO batches VALUES (8, 1001, 9999999999999999)", .batch(8, .beyondEnd)),
            ("UPDATE events SET batch = 2 WHERE seq = 400", .event(seq: 400, .wrongBatch(row: 2, bytes: 4))),
        ])
    func batches(sql: String, expected: Damage) throws {
        let damage = try found(sql)
        #expect(damage.contains(expected), "\(damage)")
    }

    @Test(
        "tiles",
        arguments: [
            ("DELETE FROM tiles WHERE level = 0 AND tile = 1", Damage.tile(level: 0, index: 1, .missing)),
            ("DELETE FROM tiles WHERE level = 1", .tile(level: 1, index: 0, .missing)),
            (
                "UPDATE tiles SET hashes = substr(hashes, 1, 8191) WHERE level = 0 AND tile = 1",
                .tile(level: 0, index: 1, .wrongLength(bytes: 8_191, needed: 8_192))
            ),
            (
                "UPDATE tiles SET hashes = CAST(hashes || zeroblob(32) AS BLOB) WHERE level = 1",
                .tile(level: 1, index: 0, .wrongLength(bytes: 128, needed: 96))
            ),
            ("INSERT INTO tiles VALUES (2, 0, zeroblob(32))", .tile(level: 2, index: 0, .surplus)),
            ("INSERT INTO tiles VALUES (-1, 1 << 62, zeroblob(32))", .tile(level: -1, index: 1 << 62, .surplus)),
            ("UPDATE tree SET size = 999", .tree(.wrongSize(says: 999, events: 1_000))),
            ("UPDATE tree SET size = 1 << 60", .tree(.wrongSize(says: 1 << 60, events: 1_000))),
            ("UPDATE tree SET peaks = substr(peaks, 33)", .tree(.wrongLength)),
            ("DELETE FROM tree", .tree(.missing)),
        ])
    func tiles(sql: String, expected: Damage) throws {
        #expect(try found(sql) == [expected])
    }

    @Test("a checkpoint that is gone from between others, and the last one with a copy at hand")
    func checkpointsRemoved() throws {
        #expect(try found("DELETE FROM checkpoints WHERE number = 2") == [.checkpoint(3, .outOfOrder)])
        let ledger = try TamperedLedger()
        try ledger.change("DELETE FROM checkpoints WHERE number = 4")
        let kept = try TamperedLedger.original.get().notes[3]
        #expect(try ledger.verify().damage == [])
        #expect(try ledger.verify(pinned: [kept]).damage == [.pinned("kept.note", .notStored)])
    }

    @Test(
        "a row longer than any that a ledger makes is damage, and is not read",
        arguments: [
            "UPDATE events SET body = zeroblob(40000000) WHERE seq = 2", "UPDATE tiles SET hashes = zeroblob(40000000)",
            "UPDATE tree SET peaks = zeroblob(40000000)",
        ])
    func overlongRow(sql: String) throws {
        let ledger = try TamperedLedger()
        try ledger.change(sql)
        let damage = try ledger.verify().damage
        #expect(damage.contains { "\($0)".contains("string or blob too big") }, "\(damage)")
    }

    @Test("a key that has to have signed, and no checkpoint that it could have signed")
    func unsigned() throws {
        let ledger = try TamperedLedger()
        try ledger.forge(event: 300)
        try ledger.change("DELETE FROM checkpoints")
        #expect(try ledger.verify(keys: [TamperedLedger.key()]).damage == [.unsigned])
    }

    @Test("where stored checkpoints hold and a kept one of no more events does not, no event is blamed")
    func contradictingCheckpoints() throws {
        var random = SplitMix64(seed: 9)
        let signer = try NoteSigner.generate(name: "example.org/ledger", random: &random)
        let other = try signer.sign(Checkpoint(origin: "example.org/ledger", size: 1_000, root: .leaf([])).body)
        let damage = try TamperedLedger().verify(pinned: [other]).damage
        #expect(damage == [.pinned("kept.note", .otherRoot(size: 1_000, goodThrough: 0))])
        #expect(damage.first?.description.hasSuffix("among them") == true)
    }

    @Test("an erased event in another batch than the event that erased it kept")
    func erasedInOtherBatch() throws {
        let damage = try found("UPDATE events SET batch = 2 WHERE seq = \(TamperedLedger.erased.seq)")
        #expect(damage == [.event(seq: TamperedLedger.erased.seq, .erasedFromOtherBatch(row: 2, kept: 3))])
    }

    @Test("what corrects an event that is altered is not damaged by that")
    func alteredTarget() throws {
        let ledger = try TamperedLedger()
        try ledger.changeBytes(of: "body", in: "events", where: "seq = 4") { bytes in
            guard let place = bytes.lastIndex(of: UInt8(ascii: "W")) else { return }
            bytes[place] = UInt8(ascii: "V")
        }
        let damage = try ledger.damage().map(\.description)
        #expect(damage.count == 1 && damage.allSatisfy { $0.hasPrefix("event 4: altered") }, "\(damage)")
    }

    @Test("an older file put back is shorter than the checkpoint that was kept")
    func olderFile() throws {
        let ledger = try TamperedLedger()
        try ledger.change { connection in
            try connection.execute("DELETE FROM events WHERE seq > 6")
            try connection.execute("DELETE FROM batches WHERE first_seq > 6")
            try connection.execute("DELETE FROM checkpoints WHERE size > 6")
            try connection.execute("DELETE FROM redactions")
            try connection.execute("DELETE FROM event_ids WHERE seq > 6")
            try Self.rebuildTree(connection)
        }
        #expect(try ledger.damage() == [])
        let kept = try TamperedLedger.original.get().notes[3]
        #expect(
            try ledger.verify(pinned: [kept]).damage == [.pinned("kept.note", .beyondEnd(size: 1_000, events: 6))])
    }

    @Test(
        "a forged history whose checkpoints were removed is caught by a checkpoint that was kept, and by nothing else")
    func fork() throws {
        let ledger = try TamperedLedger()
        try ledger.forge(event: 300)
        try ledger.change("DELETE FROM checkpoints")
        #expect(try ledger.verify().remarks == [.noCheckpoint])
        #expect(try ledger.damage() == [])
        let kept = try TamperedLedger.original.get().notes[1]
        let found = try ledger.verify(keys: [TamperedLedger.key()], pinned: [kept]).damage
        #expect(found == [.pinned("kept.note", .otherRoot(size: 506, goodThrough: 0))])
    }

    @Test("where a kept checkpoint is of another history, those that were signed anew do not say from where on")
    func forkSignedAnew() throws {
        let ledger = try TamperedLedger()
        try ledger.forge(event: 300)
        try ledger.change("DELETE FROM checkpoints WHERE size > 6")
        let kept = try TamperedLedger.original.get().notes[1]
        #expect(
            try ledger.verify(pinned: [kept]).damage == [.pinned("kept.note", .otherRoot(size: 506, goodThrough: 0))])
    }

    @Test("a checkpoint of before those that the ledger has may be of before it was restored")
    func restored() throws {
        let ledger = try TamperedLedger()
        try ledger.change(
            "DELETE FROM checkpoints WHERE number < 4", "UPDATE checkpoints SET number = 1 WHERE number = 4")
        let notes = try TamperedLedger.original.get().notes
        let found = try ledger.verify(keys: [TamperedLedger.key()], pinned: [notes[1]])
        #expect(found.damage == [] && found.remarks == [.pinnedNotStored("kept.note", first: 1_000)])
    }

    @Test("a checkpoint under another spelling of the origin's letters, or of what it says besides, is another")
    func spellings() throws {
        let ledger = try TamperedLedger()
        var random = SplitMix64(seed: 12)
        let signer = try NoteSigner.generate(name: "example.org/caf\u{E9}", random: &random)
        let root = try Checkpoint(TamperedLedger.original.get().notes[3].text).root
        func note(_ origin: String, _ more: String) throws -> SignedNote {
            try signer.sign(Checkpoint(origin: origin, size: 1_000, root: root, extensions: [more]).body)
        }
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        try ledger.change { connection in
            try connection.execute("DELETE FROM checkpoints")
            try connection.statement("INSERT INTO checkpoints VALUES (1, 1000, ?, ?)")
                .bind(note(composed, composed).encoded, signer.verifier.encoded).run()
        }
        #expect(try ledger.verify(pinned: [note(composed, composed)]).damage == [])
        #expect(
            try ledger.verify(pinned: [note(composed, decomposed)]).damage == [.pinned("kept.note", .notStored)])
        let other = try ledger.verify(pinned: [note(decomposed, composed)]).damage
        #expect(other == [.pinned("kept.note", .otherOrigin(decomposed, expected: composed))])
    }

    @Test("a checkpoint by a key that was not given")
    func strangeKey() throws {
        var random = SplitMix64(seed: 8)
        let other = try NoteSigner.generate(name: "example.org/ledger", random: &random).verifier
        let found = try TamperedLedger().verify(keys: [other]).damage
        #expect(found == (1...4).map { .checkpoint($0, .unknownSigner("example.org/ledger")) })
    }

    @Test(
        "indices",
        arguments: [
            ("DELETE FROM event_ids WHERE seq = 77", Damage.index(table: "event_ids", seq: 77)),
            ("UPDATE event_ids SET prefix = prefix + 1 WHERE seq = 78", .index(table: "event_ids", seq: 78)),
            ("INSERT INTO event_ids VALUES (7, 79)", .index(table: "event_ids", seq: 79)),
            // An erased event has left none.
            ("INSERT INTO event_ids VALUES (7, 42)", .index(table: "event_ids", seq: 42)),
            ("UPDATE event_ids SET seq = 5000 WHERE seq = 80", .index(table: "event_ids", seq: 80)),
            ("UPDATE event_ids SET seq = 82 WHERE seq = 81", .index(table: "event_ids", seq: 81)),
            (
                "UPDATE event_ids SET seq = 167 - seq WHERE seq IN (83, 84)", .index(table: "event_ids", seq: 83)
            ),
            ("INSERT INTO event_ids VALUES (7, 0)", .index(table: "event_ids", seq: nil)),
            ("INSERT INTO event_ids VALUES (7, 1001)", .index(table: "event_ids", seq: nil)),
        ])
    func indices(sql: String, expected: Damage) throws {
        #expect(try found(sql).first == expected)
    }

    @Test(
        "erasures that nothing says, and that were not carried out",
        arguments: [
            ("UPDATE events SET body = NULL WHERE seq = 50", Damage.event(seq: 50, .erased)),
            ("UPDATE redactions SET by_seq = 599", .redaction(seq: 42, .unfounded(by: 599))),
            ("DELETE FROM redactions", .event(seq: 42, .erased)),
            ("INSERT INTO redactions VALUES (51, 600, 0)", .event(seq: 51, .notErased)),
            ("INSERT INTO redactions VALUES (51, 600, 1)", .event(seq: 51, .notErased)),
        ])
    func erasures(sql: String, expected: Damage) throws {
        #expect(try found(sql).first == expected)
    }

    @Test(
        "what was dropped, changed or added to the tables and triggers",
        arguments: [
            ("DROP TRIGGER events_stay", "the trigger events_stay is missing"),
            (
                "CREATE TRIGGER mine AFTER INSERT ON events BEGIN DELETE FROM events; END",
                "the trigger mine is not one of a ledger's"
            ),
            ("CREATE VIEW mine AS SELECT 1", "the view mine is not one of a ledger's"),
            ("DROP TABLE event_ids", "the table event_ids is missing"),
            ("ALTER TABLE batches ADD COLUMN more INTEGER", "the table batches was changed"),
            ("DROP TABLE tiles", "the table tiles is missing"),
            ("DROP TABLE checkpoints", "the table checkpoints is missing"),
            ("DROP TABLE redactions", "the table redactions is missing"),
            ("PRAGMA user_version = 1", "the version of the tables (user_version) is 1, not 4"),
            ("PRAGMA user_version = 2", "the version of the tables (user_version) is 2, not 4"),
            ("PRAGMA application_id = 5", "the mark of a ledger (application_id) was changed"),
        ])
    func schema(sql: String, words: String) throws {
        let ledger = try TamperedLedger()
        let connection = try Connection(path: ledger.path)
        try connection.execute(sql)
        try connection.close()
        let found = try ledger.verify()
        #expect(found.damage.map(\.description).contains(words), "\(found.damage)")
        #expect(found.events == 1_000)
    }

    @Test("a view in the place of a table is named, and never run")
    func viewForTable() throws {
        let ledger = try TamperedLedger()
        let connection = try Connection(path: ledger.path)
        try connection.execute("DROP TABLE events")
        try connection.execute(
            "CREATE VIEW events AS WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n) "
                + "SELECT seq, 1 AS batch, x'00' AS body FROM n")
        try connection.close()
        let damage = try ledger.damage()
        #expect(damage.contains(.schema(.missing(type: "table", name: "events"))), "\(damage)")
        #expect(damage.contains(.schema(.foreign(type: "view", name: "events"))), "\(damage)")
    }

    // MARK: - Forging

    /// Writes the hash of other bytes in an event's place in its tile.
    private static func rehash(_ seq: Int, _ body: [UInt8], _ connection: Connection) throws {
        let tile = (seq - 1) / 256
        guard
            var hashes = try connection.statement("SELECT hashes FROM tiles WHERE level = 0 AND tile = ?").bind(tile)
                .first({ $0.blob(0) })
        else { return }
        let place = (seq - 1) % 256 * 32
        hashes.replaceSubrange(place..<place + 32, with: TreeHash.leaf(body).bytes)
        try connection.statement("UPDATE tiles SET hashes = ? WHERE level = 0 AND tile = ?").bind(hashes, tile).run()
    }

    /// Makes tiles and peaks anew from the rows.
    fileprivate static func rebuildTree(_ connection: Connection) throws {
        var leaves: [TreeHash] = []
        let kept = try connection.statement("SELECT hashes FROM tiles WHERE level = 0 AND tile = 0").first {
            $0.blob(0)
        }
        try connection.statement("SELECT seq FROM events ORDER BY seq").forEach { row in
            let place = Int(row.integer(0) - 1) * 32
            let bytes = try StoredBytes.read(Int(row.integer(0)), connection)
            leaves.append(bytes.map { .leaf($0) } ?? TreeHash(kept?[place..<place + 32] ?? []) ?? .empty)
        }
        try connection.execute("DELETE FROM tiles")
        var peaks = Peaks()
        var tiles: [[Int]: [UInt8]] = [:]
        for leaf in leaves {
            peaks.append(leaf) { level, index, hash in
                if level % 8 == 0 { tiles[[level / 8, index / 256], default: []] += hash.bytes }
            }
        }
        for (tile, hashes) in tiles {
            try connection.statement("INSERT INTO tiles VALUES (?, ?, ?)").bind(tile[0], tile[1], hashes).run()
        }
        try connection.statement("UPDATE tree SET size = ?, peaks = ?").bind(peaks.size, peaks.hashes.flatMap(\.bytes))
            .run()
    }
}

extension TamperedLedger {
    /// Puts another event in an event's place and makes every hash and index fit, as who knows the format can.
    func forge(event seq: Int) throws {
        try change { connection in
            let old = try StoredEvent(bytes: StoredBytes.read(seq, connection) ?? [])
            let event = Event(old.event.fact, date: old.event.date, note: "Forged.")
            let forged = StoredEvent(
                event: event, id: event.id, seq: seq, recorded: old.recorded, batch: old.batch, salt: old.salt,
                author: old.author, message: old.message)
            try connection.statement("UPDATE events SET body = ? WHERE seq = ?").bind(forged.bytes, seq).run()
            try connection.statement("UPDATE event_ids SET prefix = ? WHERE seq = ?")
                .bind(Int64(bitPattern: event.id.prefix), seq).run()
            try TamperingTests.rebuildTree(connection)
        }
    }
}
