/// The id of a person, organisation, post, work or source: a short stable ASCII slug such as `ilya-sutskever`.
///
/// All ids share one namespace. An id is 1 to 100 bytes of `a`–`z`, `0`–`9` and `-`, and neither begins nor ends
/// with a hyphen. Ids are compared as bytes.
public struct EntityID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The longest an id may be, in bytes.
    public static let maximumLength = 100

    /// Somebody whom the source does not name.
    public static let unnamed = EntityID(unchecked: "unnamed")

    /// The holder of a vacant post.
    public static let nobody = EntityID(unchecked: "nobody")

    /// The slug itself.
    public let text: String

    /// Makes an id of a slug; nil when the text is none. Linear in its length.
    public init?(_ text: String) {
        guard Self.isSlug(text) else { return nil }
        self.text = text
    }

    init(unchecked text: String) {
        self.text = text
    }

    /// Whether this is `unnamed` or `nobody`, which stand for no entity and can only hold positions.
    public var isReserved: Bool { self == .unnamed || self == .nobody }

    public var description: String { text }

    public static func < (left: EntityID, right: EntityID) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    private static func isSlug(_ text: String) -> Bool {
        var count = 0
        var last = UInt8(ascii: "-")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                break
            case UInt8(ascii: "-") where count > 0:
                break
            default:
                return false
            }
            last = byte
            count += 1
        }
        return count <= maximumLength && last != UInt8(ascii: "-")
    }
}
