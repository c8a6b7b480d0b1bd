import Testing

@testable import SQLite

@Suite("Rows inserted as blocks")
struct RowBlockTests {
    let connection: Connection

    init() throws {
        connection = try Connection(path: ":memory:")
        try connection.execute(
            "CREATE TABLE kept (key INTEGER NOT NULL, value ANY, PRIMARY KEY (key)) STRICT, WITHOUT ROWID")
    }

    private func block(_ keys: some Sequence<Int64>) -> RowBlock {
        var block = RowBlock(columns: 2)
        for key in keys {
            block.add(key)
            switch key % 6 {
            case 0: block.addNull()
            case 1: block.add("ü\(key)")
            case 2: block.add("")
            case 3: block.add([UInt8](repeating: UInt8(truncatingIfNeeded: key), count: Int(key)))
            case 4: block.add([])
            default: block.add(unlessZero: UInt32(key / 7 % 2))
            }
        }
        return block
    }

    private func keys() throws -> [Int64] {
        var keys: [Int64] = []
        try connection.statement("SELECT key FROM kept ORDER BY key").forEach { keys.append($0.integer(0)) }
        return keys
    }

    @Test("every value comes back as it was added, whatever the order of the rows and the size of the blocks")
    func values() throws {
        for keys in [0..<7, 7..<7, 3_000..<3_100, 7..<3_000] {
            try connection.insert(
                block(Int64(keys.lowerBound)..<Int64(keys.upperBound)), into: "main.kept (key, value)")
        }
        var expected: Int64 = 0
        try connection.statement("SELECT key, value FROM kept ORDER BY key").forEach { row in
            #expect(row.integer(0) == expected)
            switch expected % 6 {
            case 0: #expect(row.isNull(1))
            case 1: #expect(row.valueType(1) == .text && row.text(1) == "ü\(expected)")
            case 2: #expect(row.valueType(1) == .text && row.text(1).isEmpty)
            case 3:
                let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: expected), count: Int(expected))
                #expect(row.valueType(1) == .blob && row.blob(1) == bytes)
            case 4: #expect(row.valueType(1) == .blob && row.blob(1).isEmpty)
            default: #expect(row.optionalInteger(1) == (expected / 7 % 2 == 0 ? nil : 1))
            }
            expected += 1
        }
        #expect(expected == 3_100)
    }

    @Test("numbers of every size come back, and the columns may be named in another order")
    func numbers() throws {
        let numbers: [Int64] = [0, 1, -1, .max, .min, 1 << 53]
        var block = RowBlock(columns: 2)
        for (key, number) in numbers.enumerated() {
            block.add(number)
            block.add(Int64(key))
        }
        try connection.insert(block, into: "main.kept (value, key)")
        for (key, number) in numbers.enumerated() {
            let found = try connection.statement("SELECT value FROM kept WHERE key = ?").bind(key)
                .first { $0.integer(0) }
            #expect(found == number)
        }
    }

    @Test("a row that does not fit is told, and goes with the savepoint that it was inserted in")
    func doubles() throws {
        try connection.insert(block(0..<3), into: "main.kept (key, value)")
        try connection.transaction(.immediate) {
            let doubled = #expect(throws: SQLiteError.self) {
                try connection.savepoint { try connection.insert(block(-2..<5), into: "main.kept (key, value)") }
            }
            #expect(doubled?.kind == .constraint)
        }
        #expect(try keys() == [0, 1, 2])
        var absent = RowBlock(columns: 2)
        absent.addNull()
        absent.addNull()
        #expect(throws: SQLiteError.self) { try connection.insert(absent, into: "main.kept (key, value)") }
        #expect(try keys() == [0, 1, 2])
    }

    @Test("where doubles are passed over, the row that is there stays")
    func passingOver() throws {
        try connection.insert(block(0..<3), into: "main.kept (key, value)")
        var others = RowBlock(columns: 2)
        for key in 1..<5 as Range<Int64> {
            others.add(key)
            others.add("other")
        }
        try connection.insert(others, into: "main.kept (key, value)", passingOverDoubles: true)
        #expect(try keys() == [0, 1, 2, 3, 4])
        #expect(
            try connection.statement("SELECT count(*) FROM kept WHERE value = 'other'").first { $0.integer(0) } == 2)
    }

    @Test("nothing but an insertion sees rows, and no table of somebody else's takes their place")
    func lending() throws {
        try connection.insert(block(0..<3), into: "main.kept (key, value)")
        #expect(try connection.statement("SELECT count(*) FROM temp.annals_rows").first { $0.integer(0) } == 0)
        try connection.execute("CREATE VIEW seen AS SELECT c0 FROM annals_rows")
        #expect(throws: SQLiteError.self) { try connection.statement("SELECT * FROM seen").run() }
        try connection.execute("CREATE TABLE annals_rows (c0, c1); INSERT INTO annals_rows VALUES (9, 9)")
        try connection.insert(block(3..<5), into: "main.kept (key, value)")
        #expect(try keys() == [0, 1, 2, 3, 4])
    }
}
