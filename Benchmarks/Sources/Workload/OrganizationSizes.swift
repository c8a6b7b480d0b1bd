/// Which tenures are in which organisation: a run of tenures each, the largest first but for `org-even`.
package struct OrganizationSizes: Sendable {
    /// The first tenure of each organisation, and behind them how many tenures there are.
    let starts: [Int32]

    /// Sizes by the law of Zipf and Mandelbrot, 1 / (rank + shift), shifted so that the largest has the share asked for.
    ///
    /// Only sums and quotients: they come out the same on every machine.
    init(_ counts: Counts) {
        let ranked = counts.organizations - 1
        let shared = counts.tenures - counts.even
        let share = 0.05 * Double(counts.tenures) / Double(shared)
        func total(_ shift: Double) -> Double { (1...ranked).reduce(0) { $0 + 1 / (Double($1) + shift) } }
        var (low, high) = (0.0, 1e6)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if 1 / (1 + middle) / total(middle) > share { low = middle } else { high = middle }
        }
        let whole = total(high)
        var sum = 0.0
        var starts: [Int32] = [0, Int32(counts.even)]
        starts.reserveCapacity(ranked + 2)
        for rank in 1...ranked {
            sum += 1 / (Double(rank) + high)
            let end = rank == ranked ? shared : Int(Double(shared) * sum / whole)
            starts.append(Int32(counts.even + end))
        }
        self.starts = starts
    }

    var count: Int { starts.count - 1 }

    package func tenures(of organization: Int) -> Range<Int> {
        Int(starts[organization])..<Int(starts[organization + 1])
    }

    /// The organisation that a tenure is in. O(log organisations).
    func organization(of tenure: Int) -> Int {
        var (low, high) = (0, starts.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= tenure { low = middle } else { high = middle }
        }
        return low
    }
}
