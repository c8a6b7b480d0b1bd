import Chance
import EventLog
import Events
import Foundation
import SQLite
import Testing

@testable import Annals

/// Of a redacted event no byte is left in the ledger's files.
@Suite("Erasing bytes")
struct ErasureTests {
    /// A fact of whose texts each is long and stands nowhere else.
    private static func secret() throws -> Event {
        Event(
            .positionStarted(
                PositionStarted(
                    person: "secret-person", organization: "secret-organization", position: "Secretposition",
                    area: "Secretarea", onBehalfOf: nil)),
            date: try EDTF("1987-06-05"),
            sources: [Citation(source: "secret-source", locator: "Secretlocator", quote: "Secretquote")],
            attributedTo: .text("Secretspeaker A"), note: "Secretnote",
            extra: ["secretkey": "Secretvalue"])
    }

    private static let introductions = [
        Told.person("secret-person", "Secretname"), Told.organization("secret-organization"),
        Told.source("secret-source"),
    ]

    private static let needles = [
        "secret-person", "secret-organization", "Secretposition", "secretposition", "Secretarea", "secret-source",
        "Secretlocator", "Secretquote", "Secretspeaker", "Secretnote", "secretkey", "Secretvalue", "1987-06-05",
        "Secretauthor", "Secretmessage", "Secretname",
    ]

    private func needlesLeft(_ fixture: LedgerFixture) throws -> [String] {
        try Self.needles.filter { try !fixture.files(with: Array($0.utf8)).isEmpty }
    }

    /// A ledger in which the secret was corrected, folded anew, superseded and pushed through free pages.
    private func lived() throws -> (fixture: LedgerFixture, secret: StoredEvent) {
        let fixture = try LedgerFixture.peopled()
        try fixture.append(Self.introductions)
        let request = AppendRequest([try Self.secret()], author: "Secretauthor", message: "Secretmessage")
        let stored = try #require(try fixture.append(request).recorded.first)
        for year in 2000..<2040 {
            try fixture.append([try Told.started("a", "\(year)", position: "Title \(year)", note: "note \(year)")])
        }
        try fixture.append([Told.distrusted("secret-source")])
        try fixture.append([Told.retracted(Told.distrusted("secret-source"))])
        try fixture.append([Told.merged("secret-person", "b")])
        try fixture.append([Told.retracted(Told.merged("secret-person", "b"))])
        _ = try fixture.ledger.replay { _, _ in }
        // Pages that once held every event and are free now, as a build of SQLite that wipes none would leave them.
        try fixture.tamper(
            "PRAGMA secure_delete = 0", "CREATE TABLE scratch AS SELECT e.body FROM events e, events f",
            "DROP TABLE scratch")
        return (fixture, stored)
    }

    @Test("no text, no id and no salt of it is in the file, its log or its index, after a long life")
    func nothingLeft() throws {
        let (fixture, secret) = try lived()
        #expect(try needlesLeft(fixture) == Self.needles)
        let old = try fixture.ledger.log.root(at: secret.seq)
        // What names the same ids has to go as well, before they can be gone.
        for seq in 8...(try fixture.last()) {
            guard case .event(let event)? = try fixture.ledger.log.row(at: seq),
                event.event.namedIDs.contains(where: { $0.text.hasPrefix("secret") }) || seq == secret.seq
                    || event.event.type == EventRetracted.type
            else { continue }
            let result = try fixture.redact(seq, "erased")
            #expect(result.unfinished == nil)
        }
        let kept = ["secret-person", "secret-source"]
        // Evidence keeps the ids that it names, and nothing else of all that.
        #expect(try needlesLeft(fixture) == kept)
        #expect(try fixture.files(with: Array(secret.salt.utf8)) == [])
        // By the first 8 bytes an event is found, in full the bytes name it.
        #expect(try fixture.files(with: Array(secret.id.bytes.prefix(8))) == [])
        #expect(try fixture.files(with: Array(secret.id.hex.utf8)) == [])
        #expect(try fixture.files(with: Array(secret.id.hex.utf8)) == [])
        #expect(try fixture.ledger.log.root(at: secret.seq) == old)
        #expect(try fixture.ledger.replayDifferences() == [])
        try fixture.ledger.close()
        #expect(try needlesLeft(fixture) == kept)
    }

    @Test("every text of a fact is gone while the facts about the same people stay")
    func textsOnly() throws {
        let (fixture, secret) = try lived()
        let own = JSONValue.object(secret.json).strings.filter { !$0.hasPrefix("secret-") && $0 != "position.started" }
            .filter { $0 != secret.recorded.description }
        #expect(own.contains("Secretnote"))
        try fixture.redact(secret.seq)
        for text in own { #expect(try fixture.files(with: Array(text.utf8)) == [], "\(text)") }
        // By the first 8 bytes an event is found, in full the bytes name it.
        #expect(try fixture.files(with: Array(secret.id.bytes.prefix(8))) == [])
        #expect(try fixture.files(with: Array(secret.id.hex.utf8)) == [])
    }

    @Test("an event that evidence names leaves its id, and no more")
    func namedEvent() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2019", position: "Secretposition", note: "Secretnote")
        try fixture.append([event, Told.retracted(event, "Secretvalue")])
        let salt = try #require(try fixture.ledger.event(at: 8)?.salt)
        try fixture.redact(8)
        #expect(try needlesLeft(fixture) == ["Secretvalue"])
        #expect(try fixture.files(with: Array(salt.utf8)) == [])
        #expect(try fixture.files(with: Array(event.id.hex.utf8)) == [""])
        #expect(try fixture.files(with: Array(event.id.bytes.prefix(8))) == [""])
    }

    @Test("a reader of an older state keeps copies: that is said, and the next writer erases them")
    func reader() throws {
        let (fixture, secret) = try lived()
        let reader = try Connection(path: fixture.folder.file())
        let result = try reader.transaction(.deferred) {
            _ = try reader.statement("SELECT count(*) FROM events").first { $0.integer(0) }
            return try fixture.redact(secret.seq)
        }
        #expect(result.unfinished == .reader(path: fixture.ledger.path))
        #expect(try fixture.ledger.log.hasErasuresToFinish())
        #expect(try fixture.files(with: Array("Secretnote".utf8)) != [])
        try reader.close()
        let other = try Ledger.open(fixture.folder.file(), for: .writing)
        #expect(try !other.log.hasErasuresToFinish())
        #expect(try fixture.files(with: Array("Secretnote".utf8)) == [])
        #expect(try other.replayDifferences() == [])
        try other.close()
    }

    @Test("a ledger that is left between the commit and the erasure is finished by the next writer, not by a reader")
    func unfinished() throws {
        let (fixture, secret) = try lived()
        try fixture.ledger.log.write {
            var random = SplitMix64()
            let stamp = BatchStamp(now: LedgerFixture.time(0))
            let event = Event(.eventRedacted(EventRedacted(seq: secret.seq, reason: "killed")))
            let recorded = try #require(try fixture.ledger.log.append([event], stamp, random: &random).first)
            try fixture.ledger.log.erase(secret.seq, by: recorded)
            try fixture.ledger.rebuildInPlace { _, _ in }
        }
        #expect(try fixture.files(with: Array("Secretnote".utf8)) != [])
        try Ledger.open(fixture.folder.file()).close()
        #expect(try fixture.files(with: Array("Secretnote".utf8)) != [])
        try Ledger.open(fixture.folder.file(), for: .writing).close()
        #expect(try fixture.files(with: Array("Secretnote".utf8)) == [])
    }

    @Test("a replay that goes on while an event is redacted brings nothing of it back")
    func replayMeanwhile() throws {
        let (fixture, secret) = try lived()
        let other = try Ledger.open(fixture.folder.file(), for: .writing)
        _ = try other.replay(progress: { _, _ in }, beforeSwap: { try fixture.redact(secret.seq) })
        #expect(try other.replayDifferences() == [])
        try other.close()
        _ = fixture.ledger.finishErasures()
        #expect(try fixture.files(with: Array("Secretnote".utf8)) == [])
    }

    @Test("nor does one that goes on while an erasure is mended that was noted and not carried out")
    func replayWhileMended() throws {
        let (fixture, secret) = try lived()
        var random = SplitMix64(seed: 3)
        try fixture.ledger.writing {
            let event = Event(.eventRedacted(EventRedacted(seq: secret.seq, reason: "noted")))
            let recorded = try fixture.ledger.log.append(
                [event], BatchStamp(now: LedgerFixture.time(0)), random: &random)
            let by = try #require(recorded.first?.seq)
            try fixture.ledger.log.connection.statement("INSERT INTO redactions VALUES (?, ?, 1)")
                .bind(secret.seq, by).run()
        }
        let other = try Ledger.open(fixture.folder.file(), for: .writing)
        _ = try other.replay(
            progress: { _, _ in },
            beforeSwap: {
                let ledger = fixture.ledger
                try ledger.writingThoughBehind { try ledger.log.carryOutErasures(of: [secret.seq]) }
                #expect(try ledger.log.event(at: secret.seq) == nil)
            })
        #expect(try other.replayDifferences() == [])
        try other.close()
        _ = fixture.ledger.finishErasures()
        #expect(try fixture.files(with: Array("Secretnote".utf8)) == [])
    }

    @Test("no row of another table, and no trigger, lets bytes go that no redaction names")
    func triggers() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.redact(2)
        for sql in [
            "UPDATE events SET body = NULL WHERE seq = 3", "UPDATE events SET body = x'7B7D' WHERE seq = 2",
            "DELETE FROM redactions", "UPDATE redactions SET by_seq = 3", "UPDATE redactions SET erased = 0",
            "REPLACE INTO redactions VALUES (2, 3, 0)",
        ] {
            #expect(throws: SQLiteError.self, "\(sql)") { try fixture.tamper(sql) }
        }
    }
}
