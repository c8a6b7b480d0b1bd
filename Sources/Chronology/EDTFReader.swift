/// A place in the bytes of a text, and the end of the part that is being read.
///
/// The bytes travel beside it as a `Span`, which no struct may keep.
struct EDTFReader {
    var offset: Int
    let end: Int

    var isAtEnd: Bool { offset >= end }

    /// The byte at hand, 0 at the end.
    func peek(_ bytes: Span<UInt8>) -> UInt8 {
        offset < end ? bytes[offset] : 0
    }

    /// Steps over the byte if it is the one at hand.
    mutating func skip(_ byte: Unicode.Scalar, in bytes: Span<UInt8>) -> Bool {
        guard offset < end, bytes[offset] == UInt8(ascii: byte) else { return false }
        offset += 1
        return true
    }

    /// Reads a qualifier, or nothing.
    mutating func qualifier(_ bytes: Span<UInt8>) -> EDTFQualifier {
        guard let qualifier = EDTFQualifier(byte: peek(bytes)) else { return [] }
        offset += 1
        return qualifier
    }

    /// Reads exactly `width` digits or `X`; nil, and nowhere further, if there are fewer.
    mutating func pattern(width: Int, in bytes: Span<UInt8>) -> DigitPattern? {
        guard offset + width <= end else { return nil }
        var low = 0
        var high = 0
        var unspecified: UInt8 = 0
        for place in offset..<offset + width {
            let byte = bytes[place]
            unspecified <<= 1
            if let digit = Self.digit(byte) {
                low = low * 10 + digit
                high = high * 10 + digit
            } else if byte == UInt8(ascii: "X") {
                low *= 10
                high = high * 10 + 9
                unspecified |= 1
            } else {
                return nil
            }
        }
        offset += width
        return DigitPattern(low: low, high: high, unspecified: unspecified, width: width)
    }

    /// Reads two digits; nil, and nowhere further, if there are fewer.
    mutating func twoDigits(_ bytes: Span<UInt8>) -> Int? {
        guard offset + 2 <= end, let tens = Self.digit(bytes[offset]), let ones = Self.digit(bytes[offset + 1])
        else { return nil }
        offset += 2
        return tens * 10 + ones
    }

    /// How many digits or `X` stand at hand.
    func patternLength(_ bytes: Span<UInt8>) -> Int {
        var place = offset
        while place < end, Self.digit(bytes[place]) != nil || bytes[place] == UInt8(ascii: "X") { place += 1 }
        return place - offset
    }

    static func digit(_ byte: UInt8) -> Int? {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte) - 48 : nil
    }
}
