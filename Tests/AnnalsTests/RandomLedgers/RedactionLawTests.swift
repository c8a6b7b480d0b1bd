import Chronology
import EventLog
import Events
import Projections
import Testing

@testable import Annals

/// A ledger with redactions says in every belief what a ledger says in which the erased facts were retracted at once
/// and the erased corrections put nothing in the place.
@Suite("The law of redaction")
struct RedactionLawTests {
    private static let batches = 14
    private static let redactions = 5

    /// A random ledger of which some events are redacted, with its events as they were before.
    private struct Redacted {
        var random: RandomLedger
        let before: [StoredEvent]
        let targets: Set<Int>
        var ledger: Ledger { random.fixture.ledger }

        init(seed: UInt64) throws {
            random = try RandomLedger(seed: seed, batches: RedactionLawTests.batches)
            before = try random.fixture.ledger.storedEvents()
            var chance = SeededRandom(state: seed &* 31)
            // Introductions are a third of so short a log; most of what is chosen comes after them.
            let choice = before.map(\.seq).shuffled(using: &chance).filter { $0 > 13 || chance.next() % 4 == 0 }
            targets = Set(choice.prefix(RedactionLawTests.redactions))
            for seq in targets.sorted().shuffled(using: &chance) { try random.fixture.redact(seq) }
        }
    }

    /// The ledger that says the same without any redaction.
    private func oracle(_ events: [StoredEvent], without targets: Set<Int>) throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        var ids: [EventID: EventID] = [:]
        var batches: [[Event]] = []
        for stored in events {
            var event = renamed(stored.event, ids)
            var added: [Event] = []
            if targets.contains(stored.seq) {
                if event.fact.isAboutTheWorld {
                    added = [Told.retracted(event, "erased \(stored.seq)")]
                } else if case .eventCorrected(let correction) = event.fact, let replacement = correction.replacement {
                    let nothing = Event(
                        .custom(CustomFact(type: "x.nothing", fields: ["number": .number(Double(stored.seq))])),
                        date: try EDTF("2000"), sources: replacement.sources)
                    let corrected = EventCorrected(event: correction.event, replacement: nothing)
                    event = event.with(fact: .eventCorrected(corrected))
                }
            }
            ids[stored.id] = event.id
            while batches.count < stored.batch { batches.append([]) }
            batches[stored.batch - 1] += [event] + added
        }
        for batch in batches { try RandomLedger.append(batch, to: fixture.ledger) }
        return fixture
    }

    /// An event that names others by the ids that they have in the oracle.
    private func renamed(_ event: Event, _ ids: [EventID: EventID]) -> Event {
        func current(_ id: EventID) -> EventID { ids[id] ?? id }
        switch event.fact {
        case .eventRetracted(let retraction):
            return event.with(
                fact: .eventRetracted(
                    EventRetracted(event: current(retraction.event), reason: retraction.reason)))
        case .eventCorrected(let correction):
            guard let replacement = correction.replacement else { return event }
            return event.with(
                fact: .eventCorrected(EventCorrected(event: current(correction.event), replacement: replacement)))
        default: return event
        }
    }

    private func beliefs(through head: Int) -> [Belief] {
        var beliefs = [Belief.current]
        for batch in stride(from: head, through: 0, by: -3) {
            var belief = Belief()
            belief.known = .batch(batch)
            beliefs.append(belief)
        }
        for source in RandomEvents.sources {
            var (without, only) = (Belief(), Belief())
            without.without = [source]
            only.only = [source]
            only.known = .batch(head - 2)
            beliefs += [without, only]
        }
        for year in [2001, 2005] {
            var belief = Belief()
            belief.published = CivilDay(year: year, month: 12, day: 31)
            beliefs.append(belief)
        }
        return beliefs
    }

    @Test("in every belief a redacted fact was never there, and redacted evidence is", arguments: 701...704)
    func beliefs(seed: UInt64) throws {
        let redacted = try Redacted(seed: seed)
        let oracle = try oracle(redacted.before, without: redacted.targets)
        let head = try #require(redacted.before.last?.batch)
        #expect(try oracle.ledger.head().batch == head)
        for belief in beliefs(through: head) {
            let (said, expected) = (try Answers(redacted.ledger, belief), try Answers(oracle.ledger, belief))
            #expect(said.content == expected.content, "seed \(seed), \(belief), without \(redacted.targets.sorted())")
        }
    }

    @Test("tables are what a replay makes and what a fold says, also of what is appended later", arguments: 721...723)
    func tables(seed: UInt64) throws {
        var redacted = try Redacted(seed: seed)
        let ledger = redacted.ledger
        #expect(try ledger.replayDifferences() == [], "seed \(seed)")
        var appended = 0
        for _ in 0..<20 where appended < 6 {
            let batch = redacted.random.events.batch()
            do {
                try redacted.random.append(batch)
                appended += 1
            } catch is LedgerError {
                // It names an event that is gone with its id.
                redacted.random.events.takeBack(batch.count)
                continue
            }
            #expect(try ledger.replayDifferences() == [], "seed \(seed)")
        }
        #expect(appended == 6)
        for belief in beliefs(through: try ledger.head().batch) where !belief.selectsSources {
            #expect(try Answers(ledger, belief) == Answers(folding: ledger, belief), "seed \(seed), \(belief)")
        }
    }

    @Test("redacting a retraction, a merge or a distrust changes no answer in any belief", arguments: 741...743)
    func evidence(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: Self.batches)
        let ledger = random.fixture.ledger
        let types = [EventRetracted.type, EntityMerged.type, SourceDistrusted.type]
        let targets = try ledger.storedEvents().filter { types.contains($0.event.type) }.map(\.seq)
        let beliefs = beliefs(through: try ledger.head().batch)
        let before = try beliefs.map { try Answers(ledger, $0) }
        for seq in targets { try random.fixture.redact(seq) }
        for (belief, said) in zip(beliefs, before) {
            #expect(try Answers(ledger, belief) == said, "seed \(seed), \(belief), redacted \(targets)")
        }
    }

    @Test("no text of a redacted event is left that no other event says", arguments: 751...752)
    func bytes(seed: UInt64) throws {
        let redacted = try Redacted(seed: seed)
        let left = try redacted.ledger.rows().flatMap { $0.json.strings }
        for stored in redacted.before where redacted.targets.contains(stored.seq) {
            #expect(try redacted.random.fixture.files(with: Array(stored.salt.utf8)) == [])
            for text in JSONValue.object(stored.json).strings where text.utf8.count >= 8 {
                // Types stand in the indices by name.
                guard EventCatalog.description(of: text) == nil, !left.contains(where: { $0.contains(text) }) else {
                    continue
                }
                let files = try redacted.random.fixture.files(with: Array(text.utf8))
                #expect(files == [], "seed \(seed): \(text) of #\(stored.seq)")
            }
        }
    }

    @Test("an export restores to the same tree, the same tables and the same export", arguments: 761...762)
    func restoring(seed: UInt64) throws {
        let redacted = try Redacted(seed: seed)
        var rows = try redacted.ledger.rows().map(Self.asExported)
        let folder = try TemporaryFolder()
        let restored = try Ledger.create(at: folder.file()) {
            defer { rows = Array(rows.dropFirst(7)) }
            return Array(rows.prefix(7))
        }
        #expect(try restored.everything() == redacted.ledger.everything(), "seed \(seed)")
        let size = try restored.head().seq
        #expect(try restored.log.root(at: size) == redacted.ledger.log.root(at: size))
        #expect(try restored.rows() == redacted.ledger.rows())
        #expect(try restored.replayDifferences() == [])
    }

    @Test("the tree over what was there before is the same after", arguments: 771...772)
    func tree(seed: UInt64) throws {
        var roots: [String] = []
        let random = try RandomLedger(seed: seed, batches: Self.batches) { ledger, _ in
            roots.append(try ledger.log.root(at: ledger.head().seq).base64)
        }
        let ledger = random.fixture.ledger
        for seq in [1, 14, 20] { try random.fixture.redact(seq) }
        let sizes = try (2...(roots.count + 1)).map { try #require(try ledger.batch($0)).last }
        #expect(try sizes.map { try ledger.log.root(at: $0).base64 } == roots, "seed \(seed)")
    }

    /// A row as its exported line is read back.
    private static func asExported(_ row: LogRow) throws -> LogRow {
        guard case .redacted(let redacted) = row else { return row }
        return .redacted(try #require(try RedactedEvent(exportedLine: redacted.bytes)))
    }
}

extension LogRow {
    /// What stands there as JSON.
    fileprivate var json: JSONValue {
        switch self {
        case .event(let event): .object(event.json)
        case .redacted(let redacted): .object(redacted.json)
        }
    }
}
