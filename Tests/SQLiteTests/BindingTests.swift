import Testing

@testable import SQLite

@Suite("Values bound and read back")
struct BindingTests {
    let connection: Connection

    init() throws {
        connection = try Connection(path: ":memory:")
        try connection.execute("CREATE TABLE kept (value ANY) STRICT")
    }

    private func store(_ value: (any Bindable)?) throws -> Statement {
        try connection.execute("DELETE FROM kept")
        try connection.statement("INSERT INTO kept VALUES (?1)").bind(value).run()
        let statement = try connection.statement("SELECT value FROM kept")
        #expect(try statement.step())
        return statement
    }

    @Test(
        "whole numbers of every size come back",
        arguments: [0, 1, -1, 127, -129, 1 << 31, 1 << 53, .max, .min] as [Int64]
    )
    func integers(value: Int64) throws {
        let row = try store(value)
        #expect(row.integer(0) == value)
        #expect(row.optionalInteger(0) == value)
        #expect(row.valueType(0) == .integer)
    }

    @Test("floating-point numbers come back exactly, and NaN as NULL")
    func doubles() throws {
        for value in [0.1, -0.0, 1e308, Double.leastNonzeroMagnitude, .infinity, -.infinity] {
            let row = try store(value)
            #expect(row.double(0) == value)
            #expect(row.valueType(0) == .real)
        }
        #expect(try store(Double.nan).optionalDouble(0) == nil)
    }

    @Test(
        "text comes back byte for byte",
        arguments: [
            "", "a", "a\0b", "\0", "習近平", "e\u{301}", "🧑‍🚀", "O'Brien \"x\" ;--", String(repeating: "ü", count: 40_000),
        ])
    func texts(value: String) throws {
        let row = try store(value)
        #expect(Array(row.text(0).utf8) == Array(value.utf8))
        #expect(row.valueType(0) == .text)
        #expect(row.withText(0) { $0.byteCount } == value.utf8.count)
    }

    @Test("blobs of 0 to 1,000,000 bytes come back", arguments: [0, 1, 255, 65_535, 65_536, 1_000_000])
    func blobs(count: Int) throws {
        let value = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let row = try store(value)
        #expect(row.blob(0) == value)
        #expect(row.valueType(0) == .blob)
        row.withBlob(0) { bytes in
            #expect(bytes.byteCount == count)
            if count > 0 {
                #expect(bytes.unsafeLoad(fromByteOffset: count - 1, as: UInt8.self) == value[count - 1])
            }
        }
    }

    @Test("a blob of no bytes, an empty text and NULL are three different values")
    func emptiness() throws {
        let blob = try store([UInt8]())
        #expect(!blob.isNull(0))
        #expect(blob.valueType(0) == .blob)
        #expect(blob.optionalBlob(0) == [])
        let text = try store("")
        #expect(!text.isNull(0))
        #expect(text.optionalText(0) == "")
        let null = try store(nil)
        #expect(null.isNull(0))
        #expect(null.valueType(0) == .null)
        #expect(null.optionalBlob(0) == nil)
        #expect(null.optionalText(0) == nil)
        #expect(null.optionalInteger(0) == nil)
        #expect(null.integer(0) == 0 && null.text(0) == "" && null.blob(0) == [])
    }

    @Test("values bound one by one arrive at their parameters, nil as NULL")
    func oneByOne() throws {
        let statement = try connection.statement("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7")
        let missing: String? = nil
        let present: Int64? = 7
        let bytes: [UInt8] = [1, 2, 3]
        try statement.bind(5, at: 1)
        try statement.bind(Int64.max, at: 2)
        try statement.bind(2.5, at: 3)
        try statement.bind("x", at: 4)
        try statement.bind(bytes.span.bytes, at: 5)
        try statement.bind(missing, at: 6)
        try statement.bind(present, at: 7)
        #expect(try statement.step())
        #expect(statement.integer(0) == 5)
        #expect(statement.integer(1) == .max)
        #expect(statement.double(2) == 2.5)
        #expect(statement.text(3) == "x")
        #expect(statement.blob(4) == bytes)
        #expect(statement.isNull(5))
        #expect(statement.integer(6) == 7)
        #expect(statement.columnCount == 7 && statement.parameterCount == 7)
    }

    @Test("booleans are stored as 1 and 0")
    func booleans() throws {
        #expect(try store(true).integer(0) == 1)
        #expect(try store(false).integer(0) == 0)
    }

    @Test("a value is copied when it is bound, so the original may change")
    func copies() throws {
        var bytes: [UInt8] = [1, 2, 3, 4]
        let statement = try connection.statement("SELECT ?1")
        try statement.bind(bytes, at: 1)
        bytes.withUnsafeMutableBufferPointer { $0.update(repeating: 9) }
        #expect(try statement.first { $0.blob(0) } == [1, 2, 3, 4])
    }

    @Test("the bytes of several columns can be lent at once")
    func loans() throws {
        let statement = try connection.statement("SELECT ?1, ?2, 3").bind([1, 2] as [UInt8], "text")
        #expect(try statement.step())
        let total = statement.withBlob(0) { first in
            statement.withText(1) { second in
                statement.withBlob(0) { again in
                    first.byteCount + second.byteCount + again.byteCount + Int(statement.integer(2))
                }
            }
        }
        #expect(total == 11)
        #expect(statement.lentColumns == 0)
        #expect(try !statement.step())
    }

    @Test("a loan ends when the body throws")
    func loanThrown() throws {
        let statement = try connection.statement("SELECT x'0102'")
        #expect(try statement.step())
        expectStop { try statement.withBlob(0) { _ throws(Stop) in throw Stop(why: "") } }
        #expect(try !statement.step())
    }

    @Test("text that is no UTF-8 is mended on reading and untouched as bytes")
    func invalidText() throws {
        let statement = try connection.statement("SELECT CAST(x'61FF62' AS TEXT)")
        #expect(try statement.step())
        #expect(statement.text(0) == "a\u{FFFD}b")
        #expect(statement.blob(0) == [0x61, 0xFF, 0x62])
    }

    @Test("too few values, too many, and a parameter that is not there are errors")
    func counts() throws {
        let statement = try connection.statement("SELECT ?1, ?2")
        #expect(sqliteError { try statement.bind(1) }?.kind == .misuse)
        #expect(sqliteError { try statement.bind(1, 2, 3) }?.kind == .misuse)
        #expect(sqliteError { try statement.bind(1, at: 3) }?.name == "SQLITE_RANGE")
        #expect(sqliteError { try statement.bind(1, at: 0) }?.name == "SQLITE_RANGE")
        #expect(sqliteError { try statement.bind(1, at: -1) }?.name == "SQLITE_RANGE")
    }

    @Test("a running statement takes no new values until it is reset")
    func running() throws {
        let statement = try connection.statement("SELECT ?1").bind(1)
        #expect(try statement.step())
        let error = sqliteError { try statement.bind(2, at: 1) }
        #expect(error?.kind == .misuse)
        #expect(error?.message.contains("while the statement was running") == true)
        #expect(sqliteError { try statement.clearBindings() }?.kind == .misuse)
        statement.reset()
        try statement.bind(2, at: 1)
        #expect(try statement.first { $0.integer(0) } == 2)
        try statement.clearBindings()
        #expect(try statement.first { $0.isNull(0) } == true)
    }
}
