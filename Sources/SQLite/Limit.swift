internal import CSQLite

/// Something that a connection bounds at run time (`sqlite3_limit`).
public enum Limit: Sendable, Hashable, CaseIterable {
    /// Bytes in one text, blob or row.
    case valueBytes
    /// Bytes in the text of one statement.
    case statementBytes
    /// Columns of a table, an index, a result or an ORDER BY.
    case columns
    /// Depth of an expression's tree.
    case expressionDepth
    /// SELECTs joined by UNION and its like.
    case compoundSelects
    /// Arguments of a function.
    case functionArguments
    /// Databases attached at once; VACUUM needs one.
    case attachedDatabases
    /// Bytes in the pattern of LIKE or GLOB.
    case patternBytes
    /// The highest number of a parameter.
    case parameters
    /// Triggers that fire one another.
    case triggerDepth
    /// Threads that one statement may start to sort.
    case workerThreads

    /// Bounds that a well-meant statement never meets and a hostile file or text does.
    public static let defaults: [Limit: Int] = [
        .valueBytes: 256 << 20,
        .statementBytes: 1 << 20,
        .expressionDepth: 500,
        .patternBytes: 10_000,
        .parameters: 32_766,
        .triggerDepth: 32,
    ]

    var code: Int32 {
        switch self {
        case .valueBytes: SQLITE_LIMIT_LENGTH
        case .statementBytes: SQLITE_LIMIT_SQL_LENGTH
        case .columns: SQLITE_LIMIT_COLUMN
        case .expressionDepth: SQLITE_LIMIT_EXPR_DEPTH
        case .compoundSelects: SQLITE_LIMIT_COMPOUND_SELECT
        case .functionArguments: SQLITE_LIMIT_FUNCTION_ARG
        case .attachedDatabases: SQLITE_LIMIT_ATTACHED
        case .patternBytes: SQLITE_LIMIT_LIKE_PATTERN_LENGTH
        case .parameters: SQLITE_LIMIT_VARIABLE_NUMBER
        case .triggerDepth: SQLITE_LIMIT_TRIGGER_DEPTH
        case .workerThreads: SQLITE_LIMIT_WORKER_THREADS
        }
    }
}

extension Connection {
    /// The bound in force on something; 0 once the connection is closed.
    public func limit(_ limit: Limit) -> Int {
        database.map { Int(sqlite3_limit($0, limit.code, -1)) } ?? 0
    }

    /// Bounds something from now on and returns the bound in force afterwards.
    ///
    /// The bound is cut to what the library was built with; a negative one changes nothing.
    @discardableResult
    public func setLimit(_ limit: Limit, to bound: Int) -> Int {
        if let database {
            _ = sqlite3_limit(database, limit.code, Int32(clamping: bound))
        }
        return self.limit(limit)
    }
}
