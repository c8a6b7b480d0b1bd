import Events
import Projections
import Testing

@testable import Annals

/// Incremental = replayed = replayed from any order in which the batches can arrive.
@Suite("The law of replay")
struct ReplayLawTests {
    private static let batches = 20
    private static let shorterBatches = 15
    private static let orders = 2

    @Test("after every batch the tables are what a replay makes of the log", arguments: 1...8)
    func incrementalIsReplayed(seed: UInt64) throws {
        var last: [Event] = []
        let random = try RandomLedger(seed: seed, batches: Self.batches) { ledger, batch in
            last = batch
            try #require(try ledger.replayDifferences() == [], "seed \(seed): after \(batch)")
        }
        let ledger = random.fixture.ledger
        let kept = try ledger.everything()
        let report = try ledger.replay { _, _ in }
        #expect(report.events == (try ledger.head().seq))
        #expect(try ledger.everything() == kept, "seed \(seed): after \(last)")
    }

    @Test("the tenures are the same from any order in which the batches can arrive", arguments: 101...105)
    func arrivalOrder(seed: UInt64) throws {
        var random = try RandomLedger(seed: seed, batches: Self.shorterBatches)
        let known = try random.fixture.ledger.claims(in: RandomEvents.organizations)
        let charts = try Self.charts(of: random.fixture.ledger)
        for order in 1...Self.orders {
            let other = try LedgerFixture()
            for batch in random.otherOrder() {
                try RandomLedger.append(batch, to: other.ledger)
            }
            #expect(try other.ledger.claims(in: RandomEvents.organizations) == known, "seed \(seed), order \(order)")
            #expect(try Self.charts(of: other.ledger) == charts, "seed \(seed), order \(order)")
            #expect(try other.ledger.replayDifferences() == [], "seed \(seed), order \(order)")
        }
    }

    /// Who holds what how surely, in each organisation at some times.
    private static func charts(of ledger: Ledger) throws -> [[String]] {
        try RandomEvents.organizations.flatMap { organization in
            try ["2003-06-15", "2006", "2009-12", "2030-01-01"].map { text in
                let chart = try ledger.orgChart(
                    of: organization, at: try #require(WorldTime(try .init(text))), today: LedgerFixture.farFuture)
                return chart.positions.flatMap { position in
                    position.holders.map {
                        "\(position.seat.key): \($0.person.id) \($0.certainty) \($0.isActing) \($0.isDisputed)"
                    }
                }
                .sorted() + chart.parents.map { "under \($0.organization.id)" }.sorted()
            }
        }
    }
}
