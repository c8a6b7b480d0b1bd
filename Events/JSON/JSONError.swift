/// Why a text is not the JSON that is read here, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The byte at which reading stopped, counted from 0; the length of the text where it ends too early.
    public let offset: Int

    /// What is wrong, in words that follow "not JSON: ".
    public let reason: String

    public init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }

    /// For example `not JSON: duplicate key "a" at byte 12`.
    public var description: String { "not JSON: \(reason) at byte \(offset)" }
}
