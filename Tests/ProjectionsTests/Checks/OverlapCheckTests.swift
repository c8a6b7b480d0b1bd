import Events
import Testing

@testable import Projections

@Suite("Check: tenures that cannot both be")
struct OverlapCheckTests {
    private static func overlaps(_ events: Event...) throws -> [OverlappingTenures] {
        OverlapCheck.findings(in: Story(events).checked()).compactMap { finding in
            if case .overlap(let overlap) = finding.fault { return overlap }
            return nil
        }
    }

    @Test("a predecessor who surely stays beside the successor is a fault")
    func succession() throws {
        let found = try Self.overlaps(
            Told.held("a", "2001-01-01/2003-06-01"), Told.started("b", "2003-05-01", succeeds: "a"))
        #expect(found.map(\.reason) == [.succession])
        #expect(found.first?.first.key.person == "a")
        #expect(found.first?.days.first?.description == "2003-05-01")
        #expect(found.first?.days.last.description == "2003-05-31")
    }

    @Test("a predecessor who may have gone in time, or whose end is not recorded, is none")
    func possible() throws {
        #expect(
            try Self.overlaps(
                Told.held("a", "2001-01-01/2003-05"), Told.started("b", "2003-05-31", succeeds: "a")
            ).isEmpty)
        #expect(
            try Self.overlaps(Told.started("a", "2001-01-01"), Told.started("b", "2003-05-31", succeeds: "a")).isEmpty)
    }

    @Test("a predecessor who comes back is none: only who had the seat before can have been succeeded")
    func comeback() throws {
        #expect(
            try Self.overlaps(
                Told.held("a", "2001-01-01/2003-05-01"), Told.started("b", "2003-05-01", succeeds: "a"),
                Told.started("a", "2006-01-01", how: .reinstated)
            ).isEmpty)
    }

    @Test("an interim holder beside the permanent one is a fault where the post has one seat, and only there")
    func interim() throws {
        let permanent = try Told.held("a", "2001-01-01/2004-01-01")
        let acting = try Told.held("b", "2003-01-01/2005-01-01", acting: true)
        let found = try Self.overlaps(Told.post("CEO", seats: 1), permanent, acting)
        #expect(found.map(\.reason) == [.interim])
        #expect(found.first?.second.key.person == "b")
        #expect(try Self.overlaps(Told.post("CEO", seats: 2), permanent, acting).isEmpty)
        #expect(try Self.overlaps(Told.post("CEO"), permanent, acting).isEmpty)
        let after = try Told.held("b", "2004-01-01/2005-01-01", acting: true)
        #expect(try Self.overlaps(Told.post("CEO", seats: 1), permanent, after).isEmpty)
    }

    @Test("two who are told as overlapping are not told again as too many holders")
    func onceOnly() throws {
        let story = Story([
            try Told.post("CEO", seats: 1), try Told.held("a", "2001-01-01/2003-06-01"),
            try Told.started("b", "2003-05-01", succeeds: "a"),
        ])
        let overlaps = OverlapCheck.findings(in: story.checked())
        #expect(overlaps.count == 1)
        #expect(TwoHoldersCheck.findings(in: story.checked()).count == 1)
        #expect(TwoHoldersCheck.findings(in: story.checked(), told: overlaps) == [])
    }

    @Test("two stints of one key are never certain on one day, so nothing has to be checked there", arguments: 1...6)
    func stintsOfOneKey(seed: UInt64) {
        for question in RandomClaims(seed: seed).prefix(300) {
            let tenures = SeatTenures(question.seatClaims, limits: question.tenureLimits)
            for day in question.window {
                #expect(tenures.stints.filter { $0.isCertain(on: day) }.count <= 1, "\(question)")
            }
        }
    }

    @Test("the certain days of a key are those on which it holds for certain", arguments: 1...6)
    func certainDays(seed: UInt64) {
        for question in RandomClaims(seed: seed).prefix(300) {
            let tenures = SeatTenures(question.seatClaims, limits: question.tenureLimits)
            let last = question.window.upperBound + 3
            let found = tenures.certainDays(through: last)
            for day in (question.window.lowerBound - 3)...(last + 3) {
                let isCertain = day <= last && tenures.holding(on: day)?.certainty == .certain
                #expect(found.contains { $0.contains(day) } == isCertain, "day \(day) of \(question)")
                let isPossible = tenures.stints.contains { $0.isPossible(on: day) }
                #expect(tenures.possibleDays.contains { $0.contains(day) } == isPossible, "day \(day) of \(question)")
            }
        }
    }
}
