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
        self.init(vouched: Array(bytes))
    }

    private init(_ digest: SHA256.Digest) {
        // The pointer is to the digest's own 32 bytes; four words are read inside them, during the call alone.
        words = digest.withUnsafeBytes { bytes in
            func word(_ place: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }

    /// The caller vouches for 32 bytes.
    private init(vouched bytes: [UInt8]) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var index = 0
        for byte in bytes {
            switch index >> 3 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
            index += 1
        }
        self.words = words
    }

    /// The bytes, from the first to the last.
    public var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        write(into: &bytes, at: 0)
        return bytes
    }

    /// Writes the 32 bytes over those that begin at `start`.
    private func write(into bytes: inout [UInt8], at start: Int) {
        Self.write(words.0, into: &bytes, at: start)
        Self.write(words.1, into: &bytes, at: start + 8)
        Self.write(words.2, into: &bytes, at: start + 16)
        Self.write(words.3, into: &bytes, at: start + 24)
    }

    private static func write(_ word: UInt64, into bytes: inout [UInt8], at start: Int) {
        for offset in 0..<8 { bytes[start + offset] = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * offset)) }
    }

    public static func == (left: TreeHash, right: TreeHash) -> Bool { left.words == right.words }

    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

// MARK: The tree's two kinds of hashes

extension TreeHash {
    /// The root of the tree that has no leaf: the SHA-256 of nothing.
    public static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    /// The hash of a leaf: SHA-256 of a zero byte and what the leaf holds (RFC 6962, section 2.1).
    public static func leaf(_ body: some Collection<UInt8>) -> TreeHash {
        // The byte in front tells a leaf from a node, so that no leaf can be passed off as a subtree.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1 + body.count)
        bytes.append(0)
        bytes.append(contentsOf: body)
        return TreeHash(SHA256.hash(data: bytes))
    }

    /// The hash of the node over two subtrees: SHA-256 of a one byte and both hashes (RFC 6962, section 2.1).
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var bytes = [UInt8](repeating: 1, count: 1 + 2 * byteCount)
        left.write(into: &bytes, at: 1)
        right.write(into: &bytes, at: 1 + byteCount)
        return TreeHash(SHA256.hash(data: bytes))
    }
}

// MARK: As text

extension TreeHash {
    /// Reads 44 characters of base64; nil for anything that `base64` would not have written.
    public init?(base64: some StringProtocol) {
        guard let bytes = Base64.decode(base64.utf8) else { return nil }
        self.init(bytes)
    }

    /// The hash in base64 (RFC 4648, section 4), as checkpoints and proofs spell it: 44 characters.
    public var base64: String { Base64.encode(bytes) }
}

extension TreeHash: CustomStringConvertible {
    public var description: String { base64 }
}
