import Chronology
import EventLog
import Events
import Testing

@testable import Annals

@Suite("Appending to a ledger")
struct AppendTests {
    @Test("a batch is all or nothing: what is refused leaves every table as it was")
    func allOrNothing() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([Told.started("a", "2015")])
        let before = try fixture.ledger.everything()
        let bad: [Event] = [
            try Told.started("stranger", "2015"), Told.retracted(try Told.started("a", "1999")), Told.merged("a", "a"),
            Event(.eventRedacted(EventRedacted(seq: 1, reason: "secret"))), Event(.personBorn(PersonBorn(person: "a"))),
        ]
        for event in bad {
            #expect(fixture.refusal(of: [try Told.started("b", "2016"), try Told.ended("b", "2017"), event]) != nil)
            #expect(try fixture.ledger.everything() == before)
        }
    }

    @Test("a refusal names the line where there are several, and none where there is one")
    func lines() throws {
        let fixture = try LedgerFixture.peopled()
        let stranger = try Told.started("stranger", "2015")
        guard case .refused(_, let line)? = fixture.refusal(of: [try Told.started("a", "2015"), stranger]),
            case .refused(let error, let none)? = fixture.refusal(of: [stranger])
        else {
            Issue.record("not refused")
            return
        }
        #expect(line == 2)
        #expect(none == nil)
        #expect(error.field == "person")
    }

    @Test("a dry run says what an append would do, and leaves every table as it was", arguments: 301...304)
    func dryRun(seed: UInt64) throws {
        var random = try RandomLedger(seed: seed, batches: 8)
        let ledger = random.fixture.ledger
        let before = try ledger.everything()
        for _ in 0..<5 {
            var request = AppendRequest(random.events.batch())
            request.requiresIntroductions = false
            request.isDryRun = true
            do {
                let result = try random.fixture.append(request)
                #expect(result.recorded.count == request.events.count, "seed \(seed)")
            } catch LedgerError.illegalEvidence {}
            #expect(try ledger.everything() == before, "seed \(seed)")
            random.events.takeBack(request.events.count)
        }
    }

    @Test("an event that is in effect is not recorded again, and the result says so")
    func alreadyInEffect() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2015")
        try fixture.append([event])
        let before = try fixture.ledger.everything()
        let result = try fixture.append([event])
        #expect(result.recorded == [])
        #expect(result.alreadyInEffect == [0: event.id])
        #expect(try fixture.ledger.everything() == before)
        let other = try Told.started("b", "2015")
        let mixed = try fixture.append([other, event, other])
        #expect(mixed.recorded.map(\.id) == [other.id])
        #expect(Set(mixed.alreadyInEffect.keys) == [1, 2])
    }

    @Test("the same fact from another source is another event")
    func otherSource() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([Told.started("a", "2015", sources: ["s"])])
        #expect(try fixture.append([Told.started("a", "2015", sources: ["t"])]).recorded.count == 1)
    }

    @Test("assert-retract-assert")
    func assertRetractAssert() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2019")
        let retraction = Told.retracted(event, "typo")
        try fixture.append([event])
        try fixture.append([retraction])
        let error = fixture.refusal(of: [event])
        guard case .notInEffect(let id, let setAside, let by, let line)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((id, by, line) == (event.id, retraction.id, nil))
        #expect(setAside.reason == .retracted)
        #expect(error?.description.contains("to bring it back, retract that") == true)
        try fixture.append([Told.retracted(retraction)])
        #expect(try fixture.append([event]).alreadyInEffect == [0: event.id])
    }

    @Test("that an event was redacted is not appended: redacting says so and erases")
    func redaction() throws {
        let fixture = try LedgerFixture.peopled()
        let error = fixture.refusal(of: [Event(.eventRedacted(EventRedacted(seq: 7, reason: "libellous")))])
        guard case .illegalEvidence(let reason, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("`annals redact`"))
        #expect(reason.contains("`annals restore`"))
        #expect(try fixture.append(AppendRequest([])).recorded == [])
    }

    @Test("what corrected an event, or distrusted its sources, is named when the event comes again")
    func notInEffect() throws {
        let fixture = try LedgerFixture.peopled()
        let (first, second) = (try Told.started("a", "2019"), try Told.started("a", "2018", sources: ["s"]))
        try fixture.append([first, second])
        try fixture.append([Told.corrected(first, try Told.started("a", "2020")), Told.distrusted("s")])
        for (event, reason) in [(first, "corrected"), (second, "distrusted")] {
            guard case .notInEffect(_, let setAside, _, _)? = fixture.refusal(of: [event]) else {
                Issue.record("\(reason): not refused")
                continue
            }
            #expect(setAside.reason.rawValue == reason)
            var request = AppendRequest([event])
            request.passesOverSetAside = true
            let result = try fixture.append(request)
            #expect(result.passedOver == [0: event.id])
            #expect(result.recorded == [])
        }
    }

    @Test("who must not race names the position that the log must end at")
    func expectedPosition() throws {
        let fixture = try LedgerFixture.peopled()
        var request = AppendRequest([try Told.started("a", "2015")])
        request.expectedPosition = 6
        #expect(throws: LogError.unexpectedPosition(expected: 6, actual: 7)) { try fixture.append(request) }
        request.expectedPosition = 7
        #expect(try fixture.append(request).recorded.map(\.seq) == [8])
        #expect(throws: LogError.unexpectedPosition(expected: 7, actual: 8)) { try fixture.append(request) }
    }

    @Test("recorded time moves on by itself where the clock does not")
    func clock() throws {
        let fixture = try LedgerFixture.peopled()
        let times = try ["2015", "2016", "2017"].flatMap { try fixture.append([Told.started("a", $0)]).recorded }
            .map(\.recorded)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("an event made in Swift has to pass what an event read from JSON passes")
    func validation() throws {
        let fixture = try LedgerFixture.peopled()
        let undated = Event(.personBorn(PersonBorn(person: "a")))
        let nameless = Event(.personIntroduced(PersonIntroduced(person: "d", name: "")))
        let interval = try Told.dated(.personDied(PersonDied(person: "a")), "2015/2016")
        for event in [undated, nameless, interval] {
            guard case .refused? = fixture.refusal(of: [event]) else {
                Issue.record("\(event) was taken")
                continue
            }
        }
    }
}
