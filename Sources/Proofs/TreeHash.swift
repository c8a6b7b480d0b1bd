import Crypto

/// The hash of a leaf or of a complete subtree: 32 bytes of SHA-256 (RFC 6962, section 2.1).
public struct TreeHash: Hashable, Sendable {
    /// How many bytes a hash has.
    public static let byteCount = 32

    // Four words in the place of an array: a tree holds millions of them, and none needs memory of its own.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Takes 32 bytes; nil for any other number of them.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for (index, byte) in bytes.enumerated() {
            switch index / 8 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
        }
        self.words = words
    }

    /// The bytes, from the first to the last.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        return bytes
    }

    public static func == (left: TreeHash, right: TreeHash) -> Bool { left.words == right.words }

    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
