import EventLog
import Foundation
import SQLite
import Tampering
import Testing

@testable import Annals

/// Projections' tables that are not what a ledger makes under their names.
@Suite("Projections made by somebody else")
struct HostileProjectionTests {
    @Test(
        "a table that is not as it was made is made anew from the log",
        arguments: [
            ["DROP TABLE titles", "CREATE TABLE titles (folded TEXT, term INTEGER, more AS (folded || term))"],
            ["DROP TABLE evidence", "CREATE TABLE evidence (target INTEGER CHECK (0), seq INTEGER)"],
            ["CREATE UNIQUE INDEX one_name ON known_names (search_key)"],
            ["CREATE INDEX slow ON known_entities (upper(kind))"],
            ["DROP INDEX slices_by_name", "CREATE INDEX slices_by_name ON slices (upper(name))"],
            ["DROP TABLE projections", "CREATE TABLE projections (name, version, through_seq)"],
            ["ALTER TABLE postings ADD COLUMN more TEXT DEFAULT 'x'"],
            ["DROP INDEX names_by_folded"],
        ])
    func changed(sql: [String]) throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([Told.started("a", "2015")])
        let path = fixture.ledger.path
        let everything = try fixture.ledger.everything()
        try fixture.ledger.close()
        let connection = try Connection(path: path)
        for statement in sql { try connection.execute(statement) }
        try connection.close()

        let ledger = try Ledger.open(path, for: .writing)
        #expect(try ledger.everything() == everything)
        try LedgerFixture.append(AppendRequest([Told.person("new")]), to: ledger)
        #expect(try ledger.checkReplay { _, _ in }.differences.isEmpty)
        #expect(try Ledger.open(path).resolve("Person a").id == "a")
    }

    @Test(
        "a verification names tables, and their indices, that are not as they were made",
        arguments: [
            ("DROP INDEX names_by_folded", "known_names"),
            ("CREATE INDEX slow ON known_entities (upper(kind))", "known_entities"),
            ("ALTER TABLE postings ADD COLUMN more TEXT DEFAULT 'x'", "postings"),
        ])
    func verified(sql: String, table: String) throws {
        let fixture = try peopled([sql])
        defer { withExtendedLifetime(fixture) {} }
        let path = fixture.ledger.path
        let damage = try LedgerVerifier.verify(path).damage
        #expect(damage.map(\.description) == ["projection \(table): is missing, or is not as a ledger has it"])
    }

    @Test("a verification notes tables that are behind the log, and names what was put into them once they are not")
    func behind() throws {
        let fixture = try peopled(["UPDATE projections SET through_seq = through_seq - 1"])
        defer { withExtendedLifetime(fixture) {} }
        let path = fixture.ledger.path
        let found = try LedgerVerifier.verify(path)
        #expect(found.isSound && found.projections == .behind && found.isMendedByOpening)
        #expect(found.remarks.contains { if case .tablesBehind = $0 { true } else { false } })
        #expect(try Ledger.openForChecking(path).checkReplay { _, _ in }.lag != nil)
        try Ledger.open(path, for: .writing).close()
        #expect(try LedgerVerifier.verify(path).projections == .compared)
    }

    @Test(
        "somebody's own table with the name of a pragma's function is in no verification's way",
        arguments: ["pragma_table_info", "pragma_index_list"])
    func pragmaTable(name: String) throws {
        let fixture = try peopled([
            "CREATE TABLE \(name) (a)", "CREATE TABLE own (a PRIMARY KEY) WITHOUT ROWID",
            "CREATE TABLE \"my \"\"own\" (a UNIQUE, b PRIMARY KEY) WITHOUT ROWID",
        ])
        defer { withExtendedLifetime(fixture) {} }
        #expect(try LedgerVerifier.verify(fixture.ledger.path).damage == [])
    }

    @Test("a verification finds an index whose entries are not those of its table")
    func alteredIndex() throws {
        let fixture = try peopled([])
        defer { withExtendedLifetime(fixture) {} }
        let path = fixture.ledger.path
        #expect(try LedgerVerifier.verify(path).isSound)
        let connection = try Connection(path: path)
        let page = try connection.statement("SELECT rootpage FROM sqlite_schema WHERE name = 'names_by_folded'")
            .first { Int($0.integer(0)) }
        try connection.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let start = (try #require(page) - 1) * 4_096
        let entry = try #require(bytes.range(of: Data("person a".utf8), in: start..<start + 4_096))
        bytes[entry.lowerBound] = UInt8(ascii: "q")
        try bytes.write(to: URL(fileURLWithPath: path))
        let damage = try LedgerVerifier.verify(path).damage
        #expect(damage == [.projection(table: "known_names", surplus: 0, missing: 0)])
    }

    @Test(
        "a virtual table is not run to compare tables, whatever it is called",
        arguments: [
            ["DROP TABLE titles", "CREATE VIRTUAL TABLE titles USING fts5(folded, term)"],
            ["CREATE VIRTUAL TABLE notes USING fts5(text)"],
        ])
    func virtualTable(sql: [String]) throws {
        let fixture = try peopled(sql)
        defer { withExtendedLifetime(fixture) {} }
        let path = fixture.ledger.path
        // Whoever runs it fails: nobody has this module.
        try LedgerFile.replace("USING fts5(", by: "USING ftsX(", in: path)
        let damage = try LedgerVerifier.verify(path).damage
        #expect(damage.contains { $0.description.hasPrefix("the virtual table ") })
        #expect(!damage.contains { if case .file = $0 { true } else { false } }, "\(damage)")
        #expect(damage.contains(.projection(table: "titles", surplus: 0, missing: 0)) == (sql.count == 2))
    }

    /// A closed ledger with a tenure, after some statements.
    private func peopled(_ sql: [String]) throws -> LedgerFixture {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([Told.started("a", "2015")])
        let path = fixture.ledger.path
        try fixture.ledger.close()
        let connection = try Connection(path: path)
        for statement in sql { try connection.execute(statement) }
        try connection.close()
        return fixture
    }
}
