/// Reading and setting what SQLite calls pragmas.
///
/// A name is a pragma's own, with its schema in front where wanted ("main.page_count"); anything but letters, digits,
/// `_` and `.` is refused, so no SQL can be slipped in.
extension Connection {
    /// A pragma's first value as a whole number; nil where it gives none.
    public func pragmaInteger(_ name: String) throws(SQLiteError) -> Int64? {
        let statement = try pragma(name, nil)
        return try statement.step() ? statement.optionalInteger(0) : nil
    }

    /// A pragma's first value as text; nil where it gives none.
    public func pragmaText(_ name: String) throws(SQLiteError) -> String? {
        let statement = try pragma(name, nil)
        return try statement.step() ? statement.optionalText(0) : nil
    }

    /// Sets a pragma to a whole number and returns what it answers, if anything.
    @discardableResult
    public func setPragma(_ name: String, to value: Int) throws(SQLiteError) -> String? {
        try answer(of: pragma(name, "\(value)"))
    }

    /// Sets a pragma to a word ("wal") and returns what it answers: for `journal_mode` the mode in force.
    @discardableResult
    public func setPragma(_ name: String, to word: String) throws(SQLiteError) -> String? {
        guard Connection.isPragmaWord(word) else { throw misuse("this is no value of a pragma", nil) }
        return try answer(of: pragma(name, word))
    }

    /// A number that changes when another connection has changed the database, and not by this one's own writes.
    public var dataVersion: Int64 {
        get throws(SQLiteError) {
            let statement = try statement("PRAGMA data_version")
            return try statement.step() ? statement.integer(0) : 0
        }
    }

    private func pragma(_ name: String, _ value: String?) throws(SQLiteError) -> Statement {
        guard Connection.isPragmaWord(name) else { throw misuse("this is no name of a pragma", nil) }
        // A kept statement is not stale: SQLite compiles a pragma anew each time it is run.
        return try statement("PRAGMA \(name)" + (value.map { " = \($0)" } ?? ""))
    }

    /// The first value of the first row, after running to the end: a pragma may still act after its first row.
    private func answer(of statement: Statement) throws(SQLiteError) -> String? {
        guard try statement.step() else { return nil }
        let answer = statement.optionalText(0)
        try statement.run()
        return answer
    }

    private static func isPragmaWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
