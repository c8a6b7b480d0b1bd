import Events
import Testing

@testable import Projections

@Suite("Check: ends without starts, sightings without tenures, limits without room")
struct TenureGapsCheckTests {
    @Test("an end without a start is told, with how to record the start")
    func endWithoutStart() throws {
        let found = EndWithoutStartCheck.findings(in: Story([try Told.ended("a", "2003")]).checked())
        #expect(found.places == [[1]])
        let key = TenureKey(person: "a", organization: "o", seat: .title("ceo"))
        #expect(found.first?.next == .recordStart(key, title: "CEO", isActing: false))
    }

    @Test("an end whose start is claimed, dated or not, is none; nor is one that only a successor implies")
    func claimedStart() throws {
        for start in ["2001", "XXXX"] {
            let story = Story([try Told.started("a", start), try Told.ended("a", "2003")])
            #expect(EndWithoutStartCheck.findings(in: story.checked()) == [], "\(start)")
        }
        let implied = Story([try Told.held("a", "2001"), try Told.started("b", "2003", succeeds: "a")])
        #expect(EndWithoutStartCheck.findings(in: implied.checked()) == [])
    }

    @Test("an end without a date and without a start is told too")
    func undatedEnd() throws {
        let found = EndWithoutStartCheck.findings(in: Story([try Told.ended("a", "XXXX")]).checked())
        #expect(found.places == [[1]])
    }

    @Test("a sighting that no tenure holds is told, alone or between tenures")
    func unplacedSighting() throws {
        func inGap(_ events: Event...) throws -> [Bool] {
            UnplacedSightingCheck.findings(in: Story(events).checked()).compactMap { finding in
                if case .unplacedSighting(let sighting) = finding.fault { return sighting.isInGap }
                return nil
            }
        }
        let sighting = try Told.held("a", "2005-03-01")
        #expect(try inGap(sighting) == [false])
        #expect(try inGap(Told.held("a", "2001/2003"), sighting) == [true])
        #expect(try inGap(Told.held("a", "2001/2006"), sighting) == [])
        #expect(try inGap(Told.started("a", "2001"), sighting) == [])
        #expect(try inGap(Told.started("a", "XXXX"), sighting) == [])
    }

    @Test("a limit that leaves no room for the dates of a key is told with both")
    func contradictedLimit() throws {
        let story = Story([try Told.created("2010", position: "CEO"), try Told.held("a", "2001/2003")])
        let found = ContradictedLimitCheck.findings(in: story.checked())
        #expect(found.places == [[1, 2]])
        let roomy = Story([try Told.created("2001", position: "CEO"), try Told.held("a", "2001/2003")])
        #expect(ContradictedLimitCheck.findings(in: roomy.checked()) == [])
    }

    @Test("a limit that one event alone is on the wrong side of is left to the check of lives, where that runs")
    func onceOnly() throws {
        let story = Story([try Told.founded("o", "2010"), try Told.held("a", "2001/2003")])
        #expect(ContradictedLimitCheck.findings(in: story.checked()).count == 1)
        #expect(ContradictedLimitCheck.findings(in: story.checked(), besidesOutsideLife: true) == [])
        #expect(OutsideLifeCheck.findings(of: story.entity("o"), isPerson: false).places == [[1, 2]])
    }
}
