import Events

/// The names of an id before and after something changed them.
public struct NameChange: Hashable, Sendable {
    /// Whose.
    public let id: EntityID
    /// All names, the one it went by first; empty where nothing named it.
    public let before: [String]
    /// All names, the one it goes by first; empty where nothing names it.
    public let after: [String]
    /// The id that stands for it now; itself where no merge made it one with another.
    public let current: EntityID

    /// Creates a change.
    public init(id: EntityID, before: [String], after: [String], current: EntityID) {
        self.id = id
        self.before = before
        self.after = after
        self.current = current
    }
}
