import Chronology
import Events
import Projections
import Testing

@testable import Annals

/// Differences are an algebra: what differs between charts composes, turns around and can be applied.
@Suite("The laws of differences")
struct ChartDiffLawTests {
    /// A chart with the moment that it was asked for.
    private struct Asked {
        let moment: ChartMoment
        let chart: OrgChart
    }

    private static let days = ["2001-06-15", "2004", "2006-03", "2009-12-31", "2030-01-01"]

    /// Charts of one organisation on several dates and in several beliefs.
    private static func charts(of organization: EntityID, _ ledger: Ledger) throws -> [Asked] {
        var beliefs = [Belief.current]
        let last = try ledger.head().batch
        for batch in [1, last / 2, last - 1] {
            beliefs.append(Belief.current)
            beliefs[beliefs.count - 1].known = .batch(batch)
        }
        var without = Belief.current
        without.without = ["paper"]
        beliefs.append(without)
        return try beliefs.flatMap { belief in
            try days.map { text in
                let time = try #require(WorldTime(try EDTF(text)))
                let chart = try ledger.orgChart(
                    of: organization, at: time, depth: 2, today: LedgerFixture.farFuture, believing: belief)
                return Asked(moment: ChartMoment(time, believing: belief), chart: chart)
            }
        }
    }

    private static func diff(_ first: Asked, _ second: Asked) -> ChartDiff {
        ChartDiff(from: first.chart, first.moment, to: second.chart, second.moment)
    }

    @Test("differences compose, turn around and can be applied; equal charts have none", arguments: 301...308)
    func algebra(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 15)
        var differing = 0
        for organization in RandomEvents.organizations {
            let charts = try Self.charts(of: organization, random.fixture.ledger)
            for first in charts.indices {
                let (a, b) = (charts[first], charts[(first * 7 + 3) % charts.count])
                let c = charts[(first * 11 + 5) % charts.count]
                let (ab, bc, ac) = (Self.diff(a, b), Self.diff(b, c), Self.diff(a, c))
                #expect(Self.diff(a, a).isEmpty)
                #expect(ab.isEmpty == (ChartState(a.chart) == ChartState(b.chart)))
                #expect(ab.followed(by: bc) == ac, "seed \(seed)")
                #expect(ab.reversed == Self.diff(b, a), "seed \(seed)")
                #expect(ab.applied(to: ChartState(a.chart)) == ChartState(b.chart), "seed \(seed)")
                #expect(ab.reversed.applied(to: ChartState(b.chart)) == ChartState(a.chart), "seed \(seed)")
                if !ab.isEmpty { differing += 1 }
            }
        }
        #expect(differing > 20, "seed \(seed) says nothing")
    }

    @Test("differences that do not meet do not compose")
    func apart() throws {
        let random = try RandomLedger(seed: 1, batches: 3)
        let charts = try Self.charts(of: "acme", random.fixture.ledger)
        #expect(Self.diff(charts[0], charts[1]).followed(by: Self.diff(charts[2], charts[3])) == nil)
    }

    /// Everybody in a chart and the charts under it: id, seat, and whether anything dates the line.
    private static func lines(of chart: OrgChart) -> [(person: EntityID, seat: String, isDated: Bool)] {
        chart.positions.flatMap { position in
            position.holders.map {
                ($0.person.id, "\(chart.organization.id) \(position.seat.key)", $0.certainty != .undated)
            }
        } + chart.units.flatMap(lines)
    }

    @Test(
        "whoever was nowhere has joined, whoever is nowhere has left, everybody else has neither", arguments: 311...318)
    func comingAndGoing(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 15)
        for organization in RandomEvents.organizations {
            let charts = try Self.charts(of: organization, random.fixture.ledger)
            for first in charts.indices {
                let (a, b) = (charts[first], charts[(first * 7 + 3) % charts.count])
                let changes = Self.diff(a, b).changes()
                let (old, new) = (Self.lines(of: a.chart), Self.lines(of: b.chart))
                let (was, isNow) = (Set(old.map(\.person)), Set(new.map(\.person)))
                let joined = Set(new.filter { $0.isDated && !was.contains($0.person) }.map(\.person))
                let left = Set(old.filter { $0.isDated && !isNow.contains($0.person) }.map(\.person))
                #expect(Set(changes.filter { $0.kind == .joined }.compactMap { $0.person?.id }) == joined)
                #expect(Set(changes.filter { $0.kind == .left }.compactMap { $0.person?.id }) == left)
                for moved in changes where moved.kind == .moved {
                    let person = try #require(moved.person?.id)
                    let (from, to) = (try #require(moved.before?.place), try #require(moved.after?.place))
                    let places = (old, new)
                    let names = ("\(from.organization) \(from.seat.key)", "\(to.organization) \(to.seat.key)")
                    #expect(places.0.contains { $0.person == person && $0.seat == names.0 })
                    #expect(!places.1.contains { $0.person == person && $0.seat == names.0 })
                    #expect(places.1.contains { $0.person == person && $0.seat == names.1 })
                    #expect(!places.0.contains { $0.person == person && $0.seat == names.1 })
                }
            }
        }
    }

    @Test("every line that differs is told of, and only those", arguments: 321...326)
    func completeness(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 15)
        for organization in RandomEvents.organizations {
            let charts = try Self.charts(of: organization, random.fixture.ledger)
            for first in charts.indices {
                let diff = Self.diff(charts[first], charts[(first * 7 + 3) % charts.count])
                let changes = diff.changes()
                var told: Set<LinePlace> = []
                for line in changes.flatMap({ [$0.before, $0.after] }).compactMap(\.self) {
                    told.insert(LinePlace(line.place, line.state.holder.person.id))
                }
                let renamed = Set(changes.filter { $0.kinds == [.renamed] }.compactMap { $0.person?.id })
                let retitled = Set(
                    changes.filter { $0.kinds == [.renamed] && $0.person == nil }.compactMap { change in
                        change.seat.map { SeatPlace(change.organization, $0) }
                    })
                let differing = Set(diff.lines.entries.map(\.key))
                #expect(told.isSubset(of: differing))
                for place in differing.subtracting(told) {
                    #expect(renamed.contains(place.person) || retitled.contains(place.place), "seed \(seed): \(place)")
                }
            }
        }
    }

    @Test("between two beliefs a change names what was not behind it before", arguments: 331...336)
    func causes(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 15)
        let ledger = random.fixture.ledger
        let last = try ledger.head().batch
        let time = try #require(WorldTime(try EDTF("2007-06-15")))
        for organization in RandomEvents.organizations {
            var former = Belief.current
            former.known = .batch(last / 2)
            let comparison = try ledger.chartDiff(
                of: organization, from: ChartMoment(time, believing: former), to: ChartMoment(time),
                today: LedgerFixture.farFuture)
            for change in comparison.changes {
                let old = Set(change.before?.state.holder.events ?? [])
                let new = Set(change.after?.state.holder.events ?? [])
                if change.kind == .joined { #expect(!change.events.isEmpty) }
                if !new.isEmpty, !old.isEmpty, old != new {
                    #expect(Set(change.events) == new.subtracting(old))
                    #expect(Set(change.gone) == old.subtracting(new))
                }
                for seq in change.gone {
                    let logged = try #require(try ledger.loggedEvents(at: [seq]).first)
                    // What evidence has set aside by now is told with that evidence.
                    guard let setAside = logged.setAside else { continue }
                    #expect(comparison.setAside[seq] == .ruled(setAside.reason, by: setAside.by))
                }
            }
        }
    }
}
