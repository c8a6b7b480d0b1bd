import Testing

/// What the vectors do not reach, each rule with the smallest claims that tell it from its neighbours.
@Suite("Possible worlds, case by case")
struct PossibleWorldsCaseTests {
    /// One letter a day from day 1: `-` no, `p` possible, `c` certain.
    private func days(
        _ claims: [WorldClaim], limits: [WorldLimit] = [], covers: [WorldCover] = []
    ) throws -> String {
        let answer = try answer(claims, limits: limits, covers: covers)
        return answer.days.map { $0 == .certain ? "c" : $0 == .possible ? "p" : "-" }.joined()
    }

    private func answer(
        _ claims: [WorldClaim], limits: [WorldLimit] = [], covers: [WorldCover] = []
    ) throws -> WorldAnswer {
        let question = WorldQuestion(claims: claims, limits: limits, covers: covers, window: 1...6)
        return try #require(PossibleWorlds.answer(question))
    }

    // MARK: Successors and order

    @Test("a recorded end overrules the one that a successor implies")
    func recordedEndOverrulesInferred() throws {
        let claims = [WorldClaim(.start, 1, 1), WorldClaim(.inferredEnd, 3, 3), WorldClaim(.end, 5, 5)]
        #expect(try days(claims) == "cccc--")
        #expect(try !answer(claims).disputed)
    }

    @Test("who was succeeded and then starts again has two stints")
    func succeededThenBack() throws {
        let claims = [WorldClaim(.start, 1, 1), WorldClaim(.inferredEnd, 3, 3), WorldClaim(.start, 5, 5)]
        #expect(try days(claims) == "cc--cc")
        #expect(try answer(claims).stints == 2)
    }

    @Test("an implied end makes no stint")
    func impliedEndMakesNoStint() throws {
        #expect(try answer([WorldClaim(.inferredEnd, 3, 3)]).stints == 0)
        #expect(try days([WorldClaim(.inferredEnd, 3, 3)]) == "------")
    }

    @Test("an unknown end replaces an implied one and is no later")
    func unknownEndReplacesImplied() throws {
        #expect(try days([WorldClaim(.startWithUnknownEnd, 1, 1), WorldClaim(.inferredEnd, 4, 4)]) == "cpp---")
        #expect(try days([WorldClaim(.start, 1, 1), WorldClaim(.inferredEnd, 4, 4)]) == "ccc---")
    }

    @Test("with the same vague date, order tells leaving and coming back from a short stint")
    func orderDecides() throws {
        let leftFirst = [WorldClaim(.end, 2, 4, order: 1), WorldClaim(.start, 2, 4, order: 2)]
        #expect(try days(leftFirst) == "pppccc")
        #expect(try answer(leftFirst).stints == 2)
        let cameFirst = [WorldClaim(.end, 2, 4, order: 2), WorldClaim(.start, 2, 4, order: 1)]
        #expect(try days(cameFirst) == "-pp---")
        #expect(try answer(cameFirst).stints == 1)
    }

    // MARK: Dates that are bounded on one side

    @Test("a date without a lower or an upper bound leaves every day on that side possible")
    func halfOpenDates() throws {
        #expect(try days([WorldClaim(.start, nil, 3)]) == "ppcccc")
        #expect(try days([WorldClaim(.start, 3, nil)]) == "--pppp")
        #expect(try days([WorldClaim(.start, 1, 1), WorldClaim(.end, 3, nil)]) == "ccpppp")
        #expect(try days([WorldClaim(.start, nil, 4), WorldClaim(.end, nil, 4)]) == "ppp---")
    }

    // MARK: Sightings

    @Test("sightings alone are one stint, certain from the first to the last")
    func onlySightings() throws {
        let claims = [WorldClaim(.sighting, 2, 2), WorldClaim(.sighting, 4, 4)]
        #expect(try days(claims) == "pcccpp")
        #expect(try answer(claims).stints == 1)
    }

    @Test("who is seen between two stints had a third")
    func seenInGap() throws {
        let claims = [
            WorldClaim(.start, 1, 1), WorldClaim(.end, 2, 2), WorldClaim(.sighting, 3, 4), WorldClaim(.start, 6, 6),
        ]
        #expect(try days(claims) == "cpppp" + "c")
        #expect(try answer(claims).stints == 3)
    }

    @Test("who is seen on the day of the end was seen on the last day")
    func seenOnLastDay() throws {
        let claims = [WorldClaim(.start, 1, 1), WorldClaim(.end, 3, 3), WorldClaim(.sighting, 3, 3)]
        #expect(try days(claims) == "cc----")
        #expect(try answer(claims).stints == 1)
    }

    @Test("a start without a date is open, and a sighting dates it from then on")
    func undatedStart() throws {
        #expect(try days([WorldClaim(.undatedStart, nil, nil)]) == "pppppp")
        #expect(try days([WorldClaim(.undatedStart, nil, nil), WorldClaim(.sighting, 3, 3)]) == "ppcccc")
    }

    // MARK: Acting and permanent

    @Test("an acting start on the day of a permanent one lasts no day")
    func actingAndPermanentOnOneDay() throws {
        let claims = [WorldClaim(.start, 3, 3), WorldClaim(.start, 3, 3, acting: true)]
        #expect(try days(claims) == "--cccc")
        #expect(try answer(claims).stints == 2)
    }

    @Test("the unknown stint before a return is of no kind: its end is not implied by an acting start")
    func returnAsActing() throws {
        #expect(try days([WorldClaim(.start, 5, 5, acting: true, reinstated: true)]) == "ppppcc")
    }

    // MARK: Limits

    @Test("nobody is in post before the founding")
    func founding() throws {
        #expect(try days([WorldClaim(.end, 5, 5)], limits: [WorldLimit(.founding, 2, 2)]) == "-ppc--")
    }

    @Test("death ends what is open on its day, and what is unknown by its day")
    func death() throws {
        let death = WorldLimit(.death, 4, 5)
        #expect(try days([WorldClaim(.start, 1, 1)], limits: [death]) == "cccp--")
        #expect(try days([WorldClaim(.startWithUnknownEnd, 1, 1)], limits: [death]) == "cppp--")
    }

    @Test("the first of several late limits closes what is open")
    func firstLateLimitCloses() throws {
        let limits = [WorldLimit(.death, 4, 5), WorldLimit(.dissolution, 2, 6)]
        #expect(try days([WorldClaim(.start, 1, 1)], limits: limits) == "cppp--")
    }

    @Test("limits narrow vague dates")
    func limitsNarrow() throws {
        let claims = [WorldClaim(.start, 1, 4), WorldClaim(.end, 4, 6)]
        let limits = [WorldLimit(.birth, 3, 3), WorldLimit(.death, 5, 5)]
        #expect(try days(claims, limits: limits) == "--pp--")
    }

    @Test("a limit that contradicts the dates is left out, the others stay")
    func contradictingLimit() throws {
        let birth = WorldLimit(.birth, 5, 5)
        let answer = try answer([WorldClaim(.start, 3, 3)], limits: [WorldLimit(.death, 6, 6), birth])
        #expect(answer.refusedLimits == [birth])
        #expect(answer.days.map(\.rawValue) == ["no", "no", "certain", "certain", "certain", "no"])
    }

    @Test("who is seen on the day of death was seen on the last day")
    func seenOnDayOfDeath() throws {
        let death = WorldLimit(.death, 3, 4)
        let claims = [WorldClaim(.start, 1, 1), WorldClaim(.sighting, 4, 4)]
        #expect(try days(claims, limits: [death]) == "ccc---")
        #expect(try answer(claims, limits: [death]).refusedLimits.isEmpty)
    }

    @Test("a limit before a sighting is left out")
    func limitBeforeSighting() throws {
        let claims = [WorldClaim(.start, 1, 1), WorldClaim(.sighting, 5, 5)]
        let death = WorldLimit(.death, 3, 4)
        #expect(try days(claims, limits: [death]) == "cccccc")
        #expect(try answer(claims, limits: [death]).refusedLimits == [death])
    }

    // MARK: Intervals

    @Test("a covered gap is possible and disputed")
    func coveredGap() throws {
        let claims = [
            WorldClaim(.start, 1, 1), WorldClaim(.end, 3, 3), WorldClaim(.start, 4, 4), WorldClaim(.end, 6, 6),
        ]
        let covers = [WorldCover(from: 1, until: 3), WorldCover(from: 4, until: 6), WorldCover(from: 1, until: 6)]
        #expect(try days(claims, covers: covers) == "ccpcc-")
        #expect(try answer(claims, covers: covers).disputed)
        #expect(try !answer(claims, covers: Array(covers.prefix(2))).disputed)
    }

    @Test("a covered day on which an undisputed stint can hold is certain")
    func coveredPossibleDay() throws {
        let claims = [
            WorldClaim(.start, 1, 1), WorldClaim(.end, 2, 4), WorldClaim(.start, 2, 4), WorldClaim(.end, 5, 5),
        ]
        #expect(try days(claims) == "cppc--")
        #expect(try days(claims, covers: [WorldCover(from: 1, until: 5)]) == "cccc--")
    }
}
