/// The members of an object under construction; tells a key that has been there already.
struct DistinctMembers {
    private(set) var members: [(key: String, value: JSONValue)] = []
    private var keys: Set<CodePoints> = []

    /// Up to here comparing with each key is quicker than hashing; beyond it, time must not grow with the square.
    private static let fewMembers = 24

    /// Whether no member has this key.
    mutating func isNew(_ key: String) -> Bool {
        if members.count < Self.fewMembers {
            return !members.contains { $0.key.hasSameCodePoints(as: key) }
        }
        if keys.isEmpty { keys = Set(members.map { CodePoints($0.key) }) }
        return keys.insert(CodePoints(key)).inserted
    }

    /// Adds a member whose key `isNew` found to be new.
    mutating func append(_ key: String, _ value: JSONValue) {
        if members.isEmpty { members.reserveCapacity(8) }
        members.append((key, value))
    }

    /// Gives another value to the member with this key.
    mutating func replace(_ key: String, by value: JSONValue) {
        guard let place = members.firstIndex(where: { $0.key.hasSameCodePoints(as: key) }) else { return }
        members[place].value = value
    }
}
