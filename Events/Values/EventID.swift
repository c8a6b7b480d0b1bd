import Crypto

/// The id of an event: the SHA-256 of what it says.
///
/// 32 bytes, compared as bytes; in text 64 lower-case hexadecimal digits.
public struct EventID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The first 8 bytes, the first one highest: what records of millions of events have of an id.
    public let prefix: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// Makes an id of its 32 bytes; nil when there are more or fewer.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.init(digest: Array(bytes))
    }

    /// Makes an id of the 32 bytes that stand at an offset.
    public init(_ bytes: [UInt8], at start: Int) {
        func word(_ offset: Int) -> UInt64 {
            var word: UInt64 = 0
            for place in start + offset..<start + offset + 8 { word = word << 8 | UInt64(bytes[place]) }
            return word
        }
        (prefix, second, third, fourth) = (word(0), word(8), word(16), word(24))
    }

    /// Makes an id of 64 lower-case hexadecimal digits; nil for anything else.
    public init?(hex: String) {
        self.init(hexDigits: hex.utf8)
    }

    /// Makes an id of 64 lower-case hexadecimal digits in ASCII; nil for anything else.
    init?(hexDigits: some Collection<UInt8>) {
        guard hexDigits.count == 64 else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var index = 0
        for digit in hexDigits {
            guard let value = Self.value(ofDigit: digit) else { return nil }
            switch index >> 4 {
            case 0: words.0 = words.0 << 4 | UInt64(value)
            case 1: words.1 = words.1 << 4 | UInt64(value)
            case 2: words.2 = words.2 << 4 | UInt64(value)
            default: words.3 = words.3 << 4 | UInt64(value)
            }
            index += 1
        }
        (prefix, second, third, fourth) = words
    }

    /// The SHA-256 of these bytes as an id.
    public init(hashing bytes: [UInt8]) {
        self.init(digest: SHA256.hash(data: bytes))
    }

    /// The SHA-256 of these bytes as an id.
    init(hashing bytes: ArraySlice<UInt8>) {
        self.init(digest: SHA256.hash(data: bytes))
    }

    private init(digest: SHA256.Digest) {
        // The pointer is to the digest's own 32 bytes; four words are read inside them, during the call alone.
        (prefix, second, third, fourth) = digest.withUnsafeBytes { bytes in
            func word(_ place: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }

    /// The caller vouches for 32 bytes.
    private init(digest: [UInt8]) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var index = 0
        for byte in digest {
            switch index >> 3 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
            index += 1
        }
        (prefix, second, third, fourth) = words
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        append(to: &bytes, bitsAtATime: 8) { $0 }
        return bytes
    }

    /// Writes the 32 bytes behind others.
    public func append(to output: inout [UInt8]) { append(to: &output, bitsAtATime: 8) { $0 } }

    /// 64 lower-case hexadecimal digits.
    public var hex: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        appendHex(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Writes the 64 digits behind other bytes.
    func appendHex(to digits: inout [UInt8]) {
        append(to: &digits, bitsAtATime: 4) { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "a") + $0 - 10 }
    }

    @inline(__always)
    private func append(to output: inout [UInt8], bitsAtATime bits: UInt64, _ symbol: (UInt8) -> UInt8) {
        Self.append(prefix, to: &output, bitsAtATime: bits, symbol)
        Self.append(second, to: &output, bitsAtATime: bits, symbol)
        Self.append(third, to: &output, bitsAtATime: bits, symbol)
        Self.append(fourth, to: &output, bitsAtATime: bits, symbol)
    }

    @inline(__always)
    private static func append(
        _ word: UInt64, to output: inout [UInt8], bitsAtATime bits: UInt64, _ symbol: (UInt8) -> UInt8
    ) {
        let mask: UInt64 = (1 << bits) - 1
        var shift: UInt64 = 64
        while shift > 0 {
            shift -= bits
            output.append(symbol(UInt8(truncatingIfNeeded: word >> shift & mask)))
        }
    }

    /// Whether the 64 digits of the id stand at an offset of some bytes.
    func isWritten(in bytes: RawSpan, at offset: Int) -> Bool {
        var place = offset
        for word in [prefix, second, third, fourth] {
            // Half of a word is eight digits: each of its bytes is spread to two, and those made digits at once.
            for half in [word >> 32, word & 0xFFFF_FFFF] {
                guard bytes.word(at: place) == Self.digits(of: half) else { return false }
                place += 8
            }
        }
        return true
    }

    /// The eight digits of 32 bits, the first one lowest.
    private static func digits(of bits: UInt64) -> UInt64 {
        var nibbles = (bits & 0xFFFF_0000) >> 16 | (bits & 0xFFFF) << 32
        nibbles = (nibbles >> 8 & 0x0000_00FF_0000_00FF) | (nibbles & 0x0000_00FF_0000_00FF) << 16
        nibbles = (nibbles >> 4 & 0x000F_000F_000F_000F) | (nibbles & 0x000F_000F_000F_000F) << 8
        // Above 9 the carry of adding 6 marks a letter, which stands 39 behind where the next digit would.
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
    }

    public var description: String { hex }

    public static func < (left: EventID, right: EventID) -> Bool {
        (left.prefix, left.second, left.third, left.fourth) < (right.prefix, right.second, right.third, right.fourth)
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
