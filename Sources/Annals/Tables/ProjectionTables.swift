import Events
import Projections
import SQLite

/// One set of the projections' tables: the ledger's own, or those being rebuilt.
///
/// The only place besides the log where SQL stands, split by table.
struct ProjectionTables {
    let connection: Connection
    let place: ProjectionSchema.Place

    /// A statement on a table of this set; `$` stands for the set's name.
    func statement(_ sql: String) throws -> Statement {
        try connection.statement(String(sql.flatMap { $0 == "$" ? Array(place.rawValue) : [$0] }))
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
