/// A type whose values can be bound to a statement's parameters.
public protocol Bindable {
    /// Binds the value to a parameter, numbered from 1.
    func bind(to statement: Statement, at index: Int) throws(SQLiteError)
}

extension Int64: Bindable {
    public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
        try statement.bind(self, at: index)
    }
}

extension Int: Bindable {
    public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
        try statement.bind(Int64(self), at: index)
    }
}

/// True is stored as 1 and false as 0.
extension Bool: Bindable {
    public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
        try statement.bind(self ? 1 as Int64 : 0, at: index)
    }
}

extension Double: Bindable {
    public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
        try statement.bind(self, at: index)
    }
}

extension String: Bindable {
    public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
        try statement.bind(self, at: index)
    }
}

/// Bytes are stored as a blob.
extension [UInt8]: Bindable {
    public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
        try statement.bind(self, at: index)
    }
}
