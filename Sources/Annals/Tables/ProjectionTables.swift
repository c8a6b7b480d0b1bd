import Events
import Projections
import SQLite

/// One set of the projections' tables: the ledger's own, or those being rebuilt.
///
/// The only place besides the log where SQL stands, split by table.
struct ProjectionTables {
    let connection: Connection
    let place: ProjectionSchema.Place
    let terms: TermStore
    let contexts = ContextCache()
    private let texts = PlacedTexts()

    init(connection: Connection, place: ProjectionSchema.Place) {
        self.connection = connection
        self.place = place
        terms = TermStore(connection: connection, place: place)
    }

    /// Forgets what was read: the tables are others now, or what was written into them was undone.
    func forget() {
        terms.forget()
        contexts.forgetAll()
    }

    /// Forgets what was read where somebody else has written to the file since.
    func forgetWhatOthersChanged() throws {
        if try terms.forgetWhatOthersChanged() { contexts.forgetAll() }
    }

    /// A statement on a table of this set; `$` stands for the set's name.
    func statement(_ sql: String) throws -> Statement {
        if let text = texts.placed[sql] { return try connection.statement(text) }
        let text = sql.split(separator: "$", omittingEmptySubsequences: false).joined(separator: place.rawValue)
        texts.placed[sql] = text
        return try connection.statement(text)
    }

    /// Inserts the rows of a block into a table of this set.
    ///
    /// - Parameters:
    ///   - columns: Those that the rows have, by their names.
    ///   - doubles: Whether a row that is there already is passed over.
    func insert(
        _ block: RowBlock, into table: String, _ columns: String, passingOverDoubles doubles: Bool = false
    ) throws {
        guard !block.isEmpty else { return }
        try connection.insert(block, into: "\(place.rawValue).\(table) (\(columns))", passingOverDoubles: doubles)
    }

    /// Statements with the set's name put in: they are asked for several times an event.
    private final class PlacedTexts {
        var placed: [String: String] = [:]
    }

    /// Rows as values of one column.
    func column<Value>(_ statement: Statement, _ read: (Statement) -> Value) throws -> [Value] {
        var values: [Value] = []
        try statement.forEach { values.append(read($0)) }
        return values
    }
}

/// A text that the ledger wrote as an id.
func storedID(_ text: String) throws -> EntityID {
    guard let id = EntityID(text) else { throw LedgerError.damagedTables("\"\(text)\" stands where an id belongs") }
    return id
}
