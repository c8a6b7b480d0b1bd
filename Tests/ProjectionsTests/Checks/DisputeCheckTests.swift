import Events
import Testing

@testable import Projections

@Suite("Check: disputes")
struct DisputeCheckTests {
    @Test("a start that two sources date apart is told with both dates")
    func start() throws {
        let found = DisputeCheck.findings(
            in: Story([try Told.started("a", "2001"), try Told.started("a", "2003-05")]).checked())
        #expect(found.places == [[1, 2]])
        guard case .dispute(let dispute)? = found.first?.fault, case .start(let tenure) = dispute.moment else {
            Issue.record("no disputed start: \(found)")
            return
        }
        #expect(tenure.title == "CEO")
        #expect(dispute.claims.map(\.event) == [1, 2])
        #expect(found.first?.next == .explainTenure(person: "a", organization: "o", position: "CEO"))
    }

    @Test("sources of one start that agree are no dispute")
    func agreement() throws {
        let found = DisputeCheck.findings(
            in: Story([try Told.started("a", "2001"), try Told.started("a", "2001-05")]).checked())
        #expect(found == [])
    }

    @Test("an end that two sources date apart is a dispute of the end")
    func end() throws {
        let found = DisputeCheck.findings(
            in: Story([
                try Told.started("a", "2001"), try Told.ended("a", "2003"), try Told.ended("a", "2005"),
            ]).checked())
        guard case .dispute(let dispute)? = found.first?.fault, case .end = dispute.moment else {
            Issue.record("no disputed end: \(found)")
            return
        }
        #expect(found.places == [[2, 3]])
    }

    @Test("births, foundings and posts can be disputed, and are not where their dates meet")
    func moments() throws {
        let disputed = Story([
            try Told.born("a", "1960"), try Told.born("a", "1962"), try Told.founded("o", "1990"),
            try Told.founded("o", "1991"), try Told.post("CEO", on: "1995"), try Told.post("CEO", on: "1996"),
        ])
        #expect(DisputeCheck.findings(of: disputed.entity("a"), isPerson: true).places == [[1, 2]])
        #expect(DisputeCheck.findings(of: disputed.entity("o"), isPerson: false).places == [[3, 4]])
        #expect(DisputeCheck.findings(in: disputed.checked()).places == [[5, 6]])
        let agreed = Story([
            try Told.born("a", "1960"), try Told.born("a", "1960-03"), try Told.founded("o", "1990"),
            try Told.founded("o", "[1989..1990]"), try Told.post("CEO", on: "1995"),
            try Told.post("CEO", on: "1995-02"),
        ])
        #expect(DisputeCheck.findings(of: agreed.entity("a"), isPerson: true) == [])
        #expect(DisputeCheck.findings(of: agreed.entity("o"), isPerson: false) == [])
        #expect(DisputeCheck.findings(in: agreed.checked()) == [])
    }

    @Test("those whom sources do not name may be several")
    func unnamed() throws {
        let found = DisputeCheck.findings(
            in: Story([try Told.started(.unnamed, "2001"), try Told.started(.unnamed, "2003")]).checked())
        #expect(found == [])
    }
}
