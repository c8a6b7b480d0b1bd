/// Whom or what a field means: an entity of the ledger, or words that are no id.
///
/// In the fields that take one, a string that is an id is read as the id and any other string is kept as text
/// (`GPT-4`, `unnamed sources`). In JSON both are plain strings.
public enum Reference: Hashable, Sendable, CustomStringConvertible {
    case entity(EntityID)
    case text(String)

    /// Reads a string as the field does.
    public init(_ text: String) {
        if let id = EntityID(text) {
            self = .entity(id)
        } else {
            self = .text(text)
        }
    }

    /// The entity, where it is one.
    public var entity: EntityID? {
        if case .entity(let id) = self { return id }
        return nil
    }

    /// The string as it stands in JSON.
    public var description: String {
        switch self {
        case .entity(let id): id.text
        case .text(let text): text
        }
    }
}
