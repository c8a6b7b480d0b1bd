extension SlicePlace {
    /// The places in a class at which rows can stand that hold on any day from one to another.
    static func window(_ lengthClass: Int, _ days: ClosedRange<Int32>) -> ClosedRange<Int64> {
        if lengthClass == beginningless { return window(lengthClass, on: days.lowerBound) }
        return window(lengthClass, on: days.lowerBound).lowerBound...window(lengthClass, on: days.upperBound).upperBound
    }

    /// The first place, from a given one on, at which a row can stand that holds on any of the days; nil beyond them.
    static func next(from place: Int64, _ days: ClosedRange<Int32>) -> Int64? {
        for lengthClass in lengthClass(place)...endless {
            let window = window(lengthClass, days)
            if place <= window.upperBound { return max(place, window.lowerBound) }
        }
        return nil
    }
}

extension SliceChunks {
    /// Every row that was known and can hold at some moment of the days from one to another, and perhaps others.
    ///
    /// Of moments, not of ends of days: a stint that ends on the first day is among them, and one that starts on the last
    /// day and ends on it. So whoever asks about a clock reading finds all stints that it can fall into.
    ///
    /// O(log n + rows looked at), of which there are few times as many as rows that can hold.
    ///
    /// - Parameter batch: The batch after which the ledger is asked; nil for now.
    /// - Throws: ``SliceError/dayOutOfRange(_:)``; what is too far off, only the tenures themselves tell.
    ///   ``SliceError/damagedChunk(name:_:)``, and what the pack throws.
    public func forEachRow(
        during days: ClosedRange<Int>, knownIn batch: Int? = nil, _ body: (SliceRow) throws -> Void
    ) throws {
        // Who was there until the first day held at the end of the day before.
        let ends = (days.lowerBound - 1, days.upperBound)
        for day in [ends.0, ends.1] where !SliceDay.askable.contains(day) { throw SliceError.dayOutOfRange(day) }
        let days = Int32(ends.0)...Int32(ends.1)
        let batch = batch.map { Int32(clamping: $0) }
        guard var place = SlicePlace.next(from: SlicePlace.all.lowerBound, days) else { return }
        try lendChunks(from: place) { name, bytes in
            let chunk = try SliceChunk(named: name, bytes)
            guard name >= place else { throw SliceError.damagedChunk(name: name, .extent) }
            for index in 0..<chunk.count
            where chunk.value(.startEarliest, index, bytes) <= days.upperBound
                && days.lowerBound < chunk.value(.endLatest, index, bytes)
            {
                let row = try chunk.row(index, bytes)
                if let batch, !row.isKnown(in: batch) { continue }
                try body(row)
            }
            guard name < .max, let next = SlicePlace.next(from: name + 1, days) else { return nil }
            place = next
            return next
        }
    }
}
