import Events
import Projections
import Testing

@Suite("Identities")
struct IdentitiesTests {
    private func identities(_ merges: [(EntityID, EntityID)]) -> Identities {
        Identities(
            merges.enumerated().map { number, merge in
                let event = Event(.entityMerged(EntityMerged(from: merge.0, into: merge.1)))
                return LogEntry(seq: number + 1, id: event.id, event: event)
            })
    }

    @Test("merges follow one another, in either order")
    func chains() {
        for merges: [(EntityID, EntityID)] in [[("a", "b"), ("b", "c")], [("b", "c"), ("a", "b")]] {
            let identities = identities(merges)
            #expect(identities.current("a") == "c")
            #expect(identities.aliases(of: "b") == ["a", "b", "c"])
            #expect(identities.merged.map(\.from) == ["a", "b"])
        }
    }

    @Test("an id that nothing merges stands for itself")
    func alone() {
        #expect(Identities().isEmpty)
        #expect(identities([("a", "b")]).current("x") == "x")
        #expect(identities([("a", "b")]).aliases(of: "x") == ["x"])
    }

    @Test("a merge that would close a cycle is passed over")
    func cycles() {
        let identities = identities([("a", "b"), ("b", "c"), ("c", "a")])
        #expect(identities.current("a") == "c")
        #expect(identities.current("c") == "c")
    }

    @Test("merging what was merged away merges what stands for it")
    func mergedAway() {
        let identities = identities([("a", "b"), ("a", "c")])
        #expect(identities.aliases(of: "a") == ["a", "b", "c"])
        #expect(Set(["a", "b", "c"].map { identities.current($0) }).count == 1)
    }

    @Test("random merges make the classes that joining makes", arguments: 1...20)
    func randomMerges(seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let ids: [EntityID] = ["a", "b", "c", "d", "e", "f", "g", "h"]
        let merges = try (0..<Int.random(in: 0...10, using: &random)).map { _ in
            (try #require(ids.randomElement(using: &random)), try #require(ids.randomElement(using: &random)))
        }
        var classes = ids.map { Set([$0]) }
        for (from, into) in merges {
            let joined = classes.filter { $0.contains(from) || $0.contains(into) }
            classes.removeAll { joined.contains($0) }
            classes.append(joined.reduce(into: []) { $0.formUnion($1) })
        }
        let identities = identities(merges)
        for members in classes {
            #expect(Set(members.map { identities.current($0) }).count == 1)
            for id in members { #expect(Set(identities.aliases(of: id)) == members) }
        }
    }
}
