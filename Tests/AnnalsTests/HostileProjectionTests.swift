import EventLog
import Foundation
import SQLite
import Testing

@testable import Annals

/// Projections' tables that are not what a ledger makes under their names.
@Suite("Projections made by somebody else")
struct HostileProjectionTests {
    @Test(
        "a table that is not as it was made is made anew from the log",
        arguments: [
            ["DROP TABLE citations", "CREATE TABLE citations (source TEXT, seq INTEGER, more AS (source || seq))"],
            ["DROP TABLE evidence", "CREATE TABLE evidence (target BLOB CHECK (0), seq INTEGER)"],
            ["CREATE UNIQUE INDEX one_name ON names (search_key)"],
            ["CREATE INDEX slow ON entities (upper(name))"],
            ["DROP INDEX tenures_by_person", "CREATE INDEX tenures_by_person ON tenures (upper(person))"],
            ["DROP TABLE projections", "CREATE TABLE projections (name, version, through_seq)"],
            ["ALTER TABLE mentions ADD COLUMN more TEXT DEFAULT 'x'"],
            ["DROP INDEX claims_by_person"],
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
}
