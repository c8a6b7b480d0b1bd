internal import CSQLite

/// SQL text that is compiled one statement after another.
struct Script {
    /// A compiled statement, owned by whoever takes it, and its own text.
    struct Prepared {
        let pointer: OpaquePointer
        let sql: String
    }

    private let bytes: [UInt8]
    private var offset = 0

    init(_ sql: String) {
        bytes = Array(sql.utf8)
    }

    /// Compiles the next statement; nil where only white space and comments are left.
    mutating func prepareNext(on connection: Connection, persistent: Bool) throws(SQLiteError) -> Prepared? {
        let database = try connection.handle()
        let flags = persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        while offset < bytes.count {
            var pointer: OpaquePointer?
            let start = offset
            var end = bytes.count
            let code = bytes.withUnsafeBufferPointer { buffer -> Int32 in
                // `buffer` is not empty (offset < count), so it has a base address, and lives until this closure
                // ends. SQLite reads no further than the given count, keeps its own copy of the text, and sets
                // `tail` to a place between the start and the end of what it was given.
                guard let base = buffer.baseAddress else { return SQLITE_MISUSE }
                let count = Int32(clamping: buffer.count - start)
                return (base + start).withMemoryRebound(to: CChar.self, capacity: buffer.count - start) { text in
                    var tail: UnsafePointer<CChar>?
                    let code = sqlite3_prepare_v3(database, text, count, flags, &pointer, &tail)
                    if let tail { end = start + (tail - text) }
                    return code
                }
            }
            guard code == SQLITE_OK else {
                throw connection.error(code, text(start, bytes.count))
            }
            guard end > start else {
                // SQLite stops at a NUL, so the rest would be dropped in silence.
                if let pointer { sqlite3_finalize(pointer) }
                throw connection.misuse("the text holds a NUL character", text(start, bytes.count))
            }
            offset = end
            if let pointer { return Prepared(pointer: pointer, sql: text(start, end)) }
        }
        return nil
    }

    private func text(_ start: Int, _ end: Int) -> String {
        var slice = bytes[start..<end]
        while let first = slice.first, Script.isSpace(first) { slice.removeFirst() }
        while let last = slice.last, Script.isSpace(last) { slice.removeLast() }
        return String(decoding: slice, as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (9...13).contains(byte)
    }
}
