import Projections
import SQLite

/// The packed slices of organisations as rows: made on other threads, while this one writes.
struct SliceRows: Sendable {
    private let pairs: PlainPairs
    /// By the term of an organisation, the rows of its pairs that are not plain.
    private let general: [UInt32: [SliceRow]]

    /// - Parameter general: The rows of the pairs that are not plain, by the term of the organisation.
    init(_ pairs: PlainPairs, general: [UInt32: [SliceRow]]) { (self.pairs, self.general) = (pairs, general) }

    /// Writes the slices organisation by organisation.
    ///
    /// - Parameters:
    ///   - ranges: The organisations, as those who make their slices take them over.
    ///   - meanwhile: Called once others have begun to make them.
    ///   - advance: Called as one of them is written.
    func write(
        _ ranges: [Range<Int>], into tables: ProjectionTables, meanwhile: () throws -> Void, _ advance: () -> Void
    ) throws {
        var rest = ranges.makeIterator()
        var work = WorkAhead(most: Self.mostAhead) { [self] (range: Range<Int>) in Result { try packs(of: range) } }
        work.begin { rest.next() }
        try meanwhile()
        while let packs = work.next({ rest.next() }) {
            try tables.insert(try packs.get(), into: "slices", "organization, pack, name, row_count, rows")
            advance()
        }
    }

    /// How many ranges are made ahead: some 30 megabytes at most.
    private static let mostAhead = 48

    private func packs(of organizations: Range<Int>) throws -> RowBlock {
        var pairs = pairs
        var block = RowBlock(columns: 5)
        var rows: [SliceRow] = []
        for organization in organizations {
            rows.removeAll(keepingCapacity: true)
            try pairs.forEachPlain(inOrganization: organization) { try Self.add($0, to: &rows) }
            if let others = general[UInt32(organization)] { rows += others }
            guard !rows.isEmpty else { continue }
            for chunk in try SlicePacks(rows).chunks {
                block.add(Int64(organization))
                block.add(Int64(chunk.pack))
                block.add(chunk.name)
                block.add(Int64(SlicePack.rowCount(chunk.bytes)))
                block.add(chunk.bytes)
            }
        }
        return block
    }

    /// Adds the rows of a pair's tenures, key by key.
    private static func add(_ history: PlainHistory, to rows: inout [SliceRow]) throws {
        let versions = history.versions
        var start = 0
        while start < versions.count {
            var end = start + 1
            while end < versions.count, versions[end].row.seat == versions[start].row.seat,
                versions[end].since == versions[start].since
            {
                end += 1
            }
            try SliceRow.append(versions[start..<end], to: &rows)
            start = end
        }
    }
}
