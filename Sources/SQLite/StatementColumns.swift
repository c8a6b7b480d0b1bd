internal import CSQLite

/// The columns of the current row, numbered from 0.
///
/// Reading a column that the row does not have, or reading before a step has given a row, is a mistake of the program
/// and stops it. A value of another type is converted as SQLite does (NULL is 0, "" and no bytes), so the tables'
/// own column types are what a caller relies on.
extension Statement {
    /// The type of a stored value.
    public enum ValueType: Sendable, Hashable {
        case null, integer, real, text, blob
    }

    /// The type of the value as it is stored.
    public func valueType(_ column: Int) -> ValueType {
        switch sqlite3_column_type(pointer, checked(column)) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    /// Whether the value is NULL.
    public func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(pointer, checked(column)) == SQLITE_NULL
    }

    /// The value as a whole number.
    public func integer(_ column: Int) -> Int64 {
        sqlite3_column_int64(pointer, checked(column))
    }

    /// The value as a whole number, nil for NULL.
    public func optionalInteger(_ column: Int) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    /// The value as a floating-point number.
    public func double(_ column: Int) -> Double {
        sqlite3_column_double(pointer, checked(column))
    }

    /// The value as a floating-point number, nil for NULL.
    public func optionalDouble(_ column: Int) -> Double? {
        isNull(column) ? nil : double(column)
    }

    /// The value as text, NUL characters included; bytes that are no UTF-8 become U+FFFD.
    public func text(_ column: Int) -> String {
        String(decoding: utf8Bytes(column), as: UTF8.self)
    }

    /// The value as text, nil for NULL.
    public func optionalText(_ column: Int) -> String? {
        isNull(column) ? nil : text(column)
    }

    /// The value's bytes, copied.
    public func blob(_ column: Int) -> [UInt8] {
        Array(blobBytes(column))
    }

    /// The value's bytes, copied; nil for NULL, empty for a blob of no bytes.
    public func optionalBlob(_ column: Int) -> [UInt8]? {
        isNull(column) ? nil : blob(column)
    }

    /// Lends the value's bytes to `body` without copying them.
    ///
    /// Inside `body` the statement can be neither stepped nor reset, nor this column read as text; other columns and
    /// other statements are free.
    @inlinable
    public func withBlob<Result, Failure: Error>(
        _ column: Int, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // SQLite keeps the bytes where they are until the statement is stepped, reset or finalized or this column is
        // converted. `lentColumns` makes step, reset and text refuse while `body` runs, this call holds the statement,
        // and the span cannot leave `body`.
        let bytes = blobBytes(column)
        let outer = lend(column)
        defer { lentColumns = outer }
        return try body(bytes.bytes)
    }

    /// Lends the value's text as UTF-8 to `body` without copying it, under the rules of `withBlob`.
    ///
    /// The bytes are as they are stored: they may be no valid UTF-8.
    @inlinable
    public func withText<Result, Failure: Error>(
        _ column: Int, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // As in `withBlob`; asking for text again inside `body` is refused, so the text stays where it is.
        let bytes = utf8Bytes(column)
        let outer = lend(column)
        defer { lentColumns = outer }
        return try body(bytes.bytes)
    }

    /// Marks a column as lent and returns the loans as they were.
    @usableFromInline
    func lend(_ column: Int) -> UInt64 {
        let outer = lentColumns
        lentColumns |= Statement.bit(column)
        return outer
    }

    private static func bit(_ column: Int) -> UInt64 {
        1 << UInt64(min(column, 63))
    }

    /// The value's bytes; valid until the statement moves, is reset or ends or the column is converted.
    @usableFromInline
    func blobBytes(_ column: Int) -> UnsafeRawBufferPointer {
        let index = checked(column)
        // In this order, as SQLite asks: the call for the bytes may convert a number to text, and the count is that
        // of the converted value. A lent blob or text is not converted by it, so loans of one column may nest.
        let start = sqlite3_column_blob(pointer, index)
        let count = sqlite3_column_bytes(pointer, index)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(count))
    }

    /// The value as UTF-8; valid as `blobBytes` is.
    @usableFromInline
    func utf8Bytes(_ column: Int) -> UnsafeRawBufferPointer {
        let index = checked(column)
        // This call may move the value (to end it with a NUL, or to convert it), which a loan forbids.
        precondition(lentColumns & Statement.bit(column) == 0, "this column's bytes are lent out")
        let start = sqlite3_column_text(pointer, index)
        let count = sqlite3_column_bytes(pointer, index)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(count))
    }
}
