import Chronology

/// What a packed index is asked for: a day, what can be vouched for, and what was known.
public struct SliceQuestion: Hashable, Sendable {
    let day: Int32
    let today: Int32
    let batch: Int32?

    /// Asks for the end of a day.
    ///
    /// - Parameters:
    ///   - today: After it, nothing is more than possible.
    ///   - batch: The batch after which the ledger is asked; nil for now.
    /// - Throws: ``SliceError/dayOutOfRange(_:)``; what is too far off, only the tenures themselves tell.
    public init(_ day: CivilDay, today: CivilDay, knownIn batch: Int? = nil) throws(SliceError) {
        guard SliceDay.askable.contains(day.number) else { throw .dayOutOfRange(day.number) }
        self.day = Int32(day.number)
        self.today = Int32(clamping: today.number)
        // A batch beyond all that rows can name knows what the last of them does.
        self.batch = batch.map { min(Int32(clamping: $0), SliceRow.stillHolds - 1) }
    }

    /// Whether the day is one of which anything can be certain.
    var isVouchedFor: Bool { day <= today }

    /// The line, unless nobody can vouch for it yet.
    func vouched(_ line: SliceLine) -> SliceLine {
        SliceLine(line.row, vouched(line.certainty), isDisputed: line.isDisputed)
    }

    /// The certainty, unless nobody can vouch for it yet.
    @inline(__always)
    func vouched(_ certainty: Certainty) -> Certainty {
        certainty == .certain && !isVouchedFor ? .possible : certainty
    }
}

extension SliceChunks {
    /// Lends every chunk in which a row can stand that holds on one of two days.
    ///
    /// Reads of each class of lengths only what starts in that length before a day; so a chunk that is lent has about
    /// as many rows that hold as others, but for the first and the last of a class.
    func forEachChunk(on day: Int32, or other: Int32, _ body: (SliceChunk, RawSpan) throws -> Void) throws {
        guard var place = SlicePlace.next(from: SlicePlace.all.lowerBound, on: day, or: other) else { return }
        try lendChunks(from: place) { name, bytes in
            let chunk = try SliceChunk(named: name, bytes)
            guard name >= place else { throw SliceError.damagedChunk(name: name, .extent) }
            let first = max(place, chunk.places.lowerBound)
            let wanted = SlicePlace.next(from: first, on: day, or: other)
            if let wanted, wanted <= name { try body(chunk, bytes) }
            guard name < .max, let next = SlicePlace.next(from: name + 1, on: day, or: other) else { return nil }
            place = next
            return next
        }
    }
}

extension SliceChunks {
    /// Every row of the pack, in order of place. O(rows).
    ///
    /// - Throws: ``SliceError/damagedChunk(name:_:)``, and what the pack throws.
    public func forEachRow(_ body: (SliceRow) throws -> Void) throws {
        var place = SlicePlace.all.lowerBound
        try lendChunks(from: place) { name, bytes in
            guard name >= place else { throw SliceError.damagedChunk(name: name, .extent) }
            let chunk = try SliceChunk(named: name, bytes)
            for index in 0..<chunk.count { try body(chunk.row(index, bytes)) }
            guard name < .max else { return nil }
            place = name + 1
            return place
        }
    }
}
