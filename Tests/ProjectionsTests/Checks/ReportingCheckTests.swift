import Chronology
import Events
import Testing

@testable import Projections

@Suite("Check: reports")
struct ReportingCheckTests {
    private static func cycles(_ events: Event...) -> [ReportingCycle] {
        ReportingCycleCheck.findings(in: Story(events).checked()).compactMap { finding in
            if case .reportingCycle(let cycle) = finding.fault { return cycle }
            return nil
        }
    }

    private static func dangling(_ events: [Event], elsewhere: Bool = false) -> [DanglingReport] {
        DanglingReportCheck.findings(in: Story(events).checked()) { _, _ in elsewhere }.compactMap { finding in
            if case .danglingReport(let report) = finding.fault { return report }
            return nil
        }
    }

    @Test("posts that report to one another are a circle from the day on which both do")
    func posts() throws {
        let found = try Self.cycles(
            Told.post("CEO", reportsTo: "CTO"), Told.post("CTO", reportsTo: "CEO", on: "1995-03-01"))
        #expect(found.map { $0.links.map(\.event) }.map(Set.init) == [[1, 2]])
        #expect(found.first?.days.first?.description == "1995-03-01")
        #expect(found.first?.days.lasts == true)
        #expect(try Self.cycles(Told.post("CEO"), Told.post("CTO", reportsTo: "CEO")).isEmpty)
    }

    @Test("a post that reports to itself is a circle of one")
    func itself() throws {
        #expect(try Self.cycles(Told.post("CEO", reportsTo: "CEO")).map(\.links.count) == [1])
    }

    @Test("reports that follow one another in time make no circle")
    func inTurn() throws {
        #expect(
            try Self.cycles(
                Told.post("CEO"), Told.post("CTO", reportsTo: "CEO"),
                Told.changed("2000-01-01", post: nil, position: "CTO", reportsTo: "Chair"),
                Told.changed("2000-01-01", position: "CEO", reportsTo: "CTO")
            ).isEmpty)
        #expect(
            try Self.cycles(
                Told.post("CEO"), Told.post("CTO", reportsTo: "CEO"),
                Told.changed("2001-01-01", post: nil, position: "CTO", reportsTo: "Chair"),
                Told.changed("2000-01-01", position: "CEO", reportsTo: "CTO")
            ).map { $0.days.last.description } == ["2000-12-31"])
    }

    @Test("a report that is only possible makes no circle")
    func possible() throws {
        #expect(
            try Self.cycles(
                Told.post("CEO"), Told.post("CTO", reportsTo: "CEO"),
                Told.changed("[2000..]", position: "CEO", reportsTo: "CTO")
            ).isEmpty)
    }

    @Test("people who report to one another's only position are a circle")
    func people() throws {
        let a = try Told.started("a", "2001", position: "CEO", reportsTo: "b")
        let b = try Told.started("b", "2001", position: "Chair", reportsTo: "CEO")
        #expect(Self.cycles(a, b).count == 1)
        // As chair too, b may be reported to.
        let other = try Told.started("b", "2001", position: "Secretary")
        #expect(Self.cycles(a, b, other).isEmpty)
        // One of two chief executives need not be the one who is reported to.
        let second = try Told.started("c", "2001", position: "CEO")
        #expect(Self.cycles(a, b, second).isEmpty)
    }

    @Test("organisations that are part of one another are a circle, told of the one with the smallest id")
    func parents() throws {
        func found(_ events: Event...) -> [[Int]] {
            let story = Story(events)
            return (["o", "p", "q"] as [EntityID]).flatMap { organization in
                ParentCycleCheck.findings(of: organization, today: Story.farFuture) {
                    Parentage.parents(of: $0, story.events)
                }
            }.places
        }
        func moved(_ organization: EntityID, _ parent: EntityID, _ date: String) throws -> Event {
            try Told.dated(
                .organizationTransferred(OrganizationTransferred(organization: organization, parent: parent)), date)
        }
        #expect(try found(moved("o", "p", "2001"), moved("p", "o", "2003")) == [[1, 2]])
        #expect(try found(moved("o", "p", "2001"), moved("p", "q", "2002"), moved("q", "o", "2003")) == [[1, 2, 3]])
        #expect(try found(moved("o", "p", "2001"), moved("p", "q", "2002")) == [])
        #expect(try found(moved("o", "p", "2001"), moved("o", "q", "2003"), moved("p", "o", "2005")) == [])
        #expect(try found(moved("o", "o", "2001")) == [[1]])
    }

    @Test("a report to what is nothing in the organisation dangles")
    func unknown() throws {
        #expect(Self.dangling([try Told.post("CTO", reportsTo: "CEO")]).map(\.reason) == [.unknown])
        #expect(Self.dangling([try Told.post("CEO"), try Told.post("CTO", reportsTo: "ceo")]).isEmpty)
        let report = try Told.started("a", "2001", position: "CTO", reportsTo: "b")
        #expect(Self.dangling([report]).map(\.reason) == [.unknown])
        #expect(Self.dangling([report], elsewhere: true).isEmpty)
        #expect(Self.dangling([report, try Told.started("b", "2000", position: "CEO")]).isEmpty)
    }

    @Test("those who report to the same that is not there are told together")
    func together() throws {
        let found = Self.dangling([
            try Told.started("a", "2001", position: "CTO", reportsTo: "CEO"),
            try Told.started("b", "2001", position: "CFO", reportsTo: "CEO"),
        ])
        #expect(found.map(\.reporters.count) == [2])
    }

    @Test("a report to a post that is abolished, or not created yet, dangles then")
    func standing() throws {
        let report = try Told.held("a", "2001-01-01/2006-01-01", position: "CTO")
        func reporting(_ superior: String) throws -> Event {
            guard case .positionHeld(let held) = report.fact else { return report }
            return report.with(
                fact: .positionHeld(
                    PositionHeld(
                        person: held.person, organization: held.organization, position: held.position,
                        reportsTo: superior)))
        }
        let abolished = Self.dangling([
            try Told.post("CEO"), try Told.abolished("2004-01-01", position: "CEO"), try reporting("CEO"),
        ])
        #expect(abolished.map(\.reason) == [.abolished])
        #expect(abolished.first?.days.first?.description == "2004-01-01")
        let late = Self.dangling([try Told.post("CEO", on: "2003-01-01"), try reporting("CEO")])
        #expect(late.map(\.reason) == [.notYet])
        #expect(late.first?.days.last.description == "2002-12-31")
        #expect(Self.dangling([try Told.post("CEO"), try reporting("CEO")]).isEmpty)
        let gone = [try Told.held("b", "1990/1995", position: "CEO"), try reporting("CEO")]
        #expect(Self.dangling(gone).map(\.reason) == [.notHeld])
        let vacantForATime = [try Told.held("b", "1990/2003", position: "CEO"), try reporting("CEO")]
        #expect(Self.dangling(vacantForATime).isEmpty)
    }

    @Test("the circles that a graph finds on a day are there, and it finds one where there is one", arguments: 1...60)
    func graph(seed: UInt64) {
        var random = WorldRandom(state: seed)
        let edges = (0..<Int.random(in: 1...10, using: &random)).map { line in
            let first = Int.random(in: 0..<8, using: &random)
            return DatedGraph<Int>.Edge(
                from: Int.random(in: 0..<5, using: &random), to: Int.random(in: 0..<5, using: &random),
                days: first..<Int.random(in: first + 1...9, using: &random), line: line)
        }
        let found = DatedGraph(edges).cycles()
        var circularDays: Set<Int> = []
        for (circle, days) in found {
            for (edge, next) in zip(circle, circle.dropFirst() + circle.prefix(1)) { #expect(edge.to == next.from) }
            for edge in circle { #expect(edge.days.contains(days.lowerBound)) }
            circularDays.formUnion(days)
        }
        for day in 0..<9 {
            // Whoever can be reached from somebody in no more steps than there are nodes.
            let active = edges.filter { $0.days.contains(day) }
            let hasCircle = (0..<5).contains { start in
                var reached: Set<Int> = []
                for _ in 0..<5 {
                    reached.formUnion(active.filter { $0.from == start || reached.contains($0.from) }.map(\.to))
                }
                return reached.contains(start)
            }
            if circularDays.contains(day) { #expect(hasCircle, "day \(day): \(edges)") }
            if hasCircle && found.isEmpty { Issue.record("no circle on day \(day): \(edges)") }
        }
    }
}
