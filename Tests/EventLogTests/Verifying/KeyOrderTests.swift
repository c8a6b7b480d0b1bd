import Events
import SQLite
import Tampering
import Testing

@testable import EventLog

/// Rows that all stand there, out of the order in which they are looked for.
@Suite("Rows out of the order of their keys")
struct KeyOrderTests {
    @Test(
        "a table whose rows stand out of order is named, and mended where it can be made anew",
        arguments: ["event_ids"])
    func indices(table: String) throws {
        let expected = Damage.schema(.disordered(table: table))
        let ledger = try TamperedLedger()
        let before = try ledger.damage()
        #expect(try LedgerFile.reverseRows(of: table, in: ledger.path) > 1)
        let damage = try ledger.damage()
        #expect(damage.contains(expected) && Set(damage).subtracting(before) == [expected], "\(damage)")
        let cures = try EventLog.prognoses(of: [expected], hidesDoubt: false, in: ledger.path).map(\.cure)
        #expect(cures == [.indices])
        try EventLog.mend(ledger.path, Set(cures.compactMap { $0 }))
        #expect(try !ledger.damage().contains(expected))
    }

    @Test("tiles out of order are found")
    func tiles() throws {
        let ledger = try TamperedLedger()
        #expect(try LedgerFile.reverseRows(of: "tiles", in: ledger.path) > 1)
        #expect(try ledger.damage().contains(.schema(.disordered(table: "tiles"))))
    }

    @Test(
        "a table of numbered rows is named by the check of the file", arguments: ["events", "batches", "checkpoints"])
    func numbered(table: String) throws {
        let ledger = try TamperedLedger()
        #expect(try LedgerFile.reverseRows(of: table, in: ledger.path) > 1)
        let damage = try ledger.damage()
        let isNamed = damage.contains { damage in
            if case .file(let what) = damage { what.hasPrefix("table \(table): ") } else { false }
        }
        #expect(isNamed, "\(damage)")
    }

    /// A closed log of sixty events whose ids stand out of order, and one of the events that are not found any more.
    private func disordered() throws -> (fixture: LogFixture, hidden: Event) {
        let fixture = try LogFixture()
        let events = try (0..<60).map { try LogFixture.born(EntityID("p-\($0)") ?? "p") }
        try fixture.append(events)
        try fixture.log.close()
        let path = fixture.folder.file()
        #expect(try LedgerFile.reverseRows(of: "event_ids", in: path) > 1)
        let log = try EventLog.open(path, for: .reading)
        let hidden = try #require(try events.first { try log.position(of: $0.id) == nil })
        try log.close()
        return (fixture, hidden)
    }

    @Test("two events of one id are found, whether or not the index has both")
    func twice() throws {
        let (fixture, hidden) = try disordered()
        let path = fixture.folder.file()
        let log = try EventLog.open(path, for: .writing)
        try LogFixture(log, in: fixture.folder).append([hidden], second: 9)
        try log.close()
        let both = try EventLog.verify(path, VerificationRequest()) { _, _ in }.damage
        #expect(both == [.schema(.disordered(table: "event_ids"))])

        let other = try LogFixture()
        let event = try LogFixture.born("a")
        try other.append([event])
        try other.tamper("DELETE FROM event_ids")
        try other.append([event], second: 9)
        try other.log.close()
        let one = try EventLog.verify(other.folder.file(), VerificationRequest()) { _, _ in }.damage
        #expect(one == [.index(table: "event_ids", seq: 1)])
    }
}
