import Chronology
import Events
import Projections
import Testing

@testable import Annals

/// Nothing differs without a reason in the log.
@Suite("What did a change")
struct ChangeCauseLawTests {
    /// The changes that neither rest on an event nor lost one.
    private static func unexplained(_ comparison: ChartDifference) -> [ChartChange] {
        comparison.changes.filter { change in
            change.events.isEmpty && !change.gone.contains { comparison.setAside[$0] != nil }
        }
    }

    private static func beliefs(_ ledger: Ledger) throws -> [Belief] {
        let last = try ledger.head().batch
        var beliefs = [Belief.current] + Array(repeating: Belief.current, count: 4)
        for (index, batch) in [1, last / 3, last / 2, last - 1].enumerated() {
            beliefs[index + 1].known = .batch(batch)
        }
        var without = Belief.current
        without.without = ["paper"]
        return beliefs + [without]
    }

    @Test("between two beliefs of one date every change names an event of the log", arguments: 341...352)
    func beliefs(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 20)
        let ledger = random.fixture.ledger
        let beliefs = try Self.beliefs(ledger)
        for organization in RandomEvents.organizations {
            for text in ["2001-06-15", "2004", "2006-03", "2009-12-31"] {
                let time = try #require(WorldTime(try EDTF(text)))
                for (first, second) in zip(beliefs, beliefs.dropFirst() + [beliefs[0]]) {
                    let comparison = try ledger.chartDiff(
                        of: organization, from: ChartMoment(time, believing: first),
                        to: ChartMoment(time, believing: second), depth: 1, today: LedgerFixture.farFuture)
                    let unexplained = Self.unexplained(comparison)
                    #expect(unexplained == [], "seed \(seed), \(organization) on \(text)")
                }
            }
        }
    }

    @Test("between two dates of one belief every change names an event of the log", arguments: 361...372)
    func dates(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 20)
        let ledger = random.fixture.ledger
        let days = ["2001-06-15", "2004", "2006-03", "2009-12-31", "2003-01-01"]
        let times = try days.map { ChartMoment(try #require(WorldTime(try EDTF($0)))) }
        for organization in RandomEvents.organizations {
            for (first, second) in zip(times, times.dropFirst()) {
                let comparison = try ledger.chartDiff(
                    of: organization, from: first, to: second, depth: 1, today: LedgerFixture.farFuture)
                #expect(Self.unexplained(comparison) == [], "seed \(seed), \(organization)")
            }
        }
    }
}
