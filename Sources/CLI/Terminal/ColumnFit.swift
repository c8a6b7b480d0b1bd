/// Shares a line's columns out among the cells that stand on it.
enum ColumnFit {
    /// The widths of columns that together need no more than `available`.
    ///
    /// The widest give way first, all to the same level, none below its minimum; where the minima alone are too much,
    /// they give way in the same manner down to one column each, which is the only case that may still be too wide.
    static func widths(natural: [Int], minimum: [Int], available: Int) -> [Int] {
        if natural.reduce(0, +) <= available { return natural }
        let floors = zip(natural, minimum).map { min($0, max($1, 1)) }
        if floors.reduce(0, +) > available {
            let ones = floors.map { min($0, 1) }
            return leveled(floors, floors: ones, available: available)
        }
        return leveled(natural, floors: floors, available: available)
    }

    /// Cuts everything above the highest level that fits and hands what is left over to the first columns cut.
    private static func leveled(_ widths: [Int], floors: [Int], available: Int) -> [Int] {
        func cut(at level: Int) -> [Int] { zip(widths, floors).map { min($0, max($1, level)) } }
        var low = 0
        var high = max(widths.max() ?? 0, 0)
        while low < high {
            let middle = (low + high + 1) / 2
            if cut(at: middle).reduce(0, +) <= available { low = middle } else { high = middle - 1 }
        }
        var result = cut(at: low)
        var spare = available - result.reduce(0, +)
        for index in result.indices where spare > 0 && result[index] == low && widths[index] > low {
            result[index] += 1
            spare -= 1
        }
        return result
    }
}
