import Chance
import EventLog
import Events
import Testing

@testable import Annals

@Suite("A large batch")
struct LargeBatchTests {
    private func appending(
        _ source: Texts, to ledger: Ledger, isLarge: Bool? = true, expecting position: Int? = nil,
        progress: (Ledger.ImportPhase, Int, Int?) throws -> Void = { _, _, _ in }
    ) throws -> ImportResult? {
        var options = ImportOptions()
        options.logGoesFirst = isLarge
        options.author = "Jo"
        var random = SplitMix64(seed: 1)
        return try ledger.appendLargeBatch(
            of: source, about: 10, options, expectedPosition: position, now: LedgerFixture.time(0), random: &random,
            progress: { try? progress($0, $1, $2) })
    }

    /// People, organisations and sources, who held what, and corrections and retractions of that; each event once.
    private func story(_ seed: UInt64) throws -> [Event] {
        var random = SplitMix64(seed: seed)
        func one(of count: Int, _ letter: String) -> EntityID {
            EntityID("\(letter)-\(Int.random(in: 0..<count, using: &random))") ?? "o"
        }
        func date() -> String {
            let year = Int.random(in: 1_990...2_020, using: &random)
            return ["\(year)", "\(year)-05", "\(year)-05-17", "\(year)?", "\(year / 10)X"][
                Int.random(in: 0..<5, using: &random)]
        }
        func position() throws -> Event {
            let (person, organization) = (one(of: 12, "p"), one(of: 3, "o"))
            let title: String? = ["CEO", "Chair", nil].randomElement(using: &random) ?? nil
            if Bool.random(using: &random) {
                return try Told.started(
                    person, date(), position: title, at: organization,
                    sources: Bool.random(using: &random) ? [one(of: 4, "s")] : [])
            }
            return try Told.ended(person, date(), position: title, at: organization)
        }
        var events = (0..<12).map { Told.person(EntityID("p-\($0)") ?? "p") }
        events += (0..<3).map { Told.organization(EntityID("o-\($0)") ?? "o") }
        events += (0..<4).map { Told.source(EntityID("s-\($0)") ?? "s") }
        var facts: [Event] = []
        for _ in 0..<90 {
            if facts.count > 10, Int.random(in: 0..<5, using: &random) == 0 {
                let fact = facts.remove(at: Int.random(in: facts.indices, using: &random))
                events.append(Bool.random(using: &random) ? Told.retracted(fact) : Told.corrected(fact, try position()))
            } else {
                facts.append(try position())
                events.append(facts[facts.count - 1])
            }
        }
        var seen: Set<EventID> = []
        return events.shuffled(upTo: 19, using: &random).filter { seen.insert($0.id).inserted }
    }

    @Test("leaves the ledger that an append of its events leaves, or nothing", arguments: 1...12)
    func same(seed: UInt64) throws {
        let events = try story(seed)
        let (large, small) = (try LedgerFixture(), try LedgerFixture())
        let result = try #require(try appending(Texts(events), to: large.ledger))
        var random = SplitMix64(seed: 1)
        let expected = try small.ledger.append(
            AppendRequest(events, author: "Jo"), now: LedgerFixture.time(0), random: &random)
        #expect(result.recorded == expected.recorded.count && result.batches == 1)
        #expect(result.first == 1 && result.last == events.count)
        #expect(try large.ledger.storedEvents() == small.ledger.storedEvents())
        #expect(try large.ledger.dump() == small.ledger.dump())
        #expect(try large.ledger.log.peaks() == small.ledger.log.peaks())
        #expect(try large.ledger.isCurrent() && large.ledger.replayDifferences() == [])
    }

    @Test("goes behind what is there, corrections with it")
    func behind() throws {
        let fixture = try LedgerFixture.peopled()
        let one = try Told.started("a", "2015")
        try fixture.append([one])
        let position = try fixture.ledger.head().seq
        let lines = [Told.person("new"), Told.corrected(one, try Told.started("a", "2016"))]
        #expect(throws: LogError.unexpectedPosition(expected: 1, actual: position)) {
            try appending(Texts(lines), to: fixture.ledger, expecting: 1)
        }
        #expect(try appending(Texts(lines), to: fixture.ledger, expecting: position)?.first == position + 1)
        #expect(try fixture.ledger.replayDifferences() == [])
        try fixture.append([Told.person("newer")])
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("is left to an ordinary append where one is there already, where one is wrong or rare, and where few are")
    func left() throws {
        let one = try Told.started("a", "2015")
        for lines in [
            [one], [Told.person("z"), Told.person("z")], [Told.merged("a", "b")],
            [try Told.started("stranger", "2015")],
        ] {
            let fixture = try LedgerFixture.peopled()
            try fixture.append([one])
            let before = try fixture.ledger.dump()
            #expect(try appending(Texts(lines), to: fixture.ledger) == nil)
            #expect(try fixture.ledger.dump() == before)
        }
        let fixture = try LedgerFixture()
        #expect(try appending(Texts([Told.person("z")]), to: fixture.ledger, isLarge: nil) == nil)
        #expect(try appending(Texts([Array("{".utf8)]), to: fixture.ledger) == nil)
        #expect(try fixture.ledger.head().seq == 0)
    }

    @Test("tells what it is doing: reading, recording, making the tables")
    func phases() throws {
        let fixture = try LedgerFixture()
        var phases: [Ledger.ImportPhase] = []
        let lines = (0..<3_000).map { Told.person(EntityID("p-\($0)") ?? "p") }
        let result = try appending(Texts(lines), to: fixture.ledger, isLarge: nil) { phase, _, _ in phases.append(phase)
        }
        #expect(result == nil)
        let large = try fixture.ledger.appendLargeBatch(lines) { phases.append($0) }
        #expect(large?.recorded == 3_000)
        #expect(phases.first == .reading && phases.last == .projecting && phases.contains(.recording))
    }
}

extension [Event] {
    /// The first so many in another order.
    fileprivate func shuffled(upTo count: Int, using random: inout SplitMix64) -> [Event] {
        Array(prefix(count).shuffled(using: &random) + dropFirst(count))
    }
}

extension Ledger {
    fileprivate func appendLargeBatch(_ events: [Event], _ note: (ImportPhase) -> Void) throws -> ImportResult? {
        var random = SplitMix64(seed: 1)
        return try appendLargeBatch(
            of: Texts(events), about: events.count, ImportOptions(), now: LedgerFixture.time(0), random: &random,
            progress: { phase, _, _ in note(phase) })
    }
}
