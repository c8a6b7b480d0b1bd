import Projections
import SQLite

/// The packed time slices of organisations: the table `slices`.
struct StoredSlices: SliceChunkStore {
    let tables: ProjectionTables
    let organization: UInt32
    let pack: Int

    func lendChunks(from name: Int64, _ body: (Int64, RawSpan) throws -> Int64?) throws {
        // Taken for as long as it is read, so that the packs of a question are read by the same one.
        let rows = try tables.statement(
            "SELECT name, rows FROM $.slices WHERE organization = ? AND pack = ? AND name >= ? ORDER BY name")
        try rows.bind(Int64(organization), at: 1)
        try rows.bind(pack, at: 2)
        var wanted = name
        while true {
            try rows.bind(wanted, at: 3)
            while true {
                guard try rows.step() else { return }
                let found = rows.integer(0)
                // The next chunk is mostly the one that is wanted: only where it is not, another search is begun. Of a
                // chunk that is passed over the bytes are not read.
                if found < wanted { break }
                guard let next = try rows.withBlob(1, { try body(found, $0) }) else { return }
                wanted = next
            }
            rows.reset()
        }
    }

    func name(before name: Int64) throws -> Int64? {
        let rows = try tables.statement(
            """
            SELECT name FROM $.slices WHERE organization = ? AND pack = ? AND name < ? ORDER BY name DESC LIMIT 1
            """)
        try rows.bind(Int64(organization), at: 1)
        try rows.bind(pack, at: 2)
        try rows.bind(name, at: 3)
        return try rows.first { $0.integer(0) }
    }

    func put(_ bytes: [UInt8], named name: Int64) throws {
        let update = try tables.statement(
            "UPDATE $.slices SET row_count = ?, rows = ? WHERE organization = ? AND pack = ? AND name = ?")
        try update.bind(SlicePack.rowCount(bytes), at: 1)
        try update.bind(bytes, at: 2)
        try update.bind(Int64(organization), at: 3)
        try update.bind(pack, at: 4)
        try update.bind(name, at: 5)
        try update.run()
        if tables.connection.changes == 0 { try insert(bytes, named: name) }
    }

    /// Keeps a chunk whose name is not there.
    func insert(_ bytes: [UInt8], named name: Int64) throws {
        let insertion = try tables.statement(
            "INSERT INTO $.slices (organization, pack, name, row_count, rows) VALUES (?, ?, ?, ?, ?)")
        try insertion.bind(Int64(organization), at: 1)
        try insertion.bind(pack, at: 2)
        try insertion.bind(name, at: 3)
        try insertion.bind(SlicePack.rowCount(bytes), at: 4)
        try insertion.bind(bytes, at: 5)
        try insertion.run()
    }

    func remove(named name: Int64) throws {
        let deletion = try tables.statement(
            "DELETE FROM $.slices WHERE organization = ? AND pack = ? AND name = ?")
        try deletion.bind(Int64(organization), at: 1)
        try deletion.bind(pack, at: 2)
        try deletion.bind(name, at: 3)
        try deletion.run()
    }

    /// How many rows the pack has.
    func rowCount() throws -> Int {
        try tables.statement("SELECT sum(row_count) FROM $.slices WHERE organization = ? AND pack = ?")
            .bind(Int(organization), pack).first { Int($0.integer(0)) } ?? 0
    }
}

/// Somebody in a seat, as numbers.
struct NumberedKey: Hashable {
    let person: UInt32
    let seat: UInt32
}

/// The rows of an organisation's slices that a batch makes and supersedes.
struct SliceChanges {
    var removed: [SliceRow] = []
    var added: [SliceRow] = []
    var superseded: [SliceRow] = []
}

extension ProjectionTables {
    /// The packs that answer for an organisation, now or as it was known after a batch.
    func slices(
        of organization: UInt32, knownIn batch: Int? = nil
    ) throws -> (held: StoredSlices, superseded: StoredSlices?) {
        func pack(_ number: Int) -> StoredSlices {
            StoredSlices(tables: self, organization: organization, pack: number)
        }
        guard let batch else { return (pack(SliceEpoch.held), nil) }
        let first = try statement(
            "SELECT pack FROM $.slices WHERE organization = ? AND pack >= ? ORDER BY pack LIMIT 1"
        )
        .bind(Int(organization), SliceEpoch.firstPack(from: batch)).first { Int($0.integer(0)) }
        guard let first else { return (pack(SliceEpoch.held), pack(SliceEpoch.superseded)) }
        let end = first / 2
        return (pack(SliceEpoch.held(through: end)), pack(SliceEpoch.superseded(through: end)))
    }

    /// Everybody with every seat that tenures in an organisation are of, now or as they were known after a batch.
    func keys(in organization: UInt32, knownIn batch: Int? = nil) throws -> Set<NumberedKey> {
        let (held, superseded) = try slices(of: organization, knownIn: batch)
        var keys: Set<NumberedKey> = []
        func add(_ row: SliceRow) {
            if let batch, !(Int(row.since) <= batch && batch < Int(row.until)) { return }
            keys.insert(NumberedKey(person: row.person, seat: row.seat))
        }
        try held.forEachRow(add)
        try superseded?.forEachRow(add)
        return keys
    }

    /// The pairs with a tenure of one of some seats in an organisation.
    func pairs(in organization: EntityID, holding seats: Set<Seat>) throws -> [Pair] {
        let wanted = Set(try seats.compactMap(terms.number(of:)))
        guard !wanted.isEmpty, let number = try terms.number(of: organization) else { return [] }
        let people = Set(try keys(in: number).filter { wanted.contains($0.seat) }.map(\.person))
        return try people.map { Pair(person: try terms.id(of: $0), organization: organization) }
    }

    /// Writes what a batch changes of the slices of an organisation.
    func apply(_ changes: SliceChanges, to organization: UInt32, in batch: Int) throws {
        var held = StoredSlices(tables: self, organization: organization, pack: SliceEpoch.held)
        try held.replace(changes.removed, with: changes.added)
        guard !changes.superseded.isEmpty else { return }
        var superseded = StoredSlices(tables: self, organization: organization, pack: SliceEpoch.superseded)
        try superseded.replace([], with: changes.superseded, isSuperseded: true)
        guard SliceEpoch.isOver(superseded: try superseded.rowCount(), held: try held.rowCount()) else { return }
        try statement("UPDATE $.slices SET pack = ? WHERE organization = ? AND pack = ?")
            .bind(SliceEpoch.superseded(through: batch), Int(organization), SliceEpoch.superseded).run()
        try statement(
            """
            INSERT INTO $.slices (organization, pack, name, row_count, rows)
            SELECT organization, ?, name, row_count, rows FROM $.slices WHERE organization = ? AND pack = ?
            """
        )
        .bind(SliceEpoch.held(through: batch), Int(organization), SliceEpoch.held).run()
    }
}
