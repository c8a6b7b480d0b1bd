import SQLite

/// What SQLite finds wrong with a file's pages.
struct PageCheck {
    private let connection: Connection
    /// Whether a complaint about NULL is borne out, by the column that it is about.
    private var isBorneOut: [String: Bool] = [:]

    /// As many complaints are kept: a damaged page can make one for every row.
    private static let most = 20

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The complaints in words; none where all is well. O(pages).
    mutating func complaints() -> [String] {
        var found: [String] = []
        do {
            // What is unfounded must not take the place of what is not.
            let rows = try connection.statement("PRAGMA quick_check(1000000)")
            while found.count < Self.most, try rows.step() {
                // A heading stands before what is wrong with one of several databases; there is one.
                for line in rows.text(0).split(separator: "\n").map(String.init)
                where line != "ok" && !line.hasPrefix("*** in database") {
                    if try isFounded(line) { found.append(line) }
                }
            }
            rows.reset()
            if !found.isEmpty { try nameTables(&found) }
        } catch {
            found.append(RowAudit.words(error))
        }
        return found
    }

    /// Puts the tables' names before what is said of their pages.
    private func nameTables(_ complaints: inout [String]) throws {
        var tables: [String] = []
        try connection.statement("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
            .forEach { tables.append($0.text(0)) }
        for table in tables {
            let rows = try connection.statement("PRAGMA main.quick_check(\(Self.quoted(table[...])))")
            var lines: Set<String> = []
            try rows.forEach { lines.formUnion($0.text(0).split(separator: "\n").map(String.init)) }
            for index in complaints.indices where lines.contains(complaints[index]) {
                complaints[index] = "table \(LogSchema.shown(table)): " + complaints[index]
            }
        }
    }

    /// Whether a complaint is about the file: SQLite 3.40 looks for NULL in the wrong columns of tables without rowid
    /// whose key does not stand in front.
    private mutating func isFounded(_ complaint: String) throws -> Bool {
        let prefix = "NULL value in "
        guard complaint.hasPrefix(prefix) else { return true }
        let name = complaint.dropFirst(prefix.count).split(separator: ".")
        guard name.count == 2 else { return true }
        if let known = isBorneOut[complaint] { return known }
        let (table, column) = (Self.quoted(name[0]), Self.quoted(name[1]))
        // Asked whether a column that cannot be NULL is NULL, SQLite answers without looking.
        let borneOut =
            try connection.statement("SELECT 1 FROM \(table) WHERE typeof(\(column)) = 'null' LIMIT 1")
            .first { _ in true } ?? false
        isBorneOut[complaint] = borneOut
        return borneOut
    }

    private static func quoted(_ name: Substring) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
