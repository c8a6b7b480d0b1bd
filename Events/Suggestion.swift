/// The names nearest to one that is unknown.
///
/// Nearness is the number of letters added, left out, exchanged or swapped with their neighbour (Damerau–Levenshtein
/// distance in its restricted form: no letter is edited twice), case aside. A name that begins with what was typed,
/// or one word of which is it, counts as near however long the rest is.
public enum Suggestion {
    /// Up to `limit` candidates, nearest first, those equally near in the order given; none twice.
    ///
    /// Candidates further off than a third of the typed letters are left out. O(n · m) for each candidate of like
    /// length, O(n) for others.
    public static func nearest(to typed: String, in candidates: some Sequence<String>, limit: Int = 3) -> [String] {
        let wanted = typed.lowercased()
        guard !wanted.isEmpty && limit > 0 else { return [] }
        let score = scorer(for: wanted)
        var best: [(name: String, score: Int)] = []
        for candidate in candidates {
            guard let score = score(candidate.lowercased()),
                best.count < limit || score < best[limit - 1].score,
                !best.contains(where: { $0.name == candidate })
            else { continue }
            let place = best.firstIndex { $0.score > score } ?? best.count
            best.insert((candidate, score), at: place)
            if best.count > limit { best.removeLast() }
        }
        return best.map(\.name)
    }

    /// Scores names in small letters: by bytes where both are ASCII, which is quick, else by grapheme clusters.
    private static func scorer(for wanted: String) -> (String) -> Int? {
        let letters = Array(wanted)
        let bytes = Array(wanted.utf8)
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        return { candidate in
            if isASCII && candidate.utf8.allSatisfy({ $0 < 0x80 }) {
                return score(of: Array(candidate.utf8), for: bytes) { byte in
                    !(0x61...0x7A).contains(byte) && !(0x30...0x39).contains(byte)
                }
            }
            return score(of: Array(candidate), for: letters) { !$0.isLetter && !$0.isNumber }
        }
    }

    /// How far a candidate is off, smaller is nearer; nil where it is no suggestion at all.
    ///
    /// An edit counts 4, so that the beginning can decide between equal distances: a shared prefix takes off up to 3.
    private static func score<Letter: Equatable>(
        of candidate: [Letter], for wanted: [Letter], isBetweenWords: (Letter) -> Bool
    ) -> Int? {
        let bound = max(1, wanted.count / 3)
        var scores: [Int] = []
        if let edits = distance(wanted, candidate, bound: bound) {
            let shared = zip(wanted, candidate).prefix { $0 == $1 }.count
            scores.append(max(0, edits * 4 - min(shared, 3)))
        }
        if wanted.count >= 2 && candidate.starts(with: wanted) { scores.append(2) }
        if wanted.count >= 3 {
            let words = candidate.split(whereSeparator: isBetweenWords)
            for word in words where words.count > 1 {
                if let edits = distance(wanted, Array(word), bound: bound) { scores.append(edits * 4 + 2) }
            }
        }
        return scores.min()
    }

    /// The distance between two words where it is no more than the bound.
    static func distance<Letter: Equatable>(_ left: [Letter], _ right: [Letter], bound: Int) -> Int? {
        guard abs(left.count - right.count) <= bound else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let exchanged = last[column] + (left[row] == right[column] ? 0 : 1)
                var edits = min(exchanged, last[column + 1] + 1, current[column] + 1)
                if row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column] {
                    edits = min(edits, beforeLast[column - 1] + 1)
                }
                current.append(edits)
            }
            // A swap looks back two rows, so one row alone above the bound decides nothing.
            if let least = current.min(), let leastBefore = last.min(), min(least, leastBefore) > bound { return nil }
            beforeLast = last
            last = current
        }
        return last[right.count] <= bound ? last[right.count] : nil
    }
}
