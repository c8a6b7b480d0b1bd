import Events
import Projections
import Testing

@Suite("Rulings")
struct RulingsTests {
    private static let chainsASeed = 150

    private func entries(_ events: [Event]) -> [LogEntry] {
        events.enumerated().map { LogEntry(seq: $0 + 1, id: $1.id, event: $1) }
    }

    private func fact(_ name: String, sources: [EntityID] = []) -> Event {
        Event(
            .occasionHeld(OccasionHeld(title: name)), sources: sources.map { Citation(source: $0) })
    }

    private func retraction(_ event: Event, _ reason: String = "wrong") -> Event {
        Event(.eventRetracted(EventRetracted(event: event.id, reason: reason)))
    }

    private func correction(_ event: Event, _ replacement: Event) -> Event {
        Event(.eventCorrected(EventCorrected(event: event.id, replacement: replacement)))
    }

    private func content(of event: Event, in events: [Event]) -> Event? {
        let entries = entries(events)
        let rulings = Rulings(entries)
        return entries.first { $0.id == event.id }
            .flatMap { rulings.effective($0, identities: rulings.identities) }?.event
    }

    @Test("chains of evidence say what the rules say word for word", arguments: 1...4)
    func randomChains(seed: UInt64) {
        for chain in 0..<Self.chainsASeed {
            let seed = seed * 1_000 + UInt64(chain)
            let entries = EvidenceChain(seed: seed, facts: 2, evidence: 8).entries
            let naive = NaiveEvidence(entries: entries)
            let rulings = Rulings(entries)
            let shuffled = Rulings(entries.reversed())
            for entry in entries {
                #expect(rulings.isLive(entry.id) == (entry.event.fact.isEvidence && naive.isLive(entry.id)), "\(seed)")
                let known = rulings.setAside(entry)
                #expect(shuffled.setAside(entry)?.by == known?.by, "seed \(seed)")
                if known?.reason == .retracted, let by = known?.by { #expect(naive.isLive(by.id), "seed \(seed)") }
                guard entry.event.fact.isAboutTheWorld else { continue }
                let effective = rulings.effective(entry, identities: Identities())
                #expect(effective?.event == naive.content(of: entry), "seed \(seed), event \(entry.seq)")
                #expect((known == nil) == (naive.content(of: entry) == entry.event), "seed \(seed)")
            }
        }
    }

    @Test("retracting a retraction restores, and retracting that takes away again")
    func retractedRetraction() {
        let event = fact("a")
        let first = retraction(event)
        let second = retraction(first)
        let third = retraction(second)
        #expect(content(of: event, in: [event, first]) == nil)
        #expect(content(of: event, in: [event, first, second]) == event)
        #expect(content(of: event, in: [event, first, second, third]) == nil)
    }

    @Test("of two retractions, retracting one restores nothing")
    func twoRetractions() {
        let event = fact("a")
        let (first, second) = (retraction(event, "one"), retraction(event, "two"))
        #expect(content(of: event, in: [event, first, second, retraction(first)]) == nil)
        #expect(content(of: event, in: [event, first, second, retraction(first), retraction(second)]) == event)
    }

    @Test("of several live corrections the last recorded stands; retracting it brings the one before back")
    func lastCorrection() {
        let (event, better, best) = (fact("a"), fact("b"), fact("c"))
        let (first, second) = (correction(event, better), correction(event, best))
        #expect(content(of: event, in: [event, first, second]) == best)
        #expect(content(of: event, in: [event, second, first]) == better)
        #expect(content(of: event, in: [event, first, second, retraction(second)]) == better)
        #expect(content(of: event, in: [event, first, second, retraction(second), retraction(first)]) == event)
    }

    @Test("correcting a correction corrects its original")
    func correctedCorrection() {
        let (event, better, best) = (fact("a"), fact("b"), fact("c"))
        let first = correction(event, better)
        let second = correction(first, best)
        #expect(content(of: event, in: [event, first, second]) == best)
        #expect(content(of: event, in: [event, first, second, retraction(first)]) == best)
        #expect(content(of: event, in: [event, first, second, retraction(event)]) == nil)
    }

    @Test("retraction beats correction, whichever comes last")
    func retractionBeatsCorrection() {
        let event = fact("a")
        let (wrong, better) = (retraction(event), correction(event, fact("b")))
        #expect(content(of: event, in: [event, wrong, better]) == nil)
        #expect(content(of: event, in: [event, better, wrong]) == nil)
    }

    @Test("a fact keeps the sources that are trusted, and falls if it had some and none remain")
    func distrust() {
        let event = fact("a", sources: ["s", "t"])
        let (noS, noT) = (distrusting("s"), distrusting("t"))
        #expect(content(of: event, in: [event, noS])?.sources == [Citation(source: "t")])
        #expect(content(of: event, in: [event, noS, noT]) == nil)
        #expect(content(of: event, in: [event, noS, noT, retraction(noS)])?.sources == [Citation(source: "s")])
        let unsourced = fact("b")
        #expect(content(of: unsourced, in: [unsourced, noS]) == unsourced)
    }

    @Test("an introduction counts without any source that is trusted")
    func introductionsStay() {
        let introduction = Event(
            .personIntroduced(PersonIntroduced(person: "p", name: "P")), sources: [Citation(source: "s")])
        let distrusted = [introduction, distrusting("s")]
        #expect(content(of: introduction, in: distrusted) == introduction.with(sources: []))
        let entries = entries(distrusted)
        #expect(Rulings(entries).setAside(entries[0]) == nil)
    }

    private func distrusting(_ source: EntityID) -> Event {
        Event(.sourceDistrusted(SourceDistrusted(source: source, reason: "wrong")))
    }

    @Test("distrust of a source is distrust of every id that was merged with it")
    func distrustFollowsMerges() {
        let event = fact("a", sources: ["s"])
        let merge = Event(.entityMerged(EntityMerged(from: "s", into: "t")))
        #expect(content(of: event, in: [event, distrusting("t")]) == event)
        #expect(content(of: event, in: [event, merge, distrusting("t")]) == nil)
        #expect(content(of: event, in: [event, merge, distrusting("s")]) == nil)
        let entries = entries([event, merge, distrusting("t")])
        #expect(Rulings(entries).setAside(entries[0])?.reason == .distrusted)
    }

    @Test("of several distrusts of a source the last recorded is named, merged or not")
    func severalDistrusts() {
        let event = fact("a", sources: ["s"])
        let again = Event(.sourceDistrusted(SourceDistrusted(source: "s", reason: "still wrong")))
        let merge = Event(.entityMerged(EntityMerged(from: "s", into: "t")))
        for events in [[event, distrusting("s"), again], [event, merge, distrusting("t"), again]] {
            let entries = entries(events)
            #expect(Rulings(entries).setAside(entries[0])?.by == entries.last)
        }
        #expect(content(of: event, in: [event, distrusting("s"), again, retraction(again)]) == nil)
    }

    @Test("a merge that rests on a distrusted source makes no other source distrusted")
    func distrustedMergeOfSources() {
        let first = fact("First")
        let retracted = Event(
            .eventRetracted(EventRetracted(event: first.id, reason: "wrong")), sources: [Citation(source: "letter")])
        let merge = Event(
            .entityMerged(EntityMerged(from: "letter", into: "tabloid")), sources: [Citation(source: "rumour")])
        let entries = entries([first, retracted, distrusting("tabloid"), merge, distrusting("rumour")])
        #expect(Rulings(Array(entries.prefix(4))).ruling(on: first.id) == .stands)
        #expect(Rulings(Array(entries.prefix(4))).setAside(entries[1])?.by == entries[2])
        #expect(Rulings(entries).ruling(on: first.id) == .retracted(by: entries[1]))
        #expect(Rulings(entries).setAside(entries[1]) == nil)
        #expect(Rulings(entries).setAside(entries[3])?.by == entries[4])
    }

    @Test("a merge that rests on the source that it makes a distrusted one comes to the same each time it is weighed")
    func mergeInDoubtByItself() {
        let merge = Event(
            .entityMerged(EntityMerged(from: "letter", into: "tabloid")), sources: [Citation(source: "letter")])
        let first = fact("First", sources: ["letter"])
        let entries = entries([first, merge, distrusting("tabloid")])
        let general = Rulings(Array(entries.dropFirst()))
        #expect(Rulings(entries).identities == general.identities)
        #expect(
            Rulings(entries).effective(entries[0], identities: general.identities)?.event
                == Rulings([], under: general).effective(entries[0], identities: general.identities)?.event)
    }

    @Test("merged ids are read as the one that stands for them")
    func merge() {
        let event = Event(.personRenamed(PersonRenamed(person: "p", name: "a")))
        let merge = Event(.entityMerged(EntityMerged(from: "p", into: "q")))
        let renamed = Event(.personRenamed(PersonRenamed(person: "q", name: "a")))
        #expect(content(of: event, in: [event, merge]) == renamed)
        #expect(content(of: event, in: [event, merge, retraction(merge)]) == event)
    }
}
