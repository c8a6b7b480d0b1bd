import Chronology
import Events
import Projections
import Testing

@Suite("The overlap of two people")
struct OverlapTests {
    private static func named(_ id: EntityID) -> Named { Named(id: id, name: id.text) }

    private static func overlap(_ first: [KeyTenures], _ second: [KeyTenures], today: CivilDay) -> Overlap {
        Overlap(of: named("ann"), first, and: named("bea"), second, today: today, titles: { _ in nil }, named: named)
    }

    @Test("has a day where both hold something that day in that organisation, by both certainties", arguments: 1...100)
    func everyDay(seed: UInt64) {
        let random = RandomKeys(seed: seed, organizations: ["o", "p"])
        let (ann, bea) = (
            random.keys.filter { $0.key.person == "ann" }, random.keys.filter { $0.key.person == "bea" }
        )
        let overlap = Self.overlap(ann, bea, today: random.today)
        for organization: EntityID in ["o", "p"] {
            let together = overlap.organizations.first { $0.organization.id == organization }
            for day in RandomKeys.days {
                func surest(_ keys: [KeyTenures]) -> Certainty? {
                    keys.filter { $0.key.organization == organization }
                        .compactMap { random.certainty($0, on: day) }.max()
                }
                let both = surest(ann).flatMap { one in surest(bea).map { min(one, $0) } }
                func has(_ ranges: [DayRange]?) -> Bool { ranges?.contains { $0.contains(day) } ?? false }
                #expect(has(together?.days.certain) == (both == .certain), "seed \(seed), day \(day)")
                #expect(has(together?.days.possible) == (both ?? .undated >= .possible), "seed \(seed), day \(day)")
                #expect(has(together?.days.undated) == (both == .undated), "seed \(seed), day \(day)")
            }
        }
    }

    @Test("says of each pair of positions when both were held", arguments: 201...260)
    func pairs(seed: UInt64) {
        let random = RandomKeys(seed: seed)
        let (ann, bea) = (
            random.keys.filter { $0.key.person == "ann" }, random.keys.filter { $0.key.person == "bea" }
        )
        let pairs = Self.overlap(ann, bea, today: random.today).organizations.flatMap(\.pairs)
        for one in ann {
            for other in bea {
                let own = pairs.filter { $0.first.key == one.key && $0.second.key == other.key }
                for day in RandomKeys.days {
                    let both = random.certainty(one, on: day).flatMap { first in
                        random.certainty(other, on: day).map { min(first, $0) }
                    }
                    let certain = own.contains { $0.days.certain.contains { $0.contains(day) } }
                    #expect(certain == (both == .certain), "seed \(seed), day \(day)")
                    let exclusive = own.flatMap(\.days.exclusive).filter { $0.days.contains(day) }.map(\.certainty)
                    #expect(exclusive == [both].compactMap(\.self), "seed \(seed), day \(day)")
                }
            }
        }
    }

    @Test("is the same seen from the other side, and names sides that nothing dates")
    func otherSide() throws {
        let story = Story([
            try Told.held("ann", "2015-01-01/2018-06-30"), try Told.started("bea", "XXXX", position: "CTO"),
            try Told.ended("bea", "2016-03-01", position: "CTO"),
        ])
        let today = Story.farFuture
        let one = Self.overlap(story.tenures(of: "ann"), story.tenures(of: "bea"), today: today)
        let other = Overlap(
            of: Self.named("bea"), story.tenures(of: "bea"), and: Self.named("ann"), story.tenures(of: "ann"),
            today: today, titles: { _ in nil }, named: Self.named)
        #expect(one.organizations.map(\.days) == other.organizations.map(\.days))
        let pair = try #require(one.organizations.first?.pairs.first)
        #expect(pair.first.undatedSides == [])
        #expect(pair.second.undatedSides == [.start])
        #expect(pair.days.certain == [DayRange(try Told.day("2016-02-29"), try Told.day("2016-02-29"))])
        #expect(pair.days.undated == [DayRange(try Told.day("2015-01-01"), try Told.day("2016-02-28"))])
    }

    @Test("is empty where they were never in one organisation at the same time")
    func none() throws {
        let story = Story([
            try Told.held("ann", "2015-01-01/2016-01-01"), try Told.held("bea", "2016-01-01/2018-01-01"),
        ])
        let overlap = Self.overlap(story.tenures(of: "ann"), story.tenures(of: "bea"), today: Story.farFuture)
        #expect(overlap.organizations.isEmpty)
    }
}
