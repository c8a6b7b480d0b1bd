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

        init(_ events: [Event]) {
            bytes = events.map { Array(JSONText.compact(.object($0.json)).utf8) }
        }

        func rewind() throws {
            index = 0
        }

        func next() throws -> InputLine? {
            guard index < bytes.count else { return nil }
            index += 1
            return InputLine(number: index, bytes: bytes[index - 1])
        }
    }

    /// - Parameter clock: Read as each batch is recorded.
    private func importing(
        _ lines: Lines, into ledger: Ledger, batchSize: Int, clock: () -> RecordedTime = { LedgerFixture.time(0) }
    ) throws -> ImportResult {
        var options = ImportOptions()
        options.batchSize = batchSize
        var random = SplitMix64()
        return try ledger.importLines(
            lines, options, clock: clock, random: &random, progress: { _, _, _ in })
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
        var batches = 0
        let error = #expect(throws: InterruptedImport.self) {
            try importing(Lines(events), into: fixture.ledger, batchSize: 2) {
                batches += 1
                if batches == 2 {
                    let trigger = "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END"
                    do { try fixture.tamper(trigger) } catch { Issue.record(error) }
                }
                return LedgerFixture.time(0)
            }
        }
        #expect(error?.lines == 2)
        #expect(error?.description.contains("The first 2 lines are recorded and stay") == true)
        #expect(try fixture.ledger.head().seq == 2)
    }

    /// JSON Lines as somebody writes them.
    private final class Texts: LineSource {
        private let texts: [String]
        private var index = 0

        init(_ texts: [String]) { self.texts = texts }

        func rewind() { index = 0 }

        func next() -> InputLine? {
            guard index < texts.count else { return nil }
            index += 1
            return InputLine(number: index, bytes: Array(texts[index - 1].utf8))
        }
    }

    private func importing(_ texts: [String], into ledger: Ledger, batchSize: Int = 1_000) throws -> ImportResult {
        var options = ImportOptions()
        options.batchSize = batchSize
        var random = SplitMix64()
        return try ledger.importLines(
            Texts(texts), options, clock: { LedgerFixture.time(0) }, random: &random, progress: { _, _, _ in })
    }

    @Test("an introduction is seen however its type is written, and whatever comes between in whatever order")
    func spellings() throws {
        let fixture = try LedgerFixture()
        let texts = [
            #"{"type":"position.started","person":"a","organization":"o","position":"CEO","date":"2020"}"#,
            #"{"type":"person.introduc\u0065d","person":"a","name":"A"}"#,
            #"{"ty\u0070e":"organization.introduced","organization":"o","name":"O."}"#,
        ]
        #expect(try importing(texts, into: fixture.ledger).recorded == 3)
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("lines of every type that introduces or names are looked at ahead, and others are not")
    func surveyed() {
        for type in EventCatalog.types {
            let line = #"{"date":"2020","note":"a. b","type":"\#(type.type)"}"#
            let introduces = EntityUse.introducingTypes.contains(type.type)
            let isLookedAt = introduces || type.family == .evidence
            #expect(SurveyedTypes.canBeOne(Array(line.utf8)) == isLookedAt, "\(type.type)")
        }
        for line in ["", ".", "x.introduce", "\"person.introduced"] {
            #expect(SurveyedTypes.canBeOne(Array(line.utf8)) == line.hasSuffix("introduced"))
        }
    }

    @Test("a long input is recorded whole and in its order, as appending it by the batch does", arguments: [256, 999])
    func long(batchSize: Int) throws {
        let (imported, appended) = (try LedgerFixture(), try LedgerFixture())
        var events = [Told.organization("o")]
        for number in 0..<1_500 {
            let id = try #require(EntityID("p-\(number)"))
            events.append(Told.person(id, String(repeating: "n", count: number % 400 + 1)))
            if number.isMultiple(of: 3) { events.append(try Told.started(id, "\(1900 + number % 100)")) }
            if number.isMultiple(of: 50), let last = events.last { events.append(Told.retracted(last)) }
        }
        let result = try importing(Lines(events), into: imported.ledger, batchSize: batchSize)
        #expect((result.lines, result.recorded) == (events.count, events.count))
        for start in stride(from: 0, to: events.count, by: batchSize) {
            try appended.append(Array(events[start..<min(start + batchSize, events.count)]))
        }
        #expect(try imported.ledger.storedEvents().map(\.event) == events)
        #expect(try imported.ledger.dump() == appended.ledger.dump())
        #expect(try imported.ledger.replayDifferences() == [])
    }

    @Test("of lines that are no events those are told, and nothing of the others")
    func unreadableFirst() throws {
        let fixture = try LedgerFixture()
        let unknown = #"{"type":"person.born","person":"nobody-knows","date":"2020"}"#
        let error = #expect(throws: RefusedLines.self) {
            try importing([unknown, "{", unknown, "[1]"], into: fixture.ledger)
        }
        #expect(error?.count == 2 && error?.faults.map { $0.prefix(7) } == ["line 2:", "line 4:"])
        let unintroduced = #expect(throws: RefusedLines.self) { try importing([unknown], into: fixture.ledger) }
        #expect(unintroduced?.faults.first?.contains("nothing introduces") == true)
        #expect(try fixture.ledger.head().seq == 0)
    }
}
