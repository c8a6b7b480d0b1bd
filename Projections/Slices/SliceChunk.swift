/// A chunk of the packed index as bytes: a header of 8, then one column after another, each of 32-bit little-endian
/// numbers.
///
/// Header: the format (1), how many columns there are (10, or 11 with `until`), how many first bits of their places the
/// chunk's rows have in common, a zero, the number of rows in four bytes. The columns stand in the order of ``Column``;
/// the rows in the order of their places, those of one place in the order of ``SliceRow``.
struct SliceChunk {
    /// The columns, in their order.
    enum Column: Int {
        case startEarliest, endLatest, startLatest, endEarliest, since, flags, person, seat, title, stint, until
    }

    /// How many rows a chunk has at most, unless their places are one.
    static let mostRows = 256

    private static let format: UInt8 = 1
    private static let headerLength = 8
    private static let valueLength = 4

    /// What the chunk is called: the last place that a row of it can have.
    let name: Int64
    /// How many first bits the places of its rows have in common.
    let depth: Int
    /// How many rows it has.
    let count: Int
    /// Whether its rows say when they were superseded.
    let isSuperseded: Bool

    /// The places of its rows.
    var places: ClosedRange<Int64> { SlicePlace.block(around: name, depth: depth) }

    /// Reads what the chunk begins with, and that its length agrees with it.
    ///
    /// - Throws: ``SliceError/damagedChunk(name:_:)``
    init(named name: Int64, _ bytes: RawSpan) throws(SliceError) {
        guard bytes.byteCount >= Self.headerLength, bytes.number(at: 0) & 0xFF == UInt32(Self.format) else {
            throw .damagedChunk(name: name, .noHeader)
        }
        let header = bytes.number(at: 0)
        let columns = Int(header >> 8 & 0xFF)
        guard columns == Column.until.rawValue || columns == Column.until.rawValue + 1, header >> 24 == 0 else {
            throw .damagedChunk(name: name, .noHeader)
        }
        self.name = name
        depth = Int(header >> 16 & 0xFF)
        count = Int(bytes.number(at: 4))
        isSuperseded = columns > Column.until.rawValue
        let needed = Self.headerLength + Self.valueLength * columns * count
        guard bytes.byteCount == needed else {
            throw .damagedChunk(name: name, .length(bytes.byteCount, needed: needed))
        }
        guard depth <= SlicePlace.bits, places.upperBound == name, count > 0 else {
            throw .damagedChunk(name: name, .extent)
        }
    }

    /// One value.
    func value(_ column: Column, _ row: Int, _ bytes: RawSpan) -> Int32 {
        Int32(bitPattern: number(column, row, bytes))
    }

    private func number(_ column: Column, _ row: Int, _ bytes: RawSpan) -> UInt32 {
        bytes.number(at: Self.offset(column, row, of: count))
    }

    /// Where a value stands. That nothing is read beyond the bytes, whatever the numbers, is for who reads to check.
    @inline(__always)
    private static func offset(_ column: Column, _ row: Int, of count: Int) -> Int {
        headerLength &+ (column.rawValue &* count &+ row) &* valueLength
    }

    /// The values of four rows from one on; where the chunk has fewer, the last one's stands for the others.
    @inline(__always)
    func fourValues(_ column: Column, _ row: Int, _ bytes: RawSpan) -> SIMD4<Int32> {
        if row &+ 4 <= count { return bytes.fourNumbers(at: Self.offset(column, row, of: count)) }
        let last = count &- 1
        return SIMD4(
            value(column, row, bytes), value(column, min(row &+ 1, last), bytes),
            value(column, min(row &+ 2, last), bytes), value(column, last, bytes))
    }

    /// One row.
    ///
    /// - Throws: ``SliceError/damagedChunk(name:_:)`` for flags that no row has.
    @inline(__always)
    func row(_ row: Int, _ bytes: RawSpan) throws(SliceError) -> SliceRow {
        let flags = SliceFlags(rawValue: number(.flags, row, bytes))
        guard flags.isSound else { throw .damagedChunk(name: name, .flags(flags.rawValue)) }
        return SliceRow(
            person: number(.person, row, bytes), seat: number(.seat, row, bytes), title: number(.title, row, bytes),
            start: (value(.startEarliest, row, bytes), value(.startLatest, row, bytes)),
            end: (value(.endEarliest, row, bytes), value(.endLatest, row, bytes)),
            stint: number(.stint, row, bytes), flags: flags, since: value(.since, row, bytes),
            until: isSuperseded ? value(.until, row, bytes) : SliceRow.stillHolds)
    }

    /// Every row, once it is sure that they stand where they belong and in order. O(rows).
    func rows(_ bytes: RawSpan) throws(SliceError) -> [PlacedRow] {
        var rows: [PlacedRow] = []
        rows.reserveCapacity(count + 1)
        for index in 0..<count {
            let row = PlacedRow(try row(index, bytes))
            guard places.contains(row.place), rows.last.map({ $0 < row }) ?? true else {
                throw .damagedChunk(name: name, .order(row: index))
            }
            rows.append(row)
        }
        return rows
    }

    /// The bytes of a chunk of rows that stand in order.
    static func bytes(of rows: ArraySlice<PlacedRow>, depth: Int, isSuperseded: Bool) -> [UInt8] {
        let columns = Column.until.rawValue + (isSuperseded ? 1 : 0)
        let columnLength = valueLength * rows.count
        var bytes = [UInt8](repeating: 0, count: headerLength + columns * columnLength)
        let header = UInt32(format) | UInt32(columns) << 8 | UInt32(truncatingIfNeeded: depth) << 16
        bytes.put(header, at: 0)
        bytes.put(UInt32(truncatingIfNeeded: rows.count), at: 4)
        var offset = headerLength
        for placed in rows {
            let row = placed.row
            func put(_ value: UInt32, _ column: Column) {
                bytes.put(value, at: offset + column.rawValue * columnLength)
            }
            put(UInt32(bitPattern: row.startEarliest), .startEarliest)
            put(UInt32(bitPattern: row.endLatest), .endLatest)
            put(UInt32(bitPattern: row.startLatest), .startLatest)
            put(UInt32(bitPattern: row.endEarliest), .endEarliest)
            put(UInt32(bitPattern: row.since), .since)
            put(row.flags.rawValue, .flags)
            put(row.person, .person)
            put(row.seat, .seat)
            put(row.title, .title)
            put(row.stint, .stint)
            if isSuperseded { put(UInt32(bitPattern: row.until), .until) }
            offset += valueLength
        }
        return bytes
    }
}

/// A row with its place, by which chunks are ordered.
struct PlacedRow: Hashable, Comparable {
    let place: Int64
    let row: SliceRow

    init(_ row: SliceRow) {
        place = row.place
        self.row = row
    }

    static func < (first: PlacedRow, second: PlacedRow) -> Bool {
        first.place != second.place ? first.place < second.place : first.row < second.row
    }
}

extension RawSpan {
    /// The little-endian number that begins at an offset within the bytes.
    fileprivate func number(at offset: Int) -> UInt32 {
        // The load checks that its four bytes lie within the span, and every pattern of 32 bits is a number.
        UInt32(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// The four little-endian numbers that begin at an offset within the bytes.
    @inline(__always)
    fileprivate func fourNumbers(at offset: Int) -> SIMD4<Int32> {
        #if _endian(little)
            // As above, of sixteen bytes.
            unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD4<Int32>.self)
        #else
            SIMD4(
                Int32(bitPattern: number(at: offset)), Int32(bitPattern: number(at: offset + 4)),
                Int32(bitPattern: number(at: offset + 8)), Int32(bitPattern: number(at: offset + 12)))
        #endif
    }
}

extension [UInt8] {
    fileprivate mutating func put(_ number: UInt32, at offset: Int) {
        for byte in 0..<4 { self[offset + byte] = UInt8(truncatingIfNeeded: number >> UInt32(8 * byte)) }
    }
}
