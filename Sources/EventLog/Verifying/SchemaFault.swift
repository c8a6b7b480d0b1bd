/// What is wrong with a table, index, trigger or view of a ledger, or with the marks of its file.
public enum SchemaFault: Hashable, Sendable {
    /// The file does not carry a ledger's mark.
    case mark
    /// The file says that its tables are of another version.
    case version(Int, expected: Int)
    /// An object of the log is not there.
    case missing(type: String, name: String)
    /// An object of the log is not as a ledger makes it.
    case changed(type: String, name: String)
    /// An object that runs or binds what a ledger does is not the ledger's.
    case foreign(type: String, name: String)
    /// The rows of a table do not stand in the order of their keys.
    case disordered(table: String)

    /// Somebody's table, or an index on one, has a name that the projections' tables and indices need.
    case inTheWay(type: String, name: String)

    /// The table of the log that has to be made anew, or cannot be.
    var damagedTable: String? {
        switch self {
        case .missing("table", let name), .changed("table", let name), .disordered(let name): name
        default: nil
        }
    }
}

extension SchemaFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .mark: "the mark of a ledger (application_id) was changed"
        case .version(let version, let expected):
            "the version of the tables (user_version) is \(version), not \(expected)"
        case .missing(let type, let name): "the \(type) \(name) is missing"
        case .changed(let type, let name): "the \(type) \(name) was changed"
        case .foreign(let type, let name): "the \(type) \(LogSchema.shown(name)) is not one of a ledger's"
        case .inTheWay(let type, let name):
            "the \(type) \(LogSchema.shown(name)) is not the ledger's, and has a name that a projection needs"
        case .disordered(let table): "the table \(table) does not stand in the order of its keys"
        }
    }
}
