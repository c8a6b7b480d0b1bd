import Projections
import SQLite

/// The packs of an organisation's slices that answer a question, read by one statement.
struct ReadSlices: SliceChunks {
    private let rows: Statement

    /// - Parameter rows: Gives the first chunk from a name on; has the organisation and the pack bound.
    fileprivate init(_ rows: Statement) { self.rows = rows }

    func lendChunk(from name: Int64, _ body: (Int64, RawSpan) throws -> Void) throws -> Bool {
        try rows.bind(name, at: 3)
        return try rows.first { row in try row.withBlob(1) { try body(row.integer(0), $0) } } != nil
    }
}

extension ProjectionTables {
    /// The packs that answer for an organisation, to be read one after the other.
    ///
    /// - Parameter batch: The batch after which the ledger is asked; nil for now.
    func readSlices(
        of organization: UInt32, knownIn batch: Int?
    ) throws -> (held: ReadSlices, superseded: ReadSlices?) {
        func read(_ pack: Int) throws -> ReadSlices {
            let rows = try statement(
                """
                SELECT name, rows FROM $.slices WHERE organization = ? AND pack = ? AND name >= ? ORDER BY name LIMIT 1
                """)
            try rows.bind(Int64(organization), at: 1)
            try rows.bind(pack, at: 2)
            return ReadSlices(rows)
        }
        let packs = try slices(of: organization, knownIn: batch)
        return (try read(packs.held.pack), try packs.superseded.map { try read($0.pack) })
    }

    /// Everybody with every seat in an organisation that can be held at some moment of the days from one to another.
    ///
    /// - Throws: ``SliceError/dayOutOfRange(_:)`` where only the tenures themselves tell.
    func keys(
        in organization: UInt32, during days: ClosedRange<Int>, knownIn batch: Int?
    ) throws -> Set<NumberedKey> {
        let (held, superseded) = try readSlices(of: organization, knownIn: batch)
        var keys: Set<NumberedKey> = []
        func add(_ row: SliceRow) { keys.insert(NumberedKey(person: row.person, seat: row.seat)) }
        try held.forEachRow(during: days, knownIn: batch, add)
        try superseded?.forEachRow(during: days, knownIn: batch, add)
        return keys
    }

    /// The numbers of those who are nobody in particular.
    func reservedPeople() throws -> Headcount.ReservedPeople {
        Headcount.ReservedPeople(nobody: try terms.number(of: .nobody), unnamed: try terms.number(of: .unnamed))
    }

    /// Every row of an organisation that was known.
    func sliceRows(of organization: EntityID, knownIn batch: Int?) throws -> [SliceRow] {
        guard let organization = try terms.number(of: organization) else { return [] }
        let (held, superseded) = try readSlices(of: organization, knownIn: batch)
        var rows: [SliceRow] = []
        if batch == nil { rows.reserveCapacity(try slices(of: organization).held.rowCount()) }
        func add(_ row: SliceRow) {
            if let batch, !(Int(row.since) <= batch && batch < Int(row.until)) { return }
            rows.append(row)
        }
        try held.forEachRow(add)
        try superseded?.forEachRow(add)
        return rows
    }

    /// The line of the packed index with what its numbers stand for.
    ///
    /// - Parameter batch: The batch after which it was read; nil for now.
    func chartLine(
        _ line: SliceLine, in organization: EntityID, knownIn batch: Int?
    ) throws -> ChartLine {
        let row = line.row
        let chartLine = ChartLine(
            line, person: try terms.id(of: row.person), seat: try terms.seat(of: row.seat),
            title: try terms.optionalText(of: row.title))
        return row.isFar ? try near(chartLine, line, in: organization, knownIn: batch) : chartLine
    }

    /// Adds lines of the packed index with what their numbers stand for.
    func add(
        _ lines: [SliceLine], in organization: EntityID, knownIn batch: Int?, to chartLines: inout [ChartLine]
    ) throws {
        chartLines.reserveCapacity(chartLines.count + lines.count)
        // People stand anywhere in memory. Looked at one after the other before any is taken, they are fetched together;
        // counting references in between would wait for each.
        let count = chartLines.count
        terms.kept.add(lines, to: &chartLines)
        // The first time not all has been read, and some bounds have to be looked up.
        for line in lines.dropFirst(chartLines.count - count) {
            chartLines.append(try chartLine(line, in: organization, knownIn: batch))
        }
    }

    /// The line with the bounds of its stint, which 32 bits do not hold.
    private func near(
        _ line: ChartLine, _ slice: SliceLine, in organization: EntityID, knownIn batch: Int?
    ) throws -> ChartLine {
        let scope = TenureScope.pair(Pair(person: line.person, organization: organization))
        let key = try tenures(scope, knownIn: batch).first { $0.key.seat == line.seat }
        return key.map { ChartLine($0, slice.holding) } ?? line
    }
}

extension KeptTerms {
    /// Adds lines up to the first of which something has not been read.
    fileprivate func add(_ lines: [SliceLine], to chartLines: inout [ChartLine]) {
        let known = lines.prefix { ids.has($0.row.person) }
        for line in known {
            guard let chartLine = chartLine(line) else { return }
            chartLines.append(chartLine)
        }
    }

    /// The line, where all that its numbers stand for has been read and 32 bits hold its bounds.
    private func chartLine(_ line: SliceLine) -> ChartLine? {
        let row = line.row
        guard let person = ids[row.person], let seat = seats[row.seat], !row.isFar else { return nil }
        if row.title == 0 { return ChartLine(line, person: person, seat: seat, title: nil) }
        guard let title = texts[row.title] else { return nil }
        return ChartLine(line, person: person, seat: seat, title: title)
    }
}

extension SliceRow {
    /// Whether a bound of the row may be one that 32 bits do not hold.
    fileprivate var isFar: Bool {
        SliceDay.isFar(startEarliest) || SliceDay.isFar(startLatest) || SliceDay.isFar(endEarliest)
            || SliceDay.isFar(endLatest)
    }
}
