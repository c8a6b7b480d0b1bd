internal import CSQLite

/// The values of a statement's parameters, numbered from 1.
///
/// Values are copied, so nothing has to outlive the call, and stay bound until they are bound anew or cleared.
/// Errors: `misuse` while the statement is running (reset it first), `other` (`SQLITE_RANGE`) for a parameter that it
/// does not have, `tooBig` beyond `Limit.valueBytes`.
extension Statement {
    /// Binds a whole number.
    public func bind(_ value: Int64, at index: Int) throws(SQLiteError) {
        try check(sqlite3_bind_int64(pointer, Int32(clamping: index), value))
    }

    /// Binds a whole number.
    public func bind(_ value: Int, at index: Int) throws(SQLiteError) {
        try bind(Int64(value), at: index)
    }

    /// Binds a floating-point number; SQLite stores NaN as NULL.
    public func bind(_ value: Double, at index: Int) throws(SQLiteError) {
        try check(sqlite3_bind_double(pointer, Int32(clamping: index), value))
    }

    /// Binds text as UTF-8, NUL characters included.
    public func bind(_ value: String, at index: Int) throws(SQLiteError) {
        var value = value
        // SQLite copies the bytes before the call returns; they live until the closure ends.
        let code = value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                annals_sqlite3_bind_text_copy(pointer, Int32(clamping: index), text.baseAddress, UInt64(text.count))
            }
        }
        try check(code)
    }

    /// Binds a blob; no bytes are an empty blob, not NULL.
    public func bind(_ value: [UInt8], at index: Int) throws(SQLiteError) {
        // SQLite copies the bytes before the call returns; they live until the closure ends.
        let code = value.withUnsafeBytes { bytes in
            annals_sqlite3_bind_blob_copy(
                pointer, Int32(clamping: index), bytes.baseAddress, UInt64(bytes.count))
        }
        try check(code)
    }

    /// Binds a blob from a span; no bytes are an empty blob, not NULL.
    public func bind(_ value: RawSpan, at index: Int) throws(SQLiteError) {
        // SQLite copies the bytes before the call returns; they live until the closure ends.
        let code = value.withUnsafeBytes { bytes in
            annals_sqlite3_bind_blob_copy(
                pointer, Int32(clamping: index), bytes.baseAddress, UInt64(bytes.count))
        }
        try check(code)
    }

    /// Binds NULL.
    public func bindNull(at index: Int) throws(SQLiteError) {
        try check(sqlite3_bind_null(pointer, Int32(clamping: index)))
    }

    /// Binds a value, or NULL for nil.
    public func bind<Value: Bindable>(_ value: Value?, at index: Int) throws(SQLiteError) {
        if let value {
            try value.bind(to: self, at: index)
        } else {
            try bindNull(at: index)
        }
    }

    /// Binds all parameters in order, nil as NULL, and returns the statement.
    ///
    /// For everyday use; loops that count nanoseconds bind one by one.
    ///
    /// - Throws: `misuse` unless there are as many values as parameters.
    @discardableResult
    public func bind(_ values: (any Bindable)?...) throws(SQLiteError) -> Statement {
        try bind(all: values)
    }

    /// Binds all parameters in order, likewise, from a list.
    @discardableResult
    public func bind(all values: [(any Bindable)?]) throws(SQLiteError) -> Statement {
        guard values.count == parameterCount else {
            throw connection.misuse(
                "\(values.count) values were given for \(parameterCount) parameters", sql)
        }
        for (offset, value) in values.enumerated() {
            if let value {
                try value.bind(to: self, at: offset + 1)
            } else {
                try bindNull(at: offset + 1)
            }
        }
        return self
    }

    /// Forgets all bound values: each parameter is NULL again.
    public func clearBindings() throws(SQLiteError) {
        guard !isRunning else { throw boundWhileRunning }
        sqlite3_clear_bindings(pointer)
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        if code == SQLITE_OK { return }
        throw isRunning ? boundWhileRunning : connection.error(code, sql)
    }

    private var boundWhileRunning: SQLiteError {
        connection.misuse("a value was bound while the statement was running", sql)
    }
}
