import Testing

@testable import SQLite

/// The SQLite error that `body` throws; nil, and a failed test, where it throws none.
func sqliteError(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) -> SQLiteError? {
    thrown(SQLiteError.self, sourceLocation: sourceLocation, body)
}

/// The error of a type that `body` throws; nil, and a failed test, where it throws none.
///
/// A function, because one `#expect(throws:)` cannot stand inside another.
func thrown<Failure: Error>(
    _ type: Failure.Type, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) -> Failure? {
    #expect(throws: type, sourceLocation: sourceLocation, performing: body)
}

/// An error of the caller's own.
struct Stop: Error, Equatable {
    let why: String
}

/// Expects `body` to throw this `Stop` and nothing else.
func expectStop(
    _ why: String = "", sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) {
    let stop = thrown(Stop.self, sourceLocation: sourceLocation, body)
    #expect(stop == Stop(why: why), sourceLocation: sourceLocation)
}

/// The only value of a query, as a whole number.
func integer(_ connection: Connection, _ sql: String) throws -> Int64? {
    try connection.statement(sql).first { $0.integer(0) }
}
