import Chance
import Chronology
import EventLog
import Events
import Projections
import Testing

@testable import Annals

@Suite("An import")
struct ImportTests {
    /// Events as lines in memory.
    private final class Lines: LineSource {
        private let bytes: [[UInt8]]
        private var index = 0
        /// Called before each line, with its number.
        var onLine: (Int) throws -> Void = { _ in }

        init(_ events: [Event]) {
            bytes = events.map { Array(JSONText.compact(.object($0.json)).utf8) }
        }

        func rewind() throws {
            index = 0
        }

        func next() throws -> InputLine? {
            guard index < bytes.count else { return nil }
            try onLine(index + 1)
            index += 1
            return InputLine(number: index, bytes: bytes[index - 1])
        }
    }

    private func importing(_ lines: Lines, into ledger: Ledger, batchSize: Int) throws -> ImportResult {
        var options = ImportOptions()
        options.batchSize = batchSize
        var random = SplitMix64()
        return try ledger.importLines(
            lines, options, clock: { LedgerFixture.time(0) }, random: &random, progress: { _, _ in })
    }

    @Test("an id may be introduced in a later batch than the one that names it")
    func introducedLater() throws {
        let fixture = try LedgerFixture()
        let lines = Lines([
            try Told.started("a", "2015"), try Told.ended("a", "2018"), Told.person("a"), Told.organization("o"),
        ])
        let result = try importing(lines, into: fixture.ledger, batchSize: 2)
        #expect((result.recorded, result.batches) == (4, 2))
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("what fails after the first batch leaves what is recorded and says how much")
    func interrupted() throws {
        let fixture = try LedgerFixture()
        let events = [Told.person("a"), Told.organization("o"), try Told.started("a", "2015"), Told.source("s")]
        let lines = Lines(events)
        lines.onLine = { number in
            guard try number == 3 && fixture.ledger.head().seq == 2 else { return }
            try fixture.tamper("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END")
        }
        let error = #expect(throws: InterruptedImport.self) {
            try importing(lines, into: fixture.ledger, batchSize: 2)
        }
        #expect(error?.lines == 2)
        #expect(error?.description.contains("The first 2 lines are recorded and stay") == true)
        #expect(try fixture.ledger.head().seq == 2)
    }
}
