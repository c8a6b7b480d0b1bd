import Chance
import EventLog
import Events
import Projections
import Testing

@testable import Annals

@Suite("What an event says now, and correcting it")
struct CorrectingTests {
    private let fixture: LedgerFixture
    private let start: Event

    init() throws {
        fixture = try LedgerFixture.peopled()
        start = try Told.started("a", "2001", sources: ["s"])
        try fixture.append([start])
    }

    private var ledger: Ledger { fixture.ledger }

    private func standing() throws -> Standing { try ledger.standing(of: start.id.hex) }

    /// Corrects the date, as what the event says now, and gives what was recorded.
    @discardableResult
    private func correct(_ date: String, citing sources: [EntityID] = []) throws -> StoredEvent {
        let correction = try ledger.correction(
            of: standing(), ["date": .string(date)], citing: sources.map { Citation(source: $0) })
        return try #require(try fixture.append([correction]).recorded.last)
    }

    @Test("an event says what its last live correction puts in its place, by whichever of them it is named")
    func standingFollowsCorrections() throws {
        #expect(try standing().event == start && standing().correction == nil)
        let first = try correct("2002")
        let second = try correct("2003")
        for name in [start.id.hex, "#8", "8", "#\(first.seq)", first.id.hex, String(second.id.hex.prefix(12))] {
            let now = try ledger.standing(of: name)
            #expect(now.original.event == start && now.entry == second, "\(name)")
            #expect(now.event.date?.text == "2003")
        }
        try fixture.append([Told.retracted(second.event)])
        #expect(try standing().event.date?.text == "2002")
        try fixture.append([Told.retracted(first.event)])
        #expect(try standing().event == start)
    }

    @Test("a correction names the event that was recorded first, so that it outlives the corrections before it")
    func correctionsOutliveEachOther() throws {
        let first = try correct("2002")
        try correct("2003")
        try fixture.append([Told.retracted(first.event)])
        #expect(try standing().event.date?.text == "2003")
    }

    @Test("what is retracted is refused with the way back, and so is evidence")
    func refused() throws {
        let first = try correct("2002")
        let retraction = try #require(try fixture.append([Told.retracted(first.event)]).recorded.last)
        func refusal(_ name: String) -> String {
            do {
                _ = try ledger.standing(of: name)
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(refusal("\(first.seq)").contains("retracted by #\(retraction.seq)"))
        #expect(refusal("\(first.seq)").contains("annals correct 8"))
        #expect(refusal("\(retraction.seq)").contains("cannot be corrected"))
        let whole = try #require(try fixture.append([Told.retracted(start)]).recorded.last)
        for name in ["8", "\(first.seq)"] { #expect(refusal(name).contains("annals retract \(whole.seq)"), "\(name)") }
        let merge = try #require(try fixture.append([Told.merged("c", "b")]).recorded.last)
        #expect(refusal("\(merge.seq)").contains("entity.merged") && refusal("\(merge.seq)").contains("cannot be"))
    }

    @Test("an event whose source is distrusted can be given another")
    func distrusted() throws {
        try fixture.append([Told.distrusted("s")])
        #expect(try ledger.claims(in: ["o"]).isEmpty)
        let correction = try ledger.correction(
            of: standing(), ["sources": .array([.string("t")])], citing: [Citation(source: "t")])
        try fixture.append([correction])
        #expect(try ledger.claims(in: ["o"]).count == 1)
        #expect(try ledger.replayDifferences() == [])
    }

    @Test("a correction that changes nothing is refused, and one back to the beginning names what to retract")
    func changingNothing() throws {
        func refusal(_ date: String) -> String {
            do {
                try correct(date)
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(refusal("2001").contains("says that already"))
        let first = try correct("2002")
        #expect(refusal("2002").contains("says that already"))
        #expect(refusal("2001").contains("annals retract \(first.seq)"))
    }

    @Test("an introduction keeps its id")
    func introductions() throws {
        let person = try ledger.standing(of: "1")
        #expect(throws: LedgerError.self) { try ledger.correction(of: person, ["person": .string("z")]) }
        try fixture.append([try ledger.correction(of: person, ["name": .string("Zed")])])
        #expect(try ledger.resolve("Zed").id == "a")
    }

    @Test("the source of a correction is its own: it counts from when that was published")
    func published() throws {
        let sources = [("early", "2005"), ("late", "2015")].map { id, date in
            Event(.sourceAdded(SourceAdded(source: EntityID(stringLiteral: id), published: try? .init(date))))
        }
        let said = try Told.started("b", "2001", sources: ["early"])
        try fixture.append(sources + [said])
        let correction = try ledger.correction(
            of: try ledger.standing(of: said.id.hex),
            ["date": .string("2003"), "sources": .array([.string("early"), .string("late")])],
            citing: [Citation(source: "late")])
        try fixture.append([correction])
        func start(published year: Int) throws -> String? {
            var belief = Belief()
            belief.published = .init(year: year, month: 12, day: 31)
            let history = try ledger.personHistory(of: "b", at: nil, today: LedgerFixture.farFuture, believing: belief)
            return history.tenures.first?.stint.start.bounds.earliest.map { "\($0)" }
        }
        #expect(try start(published: 2004) == nil)
        #expect(try start(published: 2010) == "2001-01-01")
        #expect(try start(published: 2016) == "2003-01-01")
    }
}

@Suite("Two writers about one event")
struct AssumptionTests {
    private let fixture: LedgerFixture
    private let start: Event

    init() throws {
        fixture = try LedgerFixture.peopled()
        start = try Told.started("a", "2001", sources: ["s"])
        try fixture.append([start])
    }

    private func append(_ event: Event, assuming assumption: Assumption) throws {
        var request = AppendRequest([event])
        request.assumptions = [assumption]
        try fixture.append(request)
    }

    private func correction(to date: String, of standing: Standing) throws -> Event {
        try fixture.ledger.correction(of: standing, ["date": .string(date)])
    }

    @Test("of two corrections of the same state the second is refused, whichever correction came between")
    func secondCorrectionIsRefused() throws {
        let seen = try fixture.ledger.standing(of: start.id.hex)
        let other = try Ledger.open(fixture.folder.file(), for: .writing)
        try LedgerFixture.append(AppendRequest([try correction(to: "2002", of: seen)]), to: other)
        let before = try fixture.ledger.everything()
        #expect(throws: LedgerError.self) {
            try append(try correction(to: "2003", of: seen), assuming: .says(seen))
        }
        #expect(try fixture.ledger.everything() == before)
        let now = try fixture.ledger.standing(of: start.id.hex)
        try append(try correction(to: "2003", of: now), assuming: .says(now))
        #expect(try fixture.ledger.standing(of: start.id.hex).event.date?.text == "2003")
        try other.close()
    }

    @Test("what others append about other things is no obstacle")
    func unrelated() throws {
        let seen = try fixture.ledger.standing(of: start.id.hex)
        try fixture.append([try Told.started("b", "2005"), Told.distrusted("s"), Told.merged("c", "b")])
        try append(try correction(to: "2003", of: seen), assuming: .says(seen))
    }

    @Test("a correction is refused where the event was retracted meanwhile")
    func retractedMeanwhile() throws {
        let seen = try fixture.ledger.standing(of: start.id.hex)
        try fixture.append([Told.retracted(start)])
        #expect(throws: LedgerError.self) {
            try append(try correction(to: "2003", of: seen), assuming: .says(seen))
        }
    }

    @Test("a correction is refused where the one that it rests on was taken back meanwhile")
    func correctionTakenBack() throws {
        let first = try correction(to: "2002", of: try fixture.ledger.standing(of: start.id.hex))
        try fixture.append([first])
        let seen = try fixture.ledger.standing(of: start.id.hex)
        try fixture.append([Told.retracted(first)])
        #expect(throws: LedgerError.self) {
            try append(try correction(to: "2003", of: seen), assuming: .says(seen))
        }
    }

    @Test("a second retraction, or a second distrust, is refused while the first is live")
    func onlyOne() throws {
        let retraction = Told.retracted(start)
        try append(retraction, assuming: .isNotRetracted(start.id))
        #expect(throws: LedgerError.self) {
            try append(Told.retracted(start, "again"), assuming: .isNotRetracted(start.id))
        }
        try fixture.append([Told.retracted(retraction)])
        try append(Told.retracted(start, "again"), assuming: .isNotRetracted(start.id))
        let distrust = Told.distrusted("s")
        try append(distrust, assuming: .isTrusted("s"))
        #expect(throws: LedgerError.self) {
            try append(
                Event(.sourceDistrusted(SourceDistrusted(source: "s", reason: "again"))), assuming: .isTrusted("s"))
        }
        try fixture.append([Told.retracted(distrust)])
        try append(Told.distrusted("t"), assuming: .isTrusted("s"))
    }
}

@Suite("What an append tells of itself")
struct AppendEffectTests {
    private func request(_ events: [Event], dryRun: Bool) -> AppendRequest {
        var request = AppendRequest(events)
        request.isDryRun = dryRun
        request.reportsChanges = true
        return request
    }

    @Test("a dry run tells the same names as a recording, and a merge moves them", arguments: [true, false])
    func names(isDryRun: Bool) throws {
        let fixture = try LedgerFixture.peopled()
        let before = try fixture.ledger.everything()
        let result = try fixture.append(
            request([Told.merged("a", "b"), Told.person("d"), Told.person("c", "Person c")], dryRun: isDryRun))
        #expect(
            result.nameChanges == [
                NameChange(id: "a", before: ["Person a"], after: [], current: "b"),
                NameChange(id: "b", before: ["Person b"], after: ["Person b", "Person a"], current: "b"),
                NameChange(id: "d", before: [], after: ["Person d"], current: "d"),
            ])
        if isDryRun { #expect(try fixture.ledger.everything() == before) }
    }

    @Test("what is asked before a batch is kept is answered with it, and an error there keeps nothing")
    func lookingBeforeKeeping() throws {
        let fixture = try LedgerFixture.peopled()
        let before = try fixture.ledger.everything()
        var random = SplitMix64()
        let start = try Told.started("a", "2001")
        var seen = 0
        _ = try fixture.ledger.append(
            request([start], dryRun: true), now: LedgerFixture.time(1), random: &random
        ) { result in
            seen = try fixture.ledger.orgChart(
                of: "o", at: .day(LedgerFixture.farFuture), today: LedgerFixture.farFuture
            ).positions.count
            #expect(result.recorded.map(\.event) == [start])
        }
        #expect(seen == 1)
        #expect(try fixture.ledger.everything() == before)
        struct Refusal: Error {}
        #expect(throws: Refusal.self) {
            try fixture.ledger.append(
                request([start], dryRun: false), now: LedgerFixture.time(1), random: &random
            ) { _ in throw Refusal() }
        }
        #expect(try fixture.ledger.everything() == before)
    }

    @Test("of lines, every one that is refused is told")
    func allLines() throws {
        let fixture = try LedgerFixture.peopled()
        var request = AppendRequest([
            try Told.started("nix", "2001"), try Told.started("a", "2001"), try Told.started("nox", "2001"),
        ])
        request.lines = [3, 5, 9]
        do {
            try fixture.append(request)
            Issue.record("nothing was refused")
        } catch let refused as RefusedLines {
            #expect(refused.count == 2)
            #expect(refused.faults[0].hasPrefix("line 3: person: nothing introduces \"nix\""))
            #expect(refused.faults[1].hasPrefix("line 9: person: nothing introduces \"nox\""))
        }
        #expect(try fixture.ledger.head().seq == 7)
    }

    @Test("a person and an organization can be one, other kinds cannot")
    func kinds() throws {
        let fixture = try LedgerFixture.peopled()
        #expect(throws: LedgerError.self) { try fixture.append([Told.merged("a", "s")]) }
        #expect(throws: LedgerError.self) { try fixture.append([Told.merged("o", "s")]) }
        try fixture.append([Told.merged("a", "o")])
    }
}
