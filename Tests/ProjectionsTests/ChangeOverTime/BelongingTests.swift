import Chronology
import Events
import Projections
import Testing

@Suite("What belongs to an organisation")
struct BelongingTests {
    private typealias Parents = DatedValues<EntityID>

    /// Whether one organisation is under another, by going up from it through every parent.
    private static func isUnder(
        _ child: EntityID, _ root: EntityID, _ depth: Int, _ parents: [EntityID: DatedValues<EntityID>], on day: Int,
        certainly: Bool
    ) -> Bool {
        if child == root { return true }
        guard depth > 0, let values = parents[child] else { return false }
        return values.values(on: day).contains { parent in
            (!certainly || values.surelyHolds(parent, on: day))
                && isUnder(parent, root, depth - 1, parents, on: day, certainly: certainly)
        }
    }

    @Test("is what leads up to it on every day", arguments: 1...150)
    func everyDay(seed: UInt64) {
        var random = WorldRandom(state: seed)
        let organizations: [EntityID] = ["a", "b", "c", "d"]
        var parents: [EntityID: DatedValues<EntityID>] = [:]
        for (number, organization) in organizations.enumerated() {
            var values = Parents()
            if Bool.random(using: &random), let parent = organizations.randomElement(using: &random) {
                values.addInitial(parent, event: number)
            }
            for event in 0..<Int.random(in: 0...3, using: &random) {
                let first = Int.random(in: 1...9, using: &random)
                let last = Bool.random(using: &random) ? first : Int.random(in: first...9, using: &random)
                let parent =
                    Int.random(in: 0..<5, using: &random) == 0 ? nil : organizations.randomElement(using: &random)
                values.add(
                    .init(
                        parent, range: DayRange(first, last), order: Int.random(in: 0...1, using: &random),
                        event: 100 * number + event))
            }
            parents[organization] = values
        }
        for depth in 0...4 {
            let runs = Belonging.under("a", depth: depth, parents: parents)
            for organization in organizations {
                for day in -1...12 {
                    let run = runs[organization]?.first { $0.days.contains(day) }
                    let wanted = [false, true].map {
                        Self.isUnder(organization, "a", depth, parents, on: day, certainly: $0)
                    }
                    #expect((run != nil) == wanted[0], "seed \(seed), depth \(depth), \(organization), day \(day)")
                    #expect(
                        run?.isCertain ?? false == wanted[1],
                        "seed \(seed), depth \(depth), \(organization), day \(day)")
                }
            }
        }
    }

    @Test("is uncertain where it may have been dissolved, and before the first parent that anything names")
    func uncertain() {
        var values = Parents()
        values.add(.init("a", range: DayRange(2, 4), event: 1))
        values.add(.init(nil, range: DayRange(7, 9), event: 2))
        let runs = Belonging.under("a", depth: 1, parents: ["b": values])["b"] ?? []
        #expect(runs.map(\.days) == [DayRange(2, 3), DayRange(4, 6), DayRange(7, 8)])
        #expect(runs.map(\.isCertain) == [false, true, false])
    }
}
