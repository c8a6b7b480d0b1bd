import Events

/// The tenures of a key before and after something changed them.
public struct TenureChange: Hashable, Sendable {
    /// Whose, where, in which seat.
    public let key: TenureKey
    /// What they were; nil where there were none.
    public let before: KeyTenures?
    /// What they are; nil where there are none.
    public let after: KeyTenures?

    /// Creates a change.
    public init(key: TenureKey, before: KeyTenures?, after: KeyTenures?) {
        self.key = key
        self.before = before
        self.after = after
    }

    /// The keys whose tenures differ between two sets, in order of keys.
    public static func changes(from before: [KeyTenures], to after: [KeyTenures]) -> [TenureChange] {
        let old = Dictionary(before.map { ($0.key, $0) }) { first, _ in first }
        let new = Dictionary(after.map { ($0.key, $0) }) { first, _ in first }
        return Set(old.keys).union(new.keys).sorted().compactMap { key in
            let (was, becomes) = (old[key], new[key])
            return was == becomes ? nil : TenureChange(key: key, before: was, after: becomes)
        }
    }
}
