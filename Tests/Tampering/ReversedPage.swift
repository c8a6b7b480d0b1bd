import Foundation
import SQLite

/// A closed ledger's file, to be changed past SQLite.
public struct LedgerFile {
    private static let pageSize = 4_096

    private let path: String
    private var bytes: [UInt8]

    public init(_ path: String) throws {
        self.path = path
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Turns the rows of a table's first leaf page around, the last first: a reader of all rows sees the same rows.
    ///
    /// Only the pointers to the rows change places ("B-tree Pages" in SQLite's description of its file format).
    ///
    /// - Returns: How many rows the page has; where there are fewer than two, nothing has changed.
    public static func reverseRows(of table: String, in path: String) throws -> Int {
        let connection = try Connection(path: path)
        let root = try connection.statement("SELECT rootpage FROM sqlite_schema WHERE name = ? AND type = 'table'")
            .bind(table).first { Int($0.integer(0)) }
        try connection.close()
        guard let root, root > 1 else { return 0 }
        var file = try LedgerFile(path)
        let rows = file.reverse(file.firstLeaf(under: root))
        try file.write()
        return rows
    }

    /// Puts a text in the place of another of the same length wherever that stands.
    public static func replace(_ text: String, by other: String, in path: String) throws {
        precondition(text.utf8.count == other.utf8.count)
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        while let place = data.range(of: Data(text.utf8)) { data.replaceSubrange(place, with: Data(other.utf8)) }
        try data.write(to: URL(fileURLWithPath: path))
    }

    private func write() throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    private func number(at place: Int, _ count: Int) -> Int {
        bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    /// Where the first leaf page of a tree begins; only pages that are not a file's first are looked at.
    private func firstLeaf(under page: Int) -> Int {
        let start = (page - 1) * Self.pageSize
        // Pages that hold others are of type 2 or 5; their first cell begins with the number of its page.
        guard [2, 5].contains(bytes[start]) else { return start }
        return firstLeaf(under: number(at: start + number(at: start + 12, 2), 4))
    }

    private mutating func reverse(_ start: Int) -> Int {
        let count = number(at: start + 3, 2)
        let pointers = (0..<count).map { Array(bytes[start + 8 + 2 * $0..<start + 10 + 2 * $0]) }
        bytes.replaceSubrange(start + 8..<start + 8 + 2 * count, with: pointers.reversed().joined())
        return count
    }
}
