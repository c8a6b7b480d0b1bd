import Events
import Projections
import Testing

/// Small ledgers with what each of their events did.
@Suite("Explanations, case by case")
struct ExplanationTests {
    /// What was done by each event of a moment: "#1 opened".
    private static func done(_ moment: MomentExplanation) -> [String] {
        moment.claims.map { "#\($0.event) \($0.contribution.rawValue)" }
    }

    private static func only(_ story: Story, _ person: EntityID = "a") throws -> KeyExplanation {
        let explanations = story.explanations(of: person)
        return try #require(explanations.first, "nothing is claimed")
    }

    @Test("the exact day opens, a vague month agrees, a half-open date narrows")
    func agreement() throws {
        let story = Story([
            try Told.started("a", "2023-11"), try Told.started("a", "2023-11-17"),
        ])
        let start = try #require(try Self.only(story).seat.stints.first).start
        #expect(Self.done(start) == ["#1 agrees", "#2 opened"])
        let month = DayRange(try Told.day("2023-11-01"), try Told.day("2023-11-30"))
        #expect(start.claims[1].without == month)
        let halves = Story([try Told.started("a", "[..2023-11-20]"), try Told.started("a", "[2023-11-17..]")])
        let narrowed = try #require(try Self.only(halves).seat.stints.first).start
        #expect(Self.done(narrowed) == ["#1 opened", "#2 narrowed"])
    }

    @Test("a day that disagrees widens, and the moment is disputed")
    func dispute() throws {
        let story = Story([
            try Told.started("a", "2020-01-01"), try Told.ended("a", "2023-11-17"), try Told.ended("a", "2023-11-19"),
        ])
        let end = try #require(try Self.only(story).seat.stints.first).end
        #expect(Self.done(end) == ["#2 closed", "#3 widened"] && end.isDisputed)
        let day = try Told.day("2023-11-17")
        #expect(end.claims[1].without == DayRange(day, day))
    }

    @Test("a successor's start is an inferred end, and is left out where an end is recorded")
    func succession() throws {
        let events = [try Told.started("a", "2020-01-01"), try Told.started("b", "2023-11-17", succeeds: "a")]
        let inferred = try Self.only(Story(events))
        #expect(Self.done(inferred.seat.stints[0].end) == ["#2 inferred"] && inferred.seat.leftOut.isEmpty)
        let recorded = try Self.only(Story(events + [try Told.ended("a", "2023-11-18")]))
        #expect(Self.done(recorded.seat.stints[0].end) == ["#3 closed"])
        let leftOut = try #require(recorded.seat.leftOut.first)
        #expect(leftOut.event == 2 && leftOut.reason == .endRecorded && leftOut.by == [3])
    }

    @Test("a successor of somebody who never held the seat has nothing to end")
    func nothingToEnd() throws {
        let explanation = try Self.only(Story([try Told.started("b", "2023-11-17", succeeds: "a")]))
        #expect(explanation.seat.stints.isEmpty && explanation.tenures.tenures.stints.isEmpty)
        #expect(explanation.seat.leftOut.map(\.reason) == [.nothingToEnd])
    }

    @Test("death closes what is open, from none to its day")
    func limit() throws {
        let death = try Told.dated(.personDied(PersonDied(person: "a")), "2021-05-01")
        let explanation = try Self.only(Story([try Told.started("a", "2020-01-01"), death]))
        let step = try #require(explanation.seat.stints[0].end.steps.first)
        let day = try Told.day("2021-05-01")
        #expect(step.cause == .limit(.death) && step.events == [2] && step.to == DayRange(day, day))
        #expect(step.from.earliest == DayRange.future)
        #expect(explanation.seat.limits.map(\.outcome) == [.closed])
    }

    @Test("a limit that contradicts the dates is left out and says so")
    func contradictedLimit() throws {
        let death = try Told.dated(.personDied(PersonDied(person: "a")), "2019-05-01")
        let explanation = try Self.only(Story([try Told.started("a", "2020-01-01"), death]))
        #expect(explanation.seat.limits.map(\.outcome) == [.contradicts])
        #expect(explanation.seat.leftOut.map(\.reason) == [.contradictsDates])
        #expect(explanation.seat.leftOut.map(\.event) == [2])
    }

    @Test("a sighting narrows the side that it can, and makes its day certain")
    func sighting() throws {
        let story = Story([
            try Told.started("a", "2019"), try Told.held("a", "2019-06-01"), try Told.held("a", "2020-06-01"),
        ])
        let stint = try Self.only(story).seat.stints[0]
        #expect(stint.sightings.map(\.narrowed) == [[.start], []])
        #expect(stint.sightings.map(\.makesDayCertain) == [true, true])
        #expect(stint.start.steps.map(\.cause) == [.sighting] && stint.start.steps[0].events == [2])
    }

    @Test("a sighting outside every dated stint makes one of its own")
    func sightedStint() throws {
        let story = Story([
            try Told.started("a", "2019-01-01"), try Told.ended("a", "2019-02-01"), try Told.held("a", "2020-06-01"),
        ])
        let stints = try Self.only(story).seat.stints
        #expect(stints.map(\.isOnlySeen) == [false, true])
        #expect(stints[1].start.steps.contains { $0.cause == .neighbour(stint: 0, .end) && $0.events == [2] })
    }

    @Test("an end that names no seat says that it ends all, a title which event makes it a post")
    func readings() throws {
        let story = Story([
            try Told.created("2010", post: "chief", position: "Chief Executive"),
            try Told.started("a", "2015", position: "chief  EXECUTIVE"),
            try Told.ended("a", "2019-01-01", position: nil),
        ])
        let explanation = try Self.only(story)
        #expect(explanation.key.seat == .post("chief"))
        #expect(explanation.readings.map(\.reason) == [.title, .everySeat])
        #expect(explanation.readings[0].namedBy == [1] && explanation.readings[1].event == 3)
    }

    @Test("an end without a date leaves the end open, and so does a return")
    func unknownEnds() throws {
        let undated = try Self.only(Story([try Told.started("a", "2015"), try Told.ended("a", "XXXX")]))
        #expect(Self.done(undated.seat.stints[0].end) == ["#2 left_open"])
        let returned = try Self.only(
            Story([try Told.started("a", "2015"), try Told.started("a", "2018", how: .reinstated)]))
        #expect(Self.done(returned.seat.stints[0].end) == ["#2 inferred"])
        #expect(returned.seat.stints[0].end.claims[0].range == nil)
    }

    @Test("the reasons for an answer are those that keep it from being certain")
    func reasons() throws {
        let story = Story([
            try Told.started("a", "2015"), try Told.ended("a", "2019"), try Told.held("a", "2015-03-01"),
            try Told.held("a", "2019-06-01"),
        ])
        let explanation = try Self.only(story)
        func reasons(_ day: String) throws -> [HoldingReason] {
            explanation.reasons(at: try WorldMoment(day).time, today: Story.farFuture)
        }
        #expect(try reasons("2017-01-01") == [.withinDates])
        #expect(try reasons("2015-02-01") == [.startMayBeLater])
        #expect(try reasons("2019-07-01") == [.endMayBeEarlier])
        #expect(try reasons("2014-07-01") == [])
        #expect(try reasons("2017-01") == [.withinDates])
        #expect(try reasons("2015") == [.partOfPeriod])
    }
}
