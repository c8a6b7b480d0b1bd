import Events
import Projections
import Testing

/// Each case of `cases.jsonl` by its name: the answer in words there, checked here.
@Suite("Tenure cases")
struct TenureCaseTests {
    private func tenures(_ name: String, of person: EntityID = "a") throws -> SeatTenures {
        try TenureCase(name).story.seat(of: person)
    }

    @Test("two-stints-corroborated")
    func twoStintsCorroborated() throws {
        let tenures = try tenures("two-stints-corroborated")
        #expect(try tenures.certainty("2023-11-15") == .certain)
        #expect(try tenures.certainty("2023-11-18") == nil)
        #expect(try tenures.certainty("2023-11-29") == .certain)
        #expect(tenures.bounds == ["[2019-01-01..2019-12-31] to 2023-11-17", "2023-11-29 to open"])
    }

    @Test("vague-end-sorts-first")
    func vagueEndSortsFirst() throws {
        let tenures = try tenures("vague-end-sorts-first")
        #expect(tenures.bounds == ["[2019-03-01..2019-03-31] to [2019-03-01..2019-12-31]"])
        #expect(tenures.stints.map(\.endState) == [.ended])
        #expect(try tenures.certainty("2020-01-01") == nil)
    }

    @Test("three-claims")
    func threeClaims() throws {
        let events = try TenureCase("three-claims").story.events.map(\.event)
        for order in events.permutations {
            let tenures = try Story(order).seat(of: "a")
            #expect(tenures.bounds == ["[2020-01-05..2020-01-20] to open"])
            #expect(tenures.stints.map(\.isStartDisputed) == [true])
        }
    }

    @Test("left-and-back-no-start")
    func leftAndBackNoStart() throws {
        let tenures = try tenures("left-and-back-no-start")
        #expect(tenures.bounds == ["[..2023-11-29] to [2023-11-01..2023-11-30]", "[2023-11-01..2023-11-30] to open"])
        #expect(tenures.stints.map(\.isStartDated) == [false, true])
        #expect(try tenures.certainty("2023-10-31") == .undated)
        #expect(try tenures.certainty("2023-12-01") == .certain)
    }

    @Test("unknown-start")
    func unknownStart() throws {
        let tenures = try tenures("unknown-start")
        #expect(try tenures.certainty("2013") == nil)
        #expect(try tenures.certainty("2020-01-01") == .undated)
        #expect(try tenures.certainty("2023-11-16") == .certain)
        #expect(try tenures.certainty("2023-11-17") == nil)
    }

    @Test("unknown-end-and-death")
    func unknownEndAndDeath() throws {
        let tenures = try tenures("unknown-end-and-death")
        #expect(try tenures.certainty("2026") == nil)
        #expect(try tenures.certainty("2020-03-31") == nil)
        #expect(try tenures.certainty("2019-06-01") == .undated)
        #expect(tenures.stints.map(\.endState) == [.unknown])
    }

    @Test("interim-confirmed")
    func interimConfirmed() throws {
        let tenures = try tenures("interim-confirmed")
        #expect(try tenures.certainty("2023-11-20") == .certain)
        #expect(try tenures.stint("2023-11-20")?.kind == .acting)
        #expect(try tenures.certainty("2023-12-02") == .certain)
        #expect(try tenures.stint("2023-12-02")?.kind == .permanent)
        #expect(tenures.stints.map(\.isEndInferred) == [true, false])
    }

    @Test("succeeds-against-recorded")
    func succeedsAgainstRecorded() throws {
        let tenures = try tenures("succeeds-against-recorded")
        #expect(tenures.bounds == ["[2017-01-01..2017-12-31] to [2024-05-01..2024-05-31]"])
        #expect(tenures.stints.map(\.isEndInferred) == [false])
    }

    @Test("succeeds-then-back")
    func succeedsThenBack() throws {
        let tenures = try tenures("succeeds-then-back")
        #expect(tenures.bounds == ["[2019-01-01..2019-12-31] to 2023-11-17", "2023-11-21 to open"])
        #expect(tenures.stints.map(\.isEndInferred) == [true, false])
    }

    @Test("held-over-gap")
    func heldOverGap() throws {
        let tenures = try tenures("held-over-gap")
        #expect(try tenures.certainty("2003-06-01") == .possible)
        #expect(try tenures.isDisputed("2003-06-01"))
        #expect(try tenures.certainty("2002-06-01") == .certain)
        #expect(try tenures.certainty("2006-01-01") == nil)
    }

    @Test("zone")
    func zone() throws {
        let tenures = try tenures("zone")
        #expect(tenures.bounds == ["[2016-01-01..2016-12-31] to [2024-05-14..2024-05-15]"])
        #expect(tenures.stints.allSatisfy { !$0.isDisputed })
    }

    @Test("sighting-after-return")
    func sightingAfterReturn() throws {
        let tenures = try tenures("sighting-after-return")
        #expect(tenures.stints.map(\.isStartDated) == [false, true])
        #expect(try tenures.certainty("2023-10-31") == .undated)
        #expect(try tenures.certainty("2023-11-15") == .possible)
        #expect(try tenures.certainty("2024-05-13") == .possible)
        #expect(try tenures.certainty("2024-05-14") == .certain)
        #expect(tenures.stints.map(\.endState) == [.ended, .open])
    }

    @Test("sightings-narrow-both")
    func sightingsNarrowBoth() throws {
        let tenures = try tenures("sightings-narrow-both")
        #expect(try tenures.certainty("2019-03-10") == .undated)
        #expect(try tenures.certainty("2023-11-16") == .certain)
        #expect(try tenures.certainty("2023-11-18") == nil)
        #expect(try tenures.certainty("2023-11-28") == nil)
        #expect(try tenures.certainty("2023-11-29") == .certain)
    }

    @Test("only-sightings")
    func onlySightings() throws {
        let tenures = try tenures("only-sightings")
        #expect(tenures.stints.count == 1)
        #expect(try tenures.certainty("2019-03-10") == .undated)
        #expect(try tenures.certainty("2019-03-11") == .certain)
        #expect(try tenures.certainty("2021") == .certain)
        #expect(try tenures.certainty("2023-11-16") == .certain)
        #expect(try tenures.certainty("2023-11-17") == .undated)
    }

    @Test("seen-on-last-day")
    func seenOnLastDay() throws {
        let tenures = try tenures("seen-on-last-day")
        #expect(tenures.stints.count == 1)
        #expect(try tenures.certainty("2023-11-16") == .certain)
        #expect(try tenures.certainty("2023-11-17") == nil)
        #expect(tenures.stints.allSatisfy { !$0.isDisputed })
    }

    @Test("seen-before-start")
    func seenBeforeStart() throws {
        let tenures = try tenures("seen-before-start")
        #expect(tenures.stints.map(\.isStartDated) == [false, true])
        #expect(tenures.stints.map(\.endState) == [.unknown, .open])
        #expect(try tenures.certainty("2023-10-31") == .certain)
        #expect(try tenures.certainty("2023-11-15") == .possible)
        #expect(try tenures.certainty("2023-11-17") == .certain)
    }

    @Test("seen-in-a-gap")
    func seenInAGap() throws {
        let tenures = try tenures("seen-in-a-gap")
        #expect(tenures.stints.count == 3)
        #expect(try tenures.certainty("2014-05") == .possible)
        for day in try Told.day("2014-05-01")...Told.day("2014-05-31") {
            #expect(tenures.holding(on: day)?.certainty == .possible)
        }
    }

    @Test("acting-after-permanent")
    func actingAfterPermanent() throws {
        let tenures = try tenures("acting-after-permanent")
        #expect(try tenures.certainty("2023-11-16") == .certain)
        #expect(try tenures.stint("2023-11-16")?.kind == .permanent)
        #expect(try tenures.stint("2023-11-16")?.isEndInferred == true)
        #expect(try tenures.certainty("2023-11-17") == .certain)
        #expect(try tenures.stint("2023-11-17")?.kind == .acting)
    }

    @Test("acting-and-permanent-same-day")
    func actingAndPermanentSameDay() throws {
        let tenures = try tenures("acting-and-permanent-same-day")
        #expect(try tenures.certainty("2023-11-17") == .certain)
        #expect(try tenures.stint("2023-11-17")?.kind == .permanent)
        #expect(tenures.bounds == ["2023-11-17 to 2023-11-17", "2023-11-17 to open"])
    }

    @Test("undated-start")
    func undatedStart() throws {
        let tenures = try tenures("undated-start")
        #expect(tenures.bounds == ["[..] to open"])
        for day in ["0001-01-01", "1999-12-31", "2030-06-01"] { #expect(try tenures.certainty(day) == .undated) }
    }

    @Test("undated-start-and-sighting")
    func undatedStartAndSighting() throws {
        let tenures = try tenures("undated-start-and-sighting")
        #expect(try tenures.certainty("2018-05-31") == .undated)
        #expect(try tenures.certainty("2018-06-01") == .certain)
        #expect(try tenures.certainty("2024-01-01") == .certain)
        #expect(tenures.stints.map(\.endState) == [.open])
    }

    @Test("one-of-set-sighting")
    func oneOfSetSighting() throws {
        let tenures = try tenures("one-of-set-sighting")
        for day in ["2019-12-31", "2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04"] {
            #expect([.possible, .undated].contains(try tenures.certainty(day)))
        }
    }

    @Test("every case in the file is a test of its own")
    func everyCaseIsTested() throws {
        let here = [
            "two-stints-corroborated", "vague-end-sorts-first", "three-claims", "left-and-back-no-start",
            "unknown-start", "unknown-end-and-death", "interim-confirmed", "succeeds-against-recorded",
            "succeeds-then-back", "held-over-gap", "zone", "sighting-after-return", "sightings-narrow-both",
            "only-sightings", "seen-on-last-day", "seen-before-start", "seen-in-a-gap", "acting-after-permanent",
            "acting-and-permanent-same-day", "undated-start", "undated-start-and-sighting", "one-of-set-sighting",
        ]
        // Appending to a ledger, and redacting in it, decides them.
        let elsewhere = ["assert-retract-assert", "redact-a-retraction"]
        #expect(Set(try TenureCase.names()) == Set(here + elsewhere))
    }
}
