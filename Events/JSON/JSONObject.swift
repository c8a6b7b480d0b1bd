/// The members of a JSON object in the order in which they were written, each key once.
///
/// Keys are told apart by their code points. Equality does not look at the order of the members.
/// Looking a key up takes time linear in the number of members, which for events is a dozen.
public struct JSONObject: Sendable {
    /// The members in their order.
    public private(set) var members: [(key: String, value: JSONValue)]

    /// Makes an object without members.
    public init() {
        members = []
    }

    /// Makes an object of these members; of members with one key the last value stands, in the first one's place.
    public init(_ members: [(String, JSONValue)]) {
        var distinct = DistinctMembers()
        for (key, value) in members {
            if distinct.isNew(key) {
                distinct.append(key, value)
            } else {
                distinct.replace(key, by: value)
            }
        }
        self.members = distinct.members
    }

    /// Takes members whose keys the caller knows to differ: some of another object's.
    init(distinct members: [(key: String, value: JSONValue)]) {
        self.members = members
    }

    /// Takes members that have been found to differ in their keys.
    init(_ distinct: DistinctMembers) {
        members = distinct.members
    }

    /// The value at a key; setting a new key adds it at the end, setting `nil` removes the member.
    public subscript(key: String) -> JSONValue? {
        get {
            guard let place = place(of: key) else { return nil }
            return members[place].value
        }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    /// The number of members.
    public var count: Int { members.count }

    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }

    /// The keys in their order.
    public var keys: [String] { members.map(\.key) }

    private func place(of key: String) -> Int? {
        members.firstIndex { $0.key.hasSameCodePoints(as: key) }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        if haveSameMembersInOrder(left.members, right.members) { return true }
        return haveSameMembersInOrder(left.membersInKeyOrder, right.membersInKeyOrder)
    }

    public func hash(into hasher: inout Hasher) {
        // A sum does not depend on the order of the members, as equality does not.
        var sum = 0
        for member in members {
            var memberHasher = Hasher()
            memberHasher.combine(member.key)
            memberHasher.combine(member.value)
            sum &+= memberHasher.finalize()
        }
        hasher.combine(members.count)
        hasher.combine(sum)
    }

    private static func haveSameMembersInOrder(
        _ left: [(key: String, value: JSONValue)],
        _ right: [(key: String, value: JSONValue)]
    ) -> Bool {
        zip(left, right).allSatisfy { $0.key.hasSameCodePoints(as: $1.key) && $0.value == $1.value }
    }
}

extension JSONObject {
    /// The members sorted by the UTF-16 code units of their keys, as RFC 8785 section 3.2.3 wants them.
    var membersInKeyOrder: [(key: String, value: JSONValue)] {
        // What was read from canonical JSON is in order already.
        let isInOrder = zip(members, members.dropFirst()).allSatisfy { $0.key.precedesInUTF16($1.key) }
        return isInOrder ? members : members.sorted { $0.key.precedesInUTF16($1.key) }
    }
}
