/// Makes the chunks of a pack from all its rows at once.
enum SliceBuilding {
    /// A chunk that is to be kept.
    struct Chunk: Hashable {
        let name: Int64
        let bytes: [UInt8]
    }

    /// The chunks of a block of places, in order of their names.
    ///
    /// - Parameters:
    ///   - rows: All rows in the block, in order.
    ///   - place: A place in the block.
    ///   - depth: How many first bits the places of the block have in common.
    static func chunks(
        of rows: ArraySlice<PlacedRow>, around place: Int64 = 0, depth: Int = 0, isSuperseded: Bool, mostRows: Int,
        _ body: (Chunk) throws -> Void
    ) rethrows {
        if rows.isEmpty { return }
        let block = SlicePlace.block(around: place, depth: depth)
        if rows.count <= mostRows || depth == SlicePlace.bits {
            let bytes = SliceChunk.bytes(of: rows, depth: depth, isSuperseded: isSuperseded)
            return try body(Chunk(name: block.upperBound, bytes: bytes))
        }
        let lower = SlicePlace.block(around: block.lowerBound, depth: depth + 1)
        let middle = rows.partitioningIndex { $0.place > lower.upperBound }
        try chunks(
            of: rows[..<middle], around: lower.lowerBound, depth: depth + 1, isSuperseded: isSuperseded,
            mostRows: mostRows, body)
        try chunks(
            of: rows[middle...], around: block.upperBound, depth: depth + 1, isSuperseded: isSuperseded,
            mostRows: mostRows, body)
    }
}

extension ArraySlice {
    /// The first index from which on all elements belong to the second part. O(log n).
    fileprivate func partitioningIndex(_ belongsToSecond: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// The chunks of a pack, made from all its rows at once.
public enum SlicePack {
    /// How many rows the bytes of a chunk say that it has; 0 where they are too few to be one.
    public static func rowCount(_ bytes: [UInt8]) -> Int {
        guard bytes.count >= 8 else { return 0 }
        return (4..<8).reduce(0) { $0 | Int(bytes[$1]) << (($1 - 4) * 8) }
    }

    /// Makes the chunks of a set of rows and hands them over in order of their names. O(n log n).
    ///
    /// - Parameter isSuperseded: Whether the rows say when they were superseded.
    /// - Throws: ``SliceError/doubledRow(person:seat:)``
    public static func build(
        _ rows: [SliceRow], isSuperseded: Bool = false, _ put: (_ name: Int64, [UInt8]) throws -> Void
    ) throws {
        try build(rows, isSuperseded: isSuperseded, mostRows: SliceChunk.mostRows, put)
    }

    static func build(
        _ rows: [SliceRow], isSuperseded: Bool, mostRows: Int,
        _ put: (_ name: Int64, [UInt8]) throws -> Void
    ) throws {
        let sorted = rows.map(PlacedRow.init).sorted(by: <)
        for (first, second) in zip(sorted, sorted.dropFirst()) where first == second {
            throw SliceError.doubledRow(person: first.row.person, seat: first.row.seat)
        }
        try SliceBuilding.chunks(of: sorted[...], isSuperseded: isSuperseded, mostRows: mostRows) {
            try put($0.name, $0.bytes)
        }
    }
}
