import Projections

/// All packs of an organisation's slices, made from all its rows at once.
struct SlicePacks: Sendable {
    /// A chunk as the table `slices` has it.
    struct Chunk: Sendable {
        let pack: Int
        let name: Int64
        let bytes: [UInt8]
    }

    /// In the order of the table's key, but for the packs of epochs that are over: those stand behind the others.
    private(set) var chunks: [Chunk] = []

    /// Makes them of the rows that hold and those that were superseded. O(n log n) for each epoch.
    ///
    /// - Throws: ``SliceError/doubledRow(person:seat:)``
    init(_ rows: [SliceRow]) throws {
        try add(rows.filter { $0.until == SliceRow.stillHolds }, SliceEpoch.held, isSuperseded: false)
        let superseded = rows.filter { $0.until != SliceRow.stillHolds }
        guard !superseded.isEmpty else { return }
        var first = 0
        for end in SliceEpoch.ends(rows) {
            try add(
                superseded.filter { first < Int($0.until) && Int($0.until) <= end },
                SliceEpoch.superseded(through: end), isSuperseded: true)
            try add(
                rows.filter { Int($0.since) <= end && end < Int($0.until) }.map(\.asHeld),
                SliceEpoch.held(through: end), isSuperseded: false)
            first = end
        }
        try add(superseded.filter { first < Int($0.until) }, SliceEpoch.superseded, isSuperseded: true)
    }

    private mutating func add(_ rows: [SliceRow], _ pack: Int, isSuperseded: Bool) throws {
        try SlicePack.build(rows, isSuperseded: isSuperseded) {
            chunks.append(Chunk(pack: pack, name: $0, bytes: $1))
        }
    }
}

extension SliceRow {
    /// The row as it was before it was superseded.
    fileprivate var asHeld: SliceRow {
        var row = self
        row.until = SliceRow.stillHolds
        return row
    }
}
