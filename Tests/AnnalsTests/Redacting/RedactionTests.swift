import Chronology
import EventLog
import Events
import Projections
import Testing

@testable import Annals

@Suite("Redacting an event")
struct RedactionTests {
    private func names(_ ledger: Ledger, of id: EntityID) throws -> [String] { try ledger.tables.allNames(of: id) }

    private func holders(_ ledger: Ledger) throws -> [String] {
        try ledger.tables.tenures(.organization("o")).map { "\($0.key.person)" }
    }

    @Test("redact-a-retraction: the fact stays retracted")
    func redactARetraction() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2019")
        let retraction = Told.retracted(event, "libellous text")
        try fixture.append([event, retraction])
        try fixture.redact(9)
        #expect(try holders(fixture.ledger) == [])
        #expect(try fixture.ledger.setAside(8) == SetAside(reason: .retracted, by: 9))
        #expect(try fixture.files(with: Array("libellous".utf8)) == [])
        #expect(try fixture.ledger.replayDifferences() == [])
        // What was said again after that is refused, with the reason that cannot be taken back.
        let error = fixture.refusal(of: [event])
        #expect(error?.description.contains("retracted by #9, which was redacted since") == true)
    }

    @Test("a redacted fact is gone, now and as known before, and so is what corrected it")
    func fact() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2019")
        try fixture.append([event, try Told.started("b", "2018")])
        let correction = Told.corrected(event, try Told.started("a", "2020"))
        try fixture.append([correction])
        try fixture.redact(8)
        #expect(try holders(fixture.ledger) == ["b"])
        let words = "(#10) and does not count, since #11 redacted what it is about"
        #expect(fixture.refusal(of: [correction])?.description.contains(words) == true)
        for batch in 2...4 {
            var belief = Belief()
            belief.known = .batch(batch)
            #expect(try fixture.ledger.view(of: belief).tenures(in: "o").map(\.key.person) == ["b"])
        }
        #expect(try fixture.ledger.setAside(10) == SetAside(reason: .redacted, by: 11))
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("an answer as known before says how many events have been redacted since")
    func redactedSince() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([try Told.started("a", "2019"), try Told.started("b", "2018")])
        try fixture.redact(8)
        try fixture.append([try Told.started("c", "2017")])
        try fixture.redact(9)
        let since = try (0...5).map { try fixture.ledger.moment(.batch($0)).redactedSince }
        #expect(since == [[], [], [8, 9], [9], [9], []])
    }

    @Test("the last live correction redacted: neither the original nor an earlier correction comes back")
    func correction() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2019")
        let (early, late) = (try Told.started("b", "2019"), try Told.started("c", "2019"))
        try fixture.append([event, Told.corrected(event, early), Told.corrected(event, late)])
        #expect(try holders(fixture.ledger) == ["c"])
        try fixture.redact(10)
        #expect(try holders(fixture.ledger) == [])
        #expect(try fixture.ledger.setAside(8) == SetAside(reason: .retracted, by: 10))
        #expect(try fixture.ledger.replayDifferences() == [])
        // Correcting the event again says what holds.
        let standing = try fixture.ledger.standing(of: "8")
        let again = try fixture.ledger.correction(of: standing, ["person": "b", "note": "as the court found"])
        try fixture.append([again])
        #expect(try holders(fixture.ledger) == ["b"])
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("a redacted merge still merges, a redacted distrust still distrusts")
    func mergeAndDistrust() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([
            try Told.started("a", "2019"), try Told.started("c", "2018", sources: ["s"]), Told.merged("a", "b"),
            Told.distrusted("s"),
        ])
        let before = try fixture.ledger.answers()
        try fixture.redact(10)
        try fixture.redact(11)
        #expect(try holders(fixture.ledger) == ["b"])
        #expect(try fixture.ledger.answers() == before)
        #expect(try fixture.ledger.replayDifferences() == [])
        try fixture.append([try Told.started("a", "2012", position: "CTO", sources: ["s", "t"])])
        #expect(try fixture.ledger.replayDifferences() == [])
        #expect(try holders(fixture.ledger) == ["b", "b"])
    }

    @Test("a name falls back to the id where the introduction was redacted, and what names it still works")
    func introduction() throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([try Told.started("a", "2019")])
        try fixture.redact(1)
        #expect(try names(fixture.ledger, of: "a") == [])
        #expect(try holders(fixture.ledger) == ["a"])
        #expect(try fixture.ledger.replayDifferences() == [])
        try fixture.append([Told.person("a", "Anna")])
        #expect(try names(fixture.ledger, of: "a") == ["Anna"])
    }

    @Test("evidence about redacted evidence finds it, where its id is kept")
    func chains() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2019")
        let retraction = Told.retracted(event, "first")
        try fixture.append([event, retraction, Told.retracted(retraction, "second")])
        #expect(try holders(fixture.ledger) == ["a"])
        try fixture.redact(9)
        #expect(try holders(fixture.ledger) == ["a"])
        #expect(try fixture.ledger.id(ofEvent: "9") == retraction.id)
        try fixture.append([Told.retracted(Told.retracted(retraction, "second"), "third")])
        #expect(try holders(fixture.ledger) == [])
        try fixture.append([Told.retracted(retraction, "fourth")])
        #expect(try holders(fixture.ledger) == ["a"])
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("a fact whose id is gone can be said again; one whose id is kept cannot")
    func sayingAgain() throws {
        let fixture = try LedgerFixture.peopled()
        let (unnamed, named) = (try Told.started("a", "2019"), try Told.started("b", "2019"))
        try fixture.append([unnamed, named, Told.retracted(named)])
        try fixture.redact(8)
        try fixture.redact(9)
        #expect(try fixture.append([unnamed]).recorded.map(\.seq) == [13])
        #expect(fixture.refusal(of: [named])?.description.contains("was redacted by #12") == true)
        var request = AppendRequest([named])
        request.passesOverSetAside = true
        #expect(try fixture.append(request).passedOver == [0: named.id])
    }

    @Test("what is redacted is not redacted, retracted or corrected again")
    func again() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2019")
        try fixture.append([event, Told.retracted(event)])
        try fixture.redact(8)
        let everything = try fixture.ledger.everything()
        func isRedacted(_ body: () throws -> Void) -> Bool {
            do {
                try body()
                return false
            } catch LedgerError.redacted(let logged) {
                return logged.redacted.seq == 8 && logged.redacted.by == 10 && logged.reason == "privacy 8"
            } catch {
                return false
            }
        }
        #expect(isRedacted { try fixture.redact(8) })
        #expect(isRedacted { _ = try fixture.ledger.standing(of: "8") })
        #expect(isRedacted { _ = try fixture.ledger.event("#8") })
        #expect(isRedacted { _ = try fixture.ledger.redactionPreview(of: event.id.hex) })
        for refused in [
            Told.retracted(event, "again"), Told.corrected(event, try Told.started("b", "2000")),
            Told.retracted(try #require(try fixture.ledger.event(at: 10)?.event)),
            Event(.eventRedacted(EventRedacted(seq: 1, reason: "by hand"))),
        ] {
            guard case .illegalEvidence? = fixture.refusal(of: [refused]) else {
                Issue.record("\(refused) was taken")
                continue
            }
        }
        #expect(throws: LedgerError.unknownEvent("99")) { try fixture.redact(99) }
        #expect(try fixture.ledger.everything() == everything)
    }

    @Test("the event that says so can be redacted itself: what it kept is kept")
    func redactedRedaction() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2019")
        let retraction = try #require(fixture.append([event, Told.retracted(event)]).recorded.last)
        try fixture.redact(9, "the name that must not be told")
        // That there was one more event is told by its type.
        func dump() throws -> [String: [String]] { try fixture.ledger.dump().filter { $0.key != "postings" } }
        let before = try dump()
        try fixture.redact(10)
        try fixture.redact(11)
        #expect(try dump() == before)
        #expect(try fixture.files(with: Array("must not be told".utf8)) == [])
        #expect(try fixture.ledger.setAside(8) == SetAside(reason: .retracted, by: 9))
        guard case .redacted(let logged) = try fixture.ledger.row("9") else {
            Issue.record("#9 is there")
            return
        }
        #expect(logged.redacted.by == 10)
        #expect(logged.reason == nil)
        #expect(logged.redacted.kept?.fact?.target == event.id)
        #expect(logged.redacted.kept?.stamp == retraction.stamp)
        #expect(try LedgerVerifier.verify(fixture.folder.file()).damage.isEmpty)
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("the author and the message of a batch go with its first event, and the batch stays")
    func batchTexts() throws {
        let fixture = try LedgerFixture.peopled()
        let request = AppendRequest(
            [try Told.started("a", "2019"), try Told.started("b", "2019")], author: "Ann Author", message: "A message")
        try fixture.append(request)
        #expect(try fixture.ledger.redactionPreview(of: "8").batch?.author == "Ann Author")
        #expect(try fixture.ledger.redactionPreview(of: "9").batch == nil)
        let before = try #require(try fixture.ledger.batch(2))
        try fixture.redact(8)
        let after = try #require(try fixture.ledger.batch(2))
        #expect((after.first, after.last, after.recorded) == (before.first, before.last, before.recorded))
        #expect((after.author, after.message) == (nil, nil))
        #expect(try fixture.files(with: Array("Ann Author".utf8)) == [])
        #expect(try fixture.files(with: Array("A message".utf8)) == [])
    }

    @Test("the preview says what is kept, which events name it, and what goes with it")
    func preview() throws {
        let fixture = try LedgerFixture.peopled()
        let event = try Told.started("a", "2019", sources: ["s"])
        try fixture.append([
            event, Told.corrected(event, try Told.started("a", "2020")), try Told.started("a", "2021", position: "CTO"),
        ])
        let preview = try fixture.ledger.redactionPreview(of: "8")
        #expect(preview.kept.id == event.id)
        #expect(preview.kept.fact == nil)
        #expect(preview.kept.stamp == preview.target.stored.stamp)
        #expect((preview.namedBy, preview.corrections) == ([9], [9]))
        #expect(preview.retracts == event.id)
        #expect(preview.ids.map { "\($0.id) \($0.others)" } == ["a 3", "o 3", "s 1"])
        let correction = try fixture.ledger.redactionPreview(of: "9")
        #expect(correction.retracts == event.id)
        #expect((correction.kept.id, correction.namedBy) == (nil, []))
        let last = try fixture.ledger.redactionPreview(of: "10")
        #expect((last.kept.unstamped, last.corrections, last.retracts != nil) == (nil, [], true))
    }
}
