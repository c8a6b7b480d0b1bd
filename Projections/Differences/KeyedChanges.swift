/// What changed between two states that have one value a key.
///
/// Exact: what is equal on both sides gives no entry, changes that follow one another compose to the change over both,
/// and a change applied to its first state gives its second.
public struct KeyedChanges<Key, Value>: Hashable, Sendable
where Key: Hashable & Comparable & Sendable, Value: Hashable & Sendable {
    /// A value before and after; nil where the key is not there. Never the same on both sides.
    public struct Change: Hashable, Sendable {
        /// What it was.
        public let before: Value?
        /// What it is.
        public let after: Value?
    }

    private var changes: [Key: Change] = [:]

    /// Compares two states. O(n) in their sizes.
    public init(from before: [Key: Value], to after: [Key: Value]) {
        for (key, value) in before where after[key] != value {
            changes[key] = Change(before: value, after: after[key])
        }
        for (key, value) in after where before[key] == nil {
            changes[key] = Change(before: nil, after: value)
        }
    }

    /// Whether nothing changed.
    public var isEmpty: Bool { changes.isEmpty }

    /// The change of a key; nil where it is the same on both sides.
    public subscript(key: Key) -> Change? { changes[key] }

    /// The changes in order of their keys.
    public var entries: [(key: Key, change: Change)] {
        changes.keys.sorted().compactMap { key in changes[key].map { (key, $0) } }
    }

    /// The change over this one and the next, which has to begin where this one ends.
    public func followed(by next: Self) -> Self {
        var whole = self
        for (key, second) in next.changes {
            let before = changes[key].map(\.before) ?? second.before
            whole.changes[key] = before == second.after ? nil : Change(before: before, after: second.after)
        }
        return whole
    }

    /// The change back.
    public var reversed: Self {
        var reversed = self
        reversed.changes = changes.mapValues { Change(before: $0.after, after: $0.before) }
        return reversed
    }

    /// The second state, from the first.
    public func applied(to state: [Key: Value]) -> [Key: Value] {
        var state = state
        for (key, change) in changes { state[key] = change.after }
        return state
    }
}
