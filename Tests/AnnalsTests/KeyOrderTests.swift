import Chronology
import EventLog
import Events
import Foundation
import SQLite
import Tampering
import Testing

@testable import Annals

/// The order of the projections' rows, which a look-up relies on.
@Suite("Projections' rows in the order of their keys")
struct KeyOrderTests {
    /// A closed ledger in which much was superseded.
    private func superseded() throws -> RandomLedger {
        let random = try RandomLedger(seed: 907, batches: 40)
        try random.fixture.ledger.close()
        return random
    }

    private func count(_ table: String, _ path: String) throws -> Int {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        return try connection.statement("SELECT count(*) FROM \(table)").first { Int($0.integer(0)) } ?? 0
    }

    private func check(_ table: String, _ path: String) throws -> String? {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        return try connection.statement("PRAGMA integrity_check(\(table))").first { $0.text(0) }
    }

    @Test("SQLite finds nothing to say about any table, however much was superseded")
    func plainOK() throws {
        let fixture = try LedgerFixture.peopled()
        let people = (0..<120).map { EntityID("p-\($0)") ?? "p" }
        try fixture.append(people.map { Told.person($0) })
        let seen = try people.map { person in
            Event(
                .positionHeld(PositionHeld(person: person, organization: "o", position: "CEO")),
                date: try EDTF("2011-05-05"), sources: [Citation(source: "s")])
        }
        try fixture.append(people.map { try Told.started($0, "2010", sources: ["s"]) } + seen)
        try fixture.append(people.map { try Told.ended($0, "2012") })
        try fixture.append([Told.distrusted("s")])
        try fixture.ledger.close()
        let path = fixture.folder.file()
        for table in ["superseded_mentions", "superseded_tenures", "superseded_sure_days"] {
            let rows = try count(table, path)
            #expect(rows > 100, "\(table): \(rows)")
        }
        for table in ProjectionSchema.tables { #expect(try check(table.name, path) == "ok", "\(table.name)") }
        #expect(try check("event_ids", path) == "ok")
        let connection = try Connection(path: path)
        #expect(try connection.pragmaText("integrity_check") == "ok")
        try connection.close()
    }

    @Test("the columns of a key stand in front, in the order of the key")
    func keysInFront() {
        for table in ProjectionSchema.tables {
            let columns = table.columns.split(separator: ",").compactMap {
                $0.split(whereSeparator: \.isWhitespace).first.map(String.init)
            }
            let key = table.key.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(Array(columns.prefix(key.count)) == key, "\(table.name)")
        }
    }

    @Test("a table whose rows stand out of order is named by a verification and a check, and made anew by a replay")
    func disordered() throws {
        let random = try superseded()
        let (folder, source) = (try TemporaryFolder(), random.fixture.folder.file())
        var turned = 0
        for table in ProjectionSchema.tables.map(\.name) {
            let path = folder.file("\(table).db")
            try FileManager.default.copyItem(atPath: source, toPath: path)
            guard try LedgerFile.reverseRows(of: table, in: path) > 1 else { continue }
            turned += 1
            let damage = try LedgerVerifier.verify(path).damage
            #expect(damage == [.projection(table: table, surplus: 0, missing: 0)])
            let ledger = try Ledger.open(path, for: .writing)
            #expect(try ledger.checkReplay { _, _ in }.differences.map(\.table) == [table])
            _ = try ledger.replay { _, _ in }
            #expect(try ledger.checkReplay { _, _ in }.differences.isEmpty)
            try ledger.close()
            #expect(try LedgerVerifier.verify(path).isSound)
        }
        #expect(turned >= 12)
    }

    @Test("a check names the log's index too, which a replay does not make")
    func logIndex() throws {
        let random = try superseded()
        let path = random.fixture.folder.file()
        #expect(try LedgerFile.reverseRows(of: "event_ids", in: path) > 1)
        let ledger = try Ledger.openForChecking(path)
        let differences = try ledger.checkReplay { _, _ in }.differences
        #expect(differences.map(\.table) == ["event_ids"] && differences.allSatisfy(\.isInLog))
        try ledger.close()
        #expect(try LedgerVerifier.verify(path).damage == [.schema(.disordered(table: "event_ids"))])
    }

    @Test(
        "a ledger whose tables are of version 3 is replayed when it is opened",
        arguments: [EventLog.Access.reading, .writing])
    func version3(access: EventLog.Access) throws {
        let random = try superseded()
        let path = random.fixture.folder.file()
        let known = try Ledger.open(path)
        let everything = try known.everything()
        try known.close()
        let connection = try Connection(path: path)
        for sql in Self.version3 { try connection.execute(sql) }
        try connection.close()
        // What SQLite says of such tables without cause is not taken for damage of the file.
        #expect(try EventLog.verify(path, VerificationRequest()) { _, _ in }.damage.isEmpty)
        let ledger = try Ledger.open(path, for: access)
        #expect(try ledger.everything() == everything)
        try ledger.close()
        #expect(try LedgerVerifier.verify(path).isSound)
    }

    /// Makes the tables that version 4 changed as version 3 had them, with their rows.
    private static let version3 =
        [
            """
            CREATE TABLE superseded_mentions_3 (entity TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL,
            original INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
            PRIMARY KEY (entity, type, until, seq, since)) STRICT, WITHOUT ROWID
            """,
            """
            INSERT INTO superseded_mentions_3 SELECT entity, type, seq, original, since, until
            FROM superseded_mentions
            """,
            """
            CREATE TABLE superseded_sure_days_3 (organization TEXT NOT NULL, person TEXT NOT NULL, seat TEXT NOT NULL,
            seq INTEGER NOT NULL, start_earliest INTEGER, start_latest INTEGER, end_earliest INTEGER,
            end_latest INTEGER, since INTEGER NOT NULL, until INTEGER NOT NULL, node INTEGER NOT NULL,
            PRIMARY KEY (organization, node, since, person, seat, seq, start_latest)) STRICT, WITHOUT ROWID
            """,
            """
            INSERT INTO superseded_sure_days_3 SELECT organization, person, seat, seq, start_earliest, start_latest,
            end_earliest, end_latest, since, until, node FROM superseded_sure_days
            """,
            "DROP TABLE superseded_mentions", "DROP TABLE superseded_sure_days",
            "ALTER TABLE superseded_mentions_3 RENAME TO superseded_mentions",
            "ALTER TABLE superseded_sure_days_3 RENAME TO superseded_sure_days",
            "CREATE INDEX superseded_sure_days_by_until ON superseded_sure_days (organization, node, until)",
            "CREATE INDEX superseded_sure_days_by_person ON superseded_sure_days (person, until)",
            "UPDATE projections SET version = 3",
        ]
}
