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

    /// The line, unless nobody can vouch for it yet.
    func vouched(_ line: SliceLine) -> SliceLine {
        guard day > today, line.certainty == .certain else { return line }
        return SliceLine(line.row, .possible, isDisputed: line.isDisputed)
    }
}

extension SliceChunks {
    /// Lends every chunk in which a row can stand that holds on one of two days.
    ///
    /// Reads of each class of lengths only what starts in that length before a day; so a chunk that is lent has about
    /// as many rows that hold as others, but for the first and the last of a class.
    func forEachChunk(on day: Int32, or other: Int32, _ body: (SliceChunk, RawSpan) throws -> Void) throws {
        var next = SlicePlace.next(from: SlicePlace.all.lowerBound, on: day, or: other)
        while let place = next {
            next = nil
            _ = try lendChunk(from: place) { name, bytes in
                let chunk = try SliceChunk(named: name, bytes)
                guard name >= place else { throw SliceError.damagedChunk(name: name, .extent) }
                let first = max(place, chunk.places.lowerBound)
                let wanted = SlicePlace.next(from: first, on: day, or: other)
                if let wanted, wanted <= name { try body(chunk, bytes) }
                next = name == .max ? nil : SlicePlace.next(from: max(name + 1, place), on: day, or: other)
            }
        }
    }
}

extension SliceChunks {
    /// Every row of the pack, in order of place. O(rows).
    ///
    /// - Throws: ``SliceError/damagedChunk(name:_:)``, and what the pack throws.
    public func forEachRow(_ body: (SliceRow) throws -> Void) throws {
        var next: Int64? = SlicePlace.all.lowerBound
        while let place = next {
            next = nil
            _ = try lendChunk(from: place) { name, bytes in
                guard name >= place else { throw SliceError.damagedChunk(name: name, .extent) }
                let chunk = try SliceChunk(named: name, bytes)
                for index in 0..<chunk.count { try body(chunk.row(index, bytes)) }
                next = name == .max ? nil : name + 1
            }
        }
    }
}
