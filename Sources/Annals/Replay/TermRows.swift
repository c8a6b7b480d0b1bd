import Events
import Projections
import SQLite

/// The dictionary of a log as rows: ids and titles with their numbers.
struct TermRows {
    private let decoded: DecodedLog
    private let context: PlainContext

    init(_ decoded: DecodedLog, _ context: PlainContext) { (self.decoded, self.context) = (decoded, context) }

    /// Writes them, and makes the index by which texts are found.
    func write(into tables: ProjectionTables) throws {
        let end = decoded.terms.count + 1
        let pieces = stride(from: 1, to: end, by: Self.termsTogether).map { $0..<min($0 + Self.termsTogether, end) }
        try WorkAhead.forEach(pieces, { [decoded] in Self.rows(of: $0, decoded.terms) }) {
            try tables.insert($0, into: "terms", "number, text")
        }
        var titles = RowBlock(columns: 2)
        for (folded, term) in context.titlesByFolded.sorted(by: { $0.key.precedesAsBytes($1.key) }) {
            titles.add(folded)
            titles.add(Int64(term))
        }
        try tables.insert(titles, into: "titles", "folded, term")
        try ProjectionSchema.createIndices(of: "terms", on: tables.connection, in: tables.place)
    }

    private static let termsTogether = 8_192

    private static func rows(of numbers: Range<Int>, _ terms: TermTable) -> RowBlock {
        var block = RowBlock(columns: 2)
        for number in numbers {
            block.add(Int64(number))
            block.add(terms.text(UInt32(number)))
        }
        return block
    }
}

extension String {
    /// Whether it stands before another in the order in which SQLite has texts.
    fileprivate func precedesAsBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
