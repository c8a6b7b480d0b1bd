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
        for table in ["superseded_stints", "superseded_sure_days"] {
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
            if ProjectionSchema.tables.contains(where: { $0.name == table && $0.hasRowID }) {
                // SQLite itself sees that numbered rows are out of order.
                #expect(!damage.isEmpty && damage.allSatisfy { "\($0)".hasPrefix("the file: table \(table): ") })
            } else {
                #expect(damage == [.projection(table: table, surplus: 0, missing: 0)])
            }
            let ledger = try Ledger.open(path, for: .writing)
            #expect(try ledger.checkReplay { _, _ in }.differences.map(\.table) == [table])
            _ = try ledger.replay { _, _ in }
            #expect(try ledger.checkReplay { _, _ in }.differences.isEmpty)
            try ledger.close()
            #expect(try LedgerVerifier.verify(path).isSound)
        }
        #expect(turned >= 11)
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
        "a ledger whose tables are of version 4 is replayed when it is opened",
        arguments: [EventLog.Access.reading, .writing])
    func version4(access: EventLog.Access) throws {
        let random = try superseded()
        let path = random.fixture.folder.file()
        let known = try Ledger.open(path)
        let everything = try known.everything()
        try known.close()
        let connection = try Connection(path: path)
        for sql in Self.version4 { try connection.execute(sql) }
        try connection.close()
        #expect(try EventLog.verify(path, VerificationRequest()) { _, _ in }.damage.isEmpty)
        let ledger = try Ledger.open(path, for: access)
        #expect(try ledger.everything() == everything)
        try ledger.close()
        #expect(try LedgerVerifier.verify(path).isSound)
    }

    /// Some of the tables that version 5 changed as version 4 had them; and one that it dropped.
    private static let version4 = [
        "DROP VIEW tenures", "DROP VIEW entities", "DROP VIEW names", "DROP VIEW identifiers",
        "DROP TABLE evidence",
        "CREATE TABLE evidence (target BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (target, seq)) WITHOUT ROWID",
        "INSERT INTO evidence VALUES (x'0102', 7)", "DROP TABLE stints", "DROP TABLE slices",
        """
        CREATE TABLE tenures (organization TEXT NOT NULL, person TEXT NOT NULL, seat TEXT NOT NULL,
        stint INTEGER NOT NULL, PRIMARY KEY (organization, person, seat, stint)) STRICT, WITHOUT ROWID
        """,
        "INSERT INTO tenures VALUES ('acme', 'ann', 'title:ceo', 0)",
        "CREATE INDEX tenures_by_person ON tenures (person, organization)",
        "UPDATE projections SET version = 4",
    ]
}
