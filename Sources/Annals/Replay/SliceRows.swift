import Projections

/// The rows of all organisations' slices, until all of them are there.
struct SliceRows {
    private var rows: [(organization: UInt32, row: SliceRow)] = []
    private var ofKey: [SliceRow] = []
    private let termCount: Int

    init(_ termCount: Int) { self.termCount = termCount }

    /// Adds rows of an organisation.
    mutating func add(_ added: [SliceRow], of organization: UInt32) {
        for row in added { rows.append((organization, row)) }
    }

    /// Adds the rows of a pair's tenures.
    mutating func add(_ history: PlainHistory) throws {
        var rest = history.versions[...]
        while let first = rest.first {
            let ofKey = rest.prefix { $0.row.seat == first.row.seat && $0.since == first.since }
            rest = rest.dropFirst(ofKey.count)
            self.ofKey.removeAll(keepingCapacity: true)
            try SliceRow.append(ofKey, to: &self.ofKey)
            for row in self.ofKey { rows.append((first.row.organization, row)) }
        }
    }

    /// Writes the slices organisation by organisation.
    mutating func write(into tables: ProjectionTables) throws {
        rows.sort { $0.organization < $1.organization }
        var rest = rows[...]
        while let first = rest.first {
            let own = rest.prefix { $0.organization == first.organization }
            rest = rest.dropFirst(own.count)
            try tables.insertSlices(of: first.organization, own.map(\.row))
        }
    }
}
