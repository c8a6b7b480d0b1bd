/// Finds what somebody may have meant to type.
public enum Spelling {
    /// The candidate nearest to a word; nil when none is near.
    ///
    /// Near is at most one slip (a letter too many, too few, wrong, or two swapped) in three letters.
    /// Takes time in the product of the lengths, for each candidate.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(1, word.utf8.count / 3)
        var best: (candidate: String, slips: Int)?
        for candidate in candidates where abs(candidate.utf8.count - word.utf8.count) <= limit {
            let slips = slips(from: Array(word.utf8), to: Array(candidate.utf8))
            if slips <= limit, slips < best?.slips ?? .max { best = (candidate, slips) }
        }
        return best?.candidate
    }

    /// The optimal string alignment distance.
    private static func slips(from word: [UInt8], to other: [UInt8]) -> Int {
        var twoBack: [Int] = []
        var previous = Array(0...other.count)
        for (row, byte) in word.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(other.count + 1)
            for (column, otherByte) in other.enumerated() {
                var cost = min(previous[column + 1], current[column]) + 1
                cost = min(cost, previous[column] + (byte == otherByte ? 0 : 1))
                if row > 0, column > 0, byte == other[column - 1], word[row - 1] == otherByte {
                    cost = min(cost, twoBack[column - 1] + 1)
                }
                current.append(cost)
            }
            twoBack = previous
            previous = current
        }
        return previous[other.count]
    }
}
