import Projections

/// The packed slices of organisations as rows: made on other threads, while this one writes.
struct SliceRows: Sendable {
    private let pairs: PlainPairs
    /// By the term of an organisation, the rows of its pairs that are not plain.
    private let general: [UInt32: [SliceRow]]

    /// - Parameter general: The rows of the pairs that are not plain, by the term of the organisation.
    init(_ pairs: PlainPairs, general: [UInt32: [SliceRow]]) { (self.pairs, self.general) = (pairs, general) }

    /// The packs of an organisation.
    private typealias Packs = (organization: UInt32, packs: SlicePacks)

    /// Writes the slices organisation by organisation.
    ///
    /// - Parameters:
    ///   - ranges: The organisations, as those who make their slices take them over.
    ///   - advance: Called as one of them is written.
    func write(_ ranges: [Range<Int>], into tables: ProjectionTables, _ advance: () -> Void) throws {
        try WorkAhead.forEach(ranges, { [self] range in Result { try packs(of: range) } }) {
            for (organization, packs) in try $0.get() {
                for chunk in packs.chunks {
                    try StoredSlices(tables: tables, organization: organization, pack: chunk.pack)
                        .insert(chunk.bytes, named: chunk.name)
                }
            }
            advance()
        }
    }

    private func packs(of organizations: Range<Int>) throws -> [Packs] {
        var pairs = pairs
        var (made, rows): ([Packs], [SliceRow]) = ([], [])
        for organization in organizations {
            rows.removeAll(keepingCapacity: true)
            try pairs.forEachPlain(inOrganization: organization) { try Self.add($0, to: &rows) }
            if let others = general[UInt32(organization)] { rows += others }
            if !rows.isEmpty { made.append((UInt32(organization), try SlicePacks(rows))) }
        }
        return made
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
