import Events
import Testing

@testable import Annals

/// What evidence takes away, evidence gives back.
@Suite("The laws of evidence")
struct EvidenceLawTests {
    private static let batches = 12

    /// Appends evidence to a random ledger, takes it back, and expects the answers to be as before.
    private func expectReversible(
        _ seed: UInt64, _ evidence: (inout RandomEvents, Ledger) throws -> Event?
    ) throws {
        var random = try RandomLedger(seed: seed, batches: Self.batches)
        let ledger = random.fixture.ledger
        let before = try ledger.answers()
        let past = try Answers(ledger, known: ledger.head().batch)
        guard let event = try evidence(&random.events, ledger) else { return }
        do {
            try random.append([event])
        } catch LedgerError.illegalEvidence {
            return
        }
        #expect(try ledger.replayDifferences() == [], "seed \(seed): after \(event)")
        let asserted = (batch: try ledger.head().batch, answers: try Answers(ledger, .current))
        let first = random.events.retraction(of: event)
        try random.append([first])
        #expect(try ledger.answers() == before, "seed \(seed): after taking back \(event)")
        #expect(try ledger.replayDifferences() == [], "seed \(seed)")
        // And there and back again.
        let second = random.events.retraction(of: first)
        try random.append([second])
        try random.append([random.events.retraction(of: second)])
        #expect(try ledger.answers() == before, "seed \(seed): after taking back \(event) again")
        #expect(try Answers(ledger, known: asserted.batch - 1) == past, "seed \(seed): the past before")
        #expect(try Answers(ledger, known: asserted.batch) == asserted.answers, "seed \(seed): the past in between")
        #expect(try ledger.replayDifferences() == [], "seed \(seed)")
    }

    private func anyEvent(_ events: inout RandomEvents) -> Event? { events.given.randomElement(using: &events.random) }

    @Test("retracting what was just asserted leaves the answers as they were", arguments: 201...207)
    func retractAfterAssert(seed: UInt64) throws {
        try expectReversible(seed) { events, _ in events.fact() }
    }

    @Test("retracting a retraction gives back what it took", arguments: 221...225)
    func unretract(seed: UInt64) throws {
        try expectReversible(seed) { events, _ in anyEvent(&events).map { events.retraction(of: $0) } }
    }

    @Test("retracting a correction gives back what it corrected", arguments: 231...235)
    func correctThenRetract(seed: UInt64) throws {
        try expectReversible(seed) { events, _ in events.correction() }
    }

    @Test("a merge that is retracted changes nothing", arguments: 241...248)
    func mergeThenRetract(seed: UInt64) throws {
        try expectReversible(seed) { events, _ in events.merge() }
    }

    @Test("a distrust that is retracted changes nothing", arguments: 261...265)
    func distrustThenRetract(seed: UInt64) throws {
        try expectReversible(seed) { events, _ in events.distrust() }
    }
}
