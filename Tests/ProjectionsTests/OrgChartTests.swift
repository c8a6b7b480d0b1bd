import Chronology
import Events
import Projections
import Testing

@Suite("Org charts")
struct OrgChartTests {
    private func lines(_ chart: OrgChart) -> [String] {
        chart.positions.map { position in
            let holders = position.holders.map { "\($0.person.id) \($0.certainty)\($0.isActing ? " acting" : "")" }
            return "\(position.title): " + (holders.isEmpty ? "vacant" : holders.joined(separator: ", "))
        }
    }

    @Test("the board comes first, then executives, then the others")
    func order() throws {
        let story = Story([
            try Told.started("a", "2015-01-01", position: "Analyst", kind: .employee),
            try Told.started("b", "2015-01-01", position: "CEO", kind: .executive),
            try Told.started("c", "2015-01-01", position: "Chair", kind: .board),
            try Told.started("d", "2015-01-01", position: "COO", kind: .executive, reportsTo: "CEO"),
        ])
        #expect(
            lines(try story.chart("2016-01-01")) == [
                "Chair: c certain", "CEO: b certain", "COO: d certain", "Analyst: a certain",
            ])
    }

    @Test("the surest holder of a seat comes first; who does not hold it is left out")
    func holders() throws {
        let story = Story([
            try Told.started("a", "2015"), try Told.ended("a", "2018"),
            try Told.started("b", "2017-01-01", acting: true), try Told.ended("c", "2030"),
            try Told.started("d", "2020"),
        ])
        #expect(
            lines(try story.chart("2018-06-01")) == ["CEO: b certain acting, a possible, c undated"])
        #expect(lines(try story.chart("2010-01-01")) == ["CEO: c undated"])
    }

    @Test("a post that surely stands is shown vacant; one that may not be there yet is not")
    func vacancies() throws {
        let story = Story([
            try Told.created("2015", post: "cto", position: "CTO", kind: .executive),
            try Told.abolished("2020", post: "cto"),
        ])
        #expect(lines(try story.chart("2014-06-01")) == [])
        #expect(lines(try story.chart("2015-06-01")) == [])
        #expect(lines(try story.chart("2016-01-01")) == ["CTO: vacant"])
        #expect(lines(try story.chart("2020-06-01")) == [])
    }

    @Test("a vacancy that a source states is held by nobody")
    func statedVacancy() throws {
        let story = Story([try Told.held(.nobody, "2015/2016", position: "CTO")])
        let chart = try story.chart("2015-12-31")
        #expect(lines(chart) == ["CTO: nobody certain"])
    }

    @Test("a post keeps its seat while its title and its superior change")
    func postChanges() throws {
        let story = Story([
            try Told.created("2015-01-01", post: "cto", position: "CTO", reportsTo: "CEO"),
            try Told.changed("2018-01-01", post: "cto", position: "Head of Technology", reportsTo: "COO"),
            try Told.started("a", "2015-01-01", position: nil, post: "cto"),
        ])
        let before = try #require(try story.chart("2017-12-31").positions.first)
        #expect((before.title, before.reportsTo) == ("CTO", "CEO"))
        let after = try #require(try story.chart("2018-01-01").positions.first)
        #expect((after.title, after.reportsTo) == ("Head of Technology", "COO"))
        #expect(after.holders.map(\.person.id) == ["a"])
    }

    @Test("a change by title alone is found under the title")
    func titledPost() throws {
        let story = Story([
            try Told.created("2015-01-01", position: "CTO", reportsTo: "CEO"),
            try Told.changed("2018-01-01", position: "cto", reportsTo: "COO"),
        ])
        #expect(try story.chart("2017-12-31").positions.map(\.reportsTo) == ["CEO"])
        #expect(try story.chart("2018-01-01").positions.map(\.reportsTo) == ["COO"])
    }

    @Test("each holder names the events behind the answer")
    func events() throws {
        let story = Story([
            try Told.started("a", "2015"), try Told.started("a", "2015-03-01"), try Told.started("b", "2015"),
        ])
        let holders = try #require(try story.chart("2016-01-01").positions.first?.holders)
        let events = Dictionary(uniqueKeysWithValues: holders.map { ($0.person.id, $0.events) })
        #expect(events == ["a": [1, 2], "b": [3]])
    }

    @Test("headcount is the number of keys that hold", arguments: 1...3)
    func headcount(seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let events = try (0..<40).flatMap { number -> [Event] in
            let person = try #require(EntityID("person-\(number)"))
            let year = Int.random(in: 2000...2020, using: &random)
            let start = try Told.started(person, "\(year)", position: "Seat \(number % 7)")
            let end = try Told.ended(person, "\(year + 3)-05-01", position: "Seat \(number % 7)")
            return Bool.random(using: &random) ? [start] : [start, end]
        }
        let story = Story(events)
        for time in ["2005-06-01", "2010", "2020-12-31"] {
            let chart = try story.chart(time)
            let held = Set(story.events.flatMap { Mentioned.pairs(in: $0.event) }.map(\.person)).filter { person in
                story.tenures(of: person).contains {
                    (try? $0.tenures.certainty(time)) ?? nil != nil
                }
            }
            #expect(Set(chart.positions.flatMap(\.holders).map(\.person.id)) == held)
            #expect(chart.positions.flatMap(\.holders).count == held.count)
        }
    }
}
