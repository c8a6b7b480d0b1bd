import Projections
import SQLite

/// The dictionary of a log as rows: ids and titles with their numbers.
struct TermRows {
    private let decoded: DecodedLog
    private let context: PlainContext

    init(_ decoded: DecodedLog, _ context: PlainContext) { (self.decoded, self.context) = (decoded, context) }

    /// Writes them, and makes the index by which texts are found.
    func write(into tables: ProjectionTables) throws {
        let insertion = try tables.statement("INSERT INTO $.terms (number, text) VALUES (?, ?)")
        let terms = decoded.terms
        for number in 1...max(terms.count, 1) where number <= terms.count {
            try insertion.bind(Int64(number), at: 1)
            try insertion.bind(terms.text(UInt32(number)), at: 2)
            try insertion.run()
        }
        let title = try tables.statement("INSERT INTO $.titles (folded, term) VALUES (?, ?)")
        for (folded, term) in context.titlesByFolded.sorted(by: { $0.key.precedesAsBytes($1.key) }) {
            try title.bind(folded, Int(term)).run()
        }
        try ProjectionSchema.createIndices(of: "terms", on: tables.connection, in: tables.place)
    }
}

extension String {
    /// Whether it stands before another in the order in which SQLite has texts.
    fileprivate func precedesAsBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
