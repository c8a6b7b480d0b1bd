/// Days as disjoint half-open spans, ascending.
extension SeatTenures {
    /// The days up to a last one on which the key is certain. O(s²) in the stints where sightings or intervals add days.
    func certainDays(through last: Int) -> [Range<Int>] {
        let limit = DayRange.day(last, plus: 1)
        if seenDays.isEmpty && intervals.isEmpty { return stints.compactMap { $0.certainDays(before: limit) }.united }
        var points: Set<Int> = []
        for stint in stints {
            points.formUnion([stint.start.earliest, stint.start.latest, stint.end.earliest, stint.end.latest])
        }
        for day in seenDays { points.formUnion([day, day + 1]) }
        for interval in intervals { points.formUnion([interval.start.latest, interval.end.earliest]) }
        let ordered = points.filter { $0 < limit }.sorted()
        let pieces = zip(ordered, ordered.dropFirst() + [limit])
            .filter { holding(on: $0.0)?.certainty == .certain }
        return pieces.map { $0.0..<$0.1 }.united
    }

    /// The days on which the key can hold. O(s log s) in the stints.
    var possibleDays: [Range<Int>] {
        stints.filter { $0.start.earliest < $0.end.latest }.map { $0.start.earliest..<$0.end.latest }.united
    }
}

extension Stint {
    /// The days before a limit on which the stint's dates alone make it certain; nil where there are none.
    func certainDays(before limit: Int) -> Range<Int>? {
        let (first, end) = (start.latest, min(self.end.earliest, limit))
        return first < end ? first..<end : nil
    }
}

extension [Range<Int>] {
    /// The same days as disjoint spans that do not touch, ascending. O(n log n).
    var united: [Range<Int>] {
        var result: [Range<Int>] = []
        for span in filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, span.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<Swift.max(last.upperBound, span.upperBound)
            } else {
                result.append(span)
            }
        }
        return result
    }

    /// The days in both, each being disjoint and ascending. O(n + m).
    func shared(with other: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var (left, right) = (startIndex, other.startIndex)
        while left < endIndex && right < other.endIndex {
            let common = self[left].clamped(to: other[right])
            if !common.isEmpty { result.append(common) }
            if self[left].upperBound < other[right].upperBound { left += 1 } else { right += 1 }
        }
        return result
    }

    /// The days of a span that are not among these, which are disjoint and ascending. O(n).
    func missing(from span: Range<Int>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var next = span.lowerBound
        for present in self where present.upperBound > span.lowerBound && present.lowerBound < span.upperBound {
            if next < present.lowerBound { result.append(next..<present.lowerBound) }
            next = Swift.max(next, present.upperBound)
        }
        if next < span.upperBound { result.append(next..<span.upperBound) }
        return result
    }
}
