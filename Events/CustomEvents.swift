/// An event of a user's own type: kept, shown in histories, ignored by charts.
///
/// Its name is `x.` and one or more words of `a`–`z`, `0`–`9`, `_` and `-`, separated by dots; at most 100 bytes.
/// Fields that carry a name from the vocabulary (`person`, `organization`, `by`, …) and hold an id or a list of ids
/// name entities, as they do elsewhere.
public struct CustomFact: Hashable, Sendable {
    /// The longest that a type's name may be, in bytes.
    public static let maximumTypeLength = 100

    /// The type's name, beginning with `x.`.
    public let type: String
    /// The event's own fields; the common ones are the event's.
    public let fields: JSONObject

    public init(type: String, fields: JSONObject = [:]) {
        self.type = type
        self.fields = fields
    }

    /// Whether a type of this name is a user's own.
    public static func isTypeName(_ name: String) -> Bool {
        guard name.hasPrefix("x."), name.utf8.count <= maximumTypeLength else { return false }
        return name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty && word.allSatisfy(isWordByte)
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
