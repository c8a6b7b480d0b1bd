/// A source that says so, and where in it.
///
/// In JSON a source's id alone is short for an object with nothing but `source`.
public struct Citation: Hashable, Sendable, Comparable {
    /// The source's id, as `source.added` introduces it.
    public let source: EntityID
    /// Where in the source: a page, a paragraph, a time code.
    public let locator: String?
    /// The source's words.
    public let quote: String?

    public init(source: EntityID, locator: String? = nil, quote: String? = nil) {
        self.source = source
        self.locator = locator
        self.quote = quote
    }

    /// By source, then locator, then quote, as UTF-8 bytes, an absent one first: the order in which they are hashed.
    public static func < (left: Citation, right: Citation) -> Bool {
        if left.source != right.source { return left.source < right.source }
        if left.locator != right.locator { return precedes(left.locator, right.locator) }
        return precedes(left.quote, right.quote)
    }

    private static func precedes(_ left: String?, _ right: String?) -> Bool {
        guard let right else { return false }
        guard let left else { return true }
        return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
