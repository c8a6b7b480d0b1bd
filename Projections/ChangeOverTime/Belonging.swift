import Chronology
import Events

/// Days on which an organisation is part of another, directly or through others.
public struct BelongingRun: Hashable, Sendable {
    /// The first and the last of the days.
    public let days: DayRange
    /// Whether it surely is; else it may be.
    public let isCertain: Bool

    /// Creates a run.
    public init(days: DayRange, isCertain: Bool) {
        self.days = days
        self.isCertain = isCertain
    }

    /// Always, and surely: what an organisation is to itself.
    public static let always = [BelongingRun(days: .anyDay, isCertain: true)]
}

/// Which organisations were part of one, and when.
public enum Belonging {
    /// The organisations at most `depth` levels under one, each with the days on which it is there; itself is always.
    ///
    /// An organisation with several possible parents may be under each of them and surely is under none.
    ///
    /// - Parameter parents: The parents that organisations had; the organisation itself need not be among them.
    /// - Complexity: O(turns · organisations · depth).
    public static func under(
        _ root: EntityID, depth: Int, parents: [EntityID: DatedValues<EntityID>]
    ) -> [EntityID: [BelongingRun]] {
        let turns = Set(parents.values.flatMap(\.turns)).filter { $0 > DayRange.past && $0 < DayRange.future }
        let firsts = [DayRange.past] + turns.sorted()
        var runs: [EntityID: [BelongingRun]] = [root: BelongingRun.always]
        for (index, first) in firsts.enumerated() {
            let last = index + 1 < firsts.count ? firsts[index + 1] - 1 : DayRange.future
            for (organization, isCertain) in under(root, depth, parents, on: first) where organization != root {
                var known = runs[organization] ?? []
                if let before = known.last, before.days.latest + 1 == first, before.isCertain == isCertain {
                    known[known.count - 1] = BelongingRun(
                        days: DayRange(before.days.earliest, last), isCertain: isCertain)
                } else {
                    known.append(BelongingRun(days: DayRange(first, last), isCertain: isCertain))
                }
                runs[organization] = known
            }
        }
        return runs
    }

    /// The organisations under one at the end of a day, and whether they surely are.
    private static func under(
        _ root: EntityID, _ depth: Int, _ parents: [EntityID: DatedValues<EntityID>], on day: Int
    ) -> [EntityID: Bool] {
        var edges: [EntityID: [(child: EntityID, isCertain: Bool)]] = [:]
        for (child, values) in parents {
            for parent in values.values(on: day) {
                edges[parent, default: []].append((child, values.surelyHolds(parent, on: day)))
            }
        }
        var found = [root: true]
        var level = found
        for _ in 0..<max(depth, 0) {
            var next: [EntityID: Bool] = [:]
            for (parent, isCertain) in level {
                for edge in edges[parent] ?? [] {
                    let isNew = found[edge.child].map { !$0 && isCertain && edge.isCertain } ?? true
                    if isNew { next[edge.child] = next[edge.child] ?? false || isCertain && edge.isCertain }
                }
            }
            if next.isEmpty { break }
            for (child, isCertain) in next { found[child] = found[child] ?? false || isCertain }
            level = next
        }
        return found
    }
}

extension DatedValues {
    /// Whether a value surely holds at the end of a day: no other can, and neither can none.
    public func surelyHolds(_ value: Value, on day: Int) -> Bool {
        guard values(on: day) == [value] else { return false }
        let begins = initial != nil || changes.contains { $0.range.latest <= day }
        return begins && !changes.contains { $0.value == nil && isPossible($0, on: day) }
    }

    /// The days on which the values can differ from the day before.
    var turns: [Int] {
        changes.flatMap { change in
            [change.range.earliest, change.range.latest].flatMap { [$0, DayRange.day($0, plus: 1)] }
        }
    }
}
