/// Which stints of a key are the same stint before and after something changed them.
///
/// Order is kept: of two stints the earlier one is never paired with the later one's successor. Among such pairings the
/// one stands whose pairs have most in common.
enum StintPairing {
    /// The pairs in order of time; a stint that has no counterpart stands alone. O(n·m) in the stints.
    static func pairs(_ before: [Stint], _ after: [Stint]) -> [(before: Int?, after: Int?)] {
        // best[i][j]: how much the stints from i and j on can have in common.
        var best = Array(repeating: Array(repeating: 0, count: after.count + 1), count: before.count + 1)
        for first in before.indices.reversed() {
            for second in after.indices.reversed() {
                let likeness = likeness(before[first], after[second])
                let paired = likeness > 0 ? likeness + best[first + 1][second + 1] : 0
                best[first][second] = max(paired, best[first + 1][second], best[first][second + 1])
            }
        }
        var pairs: [(before: Int?, after: Int?)] = []
        var (first, second) = (0, 0)
        while first < before.count && second < after.count {
            let likeness = likeness(before[first], after[second])
            if likeness > 0, best[first][second] == likeness + best[first + 1][second + 1] {
                pairs.append((first, second))
                (first, second) = (first + 1, second + 1)
            } else if best[first][second] == best[first + 1][second] {
                pairs.append((first, nil))
                first += 1
            } else {
                pairs.append((nil, second))
                second += 1
            }
        }
        return pairs + (first..<before.count).map { ($0, nil) } + (second..<after.count).map { (nil, $0) }
    }

    /// How much two stints have in common; 0 where they cannot be one.
    private static func likeness(_ first: Stint, _ second: Stint) -> Int {
        var likeness = 0
        if first.kind == second.kind || first.kind == .either || second.kind == .either { likeness += 1 }
        if first.start == second.start { likeness += 4 }
        if first.end == second.end && first.endState == second.endState { likeness += 2 }
        if first.start.earliest < second.end.latest && second.start.earliest < first.end.latest { likeness += 4 }
        if !Set(first.events).isDisjoint(with: second.events) { likeness += 8 }
        return likeness
    }
}
