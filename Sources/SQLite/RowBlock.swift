internal import CSQLite

/// Rows put together in memory, on any thread, which one statement then inserts:
/// ``Connection/insert(_:into:passingOverDoubles:)``.
///
/// Values are added row by row, each row column by column. What they are, numbers, and the bytes of texts and blobs stand
/// in three arrays, so that a row takes no allocation of its own.
public struct RowBlock: Sendable {
    /// How many columns each row has.
    public let columnCount: Int
    private(set) var kinds: [UInt8] = []
    /// Numbers; of a text or a blob the place of its first byte, 32 bits further up, and its size.
    private(set) var values: [Int64] = []
    private(set) var bytes: [UInt8] = []

    /// Creates one without rows.
    public init(columns: Int) {
        precondition((1...Self.mostColumns).contains(columns), "rows of a block have fewer columns than that")
        columnCount = columns
    }

    /// The most columns that rows can have.
    public static var mostColumns: Int { Int(ANNALS_ROWS_COLUMNS) }

    /// How many rows were begun.
    public var rowCount: Int { (kinds.count + columnCount - 1) / columnCount }
    /// Whether there is none.
    public var isEmpty: Bool { kinds.isEmpty }
    /// Whether every row has all of its columns.
    var isWhole: Bool { kinds.count % columnCount == 0 }

    /// Adds NULL.
    @inline(__always)
    public mutating func addNull() { add(annals_value_null, 0) }

    /// Adds a whole number.
    @inline(__always)
    public mutating func add(_ number: Int64) { add(annals_value_integer, number) }

    /// Adds a whole number, or NULL for 0, which stands for none.
    @inline(__always)
    public mutating func add(unlessZero number: UInt32) {
        add(number == 0 ? annals_value_null : annals_value_integer, Int64(number))
    }

    /// Adds a text.
    public mutating func add(_ text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        add(annals_value_text, from: start)
    }

    /// Adds a text, or NULL for nil.
    public mutating func add(_ text: String?) {
        if let text { add(text) } else { addNull() }
    }

    /// Adds a blob.
    public mutating func add(_ blob: [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: blob)
        add(annals_value_blob, from: start)
    }

    /// Adds what stands in `bytes` from a place on.
    private mutating func add(_ kind: annals_value_kind, from start: Int) {
        precondition(bytes.count <= Int(Int32.max), "texts and blobs of a block are at most two gigabytes")
        add(kind, Int64(start) << 32 | Int64(bytes.count - start))
    }

    @inline(__always)
    private mutating func add(_ kind: annals_value_kind, _ value: Int64) {
        kinds.append(UInt8(truncatingIfNeeded: kind.rawValue))
        values.append(value)
    }
}
