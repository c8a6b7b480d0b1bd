import Projections
import SQLite

extension ProjectionTables {
    /// Everybody with every seat in an organisation that can be held at some moment of the days from one to another.
    ///
    /// - Throws: ``SliceError/dayOutOfRange(_:)`` where only the tenures themselves tell.
    func keys(
        in organization: UInt32, during days: ClosedRange<Int>, knownIn batch: Int?
    ) throws -> Set<NumberedKey> {
        let (held, superseded) = try slices(of: organization, knownIn: batch)
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

    /// Gives every row of an organisation that was known.
    func forEachSliceRow(of organization: EntityID, knownIn batch: Int?, _ body: (SliceRow) -> Void) throws {
        guard let organization = try terms.number(of: organization) else { return }
        let (held, superseded) = try slices(of: organization, knownIn: batch)
        for pack in [held, superseded] {
            try pack?.forEachRow { row in
                if let batch, !(Int(row.since) <= batch && batch < Int(row.until)) { return }
                body(row)
            }
        }
    }

    /// The line of the packed index with what its numbers stand for.
    ///
    /// - Parameter batch: The batch after which it was read; nil for now.
    func chartLine(
        _ line: SliceLine, in organization: EntityID, knownIn batch: Int?
    ) throws -> ChartLine {
        let row = line.row
        let chartLine = ChartLine(
            line, person: try terms.id(of: row.person),
            titledSeat: try terms.titledSeat(seat: row.seat, title: row.title))
        return row.isFar ? try near(chartLine, line, in: organization, knownIn: batch) : chartLine
    }

    /// Adds lines of the packed index with what their numbers stand for.
    func add(
        _ lines: [SliceLine], in organization: EntityID, knownIn batch: Int?, to chartLines: inout [ChartLine]
    ) throws {
        chartLines.reserveCapacity(chartLines.count + lines.count)
        var rest = lines[...]
        while !rest.isEmpty {
            let count = chartLines.count
            terms.kept.add(rest, to: &chartLines)
            rest = rest.dropFirst(chartLines.count - count)
            // The first time not all has been read, and some bounds have to be looked up.
            guard let line = rest.popFirst() else { return }
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
    /// How many lines are looked up together.
    private static let linesTogether = 64

    /// Adds lines up to the first of which something has not been read.
    ///
    /// People stand anywhere in memory. Looked at one after the other before any is taken, they are fetched together;
    /// counting references in between would wait for each.
    fileprivate func add(_ lines: ArraySlice<SliceLine>, to chartLines: inout [ChartLine]) {
        var rest = lines
        while !rest.isEmpty {
            let block = rest.prefix(Self.linesTogether)
            rest = rest.dropFirst(Self.linesTogether)
            guard block.allSatisfy({ ids.has($0.row.person) }) else { return }
            for line in block {
                let row = line.row
                guard let person = ids[row.person], let titledSeat = titledSeats[row.seat, row.title], !row.isFar
                else { return }
                chartLines.append(ChartLine(line, person: person, titledSeat: titledSeat))
            }
        }
    }
}

extension SliceRow {
    /// Whether a bound of the row may be one that 32 bits do not hold.
    fileprivate var isFar: Bool {
        SliceDay.isFar(startEarliest) || SliceDay.isFar(startLatest) || SliceDay.isFar(endEarliest)
            || SliceDay.isFar(endLatest)
    }
}
