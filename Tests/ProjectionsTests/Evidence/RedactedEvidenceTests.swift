import Events
import Projections
import Testing

/// A redacted fact counts as retracted; redacted evidence says what it said, but for what it put in the place.
@Suite("Redacted evidence")
struct RedactedEvidenceTests {
    private static let chainsASeed = 100

    /// What every fact says after all evidence; nothing where it does not count.
    private func contents(_ entries: [LogEntry]) -> [Int: Event] {
        let rulings = Rulings(entries)
        return entries.reduce(into: [:]) { contents, entry in
            contents[entry.seq] = rulings.effective(entry, identities: Identities())?.event
        }
    }

    /// What every fact said after each batch.
    private func versions(_ entries: [LogEntry]) -> [Int: [EffectiveVersion]] {
        let recorded = RecordedEvidence(entries)
        return entries.reduce(into: [:]) { versions, entry in
            guard entry.event.fact.isAboutTheWorld else { return }
            versions[entry.seq] = recorded.versions(of: entry)
        }
    }

    @Test("chains of evidence with redactions say what the rules say word for word", arguments: 1...4)
    func randomChains(seed: UInt64) {
        for number in 0..<Self.chainsASeed {
            let seed = 77_000 + seed * 1_000 + UInt64(number)
            var random = WorldRandom(state: seed)
            var chain = EvidenceChain(seed: seed, facts: 2, evidence: 8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<chain.entries.count, using: &random)
                if !chain.entries[place].isRedacted { chain.redact(place) }
            }
            let naive = NaiveEvidence(entries: chain.entries)
            let rulings = Rulings(chain.entries.shuffled(using: &random))
            for entry in chain.entries where entry.event.fact.isAboutTheWorld {
                let effective = rulings.effective(entry, identities: Identities())?.event
                #expect(effective == naive.content(of: entry), "seed \(seed), event \(entry.seq)")
                #expect((rulings.setAside(entry) == nil) == (effective == entry.event), "seed \(seed)")
            }
        }
    }

    @Test("redacting a retraction, a distrust or a merge changes nothing, at no time", arguments: 1...4)
    func redactedRetractions(seed: UInt64) {
        for number in 0..<Self.chainsASeed {
            let seed = 88_000 + seed * 1_000 + UInt64(number)
            var chain = EvidenceChain(seed: seed, facts: 2, evidence: 8)
            let (before, versionsBefore) = (contents(chain.entries), versions(chain.entries))
            for (place, entry) in chain.entries.enumerated() where entry.event.type == EventRetracted.type {
                chain.redact(place)
            }
            #expect(contents(chain.entries) == before, "seed \(seed)")
            #expect(versions(chain.entries) == versionsBefore, "seed \(seed)")
        }
    }

    @Test("redacting a fact takes what corrects it with it, and leaves all others as they are", arguments: 1...4)
    func redactedFacts(seed: UInt64) {
        for number in 0..<Self.chainsASeed {
            let seed = 99_000 + seed * 1_000 + UInt64(number)
            var chain = EvidenceChain(seed: seed, facts: 2, evidence: 8)
            var before = contents(chain.entries)
            chain.redact(0)
            before[1] = nil
            #expect(contents(chain.entries) == before, "seed \(seed)")
        }
    }

    @Test("what corrects a redacted fact is set aside by the redaction")
    func correctionOfRedactedFact() throws {
        var chain = EvidenceChain(
            of: [Self.fact("First"), Told.corrected(Self.fact("First"), Self.fact("Second"))])
        chain.redact(0)
        let setAside = try #require(Rulings(chain.entries).setAside(chain.entries[1]))
        #expect(setAside.reason == .redacted)
        #expect(setAside.by.namedPlace == 3)
    }

    @Test("a redacted correction takes back what it corrected; neither the original nor an earlier correction returns")
    func redactedCorrection() throws {
        let (first, second, third) = (Self.fact("First"), Self.fact("Second"), Self.fact("Third"))
        let early = Told.corrected(first, second)
        var chain = EvidenceChain(of: [first, early, Told.corrected(first, third)])
        #expect(contents(chain.entries)[1] == third)
        chain.redact(2)
        #expect(contents(chain.entries) == [:])
        let rulings = Rulings(chain.entries)
        for place in 0..<2 {
            #expect(rulings.setAside(chain.entries[place])?.reason == .retracted)
            #expect(rulings.setAside(chain.entries[place])?.by.seq == 3)
        }
        #expect(rulings.setAside(chain.entries[2]) == nil)
    }

    @Test("retracting a redacted correction brings the original back, where its id is kept")
    func retractedRemains() throws {
        let (first, second) = (Self.fact("First"), Self.fact("Second"))
        let correction = Told.corrected(first, second)
        var chain = EvidenceChain(of: [first, correction, Told.retracted(correction)])
        chain.redact(1)
        #expect(contents(chain.entries) == [1: first])
    }

    @Test("redacted evidence falls with the sources that it rested on")
    func sources() throws {
        let first = Self.fact("First")
        let retraction = Told.retracted(first).with(sources: [Citation(source: "tabloid", quote: "libel")])
        let distrust = Event(.sourceDistrusted(SourceDistrusted(source: "tabloid", reason: "libel")))
        var chain = EvidenceChain(of: [first, retraction, distrust])
        #expect(contents(chain.entries) == [1: first])
        chain.redact(1)
        #expect(contents(chain.entries) == [1: first])
        chain.redact(2)
        #expect(contents(chain.entries) == [1: first])
    }

    @Test("a redacted merge still merges")
    func merge() throws {
        let merge = Event(.entityMerged(EntityMerged(from: "a", into: "b")), note: "libel")
        var chain = EvidenceChain(of: [merge])
        chain.redact(0)
        #expect(Rulings(chain.entries).identities.current("a") == "b")
    }

    private static func fact(_ name: String) -> Event {
        Event(.personIntroduced(PersonIntroduced(person: "p", name: name)))
    }
}
