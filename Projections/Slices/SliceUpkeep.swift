extension SliceChunkStore {
    /// Takes rows out of a pack and adds others, so that its chunks are what building them at once gives.
    ///
    /// Rewrites a chunk for each block of places that the rows fall into, so that the rows of a batch are best given
    /// together. Besides reads the chunk next to one that lost rows, to see whether the two are to become one.
    ///
    /// - Parameter isSuperseded: Whether the pack's rows say when they were superseded.
    /// - Throws: ``SliceError/missingRow(person:seat:)``, ``SliceError/doubledRow(person:seat:)``,
    ///   ``SliceError/damagedChunk(name:_:)``, and what the store throws. Chunks may then have been changed.
    public mutating func replace(
        _ removed: [SliceRow], with added: [SliceRow], isSuperseded: Bool = false
    ) throws {
        try replace(removed, with: added, isSuperseded: isSuperseded, mostRows: SliceChunk.mostRows)
    }

    mutating func replace(
        _ removed: [SliceRow], with added: [SliceRow], isSuperseded: Bool, mostRows: Int
    ) throws {
        let (kept, new) = (Set(removed).intersection(added), Set(added))
        let changes =
            (removed.filter { !kept.contains($0) }.map { SliceChange(PlacedRow($0), isRemoval: true) }
            + new.subtracting(kept).map { SliceChange(PlacedRow($0), isRemoval: false) })
            .sorted { $0.row < $1.row }
        var rest = changes[...]
        while let first = rest.first {
            var block = try block(at: first.row.place)
            let last = block.places.upperBound
            let inBlock = rest.prefix { $0.row.place <= last }
            rest = rest.dropFirst(inBlock.count)
            let before = block.rows.count
            try block.apply(inBlock)
            if block.rows.count > mostRows && block.depth < SlicePlace.bits {
                try split(block, isSuperseded, mostRows)
            } else {
                if block.rows.count < before { try takeIn(around: &block, mostRows) }
                try keep(block, isSuperseded)
            }
        }
    }

    /// The chunk that has, or would have, the rows of a place.
    private func block(at place: Int64) throws -> SliceBlock {
        var found: SliceBlock?
        var next: Int64?
        try lendChunk(from: place) { name, bytes in
            let chunk = try SliceChunk(named: name, bytes)
            next = chunk.places.lowerBound
            if chunk.places.contains(place) { found = SliceBlock(chunk.name, chunk.depth, try chunk.rows(bytes)) }
        }
        if let found { return found }
        // The largest block without a row: its other half has rows, or nothing has.
        let neighbours = [try name(before: place), next].compactMap(\.self)
        let common = neighbours.map { SlicePlace.commonDepth($0, place) }.max()
        let depth = common.map { min($0 + 1, SlicePlace.bits) } ?? 0
        return SliceBlock(SlicePlace.block(around: place, depth: depth).upperBound, depth, [])
    }

    private mutating func split(_ block: SliceBlock, _ isSuperseded: Bool, _ mostRows: Int) throws {
        var isNamed = false
        try SliceBuilding.chunks(
            of: block.rows[...], around: block.name, depth: block.depth, isSuperseded: isSuperseded, mostRows: mostRows
        ) { chunk in
            try put(chunk.bytes, named: chunk.name)
            if chunk.name == block.name { isNamed = true }
        }
        if !isNamed && block.isKept { try remove(named: block.name) }
    }

    private mutating func keep(_ block: SliceBlock, _ isSuperseded: Bool) throws {
        if block.rows.isEmpty {
            if block.isKept { try remove(named: block.name) }
        } else {
            let bytes = SliceChunk.bytes(of: block.rows[...], depth: block.depth, isSuperseded: isSuperseded)
            try put(bytes, named: block.name)
        }
    }

    /// Makes one of a block and those beside it for as long as they are few enough rows together.
    private mutating func takeIn(around block: inout SliceBlock, _ mostRows: Int) throws {
        while block.depth > 0 && block.rows.count <= mostRows {
            let whole = SlicePlace.block(around: block.name, depth: block.depth - 1)
            let isLower = block.name < whole.upperBound
            let other = SlicePlace.block(around: isLower ? whole.upperBound : whole.lowerBound, depth: block.depth)
            var rows: [PlacedRow]? = []
            try lendChunk(from: other.lowerBound) { name, bytes in
                guard name <= other.upperBound else { return }
                let chunk = try SliceChunk(named: name, bytes)
                let isFit = chunk.depth == block.depth && chunk.count + block.rows.count <= mostRows
                rows = isFit ? try chunk.rows(bytes) : nil
            }
            guard let rows else { return }
            let isNameTaken = isLower ? !rows.isEmpty : block.isKept
            if isLower && block.isKept { try remove(named: block.name) }
            if !isLower && !rows.isEmpty { try remove(named: other.upperBound) }
            block = SliceBlock(
                whole.upperBound, block.depth - 1, isLower ? block.rows + rows : rows + block.rows,
                isKept: isNameTaken)
        }
    }
}

/// A row that comes or goes.
private struct SliceChange {
    let row: PlacedRow
    let isRemoval: Bool

    init(_ row: PlacedRow, isRemoval: Bool) { (self.row, self.isRemoval) = (row, isRemoval) }
}

/// A chunk while it is changed.
private struct SliceBlock {
    let name: Int64
    let depth: Int
    var rows: [PlacedRow]
    /// Whether the store has a chunk of its name.
    let isKept: Bool

    init(_ name: Int64, _ depth: Int, _ rows: [PlacedRow], isKept: Bool? = nil) {
        self.name = name
        self.depth = depth
        self.rows = rows
        self.isKept = isKept ?? !rows.isEmpty
    }

    var places: ClosedRange<Int64> { SlicePlace.block(around: name, depth: depth) }

    /// Takes changes in that stand in order.
    mutating func apply(_ changes: ArraySlice<SliceChange>) throws(SliceError) {
        var (old, merged) = (rows[...], [PlacedRow]())
        merged.reserveCapacity(rows.count + changes.count)
        for change in changes {
            let before = old.prefix { $0 < change.row }
            merged += before
            old = old.dropFirst(before.count)
            let isThere = old.first == change.row
            let (person, seat) = (change.row.row.person, change.row.row.seat)
            if change.isRemoval {
                guard isThere else { throw .missingRow(person: person, seat: seat) }
                old = old.dropFirst()
            } else {
                guard !isThere else { throw .doubledRow(person: person, seat: seat) }
                merged.append(change.row)
            }
        }
        rows = merged + old
    }
}
