import Events
import Projections
import Testing

/// Possible only because a side has no date at all is undated (R7).
@Suite("Undated and possible")
struct UndatedTests {
    @Test("an end alone leaves the days before it undated")
    func endAlone() throws {
        let tenures = try Story([Told.ended("a", "2020-06-10")]).seat(of: "a")
        #expect(try tenures.certainty("1900-01-01") == .undated)
        #expect(try tenures.certainty("2020-06-08") == .undated)
        // Such a stint lasts at least a day.
        #expect(try tenures.certainty("2020-06-09") == .certain)
    }

    @Test("a vague end is in doubt as well: then the answer is possible")
    func vagueEndAlone() throws {
        let tenures = try Story([Told.ended("a", "2020")]).seat(of: "a")
        #expect(try tenures.certainty("2019-12-30") == .undated)
        #expect(try tenures.certainty("2020-06-01") == .possible)
    }

    @Test("an unknown end leaves the days after the start undated, never ongoing")
    func unknownEnd() throws {
        let tenures = try Story([Told.held("a", "2015-03-01/")]).seat(of: "a")
        #expect(tenures.stints.map(\.endState) == [.unknown])
        #expect(try tenures.certainty("2015-03-01") == .certain)
        #expect(try tenures.certainty("2015-03-02") == .undated)
        #expect(try tenures.certainty("2024-03-02") == .undated)
    }

    @Test("a date bounded on one side is a date")
    func halfOpenDates() throws {
        let started = try Story([Told.started("a", "[..2015-03-01]")]).seat(of: "a")
        #expect(try started.certainty("2014-01-01") == .possible)
        let ended = try Story([Told.started("a", "2010"), Told.ended("a", "[2015-03-01..]")]).seat(of: "a")
        #expect(try ended.certainty("2014-01-01") == .certain)
        #expect(try ended.certainty("2016-01-01") == .possible)
    }

    @Test("a neighbouring stint dates a side")
    func neighbourDates() throws {
        let tenures = try Story([
            Told.started("a", "2010-01-01"), Told.ended("a", "2012-01-01"), Told.ended("a", "XXXX"),
            Told.started("a", "2015-01-01", acting: true), Told.held("a", "2013-05-01"),
        ]).seat(of: "a")
        #expect(tenures.stints.count == 3)
        #expect(try tenures.certainty("2012-06-01") == .possible)
        #expect(try tenures.certainty("2013-05-01") == .certain)
        #expect(try tenures.certainty("2014-06-01") == .possible)
    }

    @Test("a limit does not date a side: a founding in 1850 makes nobody possible ever since")
    func limitDatesNothing() throws {
        let founding = try Told.dated(.organizationFounded(OrganizationFounded(organization: "o")), "1850")
        let tenures = try Story([founding, Told.ended("a", "2020-06-10")]).seat(of: "a")
        #expect(try tenures.certainty("1849-12-31") == nil)
        #expect(try tenures.certainty("1900-01-01") == .undated)
        #expect(tenures.stints.first?.start.bounds.earliest?.description == "1850-01-01")
    }

    @Test("a certain or possible stint goes before an undated one")
    func surerStintsFirst() throws {
        let tenures = try Story([
            Told.started("a", "[2012..2020]"), Told.ended("a", "[2012..2014]", how: .resigned),
            Told.held("a", "2020-06-01"),
        ]).seat(of: "a")
        #expect(try tenures.certainty("2013-06-01") == .possible)
        #expect(try tenures.certainty("2020-06-01") == .certain)
    }

    @Test("death closes what is open, and says that it is inferred")
    func deathCloses() throws {
        let death = try Told.dated(.personDied(PersonDied(person: "a")), "2020-03-05")
        let tenures = try Story([Told.started("a", "2015"), death]).seat(of: "a")
        #expect(tenures.bounds == ["[2015-01-01..2015-12-31] to 2020-03-05"])
        #expect(tenures.stints.first?.isEndInferred == true)
        #expect(tenures.stints.first?.endState == .ended)
        #expect(try tenures.certainty("2020-03-04") == .certain)
        #expect(try tenures.certainty("2020-03-05") == nil)
    }

    @Test("a limit that contradicts the key's dates is left out and named")
    func contradictedLimit() throws {
        let birth = try Told.dated(.personBorn(PersonBorn(person: "a")), "2018")
        let tenures = try Story([Told.started("a", "2015-01-01"), birth]).seat(of: "a")
        #expect(tenures.contradictedLimits.map(\.kind) == [.birth])
        #expect(tenures.contradictedLimits.map(\.events) == [[2]])
        #expect(try tenures.certainty("2016-01-01") == .certain)
    }
}
